import Script
import Tensors
import Text

extension TensorError {
  /// Types, values, memory, random streams and linear algebra.
  func valueWording(_ language: Language) -> Wording? {
    switch self {
    case .dtype(let op, let dtype): return TensorError.type(op, dtype, language)
    case .dtypeMismatch(let op, let a, let b): return TensorError.types(op, a, b, language)
    case .resultTypeCast(let from, let to):
      return language.pick(
        ko: Wording(
          "결과의 자료형 \(from.name)\(Particle.object.form(after: from.name)) \(to.name) 텐서에 담을 수 없어요",
          help: "`x = x + y`처럼 새 텐서를 만들거나 `x.float()`로 바꾸세요"),
        en: Wording(
          "result type \(from.scalarTypeName) can't be cast to the desired output type \(to.scalarTypeName)"))
    case .integerDivisionInPlace:
      return language.pick(
        ko: Wording("정수 텐서를 제자리에서 나눌 수 없어요: 결과는 실수예요", help: "몫은 `//=`, 실수 결과는 `x = x / y`예요"),
        en: Wording("result type Float can't be cast to the desired output type Long"))
    case .integerPowerNegative:
      return language.pick(
        ko: Wording("정수 텐서에는 음의 지수를 쓸 수 없어요", help: "`x.float() ** -1`처럼 실수로 바꾸세요"),
        en: Wording("Integers to negative integer powers are not allowed."))
    case .integerDivisionByZero:
      return language.pick(ko: Wording("정수 텐서를 0으로 나눌 수 없어요"), en: Wording("ZeroDivisionError"))
    case .boolArithmetic(let op):
      if op == "neg" {
        return language.pick(
          ko: Wording("불 텐서의 부호를 바꿀 수 없어요", help: "참과 거짓을 뒤집으려면 `~x`예요"),
          en: Wording(
            "Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the "
              + "`~` or `logical_not()` operator instead."))
      }
      return language.pick(
        ko: Wording("불 텐서끼리는 뺄 수 없어요", help: "다른 자리는 `a ^ b`, 뒤집기는 `~a`예요"),
        en: Wording(
          "Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator "
            + "instead."))
    case .meanOfIntegers(let dtype):
      return language.pick(
        ko: Wording("\(dtype.name) 텐서의 평균은 낼 수 없어요", help: "`x.float().mean()`처럼 실수로 바꾸세요"),
        en: Wording(
          "mean(): could not infer output dtype. Input dtype must be either a floating point or complex dtype. Got: "
            + dtype.scalarTypeName, help: "`x.float().mean()`"))
    case .argument(let op, let name, let value): return TensorError.value(op, name, value, language)
    case .emptyReduction(let op):
      let hint = op.hasPrefix("arg") ? "" : " Specify the reduction dim with the 'dim' argument."
      return language.pick(
        ko: Wording("빈 텐서의 `\(op)`\(Particle.topic.form(after: op)) 정해지지 않아요"),
        en: Wording("\(op)(): Expected reduction dim to be specified for input.numel() == 0.\(hint)"))
    case .emptyReductionDim(let op, let dim):
      return language.pick(
        ko: Wording("크기가 0인 축 \(dim)의 `\(op)`\(Particle.topic.form(after: op)) 정해지지 않아요"),
        en: Wording("\(op)(): Expected reduction dim \(dim) to have non-zero size."))
    case .notOneElement(let count):
      return language.pick(
        ko: Wording(
          "원소가 \(count)개인 텐서는 수 하나로 바꿀 수 없어요", help: "평균은 `.mean().item()`, 모든 원소는 `.tolist()`예요"),
        en: Wording(
          "a Tensor with \(count) elements cannot be converted to Scalar",
          help: "`.mean().item()`, or `.tolist()`"))
    case .ambiguousTruth(let count):
      if count == 0 {
        return language.pick(
          ko: Wording("빈 텐서가 참인지 거짓인지는 정해지지 않아요", help: "`x.numel() == 0`으로 비었는지 알 수 있어요"),
          en: Wording("Boolean value of Tensor with no values is ambiguous"))
      }
      return language.pick(
        ko: Wording(
          "원소가 \(count)개인 텐서는 참인지 거짓인지 정할 수 없어요",
          help: "모두 참인지는 `(x > 0).all()`, 하나라도 참인지는 `(x > 0).any()`예요"),
        en: Wording(
          "Boolean value of Tensor with more than one value is ambiguous", label: "it has \(count) elements",
          help: "use `(x > 0).all()` or `(x > 0).any()`"))
    case .lengthOfScalar:
      return language.pick(ko: Wording("수 하나인 텐서에는 길이가 없어요"), en: Wording("len() of a 0-d tensor"))
    case .iterateScalar:
      return language.pick(
        ko: Wording("수 하나인 텐서는 돌 수 없어요", help: "파이썬 수가 필요하면 `.item()`을 쓰세요"),
        en: Wording("iteration over a 0-d tensor"))
    case .raggedList(let expected, let got, let depth):
      return TensorUseMessage.ragged(expected: expected, dim: depth, got: got).wording(language)
    case .cannotConvert(let type): return TensorUseMessage.inferDType(type: type).wording(language)
    case .integerOverflow:
      return language.pick(
        ko: Wording("정수가 너무 커요: 정수는 64비트까지예요"), en: Wording("Overflow when unpacking long long"))
    case .zeroStep: return language.pick(ko: Wording("간격은 0일 수 없어요"), en: Wording("step must be nonzero"))
    case .rangeSigns(let start, let end, let step):
      return language.pick(
        ko: Wording("\(start)에서 \(step)씩 가서는 \(end)에 닿지 않아요", help: "간격의 부호를 바꾸거나 두 끝을 바꾸세요"),
        en: Wording("upper bound and lower bound inconsistent with step sign"))
    case .outOfMemory(let bytes):
      return language.pick(
        ko: Wording(
          "텐서에 필요한 메모리 \(TensorError.size(bytes))를 마련할 수 없어요", help: "모양의 크기를 곱해 보고, 더 작게 나누어 계산하세요"),
        en: Wording(
          "[enforce fail at alloc_cpu.cpp:127] err == 0. DefaultCPUAllocator: can't allocate memory: you tried to allocate "
            + "\(bytes) bytes. Error code 12 (Cannot allocate memory)", label: TensorError.size(bytes)))
    case .sizeOverflow(let sizes):
      return language.pick(
        ko: Wording("모양이 \(sizes.bracketed)인 텐서는 너무 커요", help: "크기를 다시 확인하세요"),
        en: Wording("Storage size calculation overflowed with sizes=\(sizes.bracketed)"))
    case .notSquare(let op, let shape):
      let rows = shape.count > 1 ? shape[shape.count - 2] : 1
      let columns = shape.last ?? 0
      return language.pick(
        ko: Wording("`\(op)`에는 정사각행렬이 필요한데 \(rows)×\(columns) 행렬이 왔어요"),
        en: Wording(
          "\(op): A must be batches of square matrices, but they are \(rows) by \(columns) matrices"))
    case .singular(let op, let pivot):
      let why =
        op.hasSuffix("solve")
        ? "torch.linalg.solve: The solver failed because the input matrix is singular."
        : "\(op): The diagonal element \(pivot) is zero, the inversion could not be completed because the input matrix is "
          + "singular."
      return language.pick(
        ko: Wording(
          "역행렬이 없는 행렬이에요", label: "행이나 열들이 서로 독립이 아니에요", help: "`torch.linalg.lstsq`나 `pinv`는 그래도 답을 내요"),
        en: Wording(why))
    case .notPositiveDefinite(let order):
      return language.pick(
        ko: Wording("양의 정부호 행렬이 아니라서 촐레스키 분해를 할 수 없어요"),
        en: Wording(
          "linalg.cholesky: The factorization could not be completed because the input is not positive-definite (the "
            + "leading minor of order \(order) is not positive-definite)."))
    case .noConvergence(let op):
      return language.pick(
        ko: Wording("`\(op)`의 반복 계산이 수렴하지 않았어요", help: "입력에 nan이나 inf가 있는지 보세요"),
        en: Wording(
          "\(op): The algorithm failed to converge because the input matrix contained non-finite values."))
    case .randomRange(let from, let to):
      return language.pick(
        ko: Wording("고를 정수가 없어요: \(from) 이상 \(to) 미만"),
        en: Wording("random_ expects 'from' to be less than 'to', but got from=\(from) >= to=\(to)"))
    case .probability(let op, let p):
      return language.pick(
        ko: Wording(
          "확률은 0과 1 사이여야 하는데 \(TensorError.number(p))\(Particle.copula.form(after: "\(TensorError.number(p))"))"
        ),
        en: Wording(
          op == "dropout"
            ? "dropout probability has to be between 0 and 1, but got \(p)"
            : op == "bernoulli"
              ? "Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  If so, "
                + "please report an enhancement request to PyTorch.)"
              : "\(op) expects p to be in [0, 1], but got p=\(TensorError.number(p))"))
    case .standardDeviation(let std):
      return language.pick(
        ko: Wording(
          "표준편차는 음수일 수 없는데 \(TensorError.number(std))\(Particle.copula.form(after: "\(TensorError.number(std))"))"
        ),
        en: Wording("normal expects std >= 0.0, but found std \(TensorError.number(std))"))
    case .multinomial(let reason):
      switch reason {
      case .noSamples:
        return language.pick(
          ko: Wording("적어도 하나는 뽑아야 해요"), en: Wording("cannot sample n_sample <= 0 samples"))
      case .tooMany:
        return language.pick(
          ko: Wording(
            "있는 것보다 많이 뽑을 수 없어요", help: "같은 것을 여러 번 뽑아도 되면 `replacement=True`를 주세요"),
          en: Wording(
            "cannot sample n_sample > prob_dist.size(-1) samples without replacement",
            help: "`replacement=True` allows the same one again"))
      case .notWeights:
        return language.pick(
          ko: Wording("확률에 음수나 inf, nan이 있어요", help: "`torch.softmax`를 거쳐 보세요"),
          en: Wording("probability tensor contains either `inf`, `nan` or element < 0"))
      case .allZero:
        return language.pick(
          ko: Wording("확률이 모두 0이라 뽑을 수 없어요"),
          en: Wording("invalid multinomial distribution (sum of probabilities <= 0)"))
      }
    case .unsupported(let what):
      return language.pick(ko: Wording("아직 없는 기능이에요: \(what)"), en: Wording("\(what) is not supported here"))
    case .interrupted: return language.pick(ko: Wording("실행을 멈췄어요"), en: Wording(""))
    default: return nil
    }
  }

  private static func type(_ op: String, _ dtype: DType, _ language: Language) -> Wording {
    let isTarget = op == "cross_entropy" || op == "nll_loss"
    let korean =
      isTarget
      ? Wording(
        "`\(op)`의 정답이 \(dtype.name)\(Particle.copula.form(after: dtype.name)): 클래스의 번호는 정수(int64)여야 해요",
        help: "정답을 `.long()`으로 바꾸세요. 실수를 맞히는 문제라면 `nn.MSELoss()`를 쓰세요")
      : Wording(
        "`\(op)`\(Particle.topic.form(after: op)) \(dtype.name) 텐서에 쓸 수 없어요",
        help: dtype.isFloatingPoint ? "`.long()`으로 정수로 바꾸세요" : "`.float()`로 실수로 바꾸세요")
    let english: String
    switch op {
    case "invert", "bitwise_not":
      english = "~ (operator.invert) is only implemented on integer and Boolean-type tensors"
    case "var", "std": english = "std and var only support floating point and complex dtypes"
    case "norm", "vector_norm", "linalg.vector_norm":
      english =
        "linalg.vector_norm: Expected a floating point or complex tensor as input. Got \(dtype.scalarTypeName)"
    case "cross_entropy", "nll_loss":
      english = "expected target dtype to be Long or Byte, but got \(dtype.scalarTypeName)"
    case "where":
      english =
        "where expected condition to be a boolean tensor, but got a tensor with dtype \(dtype.scalarTypeName)"
    case "masked_select": english = "masked_select: expected BoolTensor for mask"
    case "quantile": english = "quantile() input tensor must be either float or double dtype"
    case "argmax", "argmin": english = "\(op)(): does not support bool input"
    case "masked_fill":
      english =
        "masked_fill_ only supports boolean masks, but got mask with dtype \(dtype == .int64 ? "long int" : dtype.name)"
    case "gather", "scatter", "scatter_add": english = "\(op)(): Expected dtype int32/int64 for index"
    case "one_hot": english = "one_hot is only applicable to index tensor of type LongTensor."
    case "embedding":
      english =
        "Expected tensor for argument #1 'indices' to have one of the following scalar types: Long, Int; but got "
        + "\(dtype.tensorTypeName) instead (while checking arguments for embedding)"
    case "softmax", "log_softmax":
      english = "\"\(op)_lastdim_kernel_impl\" not implemented for '\(dtype.scalarTypeName)'"
    case "relu": english = "Boolean inputs not supported for relu"
    case "floor", "ceil", "round", "trunc":
      english = "\"\(op)_vml_cpu\" not implemented for '\(dtype.scalarTypeName)'"
    default: english = "\"\(op)_cpu\" not implemented for '\(dtype.scalarTypeName)'"
    }
    return language.pick(ko: korean, en: Wording(english))
  }

  private static func types(_ op: String, _ a: DType, _ b: DType, _ language: Language) -> Wording {
    let name = { (dtype: DType) in
      switch dtype {
      case .float32: "float"
      case .float64: "double"
      case .int64: "long int"
      case .bool: "bool"
      }
    }
    let english: String
    switch op {
    case "linear":
      english = "mat1 and mat2 must have the same dtype, but got \(a.scalarTypeName) and \(b.scalarTypeName)"
    case "scatter": english = "scatter(): Expected self.dtype to be equal to src.dtype"
    case "isclose": english = "\(a.scalarTypeName) did not match \(b.scalarTypeName)"
    case "dot":
      english =
        "dot : expected both vectors to have same dtype, but found \(a.scalarTypeName) and \(b.scalarTypeName)"
    case "addmm":
      english = "self and mat2 must have the same dtype, but got \(a.scalarTypeName) and \(b.scalarTypeName)"
    case "mm":
      english = "mat1 and mat2 must have the same dtype, but got \(a.scalarTypeName) and \(b.scalarTypeName)"
    case "cross", "nll_loss":
      english = "expected scalar type \(a.scalarTypeName) but found \(b.scalarTypeName)"
    case "vecdot":
      english =
        "linalg.vecdot: Expected x and y to have the same dtype, but found x of type \(a.scalarTypeName) and y of type "
        + "\(b.scalarTypeName) instead"
    case "normalization": english = "mixed dtype (CPU): all inputs must share same datatype."
    case "meshgrid": english = "meshgrid expects all tensors to have the same dtype"
    case "index_copy":
      english =
        "index_copy_(): self and source expected to have the same dtype, but got (self) \(a.scalarTypeName) and "
        + "(source) \(b.scalarTypeName)"
    case "prelu":
      english = "prelu: Type promoting not supported. Got \(a.scalarTypeName) and \(b.scalarTypeName)"
    case "binary_cross_entropy": english = "Found dtype \(b.scalarTypeName) but expected \(a.scalarTypeName)"
    default: english = "expected m1 and m2 to have the same dtype, but got: \(name(a)) != \(name(b))"
    }
    return language.pick(
      ko: Wording(
        "두 텐서의 자료형이 달라요: \(a.name)\(Particle.with.form(after: a.name)) \(b.name)",
        help: "`.float()`나 `.to(x.dtype)`으로 맞추세요"),
      en: Wording(english, help: "`.float()` or `.to(x.dtype)` makes them equal"))
  }

  private static func value(_ op: String, _ name: String, _ value: String, _ language: Language) -> Wording {
    let english: String
    switch (op, name) {
    case ("glu", _): english = "Halving dimension must be even, but dimension \(value) is not"
    case ("pad", "count"): english = "Padding length must be divisible by 2"
    case ("pad", _):
      english =
        "Padding length should be less than or equal to two times the input dimension but got \(value)"
    case (_, "reduction"): english = "\(value) is not a valid value for reduction"
    case ("topk", "k"): english = "selected index k out of range"
    case ("kthvalue", "k"): english = "kthvalue(): selected number k out of range for dimension 0"
    case ("quantile", "q"): english = "quantile() q must be in the range [0, 1] but got \(value)"
    case ("linspace", "steps"), ("logspace", "steps"): english = "number of steps must be non-negative"
    case ("chunk", "chunks"): english = "chunk expects `chunks` to be greater than 0, got: \(value)"
    case ("split", "split_size"):
      english = "split expects split_size be non-negative, but got split_size=\(value)"
    case ("eye", "n"): english = "n must be greater or equal to 0, got \(value)"
    case ("clamp", _): english = "torch.clamp: At least one of 'min' or 'max' must not be None"
    case ("flatten", _): english = "flatten() has invalid args: start_dim cannot come after end_dim"
    case ("uniform_", _): english = "uniform_ expects to return a [from, to) range, but found \(value)"
    case ("one_hot", "negative"): english = "Class values must be non-negative."
    case ("one_hot", _): english = "Class values must be smaller than num_classes."
    case ("binary_cross_entropy", _): english = "all elements of input should be between 0 and 1"
    case ("einsum", _): english = "einsum(): \(value)"
    case ("bincount", _): english = "bincount only supports 1-d non-negative integral inputs."
    default: english = "\(op)(): \(name)=\(value) is out of range"
    }
    return language.pick(
      ko: Wording("`\(op)`의 인자 `\(name)`에 \(value)\(Particle.object.form(after: value)) 줄 수 없어요"),
      en: Wording(english))
  }

  /// A number without a superfluous `.0`, as C++ prints it.
  static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  /// `3.7 TiB`
  static func size(_ bytes: Int) -> String {
    var amount = Double(bytes)
    for unit in ["B", "KiB", "MiB", "GiB", "TiB"] {
      if amount < 1024 { return "\((amount * 10).rounded() / 10) \(unit)" }
      amount /= 1024
    }
    return "\((amount * 10).rounded() / 10) PiB"
  }
}
