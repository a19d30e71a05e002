import Script
import Testing

/// The few lines that the loop writes by hand lean on how Swift lays out an enum and keeps an object's count.
@Suite("Values seen without counting")
struct BitsTests {
  @Test("A value's memory reads as the same bits, and as a value again")
  func layout() {
    #expect(MemoryLayout<Bits>.size == MemoryLayout<Value>.size)
    #expect(MemoryLayout<Bits>.stride == MemoryLayout<Value>.stride)
    let object = ListObject()
    var values: [Value] = [.none, .bool(true), .bool(false), .int(-7), .float(2.5), .object(object)]
    values.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      for index in buffer.indices {
        #expect((base + index).bits.value.isIdentical(to: buffer[index]))
      }
    }
  }

  @Test("Counts kept by hand are the runtime's own")
  func counts() {
    var object: Object = ListObject()
    #expect(isKnownUniquelyReferenced(&object))
    ReferenceCount.retain(Unmanaged.passUnretained(object))
    #expect(!isKnownUniquelyReferenced(&object))
    ReferenceCount.release(Unmanaged.passUnretained(object))
    #expect(isKnownUniquelyReferenced(&object))
  }

  @Test(
    "The last release frees, also when a weak reference has moved the count elsewhere",
    arguments: [false, true])
  func lastRelease(isWatchedEarly: Bool) {
    var object: Object? = ListObject()
    weak var watched: Object?
    if isWatchedEarly { watched = object }
    let reference = Unmanaged.passUnretained(object ?? ListObject())
    ReferenceCount.retain(reference)
    watched = object
    object = nil
    #expect(watched != nil)
    ReferenceCount.release(reference)
    #expect(watched == nil)
  }

  @Test("A hundred thousand references are counted and given back")
  func many() {
    var object: Object = ListObject()
    let reference = Unmanaged.passUnretained(object)
    for _ in 0..<100_000 { ReferenceCount.retain(reference) }
    for _ in 0..<100_000 { ReferenceCount.release(reference) }
    #expect(isKnownUniquelyReferenced(&object))
  }
}
