#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// An elementary reflection I − τ·v·vᵀ with v₀ = 1 (Householder 1958; Golub & Van Loan §5.1).
enum Householder {
  /// Makes the reflection that maps `x` to (β, 0, …). Leaves β in x₀ and the rest of v behind it, and returns τ.
  ///
  /// β has the sign opposite to x₀, so that nothing cancels. Where the rest is zero already, τ is 0 and nothing changes:
  /// then, and only then, a positive x₀ stays positive.
  static func reflect(_ x: UnsafeMutablePointer<Double>, count: Int, stride: Int) -> Double {
    guard count > 1 else { return 0 }
    let rest = norm(x + stride, count: count - 1, stride: stride)
    guard rest != 0 else { return 0 }
    let alpha = x[0]
    let length = hypot(alpha, rest)
    let beta = alpha.sign == .minus ? length : -length
    let scale = 1 / (alpha - beta)
    for i in 1..<count { x[i * stride] *= scale }
    x[0] = beta
    return (beta - alpha) / beta
  }

  /// √Σx², scaled by the largest element when the squares could overflow or vanish.
  static func norm(_ x: UnsafePointer<Double>, count: Int, stride: Int) -> Double {
    var largest = 0.0
    var sum = 0.0
    for i in 0..<count {
      let value = x[i * stride]
      largest = Swift.max(largest, value.magnitude)
      sum += value * value
    }
    if sum > 1e-200 && sum < 1e200 || largest == 0 || sum.isNaN { return sum.squareRoot() }
    var scaled = 0.0
    for i in 0..<count { scaled += (x[i * stride] / largest) * (x[i * stride] / largest) }
    return largest * scaled.squareRoot()
  }

  /// A ← (I − τ·v·vᵀ)·A for rows of `columns` elements; v has v₀ = 1 whatever is stored there.
  static func applyFromLeft(
    _ v: UnsafePointer<Double>, stride: Int, count: Int, tau: Double,
    to a: UnsafeMutablePointer<Double>, rowStride: Int, columns: Int, work: UnsafeMutablePointer<Double>
  ) {
    guard tau != 0, columns > 0 else { return }
    for j in 0..<columns { work[j] = a[j] }
    for i in 1..<max(count, 1) {
      let row = a + i * rowStride
      let weight = v[i * stride]
      for j in 0..<columns { work[j] += weight * row[j] }
    }
    for j in 0..<columns {
      work[j] *= tau
      a[j] -= work[j]
    }
    for i in 1..<max(count, 1) {
      let row = a + i * rowStride
      let weight = v[i * stride]
      for j in 0..<columns { row[j] -= weight * work[j] }
    }
  }

  /// A ← A·(I − τ·v·vᵀ) for `rows` rows.
  static func applyFromRight(
    _ v: UnsafePointer<Double>, count: Int, tau: Double,
    to a: UnsafeMutablePointer<Double>, rowStride: Int, rows: Int
  ) {
    guard tau != 0 else { return }
    for i in 0..<rows {
      let row = a + i * rowStride
      var sum = row[0]
      for j in 1..<max(count, 1) { sum += v[j] * row[j] }
      sum *= tau
      row[0] -= sum
      for j in 1..<max(count, 1) { row[j] -= sum * v[j] }
    }
  }
}
