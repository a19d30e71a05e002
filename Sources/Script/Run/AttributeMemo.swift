/// Where instances keep an attribute, for places in a program that see objects of many layouts: there an inline cache,
/// which knows one layout, is mostly wrong (Hölzle, Chambers & Ungar, 1991, call such places megamorphic).
///
/// An answer depends on the layout and on the version of all classes alone.
struct AttributeMemo {
  enum Answer {
    /// The slot of what is found before anything that the class holds.
    case slot(Int)
    /// The instance has no such attribute of its own.
    case absent
  }

  private struct Entry {
    var shape: UInt32 = 0
    var name = Symbol(id: 0)
    var version: UInt32 = 0
    /// Negative when absent.
    var slot: Int32 = -1
  }

  private static let bits: UInt32 = 9
  private let entries: UnsafeMutablePointer<Entry>

  init() {
    entries = .allocate(capacity: 1 << Self.bits)
    entries.initialize(repeating: Entry(), count: 1 << Self.bits)
  }

  /// Once, by the owner.
  func deallocate() { entries.deallocate() }

  @inline(__always)
  private func place(_ name: Symbol, _ shape: UInt32) -> UnsafeMutablePointer<Entry> {
    entries + Int((shape &* 0x9E37_79B1 ^ name.id &* 0x85EB_CA6B) >> (32 - Self.bits))
  }

  /// What is known; nil for nothing.
  @inline(__always)
  func answer(_ name: Symbol, shape: UInt32, version: UInt32) -> Answer? {
    let entry = place(name, shape)
    guard entry.pointee.shape == shape, entry.pointee.name == name, entry.pointee.version == version else {
      return nil
    }
    let slot = entry.pointee.slot
    return slot < 0 ? .absent : .slot(Int(slot))
  }

  func remember(_ name: Symbol, shape: UInt32, version: UInt32, _ answer: Answer) {
    var entry = Entry(shape: shape, name: name, version: version)
    if case .slot(let slot) = answer {
      guard let slot = Int32(exactly: slot) else { return }
      entry.slot = slot
    }
    place(name, shape).pointee = entry
  }
}
