/// How the elements of one tensor are written, decided by looking at those that will be shown.
///
/// Floats are written as integers with a point (`1.`) when all of them are integers, in scientific notation when they
/// differ too much in size, else with a fixed number of digits. Only finite non-zero numbers take part in the choice
/// and in the common width: a zero, `nan` or `inf` may therefore be wider than its column, as in PyTorch.
struct ElementFormat {
  private enum Notation { case text, integral, fixed, scientific }
  private let notation: Notation
  private let digits: Int
  private(set) var width = 1

  init(_ elements: PrintedElements, options: PrintOptions) {
    digits = options.precision
    switch elements {
    case .booleans(let values):
      notation = .text
      for value in values { width = max(width, value ? 4 : 5) }
    case .integers(let values):
      notation = .text
      for value in values { width = max(width, String(value).utf8.count) }
    case .floats(let values):
      var (smallest, largest, areIntegral, found) = (Double.infinity, 0.0, true, false)
      for value in values where value.isFinite && value != 0 {
        found = true
        smallest = min(smallest, value.magnitude)
        largest = max(largest, value.magnitude)
        areIntegral = areIntegral && value == value.rounded(.up)
      }
      guard found else {
        notation = .integral
        return
      }
      let isScientific =
        options.isScientific ?? (largest / smallest > 1000 || largest > 1e8 || smallest < 1e-4)
      notation = isScientific ? .scientific : areIntegral ? .integral : .fixed
      for value in values where value.isFinite && value != 0 { width = max(width, text(value).utf8.count) }
    }
  }

  private func text(_ value: Double) -> String {
    switch notation {
    case .scientific: FloatText.scientific(value, digits: digits)
    case .fixed: FloatText.fixed(value, digits: digits)
    case .integral, .text: FloatText.fixed(value, digits: 0) + (value.isFinite ? "." : "")
    }
  }

  /// The text of one element, right-aligned in the common width.
  func padded(_ elements: PrintedElements, at index: Int) -> String {
    let text =
      switch elements {
      case .booleans(let values): values[index] ? "True" : "False"
      case .integers(let values): String(values[index])
      case .floats(let values): text(values[index])
      }
    return String(repeating: " ", count: max(width - text.utf8.count, 0)) + text
  }
}
