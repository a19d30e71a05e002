import Script
import Tensors
import Text

extension TensorError {
  /// Shapes that don't fit each other, or an operation.
  func shapeWording(_ language: Language) -> Wording? {
    switch self {
    case .broadcast(let a, let b):
      let (dim, left, right) = TensorError.firstClash(a, b)
      return language.pick(
        ko: Wording(
          "두 텐서의 모양이 맞지 않아요: \(a.times)\(Particle.with.form(after: a.times)) \(b.times)",
          label:
            "왼쪽은 \(a), 오른쪽은 \(b): 축 \(dim)의 \(left)\(Particle.with.form(after: "\(left)")) \(right)\(Particle.subject.form(after: "\(right)")) 달라요",
          help: TensorError.broadcastHelp(a, b)),
        en: Wording(
          "The size of tensor a (\(left)) must match the size of tensor b (\(right)) at non-singleton dimension \(dim)",
          label: "left is \(a), right is \(b)", help: TensorError.englishBroadcastHelp(a, b)))
    case .matmulInner(let a, let b):
      return TensorError.product(a, b, language)
    case .linear(let input, let weight, let hasBias):
      let have = input.last ?? 0
      let want = weight.last ?? 0
      let out = weight.count > 1 ? weight[0] : 1
      let rows = input.count < 2 ? 1 : input.dropLast().reduce(1, *)
      return language.pick(
        ko: Wording(
          "입력의 특징 수가 층과 달라요: 입력은 \(input.times), 층은 \(want)개를 받아 \(out)개를 내요",
          label: "입력의 마지막 크기는 \(have), 층이 기다리는 크기는 \(want)\(Particle.copula.form(after: "\(want)"))",
          help:
            "층을 `nn.Linear(\(have), \(out))`\(Particle.direction.form(after: "\(out)")) 만들거나 앞 층의 출력을 \(want)\(Particle.direction.form(after: "\(want)")) 맞추세요"
        ),
        en: Wording(
          input.isEmpty
            ? "both arguments to linear need to be at least 1D, but they are 0D and \(weight.count)D"
            : "\(hasBias ? "addmm" : "mm"): mat1 and mat2 shapes cannot be multiplied (\(rows)x\(have) and \(want)x\(out))",
          label: "the input has \(have) features, the layer expects \(want)",
          help: "make the layer `nn.Linear(\(have), \(out))`, or give it \(want) features"))
    case .matmulRank(let op, let a, let b):
      return TensorError.productRank(op, a, b, language)
    case .expand(let from, let to):
      let offset = to.count - from.count
      if offset < 0 {
        return language.pick(
          ko: Wording(
            "모양이 \(from)인 텐서를 더 적은 축 \(to)\(Particle.direction.form(after: "\(to)")) 넓힐 수 없어요",
            help: "축은 늘릴 수만 있어요. 줄이려면 `reshape`나 `squeeze`를 쓰세요"),
          en: Wording(
            "expand(torch.FloatTensor{\(from.bracketed)}, size=\(to.bracketed)): the number of sizes provided (\(to.count)) "
              + "must be greater or equal to the number of dimensions in the tensor (\(from.count))"))
      }
      let clash = from.indices.reversed().first { from[$0] != 1 && from[$0] != to[$0 + offset] } ?? 0
      let at = clash + offset
      let have = from.isEmpty ? 0 : from[clash]
      let want = at < to.count ? to[at] : 0
      return language.pick(
        ko: Wording(
          "모양이 \(from)인 텐서를 \(to)\(Particle.direction.form(after: "\(to)")) 넓힐 수 없어요: 크기가 1인 축만 넓어져요",
          label: "축 \(at)의 크기는 \(have)인데 \(want)\(Particle.subject.form(after: "\(want)")) 필요해요"),
        en: Wording(
          "The expanded size of the tensor (\(want)) must match the existing size (\(have)) at non-singleton dimension "
            + "\(at).  Target sizes: \(to.bracketed).  Tensor sizes: \(from.bracketed)"))
    case .dimOutOfRange(let dim, 0) where (-1...0).contains(dim):
      return language.pick(
        ko: Wording("0차원 텐서에는 축이 없어요"),
        en: Wording("Dimension specified as \(dim) but tensor has no dimensions"))
    case .dimOutOfRange(let dim, let rank):
      let bound = max(rank, 1)
      return language.pick(
        ko: Wording(
          "\(rank)차원 텐서에는 축 \(dim)\(Particle.subject.form(after: "\(dim)")) 없어요",
          label: "쓸 수 있는 축은 \(-bound)부터 \(bound - 1)까지예요",
          help: rank > 1 ? "dim=0은 행을 따라, dim=1은 열을 따라 가요. dim=-1은 마지막 축이에요" : nil),
        en: Wording(
          "Dimension out of range (expected to be in range of [\(-bound), \(bound - 1)], but got \(dim))",
          help: rank > 1 ? "dim=0 goes along the rows, dim=1 along the columns, dim=-1 is the last" : nil))
    case .repeatedDim(let dim):
      return language.pick(
        ko: Wording("축 \(dim)\(Particle.object.form(after: "\(dim)")) 두 번 줬어요"),
        en: Wording("dim \(dim) appears multiple times in the list of dims"))
    case .rankMismatch(let op, let expected, let got):
      return language.pick(
        ko: Wording("`\(op)`에는 \(expected)차원 텐서가 필요한데 \(got)차원 텐서가 왔어요"),
        en: Wording(TensorError.rank(op, expected, got)))
    case .rankRange(let op, let least, let got):
      return language.pick(
        ko: Wording("`\(op)`에는 적어도 \(least)차원인 텐서가 필요한데 모양이 \(got)인 텐서가 왔어요"),
        en: Wording(
          op == "cat"
            ? "zero-dimensional tensor (at position 0) cannot be concatenated"
            : "\(op): input tensor must have at least \(least) dimensions"))
    case .viewSize(let shape, let requested):
      let count = shape.reduce(1, &*)
      let product = requested.reduce(1, &*)
      return language.pick(
        ko: Wording(
          "원소 \(count)개를 모양 \(requested.bracketed)에 담을 수 없어요",
          label: "모양이 \(shape)이라 원소는 \(count)개, \(requested.bracketed)에는 \(product)개가 들어가요",
          help: TensorError.viewHelp(count, requested)),
        en: Wording(
          "shape '\(requested.bracketed)' is invalid for input of size \(count)",
          label: "the tensor's shape is \(shape)", help: TensorError.englishViewHelp(count, requested)))
    case .inferSize(let shape, let requested):
      let count = shape.reduce(1, &*)
      if requested.filter({ $0 == -1 }).count > 1 {
        return language.pick(
          ko: Wording("-1은 한 번만 쓸 수 있어요: \(requested.bracketed)"),
          en: Wording("only one dimension can be inferred"))
      }
      let rest = requested.filter { $0 != -1 }.reduce(1, &*)
      return language.pick(
        ko: Wording(
          "원소 \(count)개를 모양 \(requested.bracketed)에 담을 수 없어요",
          label:
            "\(count)\(Particle.topic.form(after: "\(count)")) \(rest)\(Particle.direction.form(after: "\(rest)")) 나누어떨어지지 않아요"
        ),
        en: Wording("shape '\(requested.bracketed)' is invalid for input of size \(count)"))
    case .viewStrides(let shape, let requested):
      return language.pick(
        ko: Wording(
          "원소가 메모리에 차례로 놓여 있지 않아서 \(shape)\(Particle.object.form(after: "\(shape)")) \(requested.bracketed)\(Particle.direction.form(after: "\(requested.bracketed)")) 볼 수 없어요",
          help: "`view` 대신 `reshape`를 쓰세요. 필요하면 복사해 줘요"),
        en: Wording(
          "view size is not compatible with input tensor's size and stride (at least one dimension spans across two "
            + "contiguous subspaces). Use .reshape(...) instead.", help: "`reshape` copies where it must"))
    case .negativeSize(let sizes):
      let index = sizes.firstIndex { $0 < 0 } ?? 0
      return language.pick(
        ko: Wording("텐서의 크기는 음수일 수 없어요: \(sizes.bracketed)", label: "\(index)번째 크기가 음수예요"),
        en: Wording(
          "Trying to create tensor with negative dimension \(sizes.isEmpty ? 0 : sizes[index]): \(sizes.bracketed)"
        ))
    case .tooManyDimensions(let count):
      return language.pick(
        ko: Wording("텐서의 축은 8개까지인데 \(count)개가 필요해요"),
        en: Wording("tensors have at most 8 dimensions here, but \(count) are needed"))
    case .shapeMismatch(let op, let a, let b):
      return TensorError.mismatch(op, a, b, language)
    case .catShapes(let dim, let index, let expected, let got):
      if expected.count != got.count {
        return language.pick(
          ko: Wording("축의 수가 다른 텐서는 이을 수 없어요: 앞의 것은 \(expected), \(index)번째는 \(got)"),
          en: Wording("Tensors must have same number of dimensions: got \(expected.count) and \(got.count)"))
      }
      let clash = expected.indices.first { $0 != dim && expected[$0] != got[$0] } ?? 0
      return language.pick(
        ko: Wording(
          "축 \(dim)\(Particle.direction.form(after: "\(dim)")) 이으려면 다른 축의 크기가 같아야 해요: \(expected.times)와 \(got.times)",
          label:
            "축 \(clash)의 크기가 \(expected[clash])\(Particle.with.form(after: "\(expected[clash])")) \(got[clash])\(Particle.direction.form(after: "\(got[clash])")) 달라요"
        ),
        en: Wording(
          "Sizes of tensors must match except in dimension \(dim). Expected size \(expected[clash]) but got size "
            + "\(got[clash]) for tensor number \(index) in the list.",
          label: "shapes are \(expected) and \(got)"))
    case .emptyList(let op):
      return language.pick(
        ko: Wording("`\(op)`에 준 목록이 비어 있어요", help: "텐서를 적어도 하나 주세요"),
        en: Wording(
          op == "stack"
            ? "stack expects a non-empty TensorList" : "torch.\(op)(): expected a non-empty list of Tensors"))
    case .splitSizes(let sizes, let dim, let size):
      return language.pick(
        ko: Wording(
          "나눈 크기의 합이 축 \(dim)의 크기 \(size)\(Particle.with.form(after: "\(size)")) 같아야 하는데 \(sizes.bracketed)의 합은 \(sizes.reduce(0, &+))\(Particle.copula.form(after: "\(sizes.reduce(0, &+))"))"
        ),
        en: Wording(
          "split_with_sizes expects split_sizes to sum exactly to \(size) (input tensor's size at dimension \(dim)), "
            + "but got split_sizes=\(sizes.bracketed)"))
    case .permutation(let dims, let rank):
      if dims.count == rank {
        return language.pick(
          ko: Wording("축의 차례 \(dims.bracketed)에 같은 축이 두 번 있어요"),
          en: Wording("permute(): duplicate dims are not allowed."))
      }
      return language.pick(
        ko: Wording("\(rank)차원 텐서의 축 차례에는 축 \(rank)개를 주어야 하는데 \(dims.count)개를 줬어요: \(dims.bracketed)"),
        en: Wording(
          "permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired "
            + "ordering of dimensions i.e. input.dim() = \(rank) is not equal to len(dims) = \(dims.count)"))
    case .tooManyRepeats(let repeats, let rank):
      return language.pick(
        ko: Wording("\(rank)차원 텐서를 되풀이하려면 횟수를 적어도 \(rank)개 주어야 하는데 \(repeats)개를 줬어요"),
        en: Wording(
          "Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor"))
    case .narrow(let start, let length, let size):
      return language.pick(
        ko: Wording("크기 \(size)인 축에서 \(start)부터 \(length)개를 잘라 낼 수 없어요"),
        en: Wording("start (\(start)) + length (\(length)) exceeds dimension size (\(size))."))
    default: return nil
    }
  }

  /// The wrong number of dimensions, as each of PyTorch's functions says it.
  private static func rank(_ op: String, _ expected: Int, _ got: Int) -> String {
    switch op {
    case "t": "t() expects a tensor with <= 2 dimensions, but self is \(got)D"
    case "index_select": "index_select(): Index is supposed to be a vector"
    case "bincount": "bincount only supports 1-d non-negative integral inputs."
    case "conv1d", "conv2d":
      "Expected \(expected - 1)D (unbatched) or \(expected)D (batched) input to \(op), but got \(got)D"
    default: "\(op): Expected \(expected)-D argument self, but got \(got)-D"
    }
  }

  /// The last dimension at which two shapes can't be broadcast, counted in the longer one.
  private static func firstClash(_ a: Tensors.Shape, _ b: Tensors.Shape) -> (dim: Int, left: Int, right: Int)
  {
    let rank = max(a.count, b.count)
    for dim in (0..<rank).reversed() {
      let left = dim - rank + a.count >= 0 ? a[dim - rank + a.count] : 1
      let right = dim - rank + b.count >= 0 ? b[dim - rank + b.count] : 1
      if left != right && left != 1 && right != 1 { return (dim, left, right) }
    }
    return (0, a.first ?? 0, b.first ?? 0)
  }

  private static func broadcastHelp(_ a: Tensors.Shape, _ b: Tensors.Shape) -> String? {
    if a.count == 2, b.count == 1, a[0] == b[0] {
      return "행마다 하나씩이라면 `x.unsqueeze(1)`로 (\(b[0]), 1) 모양을 만드세요"
    }
    if b.count == 2, a.count == 1, b[0] == a[0] {
      return "행마다 하나씩이라면 `x.unsqueeze(1)`로 (\(a[0]), 1) 모양을 만드세요"
    }
    if a.count == 2, b.count == 2, a[1] == b[0] { return "행렬 곱을 하려면 `@`를 쓰세요" }
    return "뒤에서부터 견주어 크기가 같거나 한쪽이 1이어야 해요"
  }

  private static func englishBroadcastHelp(_ a: Tensors.Shape, _ b: Tensors.Shape) -> String? {
    if a.count == 2, b.count == 1, a[0] == b[0] { return "for one number a row use `x.unsqueeze(1)`" }
    if b.count == 2, a.count == 1, b[0] == a[0] { return "for one number a row use `x.unsqueeze(1)`" }
    if a.count == 2, b.count == 2, a[1] == b[0] { return "for a matrix product write `@`" }
    return "counted from the end, sizes must be equal or one of them 1"
  }

  private static func product(_ a: Tensors.Shape, _ b: Tensors.Shape, _ language: Language) -> Wording {
    let inner = a.last ?? 0
    let outer = b.count > 1 ? b[b.count - 2] : b.first ?? 0
    let korean = Wording(
      "행렬 곱의 안쪽 크기가 달라요: \(a.times) @ \(b.times)",
      label:
        "왼쪽은 \(a), 오른쪽은 \(b): 앞의 \(inner)\(Particle.with.form(after: "\(inner)")) 뒤의 \(outer)\(Particle.subject.form(after: "\(outer)")) 같아야 해요",
      help: productHelp(a, b, ko: true))
    let what: String
    switch (a.count, b.count) {
    case (1, 1):
      what =
        "inconsistent tensor size, expected tensor \(a.bracketed) and src \(b.bracketed) to have the same number of "
        + "elements, but got \(inner) and \(outer) elements respectively"
    case (2, 1): what = "size mismatch, got input (\(a[0])), mat (\(a.crossed)), vec (\(outer))"
    case (1, 2): what = "mm: mat1 and mat2 shapes cannot be multiplied (1x\(inner) and \(b.crossed))"
    case (2, 2): what = "mm: mat1 and mat2 shapes cannot be multiplied (\(a.crossed) and \(b.crossed))"
    case (3..., 1):
      what =
        "size mismatch, got input (\(a.dropLast().reduce(1, &*))), mat (\(a.dropLast().reduce(1, &*))x\(inner)), vec (\(outer))"
    case (3..., 2):
      what =
        "mm: mat1 and mat2 shapes cannot be multiplied (\(a.dropLast().reduce(1, &*))x\(inner) and \(b.crossed))"
    default:
      what =
        "Expected size for first two dimensions of batch2 tensor to be: [\(a.dropLast(2).reduce(1, &*)), \(inner)] but got: "
        + "[\(b.dropLast(2).reduce(1, &*)), \(outer)]."
    }
    return language.pick(
      ko: korean,
      en: Wording(
        what, label: "left is \(a), right is \(b): \(inner) and \(outer) should be equal",
        help: productHelp(a, b, ko: false)))
  }

  private static func productHelp(_ a: Tensors.Shape, _ b: Tensors.Shape, ko: Bool) -> String? {
    guard a.count == 2, b.count == 2 else { return nil }
    if a[1] == b[1] {
      return ko
        ? "오른쪽을 뒤집은 `.T`의 모양은 (\(b[1]), \(b[0]))이라 맞아요"
        : "the right one's `.T` has shape (\(b[1]), \(b[0])), which fits"
    }
    if a[0] == b[0] {
      return ko
        ? "왼쪽을 뒤집은 `.T`의 모양은 (\(a[1]), \(a[0]))이라 맞아요"
        : "the left one's `.T` has shape (\(a[1]), \(a[0])), which fits"
    }
    return ko
      ? "오른쪽을 (\(a[1]), \(b[1]))\(Particle.direction.form(after: "\(b[1])")) 만들어 보세요"
      : "make the right one (\(a[1]), \(b[1]))"
  }

  private static func productRank(
    _ op: String, _ a: Tensors.Shape, _ b: Tensors.Shape, _ language: Language
  ) -> Wording {
    let korean = Wording("`\(op)`에 맞지 않는 차원이에요: 왼쪽은 \(a), 오른쪽은 \(b)")
    let english: String
    switch op {
    case "matmul":
      english = "both arguments to matmul need to be at least 1D, but they are \(a.count)D and \(b.count)D"
    case "mm":
      english =
        a.count != 2
        ? "mm: mat1 must be a matrix, got \(a.count)-D tensor"
        : "mm: mat2 must be a matrix, got \(b.count)-D tensor"
    case "bmm": english = a.count != 3 ? "batch1 must be a 3D tensor" : "batch2 must be a 3D tensor"
    case "mv", "addmv": english = "vector + matrix @ vector expected, got 1, \(a.count), \(b.count)"
    case "dot": english = "1D tensors expected, but got \(a.count)D and \(b.count)D tensors"
    case "outer":
      english =
        a.count != 1
        ? "outer: Expected 1-D argument self, but got \(a.count)-D"
        : "outer: Expected 1-D argument vec2, but got \(b.count)-D"
    default: english = "\(op): the dimensions \(a) and \(b) do not fit"
    }
    return language.pick(ko: korean, en: Wording(english))
  }

  private static func mismatch(
    _ op: String, _ a: Tensors.Shape, _ b: Tensors.Shape, _ language: Language
  ) -> Wording {
    switch op {
    case "stack":
      return language.pick(
        ko: Wording(
          "쌓으려면 모든 텐서의 모양이 같아야 하는데 \(a)\(Particle.with.form(after: "\(a)")) \(b)\(Particle.subject.form(after: "\(b)")) 있어요"
        ),
        en: Wording(
          "stack expects each tensor to be equal size, but got \(a.bracketed) at entry 0 and \(b.bracketed) at entry 1"
        ))
    case "binary_cross_entropy_with_logits":
      return language.pick(
        ko: Wording(
          "정답의 모양 \(b)\(Particle.subject.form(after: "\(b)")) 입력의 모양 \(a)\(Particle.with.form(after: "\(a)")) 같아야 해요",
          help: "`y.view_as(x)`나 `y.unsqueeze(1)`로 모양을 맞추세요"),
        en: Wording(
          "Target size (\(b.sized)) must be the same as input size (\(a.sized))",
          help: "`y.unsqueeze(1)` may help"))
    case "binary_cross_entropy":
      return language.pick(
        ko: Wording(
          "정답의 모양 \(b)\(Particle.subject.form(after: "\(b)")) 입력의 모양 \(a)\(Particle.with.form(after: "\(a)")) 같아야 해요",
          help: "`y.view_as(x)`나 `y.unsqueeze(1)`로 모양을 맞추세요"),
        en: Wording(
          "Using a target size (\(b.sized)) that is different to the input size (\(a.sized)) is deprecated. Please ensure "
            + "they have the same size."))
    case let op where op.hasSuffix("_"):
      return language.pick(
        ko: Wording(
          "제자리 연산의 결과 모양 \(b)\(Particle.subject.form(after: "\(b)")) 텐서의 모양 \(a)\(Particle.with.form(after: "\(a)")) 달라요",
          help: "`x = x + y`처럼 새 텐서를 만드세요"),
        en: Wording("output with shape \(a.bracketed) doesn't match the broadcast shape \(b.bracketed)"))
    case "batch_norm":
      return language.pick(
        ko: Wording("배치 정규화의 층은 특징 \(a.times)개를 기다리는데 입력에는 \(b.times)개가 있어요"),
        en: Wording("running_mean should contain \(b.first ?? 0) elements not \(a.first ?? 0)"))
    case "nll_loss":
      return language.pick(
        ko: Wording("클래스마다 가중치가 하나씩이어야 해요: 클래스는 \(b.first ?? 0)개, 가중치는 \(a)"),
        en: Wording(
          "weight tensor should be defined either for all \(b.first ?? 0) classes or no classes but got weight tensor of "
            + "shape: \(a.bracketed)"))
    case "prelu":
      return language.pick(
        ko: Wording("기울기는 하나이거나 채널마다 하나씩이어야 해요: 입력은 \(a), 기울기는 \(b)"),
        en: Wording(
          "Mismatch of parameter numbers and input channel size. Found parameter numbers = \(b.reduce(1, &*)) and channel "
            + "size = \(a.count > 1 ? a[1] : 1)."))
    default:
      return language.pick(
        ko: Wording("`\(op)`에 준 두 텐서의 모양이 달라요: \(a)\(Particle.with.form(after: "\(a)")) \(b)"),
        en: Wording("\(op): the shapes \(a.bracketed) and \(b.bracketed) do not match"))
    }
  }

  private static func viewHelp(_ count: Int, _ requested: [Int]) -> String? {
    guard requested.count > 1, let last = requested.last, last > 0, count % last == 0 else { return nil }
    return "`-1`을 쓰면 그 축은 알아서 정해져요. 예: (-1, \(last))"
  }

  private static func englishViewHelp(_ count: Int, _ requested: [Int]) -> String? {
    guard requested.count > 1, let last = requested.last, last > 0, count % last == 0 else { return nil }
    return "`-1` lets one size be inferred: (-1, \(last))"
  }
}
