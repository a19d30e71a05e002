import Library
import Terminal

/// A page of help as it is drawn at a prompt.
struct HelpView {
  let screen: Screen

  func show(_ page: HelpPage) {
    for line in wrap(page.signature, width: screen.textWidth) {
      console.out(screen.styled(line, .bold) + "\n")
    }
    for line in wrap(page.sentence(console.language), width: screen.textWidth) { console.out(line + "\n") }
    if let shape = page.shape {
      for line in wrap(say("모양: ", "shapes: ") + shape, width: screen.textWidth) { console.out(line + "\n") }
    }
    guard !page.example.isEmpty else { return }
    console.out("\n")
    var highlighter = PythonHighlighter()
    for line in page.example {
      guard line.hasPrefix(">>> ") || line.hasPrefix("... ") else {
        if line != "..." { console.out("  " + line + "\n") }
        continue
      }
      let code = highlighter.runs(of: String(line.dropFirst(4)))
      console.out(
        "  " + screen.styled(line.prefix(4), .dim)
          + code.map { screen.styled($0.text, $0.style) }.joined() + "\n")
    }
  }
}
