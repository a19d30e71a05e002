import CCommonMark

/// A top-level block of a CommonMark text and the lines it covers.
struct MarkdownBlock {
  enum Kind {
    /// A fenced code block; `isClosed` is false when the file ends before its closing fence.
    case fence(indent: Int, length: Int, character: Character, isClosed: Bool)
    case html
    case heading(level: Int)
    /// The lines of each item.
    case list(items: [Range<Int>])
    case quote
    case other
  }

  let kind: Kind
  /// Line numbers from 1; the upper bound is exclusive and leaves out blank lines at the end.
  let lines: Range<Int>
  /// Opening lines of Python fences that stand inside this block (in a list or a quotation).
  let nestedFences: [Int]
}

/// Asks cmark-gfm for the blocks of a text. The parser's tree is read and freed here; nothing of it leaves.
func markdownBlocks(of source: SourceText, from firstLine: Int) -> [MarkdownBlock] {
  // Lines before the first one (front matter) are blanked, so that the numbers stay right. NUL would end the text.
  var text = String(repeating: "\n", count: max(0, firstLine - 1))
  for line in source.lines.dropFirst(max(0, firstLine - 1)) {
    text += line
    text += "\n"
  }
  cmark_gfm_core_extensions_ensure_registered()
  guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return [] }
  defer { cmark_parser_free(parser) }
  if let table = cmark_find_syntax_extension("table") { cmark_parser_attach_syntax_extension(parser, table) }
  text.withUTF8 { bytes in
    // The C function takes the same bytes as signed characters.
    bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
  }
  guard let document = cmark_parser_finish(parser) else { return [] }
  defer { cmark_node_free(document) }

  let nodes = children(of: document).filter { line(of: $0) >= firstLine }
  return nodes.enumerated().map { index, node in
    // cmark's own end lines are unreliable for HTML blocks: a block ends where the next one begins.
    let next = index + 1 < nodes.count ? line(of: nodes[index + 1]) : source.lines.count + 1
    let range = trimmed(line(of: node)..<max(next, line(of: node) + 1), in: source)
    return MarkdownBlock(
      kind: kind(of: node, lines: range, in: source), lines: range, nestedFences: nestedFences(in: node))
  }
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

private func line(of node: OpaquePointer) -> Int { Int(cmark_node_get_start_line(node)) }

private func trimmed(_ lines: Range<Int>, in source: SourceText) -> Range<Int> {
  var end = lines.upperBound
  while end - 1 > lines.lowerBound, source.line(end - 1).allSatisfy({ $0 == " " || $0 == "\t" }) { end -= 1 }
  return lines.lowerBound..<end
}

private func kind(
  of node: OpaquePointer, lines: Range<Int>, in source: SourceText
) -> MarkdownBlock.Kind {
  switch cmark_node_get_type(node) {
  case CMARK_NODE_CODE_BLOCK:
    var length: CInt = 0
    var indent: CInt = 0
    var mark: CChar = 0
    guard cmark_node_get_fenced(node, &length, &indent, &mark) != 0 else { return .other }
    let character = Character(Unicode.Scalar(UInt8(bitPattern: mark)))
    let last = source.line(lines.upperBound - 1).drop { $0 == " " }
    let run = last.prefix { $0 == character }
    let isClosed =
      lines.count > 1 && run.count >= Int(length)
      && last.dropFirst(run.count).allSatisfy { $0 == " " || $0 == "\t" }
    return .fence(indent: Int(indent), length: Int(length), character: character, isClosed: isClosed)
  case CMARK_NODE_HTML_BLOCK: return .html
  case CMARK_NODE_HEADING: return .heading(level: Int(cmark_node_get_heading_level(node)))
  case CMARK_NODE_BLOCK_QUOTE: return .quote
  case CMARK_NODE_LIST:
    let items = children(of: node)
    let ranges = items.enumerated().map { index, item in
      let next = index + 1 < items.count ? line(of: items[index + 1]) : lines.upperBound
      return trimmed(line(of: item)..<max(next, line(of: item) + 1), in: source)
    }
    return .list(items: ranges)
  default: return .other
  }
}

private func nestedFences(in root: OpaquePointer) -> [Int] {
  guard let iterator = cmark_iter_new(root) else { return [] }
  defer { cmark_iter_free(iterator) }
  var result: [Int] = []
  while true {
    let event = cmark_iter_next(iterator)
    if event == CMARK_EVENT_DONE { return result }
    guard event == CMARK_EVENT_ENTER, let node = cmark_iter_get_node(iterator), node != root,
      cmark_node_get_type(node) == CMARK_NODE_CODE_BLOCK,
      let info = cmark_node_get_fence_info(node),
      String(cString: info).split(separator: " ").first == "python"
    else { continue }
    result.append(line(of: node))
  }
}
