import ArgumentParser
import Glibc
import Text

/// `--lang ko|en`, which every command takes.
struct LanguageOption: ParsableArguments {
  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp(say("말: ko 또는 en (환경 변수 SEODANG_LANG)", "Language: ko or en"), valueName: "ko|en"))
  var language: String?

  /// Read before the arguments are parsed, since help and mistakes in them have a language, too.
  static var chosen: Language {
    let arguments = CommandLine.arguments
    var word = getenv("SEODANG_LANG").map { String(cString: $0) }
    for (index, argument) in arguments.enumerated() {
      if argument == "--lang", index + 1 < arguments.count { word = arguments[index + 1] }
      if argument.hasPrefix("--lang=") { word = String(argument.dropFirst("--lang=".count)) }
    }
    return word.flatMap { Language(rawValue: String($0.prefix(2)).lowercased()) } ?? .korean
  }

  static func removed(from arguments: [String]) -> [String] {
    var result: [String] = []
    var skipsNext = false
    for argument in arguments {
      if skipsNext {
        skipsNext = false
      } else if argument == "--lang" {
        skipsNext = true
      } else if !argument.hasPrefix("--lang=") {
        result.append(argument)
      }
    }
    return result
  }

  func validate() throws {
    if let language, Language(rawValue: language) == nil {
      throw ValidationError(say("`--lang`에는 ko 또는 en을 써요.", "`--lang` takes ko or en."))
    }
  }
}
