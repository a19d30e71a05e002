import ArgumentParser

/// `seodang run FILE.md|FILE.py|-`, also without the word `run`, and `-c CODE`.
struct RunCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "run",
      abstract: say("파일을 처음부터 끝까지 실행해요.", "Runs a file from top to bottom."),
      discussion: say(
        "수업 파일(.md)은 셀을 차례로 실행해요. 오류가 나면 1로, Ctrl-C로 멈추면 130으로 끝나요.",
        "Of a lesson (.md) the cells run in order. Ends with 1 after an error, 130 after Ctrl-C."))
  }

  @Argument(
    help: ArgumentHelp(
      say("실행할 파일. `-`는 표준 입력이에요.", "The file; `-` is standard input."), valueName: say("파일", "file")))
  var file: String?
  @Option(
    name: .customShort("c"),
    help: ArgumentHelp(say("이 코드를 실행해요.", "Runs this code."), valueName: say("코드", "code")))
  var code: String?
  @Flag(help: ArgumentHelp(say("터미널이 아니어도 그림을 글자로 그려요.", "Draws figures even where there is no terminal.")))
  var plots = false
  @Flag(help: ArgumentHelp(say("그림을 ASCII 글자로만 그려요.", "Draws figures in ASCII only.")))
  var ascii = false
  @OptionGroup var language: LanguageOption

  func run() throws { try Run(file: file, code: code, plots: plots, ascii: ascii).run() }
}
