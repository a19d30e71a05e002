/// Numbers as Python writes them.
package enum NumberText {
  /// The shortest text that reads back as the same float.
  package static func repr(_ value: Double) -> String { "\(value)" }
}

extension Machine {
  /// `format(value, spec)` of a number, a bool or `None`.
  func formatNumber(_ value: Value, _ spec: String) throws -> String { try repr(value) }
}
