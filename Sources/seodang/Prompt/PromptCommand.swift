import Lessons
import Script
import Terminal
import Text

/// A command at a prompt: `:다음`, `:n`, `:ㅜ`.
struct PromptCommand {
  /// Its names; the first Korean one is shown in help.
  let names: [String]
  let argument: String?
  let help: String

  init(_ names: String..., argument: String? = nil, help: String) {
    self.names = names
    self.argument = argument
    self.help = help
  }

  /// What a person typed, taken apart.
  struct Typed {
    let name: String
    let argument: String

    /// `:n 3`, and `?x` as `:도움 x`.
    init(_ line: String) {
      if line.hasPrefix("?") {
        name = "?"
        argument = String(line.dropFirst()).trimmed
        return
      }
      let text = line.dropFirst().drop { $0 == " " }
      let word = text.prefix { $0 != " " && $0 != "\t" }
      name = String(word)
      argument = String(text.dropFirst(word.count)).trimmed
    }

    /// Whether it is one of the names, also when typed with the other keyboard layout: `ㅜ` is `n`.
    func matches(_ command: PromptCommand) -> Bool {
      let typed = name.lowercased()
      if command.names.contains(typed) { return true }
      guard let latin = HangulKeyboard.latin(typed) else { return false }
      return command.names.contains(latin)
    }
  }

  /// The table of commands, two columns.
  static func table(_ commands: [PromptCommand], width: Int) -> String {
    let rows = commands.map { command in
      (
        command.names.map { ":" + $0 }.joined(separator: " ") + (command.argument.map { " " + $0 } ?? ""),
        command.help
      )
    }
    let column = min(30, rows.map { DisplayWidth.columns(of: $0.0) }.max() ?? 0)
    var text = ""
    for (names, help) in rows {
      if width < 60 {
        for line in wrap(names, width: width - 2) { text += "  \(line)\n" }
        for line in wrap(help, width: width - 6) { text += "      \(line)\n" }
      } else {
        text += "  " + names.padded(to: column) + "  " + help + "\n"
      }
    }
    return text
  }

  /// What to say to a command that isn't there.
  static func unknown(_ typed: Typed, among commands: [PromptCommand]) -> String {
    let near = Spelling.suggestion(for: typed.name, among: commands.flatMap(\.names))
    return say(
      "모르는 명령이에요: :\(typed.name)" + (near.map { " — 혹시 `:\($0)`?" } ?? " — `:도움`이 명령을 모두 보여 줘요.") + "\n",
      "Unknown command :\(typed.name)"
        + (near.map { "; did you mean `:\($0)`?" } ?? "; `:help` lists them all.") + "\n")
  }
}
