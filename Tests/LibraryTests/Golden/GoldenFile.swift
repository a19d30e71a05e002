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
    let data = try Data(contentsOf: Self.folder.appendingPathComponent(name))
    root = JSON(try JSONSerialization.jsonObject(with: data))
  }
}

/// A value of a golden file. What isn't there reads as empty, so that a test fails by what it compares.
struct JSON: @unchecked Sendable {
  private let value: Any

  init(_ value: Any) { self.value = value }

  subscript(key: String) -> JSON { JSON((value as? [String: Any])?[key] ?? NSNull()) }

  var isNull: Bool { value is NSNull }
  var array: [JSON] { (value as? [Any] ?? []).map(JSON.init) }
  var object: [String: JSON] { (value as? [String: Any] ?? [:]).mapValues(JSON.init) }
  var keys: [String] { (value as? [String: Any] ?? [:]).keys.sorted() }
  var string: String? { value as? String }
  var int: Int { (value as? NSNumber)?.intValue ?? 0 }
  var bool: Bool { (value as? NSNumber)?.boolValue ?? false }

  /// A number; "nan", "inf" and "-inf" are written as strings.
  var double: Double {
    if let number = value as? NSNumber { return number.doubleValue }
    return Double(string ?? "nan") ?? .nan
  }

  var doubles: [Double] { array.map(\.double) }

  /// The value as Python writes it.
  var python: String {
    switch value {
    case is NSNull: return "None"
    case let number as NSNumber:
      // Foundation keeps JSON truth values as numbers of C's type `char`.
      if number.objCType.pointee == CChar(UInt8(ascii: "c")) { return number.boolValue ? "True" : "False" }
      return "\(number)"
    case let text as String:
      return ["nan", "inf", "-inf"].contains(text) ? "float('\(text)')" : "\"\(text)\""
    case is [Any]: return "[" + array.map(\.python).joined(separator: ", ") + "]"
    default: return "{" + keys.map { "'\($0)': \(self[$0].python)" }.joined(separator: ", ") + "}"
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
