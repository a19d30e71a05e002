import Script
import Text

/// Using a tensor in Python's own constructions where it doesn't fit.
enum TensorUseMessage: CatalogueMessage {
  case readOnlyAttribute(String)
  case contains(type: String)
  case sizeElement(place: Int, type: String)
  case index(type: String)
  case assign(type: String, tensor: String)
  case gradType(String)
  case requiresGradType
  case gradShape([Int], [Int])
  case notConvertible
  case notIndex
  case invertFloat
  case badData(type: String)
  case inferDType(type: String)
  case tooManyDimensions(type: String)
  case notSequence
  case listAsNumber
  case ragged(expected: Int, dim: Int, got: Int)
  case hookResult(type: String)
  case defaultDType

  var entry: Topic {
    switch self {
    case .readOnlyAttribute: .tensorAttribute
    case .contains, .sizeElement, .notIndex, .invertFloat, .hookResult, .defaultDType: .opArguments
    case .index: .tensorIndex
    case .assign: .tensorAssign
    case .gradType, .requiresGradType, .gradShape: .gradient
    case .notConvertible: .oneElement
    case .badData, .inferDType, .tooManyDimensions, .notSequence, .listAsNumber, .ragged: .tensorData
    }
  }

  var exceptionName: String {
    switch self {
    case .readOnlyAttribute: "AttributeError"
    case .index: "IndexError"
    case .contains, .requiresGradType, .inferDType, .gradShape: "RuntimeError"
    case .notConvertible, .tooManyDimensions, .ragged: "ValueError"
    default: "TypeError"
    }
  }

  func wording(_ language: Language) -> Wording {
    switch self {
    case .readOnlyAttribute(let name):
      return language.pick(
        ko: Wording(
          "텐서의 `\(name)`\(Particle.topic.form(after: name)) 읽을 수만 있어요",
          help: name == "shape" ? "모양을 바꾼 텐서는 `x.reshape(…)`가 만들어요" : nil),
        en: Wording(
          "attribute '\(name)' of 'torch._C.TensorBase' objects is not writable",
          help: name == "shape" ? "`x.reshape(…)` makes a tensor of another shape" : nil))
    case .contains(let type):
      return language.pick(
        ko: Wording("텐서 안에서는 수나 텐서만 `in`으로 찾을 수 있는데 '\(type)' 값을 찾았어요"),
        en: Wording(
          "Tensor.__contains__ only supports Tensor or scalar, but you passed in a <class '\(type)'>."))
    case .sizeElement(let place, let type):
      return language.pick(
        ko: Wording("`torch.Size()`에는 정수들만 줄 수 있는데 \(place)번째 원소는 '\(type)' 값이에요"),
        en: Wording("torch.Size() takes an iterable of 'int' (item \(place) is '\(type)')"))
    case .index(let type):
      return language.pick(
        ko: Wording(
          "텐서의 `[ ]` 안에는 정수, 슬라이스, `...`, None, 정수나 불 텐서만 쓸 수 있어요", label: "'\(type)' 값을 썼어요",
          help: type == "float" ? "정수로 나눈 몫은 `//`, 정수로 바꾸기는 `int(…)`예요" : nil),
        en: Wording(
          "only integers, slices (`:`), ellipsis (`...`), None and long or byte Variables are valid indices (got \(type))",
          help: type == "float" ? "`//` divides to a whole number, `int(…)` makes one" : nil))
    case .assign(let type, let tensor):
      return language.pick(
        ko: Wording(
          "텐서의 자리에는 수나 텐서만 넣을 수 있는데 '\(type)' 값을 넣으려 했어요",
          help: type == "list" ? "`torch.tensor([…])`로 텐서를 만들어 넣으세요" : nil),
        en: Wording(
          "can't assign a \(type) to a \(tensor)",
          help: type == "list" ? "make a tensor of it: `torch.tensor([…])`" : nil))
    case .gradType(let type):
      return language.pick(
        ko: Wording("`grad`에는 텐서나 None만 넣을 수 있는데 '\(type)' 값을 넣으려 했어요"),
        en: Wording("assigned grad expected to be a Tensor or None but got grad of type \(type)"))
    case .requiresGradType:
      return language.pick(
        ko: Wording("`requires_grad`에는 True나 False만 넣을 수 있어요"), en: Wording("requires_grad must be a bool"))
    case .gradShape(let got, let expected):
      return language.pick(
        ko: Wording("모양이 \(expected)인 텐서의 `grad`에 모양이 \(got)인 텐서를 넣을 수 없어요"),
        en: Wording(
          "attempting to assign a gradient of size '\(got)' to a tensor of size '\(expected)'. "
            + "Please ensure that the gradient and the tensor are the same size"))
    case .notConvertible:
      return language.pick(
        ko: Wording(
          "원소가 하나인 텐서만 파이썬 수로 바꿀 수 있어요", help: "평균이 필요하면 `.mean()`, 모든 원소는 `.tolist()`예요"),
        en: Wording(
          "only one element tensors can be converted to Python scalars",
          help: "`.mean()` makes one number of many, `.tolist()` a list"))
    case .notIndex:
      return language.pick(
        ko: Wording("원소가 하나인 정수 텐서만 정수로 쓸 수 있어요", help: "`int(…)`로 바꾸세요"),
        en: Wording("only integer tensors of a single element can be converted to an index"))
    case .invertFloat:
      return language.pick(
        ko: Wording("`~`는 정수와 불 텐서에만 쓸 수 있어요", help: "부호를 바꾸려면 `-x`예요"),
        en: Wording("~ (operator.invert) is only implemented on integer and Boolean-type tensors"))
    case .badData(let type):
      return language.pick(
        ko: Wording("'\(type)' 값으로는 텐서를 만들 수 없어요", help: "수, 수들의 리스트, 텐서로 만드세요"),
        en: Wording("new(): invalid data type '\(type)'"))
    case .inferDType(let type):
      return language.pick(
        ko: Wording("'\(type)' 값으로는 텐서를 만들 수 없어요", help: "수, 수들의 리스트, 텐서로 만드세요"),
        en: Wording("Could not infer dtype of \(type)"))
    case .tooManyDimensions(let type):
      return language.pick(
        ko: Wording("텐서의 원소는 수여야 하는데 '\(type)' 값이 있어요", help: "글자로 된 수는 `float(…)`로 바꾸세요"),
        en: Wording("too many dimensions '\(type)'"))
    case .notSequence:
      return language.pick(
        ko: Wording("리스트들 사이에 수가 섞여 있어요: 같은 깊이에는 모두 리스트이거나 모두 수여야 해요"), en: Wording("not a sequence"))
    case .listAsNumber:
      return language.pick(
        ko: Wording("수들 사이에 리스트가 섞여 있어요: 같은 깊이에는 모두 리스트이거나 모두 수여야 해요"),
        en: Wording("'list' object cannot be interpreted as an integer"))
    case .ragged(let expected, let dim, let got):
      return language.pick(
        ko: Wording(
          "안쪽 리스트들의 길이가 서로 달라요: 앞의 것은 \(expected)개, 이것은 \(got)개예요", label: "축 \(dim)의 길이가 맞지 않아요",
          help: "모든 행의 길이를 같게 하세요"),
        en: Wording("expected sequence of length \(expected) at dim \(dim) (got \(got))"))
    case .hookResult(let type):
      return language.pick(
        ko: Wording("훅은 텐서나 None을 돌려주어야 하는데 '\(type)' 값을 돌려줬어요"),
        en: Wording("hook functions should return a Tensor or None, but got \(type)"))
    case .defaultDType:
      return language.pick(
        ko: Wording("기본 자료형은 실수여야 해요", help: "`torch.float32`나 `torch.float64`를 쓰세요"),
        en: Wording("only floating-point types are supported as the default type"))
    }
  }
}
