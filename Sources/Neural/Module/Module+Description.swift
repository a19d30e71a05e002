import Tensors

/// The description that PyTorch prints: a tree with an indentation of two for each level.
extension Module: CustomStringConvertible {
  public final var description: String { description(depth: 0) }

  private final func description(depth: Int) -> String {
    guard depth < Module.maximumDepth else { return "\(typeName)(...)" }
    return layout(extra: extraDescription) { _, child in child?.description(depth: depth + 1) ?? "None" }
  }

  /// Puts the description together from the settings and what `describe` says about the parts: on one line when there
  /// is nothing but one line of settings.
  package final func layout<Failure: Error>(
    extra: String, describe: (String, Module?) throws(Failure) -> String
  ) throws(Failure) -> String {
    let extra =
      extra.isEmpty ? [] : extra.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var parts: [(name: String, text: String)] = []
    for (name, child) in children { parts.append((name, Module.indented(try describe(name, child)))) }
    if self is ModuleList { parts = Module.folded(parts) }
    if parts.isEmpty && extra.count <= 1 { return "\(typeName)(\(extra.first ?? ""))" }
    let lines = extra + parts.map { "(\($0.name)): \($0.text)" }
    return "\(typeName)(\n  " + lines.joined(separator: "\n  ") + "\n)"
  }

  /// Neighbours that look alike as one entry: `(0-3): 4 x Linear(…)`.
  private static func folded(_ parts: [(name: String, text: String)]) -> [(name: String, text: String)] {
    var runs: [(first: Int, last: Int, text: String)] = []
    for (index, part) in parts.enumerated() {
      if let last = runs.last, last.text == part.text {
        runs[runs.count - 1].last = index
      } else {
        runs.append((index, index, part.text))
      }
    }
    return runs.map { run in
      run.first == run.last
        ? ("\(run.first)", run.text)
        : ("\(run.first)-\(run.last)", "\(run.last - run.first + 1) x \(run.text)")
    }
  }

  /// All lines but the first, two columns to the right.
  package static func indented(_ text: String) -> String {
    var result = ""
    for character in text {
      result.append(character)
      if character == "\n" { result += "  " }
    }
    return result
  }
}

/// Settings as Python prints them, for descriptions.
enum PythonText {
  static func bool(_ value: Bool) -> String { value ? "True" : "False" }

  /// An int as it is, a float as Python writes it.
  static func number(_ value: Scalar) -> String {
    switch value {
    case .int(let value): "\(value)"
    case .float(let value): "\(value)"
    case .bool(let value): bool(value)
    }
  }

  /// `(3, 3)`, and `(3,)` for a single one.
  static func tuple(_ values: [Int]) -> String {
    values.count == 1 ? "(\(values[0]),)" : "(" + values.map(String.init).joined(separator: ", ") + ")"
  }
}
