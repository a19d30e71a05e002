import Text

/// The headings that the argument parser writes, in the chosen language.
enum HelpText {
  private static let korean = [
    ("OVERVIEW: ", ""), ("USAGE: ", "쓰는 법: "), ("ARGUMENTS:", "인자:"), ("OPTIONS:", "옵션:"),
    ("SUBCOMMANDS:", "명령:"), (" (default)", " (기본)"), ("(default: ", "(기본값: "), ("Error: ", "오류: "),
    ("Usage: ", "쓰는 법: "),
    ("Help:  ", "도움말:  "), ("Unknown option", "모르는 옵션이에요:"), ("Missing expected argument", "빠진 인자가 있어요:"),
    ("Unexpected argument", "쓰이지 않는 인자예요:"), ("Missing value for", "값이 빠졌어요:"),
    ("The value ", "값 "), (" is invalid for ", "은(는) 쓸 수 없어요: "),
    ("Show help information.", "이 도움말을 보여요."), ("Show the version.", "판을 보여요."),
    ("<subcommand>", "<명령>"), ("<options>", "<옵션>"), ("See '", "더 보려면: '"), ("for detailed help.", ""),
    ("for more information.", ""),
  ]

  static func localized(_ text: String) -> String {
    guard console.language == .korean else { return text }
    return korean.reduce(text) { $0.replacing($1.0, with: $1.1) }
  }
}
