import Library
import Terminal
import Text

/// A gradient graph as lines of text, in the manner of a history of versions: an operation a line, from the result down to the
/// leaves, with a lane for each way the gradient takes. An operation that two ways lead to stands once, where they meet.
struct GraphDrawing {
  private let graph: GradientGraph
  private let screen: Screen
  private let signs: Signs

  /// Longer graphs are cut: nobody reads them.
  private static let longest = 120

  /// The characters of the lanes.
  private struct Signs {
    let node, lane, cross, fork, join, turnDown, turnUp, line, arrow: String

    static let boxes = Signs(
      node: "●", lane: "│", cross: "┼", fork: "├", join: "├", turnDown: "╮", turnUp: "╯", line: "─",
      arrow: "←")
    static let ascii = Signs(
      node: "*", lane: "|", cross: "+", fork: "|", join: "|", turnDown: "\\", turnUp: "/", line: "-",
      arrow: "<-")
  }

  init(_ graph: GradientGraph, on screen: Screen, isASCII: Bool = false) {
    self.graph = graph
    self.screen = screen
    signs = screen.isPlain || isASCII ? .ascii : .boxes
  }

  /// The operation that each lane leads to; nil for a lane that has ended.
  private typealias Lanes = [Int?]

  func lines() -> [String] {
    var lanes: Lanes = []
    var lines: [String] = []
    for place in graph.operations.indices.prefix(Self.longest) {
      let waiting = lanes.indices.filter { lanes[$0] == place }
      if let first = waiting.first, waiting.count > 1 {
        lines.append(bridge(lanes, from: first, to: Array(waiting.dropFirst()), signs.join, signs.turnUp))
        for lane in waiting.dropFirst() { lanes[lane] = nil }
        trim(&lanes)
      }
      let own = waiting.first ?? free(&lanes)
      lanes[own] = place
      lines += node(place, own, lanes)
      let next = unique(graph.operations[place].inputs)
      lanes[own] = next.first
      var others: [Int] = []
      for target in next.dropFirst() {
        let lane = free(&lanes)
        lanes[lane] = target
        others.append(lane)
      }
      if !others.isEmpty {
        lines.append(bridge(lanes, from: own, to: others, signs.fork, signs.turnDown))
      }
      trim(&lanes)
    }
    let rest = graph.operations.count - Self.longest
    if rest > 0 { lines.append(say("… 연산 \(rest)개가 더 있어요.", "… and \(rest) more operations.")) }
    return lines
  }

  /// The operations among the inputs, each once.
  private func unique(_ inputs: [GradientGraph.Input]) -> [Int] {
    var result: [Int] = []
    for case .operation(let place) in inputs where !result.contains(place) { result.append(place) }
    return result
  }

  private func free(_ lanes: inout Lanes) -> Int {
    if let lane = lanes.firstIndex(where: { $0 == nil }) { return lane }
    lanes.append(nil)
    return lanes.count - 1
  }

  private func trim(_ lanes: inout Lanes) {
    while let last = lanes.last, last == nil { lanes.removeLast() }
  }

  // MARK: One line

  private func columns(_ lanes: Lanes, _ own: Int? = nil) -> String {
    lanes.indices.map { lane in
      lane == own ? signs.node : lanes[lane] == nil ? " " : signs.lane
    }.joined(separator: " ")
  }

  /// The line on which lanes leave another or come back to it.
  private func bridge(_ lanes: Lanes, from: Int, to others: [Int], _ start: String, _ turn: String) -> String
  {
    let ends = [from] + others
    let reach = (ends.min() ?? from)...(ends.max() ?? from)
    return lanes.indices.map { lane -> String in
      let isInside = reach.contains(lane)
      let sign =
        lane == from
        ? start
        : others.contains(lane)
          ? turn : lanes[lane] == nil ? (isInside ? signs.line : " ") : isInside ? signs.cross : signs.lane
      return sign + (isInside && lane < reach.upperBound ? signs.line : " ")
    }.joined().trimmingEnd
  }

  /// The operation, what its result is called, its shape, and what it takes besides other operations.
  private func node(_ place: Int, _ own: Int, _ lanes: Lanes) -> [String] {
    let operation = graph.operations[place]
    let lead = columns(lanes, own) + " "
    let below = columns(unique(operation.inputs).isEmpty ? without(own, lanes) : lanes) + " "
    let name = operation.variables.isEmpty ? "" : operation.variables.joined(separator: " = ") + " = "
    var text = screen.styled(name, .bold) + operation.name + " " + shape(operation.shape)
    var width = DisplayWidth.columns(of: lead + name + operation.name + " " + shape(operation.shape))
    var result: [String] = []
    for (index, input) in leaves(operation.inputs).enumerated() {
      let piece = (index == 0 ? "  \(signs.arrow) " : ", ") + input
      let columns = DisplayWidth.columns(of: piece)
      if width + columns > screen.width {
        result.append((result.isEmpty ? lead : below) + text + (index == 0 ? "" : ","))
        text = "    " + (index == 0 ? "\(signs.arrow) " : "") + input
        width = DisplayWidth.columns(of: below + text)
      } else {
        text += piece
        width += columns
      }
    }
    result.append((result.isEmpty ? lead : below) + text)
    return result.map { $0.trimmingEnd }
  }

  private func without(_ own: Int, _ lanes: Lanes) -> Lanes {
    var lanes = lanes
    lanes[own] = nil
    return lanes
  }

  private func leaves(_ inputs: [GradientGraph.Input]) -> [String] {
    inputs.compactMap { input in
      switch input {
      case .operation: nil
      case .leaf(let leaf):
        screen.styled(leaf.name ?? say("이름 없는 잎", "unnamed leaf"), .green) + " " + shape(leaf.shape)
      // What has no name was made by the rule for itself.
      case .constant(let leaf):
        leaf.name.map { $0 + " " + shape(leaf.shape) + say(" 상수", " constant") }
      }
    }
  }

  private func shape(_ sizes: [Int]) -> String {
    sizes.count == 1 ? "(\(sizes[0]),)" : "(\(sizes.map(String.init).joined(separator: ", ")))"
  }
}

extension String {
  fileprivate var trimmingEnd: String {
    var text = self
    while text.last == " " { text.removeLast() }
    return text
  }
}
