import Script
import Tensors
import Text

extension TensorError {
  /// Indexing and assignment.
  func indexWording(_ language: Language) -> Wording? {
    switch self {
    case .indexOutOfRange(let index, let dim, let size):
      return language.pick(
        ko: Wording(
          "축 \(dim)의 크기는 \(size)\(Particle.copula.stem(after: "\(size)"))라서 \(index)번째 원소가 없어요",
          label: size == 0 ? "이 축은 비어 있어요" : "쓸 수 있는 번호는 0부터 \(size - 1)까지, 뒤에서 세면 -1부터 \(-size)까지예요"),
        en: Wording(
          "index \(index) is out of bounds for dimension \(dim) with size \(size)",
          label: size == 0
            ? "this dimension is empty" : "indices are 0 to \(size - 1), or -1 to \(-size) from the end"))
    case .placeOutOfRange(let op, let index, let dim, let shape):
      let size = op == "take" ? shape.reduce(1, &*) : shape.isEmpty ? 1 : shape[dim]
      let english =
        switch op {
        case "embedding": "index out of range in self"
        case "index_select" where dim == 0: "index out of range in self"
        case "index_select": "INDICES element is out of DATA bounds, id=\(index) axis_dim=\(size)"
        case "take": "out of range: tried to access index \(index) on a tensor of \(size) elements."
        default: "index \(index) is out of bounds for dimension \(dim) with size \(size)"
        }
      return language.pick(
        ko: Wording(
          op == "embedding"
            ? "임베딩의 행은 \(size)개뿐이라 \(index)번째 행이 없어요"
            : "`\(op)`에 준 번호 \(index)\(Particle.subject.form(after: "\(index)")) 범위 밖이에요: 축 \(dim)의 크기는 \(size)\(Particle.copula.form(after: "\(size)"))",
          label: size == 0 ? nil : "쓸 수 있는 번호는 0부터 \(size - 1)까지예요"),
        en: Wording(english, label: size == 0 ? nil : "places are 0 to \(size - 1)"))
    case .placeDType(let op, let dtype):
      return language.pick(
        ko: Wording(
          "`\(op)`의 번호는 정수 텐서여야 하는데 \(dtype.name)\(Particle.copula.form(after: dtype.name))",
          help: "`.long()`으로 정수로 바꾸세요"),
        en: Wording(
          op == "index_select"
            ? "index_select(): Expected dtype int32 or int64 for index"
            : "\(op)(): Expected dtype int32/int64 for index", help: "`.long()` makes integers"))
    case .tooManyIndices(let count, let rank):
      return language.pick(
        ko: Wording("\(rank)차원 텐서에 번호를 \(count)개 줬어요", label: "번호는 많아야 \(rank)개예요"),
        en: Wording("too many indices for tensor of dimension \(rank)", label: "\(count) indices were given"))
    case .scalarIndex:
      return language.pick(
        ko: Wording("수 하나인 텐서에는 번호를 쓸 수 없어요", help: "파이썬 수가 필요하면 `.item()`을 쓰세요"),
        en: Wording(
          "invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a "
            + "0-dim tensor to a number"))
    case .maskShape(let mask, let shape, let dim):
      return language.pick(
        ko: Wording(
          "불 텐서의 모양 \(mask)\(Particle.subject.form(after: "\(mask)")) 고르려는 텐서의 모양 \(shape)\(Particle.with.form(after: "\(shape)")) 맞지 않아요",
          label: "축 \(dim)의 크기가 달라요"),
        en: Wording(
          "The shape of the mask \(mask.bracketed) at index \(dim) does not match the shape of the indexed tensor "
            + "\(shape.bracketed) at index \(dim)"))
    case .indexBroadcast(let shapes):
      let list = shapes.map(\.bracketed).joined(separator: ", ")
      return language.pick(
        ko: Wording("함께 쓴 번호 텐서들의 모양이 서로 맞지 않아요: \(list)"),
        en: Wording("shape mismatch: indexing tensors could not be broadcast together with shapes \(list)"))
    case .indexDType(let dtype):
      return language.pick(
        ko: Wording(
          "번호로 쓰는 텐서는 정수나 불이어야 하는데 \(dtype.name)\(Particle.copula.form(after: "\(dtype.name)"))",
          help: "`.long()`으로 정수로 바꾸세요"),
        en: Wording(
          "tensors used as indices must be long, int, byte or bool tensors", help: "`.long()` makes integers")
      )
    case .sliceStep(let step):
      return language.pick(
        ko: Wording(
          "텐서 슬라이스의 간격은 1 이상이어야 하는데 \(step)\(Particle.copula.form(after: "\(step)"))",
          help: step < 0 ? "거꾸로 하려면 `x.flip(0)`이에요" : nil),
        en: Wording("step must be greater than zero", help: step < 0 ? "`x.flip(0)` reverses" : nil))
    case .assignShape(let value, let target):
      return language.pick(
        ko: Wording("모양이 \(target)인 자리에 모양이 \(value)인 텐서를 넣을 수 없어요"),
        en: Wording(
          "shape mismatch: value tensor of shape \(value.bracketed) cannot be broadcast to indexing result of shape \(target.bracketed)"
        ))
    case .gatherRank(let index, let input):
      return language.pick(
        ko: Wording("번호 텐서는 \(index)차원, 입력은 \(input)차원인데 같아야 해요"),
        en: Wording("Index tensor must have the same number of dimensions as input tensor"))
    case .gatherSize(let index, let input, let dim):
      let clash = index.indices.first { $0 != dim && $0 < input.count && index[$0] > input[$0] } ?? 0
      return language.pick(
        ko: Wording(
          "번호 텐서의 모양 \(index)\(Particle.subject.form(after: "\(index)")) 입력의 모양 \(input)보다 커요",
          label: "축 \(clash)에서 넘쳐요"),
        en: Wording(
          "Size does not match at dimension \(clash) expected index \(index.bracketed) to be no larger than self "
            + "\(input.bracketed) apart from dimension \(dim)"))
    case .classOutOfRange(let index, let classes):
      return language.pick(
        ko: Wording(
          "정답 번호 \(index)\(Particle.subject.form(after: "\(index)")) 범위 밖이에요: 클래스가 \(classes)개라서 0부터 \(classes - 1)까지여야 해요",
          help: index == classes ? "번호는 0부터 세요. 1부터 센 정답이라면 1을 빼세요" : "마지막 층의 출력 수가 클래스 수와 같은지 보세요"),
        en: Wording(
          "Target \(index) is out of bounds.", label: "there are \(classes) classes: 0 to \(classes - 1)",
          help: index == classes
            ? "classes are counted from 0" : "does the last layer have one output a class?"))
    default: return nil
    }
  }
}

extension Particle {
  /// `이` after a final consonant, as in `3이라서`, `2라서`.
  func stem(after word: String) -> String {
    self == .copula && Particle.copula.form(after: word) == "이에요" ? "이" : ""
  }
}
