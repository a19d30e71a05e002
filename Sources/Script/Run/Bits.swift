/// A value seen without counting a reference.
///
/// The loop reads registers, attributes and elements far more often than it keeps what it reads. As a `Value` each look
/// at an object costs two atomic operations, which took a third of the time of programs that work with objects. This
/// is the same memory (`BitsTests` compares the layouts) with the object unmanaged: a look is a load.
package enum Bits {
  case none
  case bool(Bool)
  case int(Int)
  case float(Double)
  case object(Unmanaged<Object>)

  /// The same as a value of its own.
  @inline(__always)
  package var value: Value {
    if case .object(let object) = self { ReferenceCount.retain(object) }
    // Taken out of memory that holds the same: case by case it would be a jump for each kind of value.
    var bits = self
    return withUnsafeMutablePointer(to: &bits) {
      UnsafeMutableRawPointer($0).assumingMemoryBound(to: Value.self).move()
    }
  }

  /// Lends the value to `body`, which may run a script that drops it elsewhere.
  @inline(__always)
  func lend<T>(to body: (Value) throws -> T) rethrows -> T {
    guard case .object(let object) = self else { return try body(value) }
    ReferenceCount.retain(object)
    defer { ReferenceCount.release(object) }
    return try object._withUnsafeGuaranteedRef { try body(.object($0)) }
  }
}

extension Value {
  /// The same without a count: valid for as long as this value is.
  @inline(__always)
  var borrowed: Bits {
    // Not by looking at the memory as bits: then the compiler doesn't see that an object made a moment ago is used.
    switch self {
    case .none: .none
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .float(let value): .float(value)
    case .object(let object): .object(Unmanaged.passUnretained(object))
    }
  }
}

/// References counted by hand.
///
/// The objects of a machine belong to the thread that runs it: nothing of them is shared with other machines, and the
/// tensor engine's threads see numbers only. So their counts need no atomic operations. The counts stay the runtime's
/// own, so that Swift code may hold objects as ever: this is the fast path of its `swift_retain` and `swift_release` without the lock
/// (RefCount.h: 64 bits behind the class, the strong references beyond the first in bits 33 to 62; bit 63 set means that
/// the count lives elsewhere). Everything out of the ordinary is left to the runtime.
package enum ReferenceCount {
  private static var one: Int { 1 << 33 }

  @inline(__always)
  package static func retain<T: AnyObject>(_ object: Unmanaged<T>) {
    let place = object.toOpaque() + MemoryLayout<Int>.size
    let count = place.load(as: Int.self) &+ one
    if _fastPath(count >= 0) {
      place.storeBytes(of: count, as: Int.self)
    } else {
      _ = object.retain()
    }
  }

  @inline(__always)
  package static func release(_ object: Unmanaged<Object>) {
    let place = object.toOpaque() + MemoryLayout<Int>.size
    let old = place.load(as: Int.self)
    let count = old &- one
    if _fastPath(old | count >= 0) {
      place.storeBytes(of: count, as: Int.self)
    } else {
      releaseLast(object)
    }
  }

  @inline(never)
  private static func releaseLast(_ object: Unmanaged<Object>) {
    switch object.kind {
    case .string, .tuple, .list, .slice: if isOnly(object), FreeObjects.keep(object) { return }
    case .foreign: if isOnly(object), object._withUnsafeGuaranteedRef({ $0.retire() }) { return }
    default: break
    }
    object.release()
  }

  /// Whether this is the only reference of any kind: the word is a new object's.
  @inline(__always)
  private static func isOnly(_ object: Unmanaged<Object>) -> Bool {
    (object.toOpaque() + MemoryLayout<Int>.size).load(as: Int.self) == 0b11
  }
}

extension UnsafePointer where Pointee == Value {
  @inline(__always)
  package var bits: Bits { UnsafeRawPointer(self).load(as: Bits.self) }
}

extension Value {
  /// This value seen without counting, for as long as it lives.
  @inline(__always)
  package var bits: Bits { unsafeBitCast(self, to: Bits.self) }
}

extension UnsafeMutablePointer where Pointee == Value {
  @inline(__always)
  package var bits: Bits { UnsafeRawPointer(self).load(as: Bits.self) }

  /// A value of its own.
  @inline(__always)
  var copy: Value { bits.value }

  /// Writes a number or nothing where no object is.
  @inline(__always)
  func write(_ bits: Bits) { UnsafeMutableRawPointer(self).assumingMemoryBound(to: Bits.self).pointee = bits }

  /// Replaces what is there.
  @inline(__always)
  func put(_ value: consuming Value) {
    let old = bits
    initialize(to: value)
    if case .object(let object) = old { ReferenceCount.release(object) }
  }

  /// Leaves nothing there.
  @inline(__always)
  func clear() {
    guard case .object(let object) = bits else { return }
    write(.none)
    ReferenceCount.release(object)
  }

  /// Takes the value out of its place.
  @inline(__always)
  func take() -> Value {
    let value = move()
    write(.none)
    return value
  }
}

/// Rows of registers: a value has 16 bytes, and moving it needs no look at what it is.
extension Row {
  private typealias Words = SIMD2<UInt64>

  /// Moves values to where nothing is, and leaves nothing of them.
  @inline(__always)
  static func move(
    _ source: UnsafeMutablePointer<Value>, to target: UnsafeMutablePointer<Value>, _ count: Int
  ) {
    for index in 0..<count {
      UnsafeMutableRawPointer(target + index).storeBytes(
        of: UnsafeRawPointer(source + index).loadUnaligned(as: Words.self), as: Words.self)
    }
  }

  /// Copies one value that isn't an object to places that hold nothing.
  static func fill(_ target: UnsafeMutablePointer<Value>, _ value: UnsafeMutablePointer<Value>, _ count: Int)
  {
    let words = UnsafeRawPointer(value).loadUnaligned(as: Words.self)
    for index in 0..<count { UnsafeMutableRawPointer(target + index).storeBytes(of: words, as: Words.self) }
  }

  /// Writes `None` where nothing is.
  @inline(__always)
  static func empty(_ registers: UnsafeMutablePointer<Value>, _ count: Int) {
    for index in 0..<count { (registers + index).write(.none) }
  }
}

extension Unmanaged where Instance == Object {
  @inline(__always)
  package var kind: Object.Kind { _withUnsafeGuaranteedRef { $0.kind } }

  @inline(__always)
  var shapeID: UInt32 { _withUnsafeGuaranteedRef { $0.shapeID } }

  @inline(__always)
  static func === (object: Self, other: Object) -> Bool {
    object.toOpaque() == Unmanaged.passUnretained(other).toOpaque()
  }

  /// The same object as one of a class that its kind has proved.
  @inline(__always)
  package func `as`<T: Object>(_ type: T.Type) -> Unmanaged<T> { .fromOpaque(toOpaque()) }

  /// Whether it is of exactly this class.
  @inline(__always)
  package func isExactly<T: Object>(_ type: T.Type) -> Bool {
    toOpaque().load(as: UnsafeRawPointer.self) == unsafeBitCast(type, to: UnsafeRawPointer.self)
  }
}

extension Bits {
  @inline(__always)
  var isNone: Bool {
    if case .none = self { return true }
    return false
  }

  /// Whether it is no object: nothing is counted when it is copied.
  @inline(__always)
  var isPlain: Bool {
    if case .object = self { return false }
    return true
  }

  /// Whether it is an object of a class that a script may have written.
  @inline(__always)
  var isInstance: Bool {
    if case .object(let object) = self { return object.kind == .instance }
    return false
  }

  /// Whether two values are the same without asking: equal ints, floats of the same bits, or one and the same object.
  @inline(__always)
  func isSurelySame(as other: Bits) -> Bool {
    switch (self, other) {
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
    case (.object(let a), .object(let b)): a.toOpaque() == b.toOpaque()
    default: false
    }
  }

  @inline(__always)
  var isSet: Bool {
    guard case .object(let object) = self else { return false }
    return object.kind == .set
  }

  /// Python's `is`.
  @inline(__always)
  func isIdentical(to other: Bits) -> Bool {
    switch (self, other) {
    case (.none, .none): true
    case (.bool(let a), .bool(let b)): a == b
    case (.int(let a), .int(let b)): a == b
    case (.float(let a), .float(let b)): a.bitPattern == b.bitPattern
    case (.object(let a), .object(let b)): a.toOpaque() == b.toOpaque()
    default: false
    }
  }
}

extension Unmanaged where Instance == Cell {
  @inline(__always)
  var bits: Bits { _withUnsafeGuaranteedRef { withUnsafeMutablePointer(to: &$0.value) { $0.bits } } }

  @inline(__always)
  func put(_ value: consuming Value) {
    let value = value
    _withUnsafeGuaranteedRef { withUnsafeMutablePointer(to: &$0.value) { $0.put(value) } }
  }
}

extension Unmanaged where Instance == ListObject {
  @inline(__always)
  func element(_ index: Int) -> Bits? {
    _withUnsafeGuaranteedRef { index < $0.count ? $0.bits(index) : nil }
  }

  /// The same by an index that may count from the end.
  @inline(__always)
  func element(at index: Int) -> Bits? {
    _withUnsafeGuaranteedRef {
      let count = $0.count
      let place = index < 0 ? index &+ count : index
      return place >= 0 && place < count ? $0.bits(place) : nil
    }
  }

  @inline(__always)
  func append(_ value: consuming Value) {
    let value = value
    _withUnsafeGuaranteedRef { $0.append(value) }
  }

  /// Replaces an element, if the index is one.
  @inline(__always)
  func setElement(at index: Int, _ value: UnsafeMutablePointer<Value>) -> Bool {
    _withUnsafeGuaranteedRef {
      let count = $0.count
      let place = index < 0 ? index &+ count : index
      guard place >= 0, place < count else { return false }
      $0.place(place).put(value.copy)
      return true
    }
  }
}

extension Unmanaged where Instance == TupleObject {
  @inline(__always)
  func element(_ index: Int) -> Bits? {
    _withUnsafeGuaranteedRef { index < $0.count ? $0.bits(index) : nil }
  }

  @inline(__always)
  func element(at index: Int) -> Bits? {
    _withUnsafeGuaranteedRef {
      let count = $0.count
      let place = index < 0 ? index &+ count : index
      return place >= 0 && place < count ? $0.bits(place) : nil
    }
  }

  /// Whether two tuples are equal, if their elements tell without running a script: keys of dicts and sets nearly always do.
  func isPlainlyEqual(to other: Self) -> Bool? {
    _withUnsafeGuaranteedRef { left in
      other._withUnsafeGuaranteedRef { right in
        guard left.count == right.count else { return false }
        for index in 0..<left.count {
          switch (left.bits(index), right.bits(index)) {
          case (.int(let x), .int(let y)): if x != y { return false }
          case (.object(let x), .object(let y)) where x.toOpaque() != y.toOpaque():
            guard x.kind == .string, y.kind == .string else { return nil }
            let same = x.as(StringObject.self)._withUnsafeGuaranteedRef { text in
              y.as(StringObject.self)._withUnsafeGuaranteedRef { text.equals($0) }
            }
            if !same { return false }
          case (.object, .object), (.none, .none): continue
          default: return nil
          }
        }
        return true
      }
    }
  }
}

extension Array where Element == Value {
  /// An element that is there, seen without counting.
  @inline(__always)
  func bits(_ index: Int) -> Bits {
    withUnsafeBufferPointer { UnsafeRawPointer($0.baseAddress.unsafelyUnwrapped + index).load(as: Bits.self) }
  }
}

/// The registers of the running frame: their address kept as a number, as `Address` explains.
struct Registers {
  private var bits: UInt

  @inline(__always)
  init(_ pointer: UnsafeMutablePointer<Value>) { bits = UInt(bitPattern: pointer) }

  @inline(__always)
  var pointer: UnsafeMutablePointer<Value> { UnsafeMutablePointer(bitPattern: bits).unsafelyUnwrapped }

  @inline(__always)
  static func + (registers: Registers, count: Int) -> UnsafeMutablePointer<Value> {
    registers.pointer + count
  }

  /// Setting moves the new value in; what was there is released.
  @inline(__always)
  subscript(_ index: Int) -> Value {
    get { (pointer + index).copy }
    nonmutating set { (pointer + index).put(newValue) }
  }

  @inline(__always)
  func bits(_ index: Int) -> Bits { (pointer + index).bits }
}
