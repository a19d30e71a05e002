import CCommonMark
import Text

/// Draws CommonMark on a terminal: headings, lists, quotations, tables, code and emphasis, wrapped to the width.
///
/// Without colour the marks of Markdown that carry meaning stay (`#`, backquotes), because nothing else would say it.
package struct MarkdownRenderer: Sendable {
  package var screen: Screen

  package init(_ screen: Screen) { self.screen = screen }

  /// The lines, each without its line break; blocks are set apart by empty lines.
  package func lines(_ markdown: String) -> [String] {
    cmark_gfm_core_extensions_ensure_registered()
    guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return [] }
    defer { cmark_parser_free(parser) }
    for name in ["table", "strikethrough"] {
      if let extended = cmark_find_syntax_extension(name) {
        cmark_parser_attach_syntax_extension(parser, extended)
      }
    }
    var text = markdown
    text.withUTF8 { bytes in
      // The C function takes the same bytes as signed characters.
      bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
    }
    guard let document = cmark_parser_finish(parser) else { return [] }
    defer { cmark_node_free(document) }
    return blocks(in: document, width: screen.textWidth).map { $0.map(draw).joined() }
  }

  package func text(_ markdown: String) -> String {
    lines(markdown).map { $0 + "\n" }.joined()
  }

  private func draw(_ run: StyledRun) -> String { screen.styled(run.text, run.style) }

  // MARK: Blocks

  private typealias Line = [StyledRun]

  private func blocks(in parent: OpaquePointer, width: Int, isTight: Bool = false) -> [Line] {
    var result: [Line] = []
    for node in children(of: parent) {
      let lines = block(node, width: max(8, width))
      guard !lines.isEmpty else { continue }
      if !result.isEmpty, !isTight { result.append([]) }
      result += lines
    }
    return result
  }

  private func block(_ node: OpaquePointer, width: Int) -> [Line] {
    switch cmark_node_get_type(node) {
    case CMARK_NODE_HEADING:
      let level = Int(cmark_node_get_heading_level(node))
      let style = Style(isBold: true, isUnderlined: level == 1, color: level <= 2 ? .cyan : nil)
      let mark = screen.hasColor ? [] : [StyledRun(String(repeating: "#", count: level) + " ")]
      return wrap(mark + inline(node, style), width: width)
    case CMARK_NODE_PARAGRAPH: return wrap(inline(node, .plain), width: width)
    case CMARK_NODE_BLOCK_QUOTE:
      let bar = StyledRun(screen.isPlain ? "> " : "│ ", .dim)
      return blocks(in: node, width: width - 2).map { [bar] + $0 }
    case CMARK_NODE_LIST: return list(node, width: width)
    case CMARK_NODE_CODE_BLOCK:
      let language = literal(cmark_node_get_fence_info(node)).split(separator: " ").first ?? ""
      return code(
        literal(cmark_node_get_literal(node)), isPython: language == "python" || language == "py",
        width: width)
    case CMARK_NODE_THEMATIC_BREAK:
      return [[StyledRun(String(repeating: screen.isPlain ? "-" : "─", count: width), .dim)]]
    case CMARK_NODE_HTML_BLOCK: return []
    default:
      // Extensions get their number at run time.
      return name(of: node) == "table" ? table(node, width: width) : blocks(in: node, width: width)
    }
  }

  private func list(_ list: OpaquePointer, width: Int) -> [Line] {
    let isTight = cmark_node_get_list_tight(list) != 0
    let isOrdered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST
    var number = max(0, Int(cmark_node_get_list_start(list)))
    var result: [Line] = []
    for item in children(of: list) {
      let mark = isOrdered ? "\(number). " : screen.isPlain ? "- " : "• "
      number += 1
      let indent = String(repeating: " ", count: mark.unicodeScalars.count)
      if !result.isEmpty, !isTight { result.append([]) }
      let lines = blocks(in: item, width: width - indent.count, isTight: isTight)
      for (index, line) in lines.enumerated() {
        result.append([StyledRun(index == 0 ? mark : indent, index == 0 ? .dim : .plain)] + line)
      }
      if lines.isEmpty { result.append([StyledRun(mark, .dim)]) }
    }
    return result
  }

  /// Code isn't wrapped: a broken line would be another program.
  private func code(_ text: String, isPython: Bool, width: Int) -> [Line] {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    if lines.last?.isEmpty == true { lines.removeLast() }
    var highlighter = PythonHighlighter()
    return lines.flatMap { line in
      let line = DisplayWidth.expandingTabs(line)
      let runs = isPython ? highlighter.runs(of: line) : [StyledRun(line)]
      return wrapCode(runs, width: width - 2).map { [StyledRun("  ")] + $0 }
    }
  }

  private func table(_ table: OpaquePointer, width: Int) -> [Line] {
    let rows = children(of: table).map { row in children(of: row).map { inline($0, .plain) } }
    guard let header = rows.first, !header.isEmpty else { return [] }
    let columns = header.indices.map { index in
      rows.map { $0.indices.contains(index) ? $0[index].columns : 0 }.max() ?? 0
    }
    let gap = 2
    guard columns.reduce(0, +) + gap * (columns.count - 1) <= width, screen.width >= 50 else {
      return narrowTable(rows, width: width)
    }
    var result: [Line] = []
    for (rowIndex, row) in rows.enumerated() {
      var line: Line = []
      for (index, cell) in row.enumerated() where columns.indices.contains(index) {
        line += rowIndex == 0 ? cell.map { StyledRun($0.text, .bold) } : cell
        if index + 1 < row.count {
          line.append(StyledRun(String(repeating: " ", count: columns[index] - cell.columns + gap)))
        }
      }
      result.append(line)
      if rowIndex == 0 {
        let rule = screen.isPlain ? "-" : "─"
        let rules = columns.map { String(repeating: rule, count: $0) }
        result.append([StyledRun(rules.joined(separator: String(repeating: " ", count: gap)), .dim)])
      }
    }
    return result
  }

  /// Where a table doesn't fit, each row is a short list of `heading: value`.
  private func narrowTable(_ rows: [[[StyledRun]]], width: Int) -> [Line] {
    guard let header = rows.first else { return [] }
    var result: [Line] = []
    for row in rows.dropFirst() {
      if !result.isEmpty { result.append([]) }
      for (index, cell) in row.enumerated() where !cell.isEmpty {
        var runs: [StyledRun] = []
        if header.indices.contains(index), !header[index].isEmpty {
          runs = header[index].map { StyledRun($0.text, .bold) } + [StyledRun(": ")]
        }
        result += wrap(runs + cell, width: width)
      }
    }
    return result
  }

  // MARK: Inlines

  private func inline(_ parent: OpaquePointer, _ style: Style) -> [StyledRun] {
    children(of: parent).flatMap { node -> [StyledRun] in
      var inner = style
      switch cmark_node_get_type(node) {
      case CMARK_NODE_TEXT: return [StyledRun(literal(cmark_node_get_literal(node)), style)]
      case CMARK_NODE_CODE:
        let text = literal(cmark_node_get_literal(node))
        inner.color = .yellow
        // Blanks inside code don't stretch or vanish at the end of a line.
        return [StyledRun(screen.hasColor ? text : "`\(text)`", inner)]
      case CMARK_NODE_SOFTBREAK: return [StyledRun(" ", style)]
      case CMARK_NODE_LINEBREAK: return [StyledRun("\n", style)]
      case CMARK_NODE_EMPH: inner.isItalic = true
      case CMARK_NODE_STRONG:
        inner.isBold = true
        if !screen.hasColor { return [StyledRun("*", style)] + inline(node, inner) + [StyledRun("*", style)] }
      case CMARK_NODE_LINK:
        inner.isUnderlined = true
        let url = literal(cmark_node_get_url(node))
        let text = inline(node, inner)
        return text.map(\.text).joined() == url ? text : text + [StyledRun(" (\(url))", .dim)]
      case CMARK_NODE_IMAGE:
        return [StyledRun("[", .dim)] + inline(node, style) + [StyledRun("]", .dim)]
      case CMARK_NODE_HTML_INLINE:
        let tag = literal(cmark_node_get_literal(node)).lowercased()
        return tag.hasPrefix("<br") ? [StyledRun("\n", style)] : []
      default: break
      }
      return inline(node, inner)
    }
  }
}

extension [StyledRun] {
  fileprivate var columns: Int { reduce(0) { $0 + DisplayWidth.columns(of: $1.text) } }
}

private func children(of node: OpaquePointer) -> [OpaquePointer] {
  var result: [OpaquePointer] = []
  var child = cmark_node_first_child(node)
  while let node = child {
    result.append(node)
    child = cmark_node_next(node)
  }
  return result
}

private func literal(_ text: UnsafePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }

private func name(of node: OpaquePointer) -> String { literal(cmark_node_get_type_string(node)) }
