/// A cheap view of a call's arguments: they stay in the caller's registers, nothing is allocated.
///
/// Positional values come first, then the values of the keywords. The view is valid only during the call.
public struct Arguments {
  @usableFromInline let base: UnsafeMutablePointer<Value>
  /// The number of positional arguments.
  @usableFromInline package let count: Int
  /// The names of the keyword arguments, whose values follow the positional ones.
  @usableFromInline package let keywords: [Symbol]

  package init(_ base: UnsafeMutablePointer<Value>, count: Int, keywords: [Symbol] = []) {
    self.base = base
    self.count = count
    self.keywords = keywords
  }

  package var isEmpty: Bool { count == 0 && keywords.isEmpty }

  /// A positional argument.
  @inlinable package subscript(_ index: Int) -> Value {
    precondition(index >= 0 && index < count)
    return base[index]
  }

  /// The positional arguments where they lie, for as long as the call lasts.
  @inlinable package var values: UnsafeBufferPointer<Value> { UnsafeBufferPointer(start: base, count: count) }

  /// The object of a positional argument that is there, seen without counting.
  @inline(__always)
  func object(_ index: Int, _ kind: Object.Kind) -> Unmanaged<Object>? {
    precondition(index >= 0 && index < count)
    guard case .object(let object) = (base + index).bits, object.kind == kind else { return nil }
    return object
  }

  /// A positional argument that is there, seen without counting.
  @inline(__always)
  func bits(_ index: Int) -> Bits {
    precondition(index >= 0 && index < count)
    return (base + index).bits
  }

  /// A positional argument, nil if it wasn't given.
  @inlinable package func optional(_ index: Int) -> Value? { index < count ? base[index] : nil }

  /// The value of a keyword argument by its place in `keywords`.
  package func keywordValue(_ index: Int) -> Value {
    precondition(index >= 0 && index < keywords.count)
    return base[count + index]
  }

  package func keyword(_ name: Symbol) -> Value? {
    keywords.firstIndex(of: name).map { base[count + $0] }
  }

  /// The arguments without the first `n` positional ones.
  package func dropFirst(_ n: Int = 1) -> Arguments {
    precondition(n <= count)
    return Arguments(base + n, count: count - n, keywords: keywords)
  }

  /// Only the positional ones, copied.
  package var positional: [Value] { Array(UnsafeBufferPointer(start: base, count: count)) }

  /// All values in their registers: positional, then keywords.
  var registers: UnsafeMutablePointer<Value> { base }
}
