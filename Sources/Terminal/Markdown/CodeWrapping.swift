import Text

/// Breaks a line of code that is wider than the screen: at a blank where there is one in its second half, and with what follows
/// indented deeper than the line, so that it can't be taken for a line of its own.
package func wrapCode(_ runs: [StyledRun], width: Int) -> [[StyledRun]] {
  let cells = runs.flatMap { run in run.text.map { (character: $0, style: run.style) } }
  let width = max(8, width)
  let indent = cells.prefix { $0.character == " " }.count
  let hanging = min(indent + 4, width / 2)
  var lines: [[StyledRun]] = []
  var rest = cells[...]
  while true {
    let lead = lines.isEmpty ? 0 : hanging
    var columns = lead
    let fitting = rest.prefix {
      columns += DisplayWidth.columns(of: String($0.character))
      return columns <= width
    }
    // Always at least one character, however wide it is.
    var end = max(fitting.endIndex, min(rest.startIndex + 1, rest.endIndex))
    var next = end
    if end < rest.endIndex {
      let blank =
        rest[end].character == " "
        ? end : rest[rest.startIndex..<end].lastIndex { $0.character == " " }
      if let blank, blank - rest.startIndex > max(lines.isEmpty ? indent : 0, fitting.count / 2) {
        // The line break stands for the blank.
        (end, next) = (blank, blank + 1)
      }
    }
    var line = lead > 0 ? [StyledRun(String(repeating: " ", count: lead))] : []
    for cell in rest[..<end] {
      if line.last?.style == cell.style, let last = line.indices.last, !(lead > 0 && last == 0) {
        line[last].text.append(cell.character)
      } else {
        line.append(StyledRun(String(cell.character), cell.style))
      }
    }
    lines.append(line)
    rest = rest[next...]
    if rest.isEmpty { return lines }
  }
}
