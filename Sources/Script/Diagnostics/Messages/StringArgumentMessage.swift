/// Arguments that the methods of `str` don't take.
enum StringArgumentMessage: CatalogueMessage {
  case emptySeparator
  case joinItem(index: Int, type: String, value: String?)
  case fillCharacter

  var entry: Topic {
    switch self {
    case .emptySeparator: .notFound
    case .joinItem, .fillCharacter: .wrongArgumentType
    }
  }

  func wording(_ language: Language) -> Wording {
    switch self {
    case .emptySeparator:
      language.pick(
        ko: Wording("나누는 글이 비어 있어요", help: "글자마다 나누려면 `list(글)`을 쓰세요"),
        en: Wording("empty separator", help: "to get the characters write `list(text)`"))
    case .joinItem(let index, let type, let value):
      language.pick(
        ko: Wording(
          "join으로는 문자열만 이을 수 있는데 \(index)번 항목이 '\(type)' 값이에요",
          label: value.map { "\(index)번 항목은 \($0)\(Particle.copula.form(after: "\($0)"))" },
          help: "`\" \".join(str(x) for x in xs)`처럼 문자열로 바꾸어 이으세요"),
        en: Wording(
          "sequence item \(index): expected str instance, \(type) found",
          label: value.map { "item \(index) is \($0)" },
          help: "make them text first: `\" \".join(str(x) for x in xs)`"))
    case .fillCharacter:
      language.pick(
        ko: Wording("채우는 글자는 꼭 한 글자여야 해요"),
        en: Wording("The fill character must be exactly one character long"))
    }
  }
}
