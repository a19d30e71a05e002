import CKernels

/// The singular values of an upper bidiagonal matrix by implicit QR iteration, with a zero shift where a shift would
/// cost relative accuracy (Demmel & Kahan 1990, "Accurate singular values of bidiagonal matrices").
///
/// `left` and `right` hold the singular vectors in rows and are turned along.
struct BidiagonalIteration {
  private(set) var diagonal: [Double]
  private var above: [Double]
  private(set) var left: Matrix
  private(set) var right: Matrix

  private static let epsilon = Double.ulpOfOne / 2
  /// Relative accuracy asked of the values; ε^(−1/8) is what the paper recommends, 90 for float64.
  private static let tolerance = epsilon * 90.5

  init(diagonal: [Double], above: [Double], left: Matrix, right: Matrix) {
    (self.diagonal, self.above, self.left, self.right) = (diagonal, above, left, right)
  }

  /// Iterates until the matrix is diagonal; makes the values positive and sorts them. False when it didn't end or was
  /// interrupted.
  mutating func run() -> Bool {
    let n = diagonal.count
    let threshold = negligible()
    var budget = 6 * n * n
    var end = n - 1
    var (lastStart, lastEnd, isDownward) = (-1, -1, true)
    while end > 0 {
      guard budget >= 0, seodang_interrupted() == 0 else { return false }
      var start = end
      var largest = diagonal[end].magnitude
      while start > 0, above[start - 1].magnitude > threshold {
        largest = max(largest, diagonal[start - 1].magnitude, above[start - 1].magnitude)
        start -= 1
      }
      if start > 0 { above[start - 1] = 0 }
      if start == end {
        end -= 1
        continue
      }
      if start == end - 1 {
        solvePair(start)
        end -= 2
        continue
      }
      // Chase the bulge from the larger end to the smaller one; keep the direction within a block.
      if start > lastEnd || end < lastStart {
        isDownward = diagonal[start].magnitude >= diagonal[end].magnitude
      }
      (lastStart, lastEnd) = (start, end)
      guard let smallest = deflate(start, end, isDownward) else { continue }
      let shift = chooseShift(start, end, isDownward, smallest: smallest, largest: largest)
      budget -= end - start
      if shift == 0 {
        sweepWithoutShift(start, end, isDownward)
      } else {
        sweep(start, end, isDownward, shift: shift)
      }
      let tail = isDownward ? end - 1 : start
      if above[tail].magnitude <= threshold { above[tail] = 0 }
    }
    finish()
    return true
  }

  /// What counts as zero beside the diagonal: a bound on the smallest singular value, times the accuracy.
  private func negligible() -> Double {
    let n = diagonal.count
    var mu = diagonal[0].magnitude
    var smallest = mu
    for i in 1..<max(n, 1) where smallest != 0 {
      mu = diagonal[i].magnitude * (mu / (mu + above[i - 1].magnitude))
      smallest = min(smallest, mu)
    }
    return max(
      BidiagonalIteration.tolerance * smallest / Double(n).squareRoot(),
      6 * Double(n * n) * Double.leastNormalMagnitude)
  }

  /// Sets a negligible off-diagonal element to zero and returns nil, or bounds the block's smallest singular value.
  private mutating func deflate(_ start: Int, _ end: Int, _ isDownward: Bool) -> Double? {
    let tolerance = BidiagonalIteration.tolerance
    let tail = isDownward ? end - 1 : start
    if above[tail].magnitude <= tolerance * diagonal[isDownward ? end : start].magnitude {
      above[tail] = 0
      return nil
    }
    var mu = diagonal[isDownward ? start : end].magnitude
    var smallest = mu
    for step in 0..<end - start {
      let i = isDownward ? start + step : end - 1 - step
      if above[i].magnitude <= tolerance * mu {
        above[i] = 0
        return nil
      }
      mu = diagonal[isDownward ? i + 1 : i].magnitude * (mu / (mu + above[i].magnitude))
      smallest = min(smallest, mu)
    }
    return smallest
  }

  private func chooseShift(
    _ start: Int, _ end: Int, _ isDownward: Bool, smallest: Double, largest: Double
  ) -> Double {
    let (epsilon, tolerance) = (BidiagonalIteration.epsilon, BidiagonalIteration.tolerance)
    if Double(diagonal.count) * tolerance * (smallest / largest) <= max(epsilon, 0.01 * tolerance) {
      return 0
    }
    let first = diagonal[isDownward ? start : end].magnitude
    let i = isDownward ? end - 1 : start
    let shift = BidiagonalPair.smallerValue(diagonal[i], above[i], diagonal[i + 1])
    let ratio = first > 0 ? shift / first : 0
    return ratio * ratio < epsilon ? 0 : shift
  }

  private mutating func turnLeft(_ i: Int, _ rotation: PlaneRotation) { left.turnRows(i, rotation) }
  private mutating func turnRight(_ i: Int, _ rotation: PlaneRotation) { right.turnRows(i, rotation) }

  private mutating func solvePair(_ i: Int) {
    let pair = BidiagonalPair(diagonal[i], above[i], diagonal[i + 1])
    (diagonal[i], above[i], diagonal[i + 1]) = (pair.larger, 0, pair.smaller)
    turnRight(i, pair.right)
    turnLeft(i, pair.left)
  }

  private mutating func sweepWithoutShift(_ start: Int, _ end: Int, _ isDownward: Bool) {
    var outer = PlaneRotation(cosine: 1, sine: 0)
    var inner = PlaneRotation(cosine: 1, sine: 0)
    for step in 0..<end - start {
      let i = isDownward ? start + step : end - step
      let next = isDownward ? i + 1 : i - 1
      let link = isDownward ? i : i - 1  // the element beside the diagonal between i and next
      let (turned, r) = PlaneRotation.eliminating(above[link], with: diagonal[i] * outer.cosine)
      outer = turned
      if step > 0 { above[isDownward ? i - 1 : i] = inner.sine * r }
      let (back, value) = PlaneRotation.eliminating(diagonal[next] * outer.sine, with: inner.cosine * r)
      inner = back
      diagonal[i] = value
      if isDownward {
        turnRight(i, outer)
        turnLeft(i, inner)
      } else {
        turnRight(i - 1, inner.inverse)
        turnLeft(i - 1, outer.inverse)
      }
    }
    let last = isDownward ? end : start
    let h = diagonal[last] * outer.cosine
    diagonal[last] = h * inner.cosine
    above[isDownward ? end - 1 : start] = h * inner.sine
  }

  private mutating func sweep(_ start: Int, _ end: Int, _ isDownward: Bool, shift: Double) {
    let first = diagonal[isDownward ? start : end]
    var f = (first.magnitude - shift) * ((first < 0 ? -1 : 1) + shift / first)
    var g = above[isDownward ? start : end - 1]
    for step in 0..<end - start {
      let i = isDownward ? start + step : end - step
      let next = isDownward ? i + 1 : i - 1
      let link = isDownward ? i : i - 1
      let (outer, r) = PlaneRotation.eliminating(g, with: f)
      if step > 0 { above[isDownward ? i - 1 : i] = r }
      f = outer.cosine * diagonal[i] + outer.sine * above[link]
      above[link] = outer.cosine * above[link] - outer.sine * diagonal[i]
      g = outer.sine * diagonal[next]
      diagonal[next] *= outer.cosine
      let (inner, value) = PlaneRotation.eliminating(g, with: f)
      diagonal[i] = value
      f = inner.cosine * above[link] + inner.sine * diagonal[next]
      diagonal[next] = inner.cosine * diagonal[next] - inner.sine * above[link]
      if step < end - start - 1 {
        let beyond = isDownward ? i + 1 : i - 2
        g = inner.sine * above[beyond]
        above[beyond] *= inner.cosine
      }
      if isDownward {
        turnRight(i, outer)
        turnLeft(i, inner)
      } else {
        turnRight(i - 1, inner.inverse)
        turnLeft(i - 1, outer.inverse)
      }
    }
    above[isDownward ? end - 1 : start] = f
  }

  private mutating func finish() {
    let n = diagonal.count
    for i in 0..<n where diagonal[i].sign == .minus {
      diagonal[i] = -diagonal[i]
      right.negateRow(i)
    }
    for last in stride(from: n - 1, to: 0, by: -1) {
      var least = 0
      for j in 1...last where diagonal[j] <= diagonal[least] { least = j }
      guard least != last else { continue }
      diagonal.swapAt(least, last)
      left.swapRows(least, last)
      right.swapRows(least, last)
    }
  }
}

extension Matrix {
  fileprivate mutating func negateRow(_ i: Int) {
    for k in i * columns..<(i + 1) * columns { elements[k] = -elements[k] }
  }

  fileprivate mutating func swapRows(_ i: Int, _ j: Int) {
    for k in 0..<columns { elements.swapAt(i * columns + k, j * columns + k) }
  }
}
