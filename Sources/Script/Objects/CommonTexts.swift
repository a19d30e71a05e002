/// The texts that a machine makes once: the empty one and those of one ASCII character.
///
/// A plain pointer, so that nothing is counted on the way to them. The machine gives them up at its end.
struct CommonTexts {
  private typealias Text = Unmanaged<Object>

  private static let count = 129
  /// Those that a script gave up.
  let free = FreeObjects()
  /// By code; the empty text is the last.
  private let all: UnsafeMutablePointer<Text>

  init() {
    all = .allocate(capacity: Self.count)
    for code in 0..<Self.count {
      let text = code < 0x80 ? String(Unicode.Scalar(UInt8(code))) : ""
      (all + code).initialize(to: .passRetained(StringObject(text, count: code < 0x80 ? 1 : 0)))
    }
  }

  func giveUp() {
    for code in 0..<Self.count { all[code].release() }
    all.deallocate()
    free.giveUp()
  }

  @inline(__always)
  private func common(_ place: Int) -> StringObject {
    let text = all[place]
    ReferenceCount.retain(text)
    return text.as(StringObject.self).takeRetainedValue()
  }

  /// - Parameter code: below 128.
  @inline(__always)
  func character(_ code: UInt8) -> StringObject { common(Int(code & 0x7F)) }

  var empty: StringObject { common(0x80) }

  /// A new text.
  @inline(__always)
  func text(_ text: String) -> StringObject { free.text(text) }

  @inline(__always)
  func text(copying bytes: UnsafeBufferPointer<UInt8>) -> StringObject {
    free.text(StringBits.string(copying: bytes))
  }

  /// The text of some bytes of another.
  @inline(__always)
  func of(_ bytes: UnsafeBufferPointer<UInt8>) -> StringObject {
    if bytes.count > 1 { return text(copying: bytes) }
    return bytes.count == 1 && bytes[0] < 0x80 ? character(bytes[0]) : common(0x80)
  }
}

extension Machine {
  /// A new text.
  @inline(__always)
  func string(_ text: String) -> Value { .object(texts.text(text)) }
}
