import Script
import Tensors
import Text

extension TensorError {
  /// Differentiation.
  func gradientWording(_ language: Language) -> Wording? {
    switch self {
    case .notScalarForBackward(let shape):
      return language.pick(
        ko: Wording(
          "backward는 수 하나인 텐서에서만 바로 부를 수 있는데 모양이 \(shape)\(Particle.copula.form(after: "\(shape)"))",
          help: "손실을 `.mean()`이나 `.sum()`으로 수 하나로 만들거나, `y.backward(torch.ones_like(y))`처럼 기울기를 주세요"),
        en: Wording(
          "grad can be implicitly created only for scalar outputs", label: "the shape is \(shape)",
          help: "make one number of it with `.mean()` or `.sum()`, or give a gradient"))
    case .gradientShape(let expected, let got):
      return language.pick(
        ko: Wording(
          "backward에 준 기울기의 모양 \(got)\(Particle.subject.form(after: "\(got)")) 텐서의 모양 \(expected)\(Particle.with.form(after: "\(expected)")) 달라요"
        ),
        en: Wording(
          "Mismatch in shape: grad_output[0] has a shape of \(got.sized) and output[0] has a shape of \(expected.sized)."
        ))
    case .noGradient:
      return language.pick(
        ko: Wording(
          "미분할 것이 없어요: 이 텐서는 `requires_grad=True`인 텐서에서 나오지 않았어요",
          help:
            "매개변수를 `torch.zeros(3, requires_grad=True)`처럼 만들었는지, `with torch.no_grad():`나 `.detach()`, `.item()`을 거치지 않았는지 보세요"
        ),
        en: Wording(
          "element 0 of tensors does not require grad and does not have a grad_fn",
          help: "was it made from a tensor with `requires_grad=True`, and not inside `torch.no_grad()`?"))
    case .backwardTwice:
      return language.pick(
        ko: Wording(
          "같은 계산을 두 번 거슬러 갈 수 없어요: 첫 backward가 중간 값을 버렸어요",
          help: "반복마다 손실을 새로 계산하세요. 꼭 두 번이 필요하면 첫 번째를 `backward(retain_graph=True)`로 부르세요"),
        en: Wording(
          "Trying to backward through the graph a second time (or directly access saved tensors after they have already "
            + "been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). "
            + "Specify retain_graph=True if you need to backward through the graph a second time or if you need to access "
            + "saved tensors after calling backward.", help: "compute the loss anew in each round"))
    case .versionMismatch(let op, let shape, let dtype, let expected, let got):
      return language.pick(
        ko: Wording(
          "미분에 필요한 텐서(모양 \(shape))가 계산 뒤에 제자리 연산으로 바뀌었어요",
          label: "계산할 때는 \(expected)번째 판, 지금은 \(got)번째 판이에요",
          help: "`x += 1`이나 `x[0] = …` 대신 `x = x + 1`처럼 새 텐서를 만드세요"),
        en: Wording(
          "one of the variables needed for gradient computation has been modified by an inplace operation: "
            + "[\(dtype.tensorTypeName) \(shape.bracketed)]\(TensorError.origin(op)) is at version \(got); expected version "
            + "\(expected) instead. Hint: enable anomaly detection to find the operation that failed to compute its "
            + "gradient, with torch.autograd.set_detect_anomaly(True, check_nan=False)."))
    case .leafInPlace:
      return language.pick(
        ko: Wording(
          "기울기를 구하는 매개변수는 제자리에서 바꿀 수 없어요",
          help: "갱신은 `with torch.no_grad():` 안에서 하세요. 예: `w -= 0.1 * w.grad`"),
        en: Wording(
          "a leaf Variable that requires grad is being used in an in-place operation.",
          help: "update it inside `with torch.no_grad():`"))
    case .viewOfLeafInPlace:
      return language.pick(
        ko: Wording("기울기를 구하는 매개변수의 일부를 제자리에서 바꿀 수 없어요", help: "갱신은 `with torch.no_grad():` 안에서 하세요"),
        en: Wording(
          "a view of a leaf Variable that requires grad is being used in an in-place operation.",
          help: "update it inside `with torch.no_grad():`"))
    case .requiresGradNonLeaf:
      return language.pick(
        ko: Wording("계산에서 나온 텐서의 `requires_grad`는 끌 수 없어요", help: "`y.detach()`가 기울기를 잇지 않는 텐서를 줘요"),
        en: Wording(
          "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph "
            + "that doesn't require differentiation use var_no_grad = var.detach()."))
    case .requiresGradDType(let dtype):
      return language.pick(
        ko: Wording(
          "\(dtype.name) 텐서에는 기울기가 없어요: 실수 텐서만 미분할 수 있어요", help: "`1.0`처럼 소수점을 쓰거나 `.float()`로 바꾸세요"),
        en: Wording(
          "Only Tensors of floating point and complex dtype can require gradients",
          help: "write `1.0` in place of `1`"))
    case .unusedInput(let index):
      return language.pick(
        ko: Wording("\(index)번째 텐서는 이 계산에 쓰이지 않았어요", help: "`allow_unused=True`를 주면 그 자리는 None이 돼요"),
        en: Wording(
          "The differentiated Tensor at index \(index) appears to not have been used in the graph. Set allow_unused=True if "
            + "this is the desired behavior."))
    case .retainGradWithoutGrad:
      return language.pick(
        ko: Wording("기울기를 구하지 않는 텐서예요", help: "`requires_grad=True`인 텐서에서 계산한 것이어야 해요"),
        en: Wording("can't retain_grad on Tensor that has requires_grad=False"))
    case .hookWithoutGrad:
      return language.pick(
        ko: Wording("기울기를 구하지 않는 텐서에는 훅을 걸 수 없어요"),
        en: Wording("cannot register a hook on a tensor that doesn't require gradient"))
    case .postAccumulateHookOnResult:
      return language.pick(
        ko: Wording("이 훅은 잎 텐서에만 걸 수 있어요", help: "계산한 텐서에는 `register_hook`을 쓰세요"),
        en: Wording("post accumulate grad hooks cannot be registered on non-leaf tensors"))
    case .numpyOfGrad: return RefusalMessage.numpy.wording(language)
    case .notDifferentiable(let op):
      return language.pick(
        ko: Wording("`\(op)`\(Particle.topic.form(after: op)) 미분할 수 없어요"),
        en: Wording("derivative for \(op) is not implemented"))
    case .overlappingWrite:
      return language.pick(
        ko: Wording("여러 자리가 같은 메모리를 쓰는 텐서는 제자리에서 바꿀 수 없어요", help: "`expand`한 텐서라면 `.clone()`을 먼저 하세요"),
        en: Wording(
          "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please "
            + "clone() the tensor before performing the operation."))
    case .customGradientCount(let name, let expected, let got):
      return language.pick(
        ko: Wording("`\(name)`의 backward는 forward의 입력마다 하나씩, \(expected)개를 돌려주어야 하는데 \(got)개를 돌려줬어요"),
        en: Wording(
          "function \(name)Backward returned an incorrect number of gradients (expected \(expected), got \(got))"
        ))
    case .customGradientShape(let name, let index, let expected, let got):
      return language.pick(
        ko: Wording(
          "`\(name)`의 backward가 돌려준 \(index)번째 기울기의 모양은 \(expected)이어야 하는데 \(got)\(Particle.copula.form(after: "\(got)"))"
        ),
        en: Wording(
          "Function \(name)Backward returned an invalid gradient at index \(index) - got \(got.bracketed) but expected shape "
            + "compatible with \(expected.bracketed)"))
    case .callback(let text): return Wording(text)
    default: return nil
    }
  }

  /// `, which is output 0 of Exp,` for a tensor that an operation made.
  private static func origin(_ op: String) -> String {
    guard !op.isEmpty else { return "" }
    let name = op.hasSuffix("Backward0") ? String(op.dropLast("Backward0".count)) : op
    return ", which is output 0 of \(name),"
  }
}
