import Foundation

/// A file of PyTorch's numbers, as JSON: the folder is `SEODANG_GOLDEN`, by default the copy in `Tests/Golden`.
struct GoldenFile {
  let root: JSON

  static let folder: URL = {
    if let path = ProcessInfo.processInfo.environment["SEODANG_GOLDEN"] { return URL(fileURLWithPath: path) }
    return URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Golden")
  }()

  init(_ name: String) throws {
    root = try JSONDecoder().decode(
      JSON.self, from: Data(contentsOf: Self.folder.appendingPathComponent(name)))
  }
}

/// A value of a golden file. What isn't there reads as empty, so that a test fails by what it compares.
enum JSON: Decodable, Sendable {
  case null
  case bool(Bool)
  /// `-0` keeps its sign, which decides gradients at the edges.
  case number(Double)
  case text(String)
  case list([JSON])
  case table([String: JSON])

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if let value = try? container.decode(Double.self) {
      self = .number(value)
    } else if let value = try? container.decode(String.self) {
      self = .text(value)
    } else if let value = try? container.decode([JSON].self) {
      self = .list(value)
    } else if let value = try? container.decode(Bool.self) {
      self = .bool(value)
    } else if container.decodeNil() {
      self = .null
    } else {
      self = .table(try container.decode([String: JSON].self))
    }
  }

  subscript(key: String) -> JSON { object[key] ?? .null }

  var isNull: Bool { if case .null = self { true } else { false } }
  var array: [JSON] { if case .list(let items) = self { items } else { [] } }
  var object: [String: JSON] { if case .table(let items) = self { items } else { [:] } }
  var keys: [String] { object.keys.sorted() }
  var string: String? { if case .text(let text) = self { text } else { nil } }
  var int: Int { if case .number(let number) = self { Int(exactly: number) ?? 0 } else { 0 } }
  var bool: Bool { if case .bool(let value) = self { value } else { false } }

  /// A number; "nan", "inf" and "-inf" are written as strings.
  var double: Double {
    if case .number(let number) = self { return number }
    return Double(string ?? "nan") ?? .nan
  }

  var doubles: [Double] { array.map(\.double) }

  /// The value as Python writes it.
  var python: String {
    switch self {
    case .null: return "None"
    case .bool(let value): return value ? "True" : "False"
    case .number(let number):
      if number.sign == .minus, number == 0 { return "-0.0" }
      return Int(exactly: number).map { "\($0)" } ?? "\(number)"
    case .text(let text): return ["nan", "inf", "-inf"].contains(text) ? "float('\(text)')" : "\"\(text)\""
    case .list(let items): return "[" + items.map(\.python).joined(separator: ", ") + "]"
    case .table: return "{" + keys.map { "'\($0)': \(self[$0].python)" }.joined(separator: ", ") + "}"
    }
  }

  /// The Python text of a tensor `{"shape", "dtype", "data"}`.
  var tensorExpression: String {
    let dtype = ["f32": "float32", "f64": "float64", "i64": "int64", "bool": "bool"][
      self["dtype"].string ?? ""]
    let data = self["data"].array.map(\.python).joined(separator: ", ")
    let shape = self["shape"].array.map { "\($0.int)" }.joined(separator: ", ")
    return "torch.tensor([\(data)], dtype=torch.\(dtype ?? "float32")).reshape([\(shape)])"
  }
}
