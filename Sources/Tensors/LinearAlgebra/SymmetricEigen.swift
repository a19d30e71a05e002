import CKernels

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// A = Q·diag(λ)·Qᵀ for a symmetric A, eigenvalues ascending.
///
/// Householder reflections make A tridiagonal; implicit QL or QR iteration with Wilkinson's shift then makes it diagonal,
/// from whichever end has the smaller elements (Golub & Van Loan §8.3; Dubrulle, Martin & Wilkinson 1968).
package struct SymmetricEigen: Sendable {
  package private(set) var values: [Double]
  /// One eigenvector a row.
  package private(set) var rows: Matrix
  /// Whether the iteration ended, as it does for finite matrices.
  package private(set) var converged = true

  /// Only the lower triangle is read.
  package init(_ matrix: Matrix) {
    let n = matrix.rows
    values = [Double](repeating: 0, count: n)
    rows = Matrix(identity: n, n)
    guard n > 0, matrix.elements.allSatisfy(\.isFinite) else {
      converged = n == 0
      return
    }
    var offDiagonal = [Double](repeating: 0, count: max(n - 1, 0))
    reduce(matrix, &offDiagonal)
    iterate(&offDiagonal)
    sort()
  }

  /// A ← tridiagonal; leaves the diagonal in `values` and Qᵀ in `rows`.
  private mutating func reduce(_ matrix: Matrix, _ offDiagonal: inout [Double]) {
    let n = matrix.rows
    var a = matrix
    for i in 0..<n { for j in 0..<i { a[j, i] = a[i, j] } }
    var taus = [Double](repeating: 0, count: max(n - 1, 0))
    var w = [Double](repeating: 0, count: n)
    a.elements.withUnsafeMutableBufferPointer { buffer in
      guard let a = buffer.baseAddress else { return }
      for k in 0..<n - 1 where seodang_interrupted() == 0 {
        let count = n - k - 1
        let v = a + ((k + 1) * n + k)  // a column
        taus[k] = Householder.reflect(v, count: count, stride: n)
        offDiagonal[k] = v[0]
        guard taus[k] != 0 else { continue }
        v[0] = 1
        // A ← A − v·wᵀ − w·vᵀ with w = τ·A·v − ½·τ²·(vᵀA·v)·v
        var product = 0.0
        for i in 0..<count {
          var sum = 0.0
          let row = a + ((k + 1 + i) * n + k + 1)
          for j in 0..<count { sum += row[j] * v[j * n] }
          w[i] = taus[k] * sum
          product += w[i] * v[i * n]
        }
        let shift = -0.5 * taus[k] * product
        for i in 0..<count { w[i] += shift * v[i * n] }
        for i in 0..<count {
          let row = a + ((k + 1 + i) * n + k + 1)
          for j in 0..<count { row[j] -= v[i * n] * w[j] + w[i] * v[j * n] }
        }
        v[0] = offDiagonal[k]
      }
      for i in 0..<n { values[i] = a[i * n + i] }
      // Q = H₀·H₁·…, so Qᵀ = …·H₁·H₀, built from the last reflection backwards on the transpose.
      rows.elements.withUnsafeMutableBufferPointer { q in
        guard let q = q.baseAddress else { return }
        for k in stride(from: n - 2, through: 0, by: -1) where seodang_interrupted() == 0 {
          let v = (0..<n - k - 1).map { a[(k + 1 + $0) * n + k] }
          Householder.applyFromRight(
            v, count: v.count, tau: taus[k], to: q + ((k + 1) * n + k + 1), rowStride: n, rows: n - k - 1)
        }
      }
    }
  }

  private mutating func iterate(_ e: inout [Double]) {
    let n = values.count
    let width = n
    let epsilon = Double.ulpOfOne / 2
    var budget = 30 * n
    rows.elements.withUnsafeMutableBufferPointer { buffer in
      values.withUnsafeMutableBufferPointer { d in
        guard let z = buffer.baseAddress else { return }
        func turn(_ i: Int, _ cosine: Double, _ sine: Double) {
          PlaneRotation(cosine: cosine, sine: sine).turn(z + i * width, z + (i + 1) * width, count: width)
        }
        func isNegligible(_ i: Int) -> Bool {
          e[i] * e[i] <= epsilon * epsilon * d[i].magnitude * d[i + 1].magnitude + Double.leastNormalMagnitude
        }
        /// One implicit step on the block between `from` and `to`, where `from` is the end that converges.
        func step(from l: Int, to m: Int) {
          let direction = m > l ? 1 : -1
          func link(_ i: Int) -> Int { direction > 0 ? i : i - 1 }  // e between i and its neighbour towards m
          let p0 = d[l]
          var g = (d[l + direction] - p0) / (2 * e[link(l)])
          let root = hypot(g, 1)
          g = d[m] - p0 + e[link(l)] / (g + (g < 0 ? -root : root))
          var (s, c, p) = (1.0, 1.0, 0.0)
          var i = m - direction
          while direction > 0 ? i >= l : i <= l {
            let f = s * e[link(i)]
            let b = c * e[link(i)]
            let (rotation, r) = PlaneRotation.eliminatingWithPositiveLength(f, with: g)
            (c, s) = (rotation.cosine, rotation.sine)
            if i != m - direction { e[link(i + direction)] = r }
            g = d[i + direction] - p
            let t = (d[i] - g) * s + 2 * c * b
            p = s * t
            d[i + direction] = g + p
            g = c * t - b
            if direction > 0 { turn(i, c, -s) } else { turn(i - 1, c, s) }
            i -= direction
          }
          d[l] -= p
          e[link(l)] = g
        }

        var start = 0
        while start < n {
          var end = start
          while end < n - 1,
            e[end].magnitude
              > d[end].magnitude.squareRoot() * d[end + 1].magnitude.squareRoot() * epsilon,
            e[end] != 0
          { end += 1 }
          if end < n - 1 { e[end] = 0 }
          var (l, last) = (start, end)
          start = end + 1
          if d[last].magnitude < d[l].magnitude { swap(&l, &last) }
          let direction = last > l ? 1 : -1
          while direction > 0 ? l <= last : l >= last {
            var m = l
            while m != last {
              if isNegligible(direction > 0 ? m : m - 1) { break }
              m += direction
            }
            if m != last { e[direction > 0 ? m : m - 1] = 0 }
            if m == l {
              l += direction
            } else if m == l + direction {
              let first = min(l, m)
              let pair = SymmetricPair(d[first], e[first], d[first + 1])
              (d[first], d[first + 1], e[first]) = (pair.larger, pair.smaller, 0)
              turn(first, pair.cosine, pair.sine)
              l += 2 * direction
            } else if budget > 0 && seodang_interrupted() == 0 {
              budget -= 1
              step(from: l, to: m)
            } else {
              converged = false
              return
            }
          }
        }
      }
    }
  }

  private mutating func sort() {
    let n = values.count
    for i in 0..<n {
      var least = i
      for j in i + 1..<max(n, i + 1) where values[j] < values[least] { least = j }
      guard least != i else { continue }
      values.swapAt(i, least)
      for k in 0..<n { rows.elements.swapAt(i * n + k, least * n + k) }
    }
  }
}

/// The eigenvalues of [[a, b], [b, c]], the larger in absolute value first, and the unit eigenvector (cosine, sine) of it.
private struct SymmetricPair {
  let larger: Double, smaller: Double
  let cosine: Double, sine: Double

  init(_ a: Double, _ b: Double, _ c: Double) {
    let (sum, difference, twice) = (a + c, a - c, b + b)
    let root = hypot(difference, twice)
    let (most, least) = a.magnitude > c.magnitude ? (a, c) : (c, a)
    // The second root by the product of both, because the difference would cancel.
    if sum == 0 {
      (larger, smaller) = (root / 2, -root / 2)
    } else {
      larger = (sum < 0 ? sum - root : sum + root) / 2
      smaller = (most / larger) * least - (b / larger) * b
    }
    let sumSign = sum < 0 ? -1 : 1
    let differenceSign = difference >= 0 ? 1 : -1
    let towards = difference >= 0 ? difference + root : difference - root
    var (cosine, sine): (Double, Double)
    if towards.magnitude > twice.magnitude {
      let cotangent = -twice / towards
      sine = 1 / (1 + cotangent * cotangent).squareRoot()
      cosine = cotangent * sine
    } else if twice == 0 {
      (cosine, sine) = (1, 0)
    } else {
      let tangent = -towards / twice
      cosine = 1 / (1 + tangent * tangent).squareRoot()
      sine = tangent * cosine
    }
    if sumSign == differenceSign { (cosine, sine) = (-sine, cosine) }
    (self.cosine, self.sine) = (cosine, sine)
  }
}
