import ArgumentParser

/// The prompt, which `seodang` alone opens.
struct ReplCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "repl", abstract: say("한 줄씩 입력하는 프롬프트를 열어요.", "Opens a prompt."))
  }

  @Flag(help: ArgumentHelp(say("막대와 색 없이 글로만 써요.", "Words only: no bars, no colour.")))
  var plain = false
  @Flag(help: ArgumentHelp(say("그림을 ASCII 글자로만 그려요.", "Draws figures in ASCII only.")))
  var ascii = false
  @OptionGroup var language: LanguageOption

  func run() throws {
    console.isPlain = plain
    Repl(isASCII: ascii).run()
  }
}
