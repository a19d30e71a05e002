/// `str.join`, on bytes.
enum StringJoining {
  typealias Bytes = TextBytes.Bytes

  static func join(_ m: Machine, _ separator: Bytes, _ source: Value) throws -> StringObject {
    let values: ListObject
    if let list = source.list {
      values = list
    } else {
      guard case .object = source else {
        throw m.error(
          CallMessage.other(
            english: "can only join an iterable", korean: "join에는 문자열의 리스트처럼 여러 값을 가진 것을 주어야 해요"))
      }
      values = try m.list(of: source)
    }
    if values.count == 1, let only = values[0].string { return only }
    let size = try size(of: values, separator, m)
    if size == 0 { return m.texts.empty }
    try m.reserve(size, of: 1, for: "str.join")
    // Pieces are copied once into a text of the right size.
    return m.texts.text(
      StringBits.string(size) { target in
        var target = target
        for i in 0..<values.count {
          if i > 0 { target = target.put(separator) }
          target = target.put(values.bits(i).textBytes ?? Bytes(start: nil, count: 0))
        }
      })
  }

  /// The bytes of the joined text; all values must be text.
  private static func size(of values: ListObject, _ separator: Bytes, _ m: Machine) throws -> Int {
    var size = separator.count * max(0, values.count - 1)
    for i in 0..<values.count {
      guard let bytes = values.bits(i).textBytes else {
        throw m.error(
          StringArgumentMessage.joinItem(
            index: i, type: m.typeName(of: values[i]), value: m.shortRepr(values[i])))
      }
      size += bytes.count
    }
    return size
  }
}
