/// Walks all positions of a shape in order and keeps a running offset for a list of strides.
@inline(__always)
func forEachOffset(_ shape: Shape, _ strides: Strides, _ body: (_ position: Int, _ offset: Int) -> Void) {
  let count = shape.product
  guard count > 0 else { return }
  let rank = shape.count
  guard rank > 0 else {
    body(0, 0)
    return
  }
  var coordinates = Shape(repeating: 0, count: rank)
  var offset = 0
  let last = shape[rank - 1]
  let step = strides[rank - 1]
  var position = 0
  while position < count {
    var inner = offset
    for _ in 0..<last {
      body(position, inner)
      position &+= 1
      inner &+= step
    }
    var dim = rank - 2
    while dim >= 0 {
      coordinates[dim] &+= 1
      offset &+= strides[dim]
      if coordinates[dim] < shape[dim] { break }
      offset &-= strides[dim] &* shape[dim]
      coordinates[dim] = 0
      dim -= 1
    }
  }
}

extension DType {
  /// Calls `body` with a Swift type as wide as an element, for moving elements without looking at them.
  @inline(__always)
  func withWidth(
    _ byte: (UInt8.Type) -> Void, _ half: (UInt32.Type) -> Void, _ whole: (UInt64.Type) -> Void
  ) {
    switch self {
    case .bool: byte(UInt8.self)
    case .float32: half(UInt32.self)
    case .int64, .float64: whole(UInt64.self)
    }
  }
}
