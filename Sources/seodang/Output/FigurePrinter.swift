import Glibc
import Lessons
import Plots
import Terminal

/// Draws figures where there is a terminal to see them, or where `--plots` asks for it.
struct FigurePrinter {
  var isForced = false
  var isASCII = false

  func attach(to session: Session) {
    if isForced || isatty(STDOUT_FILENO) == 1 {
      session.onFigure = { figure in console.out(text(of: figure)) }
    }
    session.onSave = { svg, name in try save(svg, name) }
  }

  private func text(of figure: Figure) -> String {
    let screen = console.screen
    let colors: ColorDepth = screen.hasColor ? .palette : .none
    let style = TerminalStyle(
      width: min(screen.width, 100), colors: colors, isASCII: isASCII || screen.isPlain)
    return TerminalRenderer.lines(of: figure, style: style).map { $0 + "\n" }.joined()
  }

  struct CannotSave: Error, CustomStringConvertible {
    let description: String
  }

  /// A picture may be written below the folder where the program was started, nowhere else.
  private func save(_ svg: String, _ name: String) throws {
    let parts = name.split(separator: "/", omittingEmptySubsequences: false)
    guard name.hasSuffix(".svg"), !name.hasPrefix("/"), !parts.contains(".."), !name.contains("\0") else {
      throw CannotSave(
        description: say(
          "그림은 지금 폴더 아래에 .svg로만 저장할 수 있어요: \(name)",
          "figures are saved as .svg below this folder only: \(name)"))
    }
    guard let file = fopen(name, "w") else {
      throw CannotSave(description: say("파일을 쓸 수 없어요: \(name)", "can't write \(name)"))
    }
    fputs(svg, file)
    fclose(file)
  }
}
