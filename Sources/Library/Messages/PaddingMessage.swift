import Script
import Text

/// A way of surrounding a tensor that doesn't exist, or not for so many dimensions.
struct PaddingMessage: CatalogueMessage {
  let mode: String
  let count: Int
  let rank: Int

  private static let modes = ["constant", "reflect", "replicate", "circular"]

  var entry: Topic { .opArgumentValue }
  var exceptionName: String { "NotImplementedError" }

  func wording(_ language: Language) -> Wording {
    guard PaddingMessage.modes.contains(mode) else {
      let near = Spelling.suggestion(for: mode, among: PaddingMessage.modes)
      return language.pick(
        ko: Wording(
          "`F.pad`의 `mode`에 '\(mode)'\(Particle.object.form(after: mode)) 줄 수 없어요",
          label: "쓸 수 있는 값: " + PaddingMessage.modes.map { "`\($0)`" }.joined(separator: ", "),
          help: near.map { "혹시 `\($0)`\(Particle.copula.form(after: $0))?" }),
        en: Wording(
          "Unrecognised padding mode \(mode)", help: near.map { "did you mean `\($0)`?" }))
    }
    return language.pick(
      ko: Wording(
        "`mode='\(mode)'`로는 \(rank)차원 텐서에 크기 \(count)개를 덧댈 수 없어요",
        help: "3차원 입력에는 두 개, 4차원 입력에는 네 개를 주세요"),
      en: Wording("Padding size \(count) is not supported for \(rank)D input tensor."))
  }
}
