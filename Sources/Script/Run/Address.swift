/// A pointer that is kept as a number.
///
/// The loop's position, registers and frame change at every call. As pointers they made the optimiser follow each of
/// hundreds of uses through all of these changes, which took minutes; a number's origin doesn't interest it.
struct Address<Pointee> {
  private(set) var bits: UInt

  @inline(__always)
  init(_ pointer: UnsafeMutablePointer<Pointee>) { bits = UInt(bitPattern: pointer) }

  @inline(__always)
  var pointer: UnsafeMutablePointer<Pointee> {
    UnsafeMutablePointer(bitPattern: bits).unsafelyUnwrapped
  }

  @inline(__always)
  var raw: UnsafeMutableRawPointer { UnsafeMutableRawPointer(bitPattern: bits).unsafelyUnwrapped }

  /// What an inline cache at the address holds: two words, read by subscripts that the compiler never leaves as calls.
  @inline(__always)
  var words: UnsafeMutablePointer<UInt> { raw.assumingMemoryBound(to: UInt.self) }

  @inline(__always)
  var pointee: Pointee {
    unsafeAddress { UnsafePointer(pointer) }
    nonmutating unsafeMutableAddress { pointer }
  }

  @inline(__always)
  subscript(_ index: Int) -> Pointee {
    unsafeAddress { UnsafePointer(pointer + index) }
    nonmutating unsafeMutableAddress { pointer + index }
  }

  @inline(__always)
  static func + (address: Address, count: Int) -> UnsafeMutablePointer<Pointee> { address.pointer + count }

  @inline(__always)
  static func += (address: inout Address, count: Int) {
    address.bits &+= UInt(bitPattern: count &* MemoryLayout<Pointee>.stride)
  }

  @inline(__always)
  static func -= (address: inout Address, count: Int) { address += -count }
}

/// The instruction that the loop is at, read part by part where it lies: most need two of its five parts, and the processor has
/// few registers to keep the others in.
struct CurrentInstruction {
  private let place: Address<Instruction>

  @inline(__always)
  init(at place: Address<Instruction>) { self.place = place }

  @inline(__always)
  var whole: Instruction { place.pointee }

  @inline(__always)
  var op: Opcode { place.pointee.op }

  @inline(__always)
  var n: UInt8 { place.pointee.n }

  @inline(__always)
  var a: UInt16 { place.pointee.a }

  @inline(__always)
  var b: UInt16 { place.pointee.b }

  @inline(__always)
  var c: UInt16 { place.pointee.c }

  @inline(__always)
  var wide: Int { place.pointee.wide }

  @inline(__always)
  var immediate: Int { place.pointee.immediate }
}
