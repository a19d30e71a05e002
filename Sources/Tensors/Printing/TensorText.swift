/// The elements of a tensor that its text shows, in order; float32 is printed by way of float64, which changes nothing.
package enum PrintedElements {
  case booleans([Bool])
  case integers([Int])
  case floats([Double])
}

/// The text of a tensor as PyTorch prints it, to the character.
///
/// It knows a tensor only as a shape and a closure that fetches elements, so that a large tensor is never copied: what a
/// summary leaves out isn't even read.
package struct TensorText {
  package var shape: [Int]
  /// The elements at the given row-major indices.
  package var fetch: ([Int]) -> PrintedElements
  /// What follows the elements: `dtype=torch.float64`, `requires_grad=True`, `grad_fn=<MulBackward0>`.
  package var suffixes: [String]
  package var options: PrintOptions

  package init(
    shape: [Int], suffixes: [String] = [], options: PrintOptions = PrintOptions(),
    fetch: @escaping ([Int]) -> PrintedElements
  ) {
    (self.shape, self.suffixes, self.options, self.fetch) = (shape, suffixes, options, fetch)
  }

  /// The suffixes of a tensor, in PyTorch's order.
  ///
  /// - Parameters:
  ///   - dtype: its name, without `torch.`.
  ///   - defaultDType: the type that isn't mentioned.
  package static func suffixes(
    shape: [Int], dtype: String, defaultDType: String = "float32", gradientFunction: String? = nil,
    requiresGrad: Bool = false, options: PrintOptions = PrintOptions()
  ) -> [String] {
    var suffixes: [String] = []
    let isEmpty = shape.contains(0)
    if isEmpty ? shape.count != 1 : options.edgeItems == 0 {
      let sizes = shape.map(String.init).joined(separator: ", ")
      suffixes.append("size=(" + sizes + (shape.count == 1 ? ",)" : ")"))
    }
    // Elements show that they are integers or booleans; where there are none, nothing does.
    let isVisible = dtype == defaultDType || (!isEmpty && (dtype == "int64" || dtype == "bool"))
    if !isVisible { suffixes.append("dtype=torch." + dtype) }
    if let gradientFunction {
      suffixes.append("grad_fn=<" + gradientFunction + ">")
    } else if requiresGrad {
      suffixes.append("requires_grad=True")
    }
    return suffixes
  }

  /// `tensor([1., 2.])`; another prefix for other classes.
  package func text(prefix: String = "tensor(") -> String {
    var out = prefix + body(indent: prefix.utf8.count)
    let lastLineStart = out.utf8.lastIndex(of: UInt8(ascii: "\n"))
    var lineLength =
      lastLineStart.map { out.utf8.distance(from: $0, to: out.utf8.endIndex) + 1 } ?? out.utf8.count + 2
    for suffix in suffixes {
      if lineLength + suffix.utf8.count + 2 > options.lineWidth {
        out += ",\n" + String(repeating: " ", count: prefix.utf8.count) + suffix
        lineLength = prefix.utf8.count + suffix.utf8.count
      } else {
        out += ", " + suffix
        lineLength += suffix.utf8.count + 2
      }
    }
    return out + ")"
  }

  /// The elements in their brackets; lines after the first are indented by `indent` and one more for each bracket.
  package func body(indent: Int) -> String {
    if shape.contains(0) { return "[]" }
    let isSummary = shape.reduce(1.0) { $0 * Double($1) } > options.threshold
    // The places shown along each dimension; nil is the ellipsis.
    let places: [[Int?]] = shape.map { size in
      let edge = max(options.edgeItems, 0)
      guard isSummary, size > 2 * edge else { return (0..<size).map { $0 } }
      return (0..<edge).map { $0 } + [nil] + (size - edge..<size).map { $0 }
    }
    var indices = [0]
    for (size, shown) in zip(shape, places) {
      indices = indices.flatMap { index in shown.compactMap { $0 }.map { index * size + $0 } }
    }
    let elements = fetch(indices)
    let format = ElementFormat(elements, options: options)
    var out = ""
    var next = 0
    write(dimension: 0, indent: indent, places, elements, format, next: &next, to: &out)
    return out
  }

  private func write(
    dimension: Int, indent: Int, _ places: [[Int?]], _ elements: PrintedElements, _ format: ElementFormat,
    next: inout Int, to out: inout String
  ) {
    func element() -> String {
      defer { next += 1 }
      return format.padded(elements, at: next)
    }
    let isVector = dimension + 1 == places.count
    if dimension == places.count {
      out += element()
      return
    }
    let newLine = String(repeating: " ", count: indent + 1)
    let perLine = max(1, (options.lineWidth - indent) / (format.width + 2))
    out += "["
    for (position, place) in places[dimension].enumerated() {
      if isVector {
        if position > 0 { out += position % perLine == 0 ? ",\n" + newLine : ", " }
        out += place == nil ? (places[dimension].count == 1 ? "..." : " ...") : element()
      } else {
        if position > 0 {
          out += "," + String(repeating: "\n", count: places.count - dimension - 1) + newLine
        }
        if place == nil {
          out += "..."
        } else {
          write(
            dimension: dimension + 1, indent: indent + 1, places, elements, format, next: &next, to: &out)
        }
      }
    }
    out += "]"
  }
}
