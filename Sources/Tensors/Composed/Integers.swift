/// Divisors and multiples of integers, element by element.
extension Tensor {
  /// The greatest common divisor, by Euclid's algorithm.
  public func gcd(_ other: Tensor) throws(TensorError) -> Tensor {
    try zippedIntegers(other, op: "gcd") { a, b in
      var (a, b) = (a.magnitude, b.magnitude)
      while b != 0 { (a, b) = (b, a % b) }
      return Int(truncatingIfNeeded: a)
    }
  }

  /// The least common multiple.
  public func lcm(_ other: Tensor) throws(TensorError) -> Tensor {
    let divisors = try gcd(other)
    let multiples = try abs().mul(other.abs())
    return try multiples.floorDivide(divisors.maximum(Tensor.full([], .int(1), dtype: divisors.dtype)))
  }

  private func zippedIntegers(
    _ other: Tensor, op: String, _ combine: (Int, Int) -> Int
  ) throws(TensorError) -> Tensor {
    guard !dtype.isFloatingPoint else { throw .dtype(op: op, dtype) }
    guard !other.dtype.isFloatingPoint else { throw .dtype(op: op, other.dtype) }
    let shape = try Shape.broadcast(self.shape, other.shape)
    let left = try expand(to: shape).array(Int.self)
    let right = try other.expand(to: shape).array(Int.self)
    return try Tensor(zip(left, right).map(combine), shape)
  }
}
