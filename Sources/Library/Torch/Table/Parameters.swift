import Script

/// The parameters of an operation, read from their text, with the names of one machine.
///
/// Reading happens when a script first asks for the operation.
final class Parameters {
  struct Parameter {
    let name: Symbol
    let text: String
    /// The value when it isn't given; nil means that it must be.
    let defaultValue: Value?
  }

  let list: [Parameter]
  /// How many of them may be given by position.
  let positional: Int
  /// The parameter that takes all further positional arguments (`*size`).
  let variadic: Int?
  /// Whether keywords that name no parameter are taken and left alone (`**kwargs`).
  let takesAnyKeyword: Bool
  /// The parameter that names the type of the result's elements.
  let dtypeIndex: Int?
  /// How many must be given.
  let required: Int
  /// The values of those that aren't given, `.none` where one must be: plain memory, which is read without counting a
  /// reference.
  let defaults: UnsafePointer<Value>

  init(_ text: String, _ machine: Machine) {
    var list: [Parameter] = []
    var positional = 0
    var variadic: Int?
    var required = 0
    var takesAnyKeyword = false
    var dtypeIndex: Int?
    var isKeywordOnly = false
    for piece in Parameters.split(text) {
      if piece == "*" {
        isKeywordOnly = true
        continue
      }
      if piece.hasPrefix("**") {
        takesAnyKeyword = true
        continue
      }
      var name = piece
      var value: Value?
      if let equals = piece.firstIndex(of: "=") {
        name = piece[..<equals]
        value = Parameters.literal(piece[piece.index(after: equals)...], machine)
      }
      if name.first == "*" {
        name = name.dropFirst()
        variadic = list.count
        value = Value.none
        isKeywordOnly = true
        positional += 1
      } else if !isKeywordOnly {
        positional += 1
      }
      let word = String(name)
      if word == "dtype" { dtypeIndex = list.count }
      list.append(Parameter(name: machine.symbol(word), text: word, defaultValue: value))
      if value == nil { required += 1 }
    }
    let defaults = UnsafeMutablePointer<Value>.allocate(capacity: max(list.count, 1))
    for (index, parameter) in list.enumerated() {
      (defaults + index).initialize(to: parameter.defaultValue ?? .none)
    }
    self.list = list
    self.positional = positional
    self.variadic = variadic
    self.required = required
    self.defaults = UnsafePointer(defaults)
    self.takesAnyKeyword = takesAnyKeyword
    self.dtypeIndex = dtypeIndex
  }

  deinit {
    let defaults = UnsafeMutablePointer(mutating: defaults)
    defaults.deinitialize(count: list.count)
    defaults.deallocate()
  }

  private static func split(_ text: String) -> [Substring] {
    text.split(separator: ",").map { piece in
      var piece = piece
      while piece.first == " " { piece.removeFirst() }
      while piece.last == " " { piece.removeLast() }
      return piece
    }.filter { !$0.isEmpty }
  }

  private static func literal(_ text: Substring, _ machine: Machine) -> Value {
    switch text {
    case "None": return .none
    case "True": return .bool(true)
    case "False": return .bool(false)
    case "inf": return .float(.infinity)
    default:
      if let int = Int(text) { return .int(int) }
      if let double = Double(text) { return .float(double) }
      return .string(String(text.dropFirst().dropLast()))
    }
  }

  /// The place of the parameter that a keyword names; NumPy's words are understood, as PyTorch understands them.
  func index(of keyword: Symbol, _ machine: Machine) -> Int? {
    if let index = list.firstIndex(where: { $0.name == keyword }) { return index }
    let alias: String
    switch machine.symbols.name(keyword) {
    case "axis": alias = "dim"
    case "keepdims": alias = "keepdim"
    case "x", "a", "x1": alias = "input"
    case "x2": alias = "other"
    default: return nil
    }
    return list.firstIndex { $0.text == alias }
  }
}
