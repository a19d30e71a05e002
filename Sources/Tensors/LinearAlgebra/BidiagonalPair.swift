/// The singular values and vectors of [[f, g], [0, h]], accurate to rounding for any f, g, h (Demmel & Kahan 1990, §4).
struct BidiagonalPair {
  /// With their signs: the rotations make the matrix diag(larger, smaller).
  private(set) var larger: Double
  private(set) var smaller: Double
  let left: PlaneRotation
  let right: PlaneRotation

  /// The smaller singular value alone.
  static func smallerValue(_ f: Double, _ g: Double, _ h: Double) -> Double {
    let (least, most) = (min(f.magnitude, h.magnitude), max(f.magnitude, h.magnitude))
    let g = g.magnitude
    if least == 0 { return 0 }
    let (a, b) = (1 + least / most, (most - least) / most)
    if g < most {
      let square = (g / most) * (g / most)
      return least * (2 / ((a * a + square).squareRoot() + (b * b + square).squareRoot()))
    }
    let ratio = most / g
    if ratio == 0 { return least * most / g }
    let c = 1 / ((1 + (a * ratio) * (a * ratio)).squareRoot() + (1 + (b * ratio) * (b * ratio)).squareRoot())
    return 2 * (least * c * ratio)
  }

  init(_ f: Double, _ g: Double, _ h: Double) {
    func signed(_ magnitude: Double, as x: Double) -> Double { x.sign == .minus ? -magnitude : magnitude }
    let isSwapped = h.magnitude > f.magnitude
    let (top, bottom) = isSwapped ? (h, f) : (f, h)
    let (topSize, bottomSize) = (top.magnitude, bottom.magnitude)
    enum Largest { case f, g, h }
    var largest = isSwapped ? Largest.h : .f
    var (leftCosine, leftSine, rightCosine, rightSine) = (1.0, 0.0, 1.0, 0.0)
    (larger, smaller) = (topSize, bottomSize)
    if g != 0 {
      if g.magnitude > topSize { largest = .g }
      if largest == .g, topSize / g.magnitude < Double.ulpOfOne / 2 {
        larger = g.magnitude
        smaller = bottomSize > 1 ? topSize / (g.magnitude / bottomSize) : (topSize / g.magnitude) * bottomSize
        (leftCosine, leftSine, rightCosine, rightSine) = (1, bottom / g, top / g, 1)
      } else {
        let difference = topSize - bottomSize
        let l = difference == topSize ? 1 : difference / topSize
        let m = g / top
        var t = 2 - l
        let s = (t * t + m * m).squareRoot()
        let r = l == 0 ? m.magnitude : (l * l + m * m).squareRoot()
        let a = 0.5 * (s + r)
        smaller = bottomSize / a
        larger = topSize * a
        if m * m != 0 {
          t = (m / (s + t) + m / (r + l)) * (1 + a)
        } else if l == 0 {
          t = signed(2, as: top) * signed(1, as: g)
        } else {
          t = g / signed(difference, as: top) + m / t
        }
        let length = (t * t + 4).squareRoot()
        (rightCosine, rightSine) = (2 / length, t / length)
        leftCosine = (rightCosine + rightSine * m) / a
        leftSine = (bottom / top) * rightSine / a
      }
    }
    if isSwapped {
      left = PlaneRotation(cosine: rightSine, sine: rightCosine)
      right = PlaneRotation(cosine: leftSine, sine: leftCosine)
    } else {
      left = PlaneRotation(cosine: leftCosine, sine: leftSine)
      right = PlaneRotation(cosine: rightCosine, sine: rightSine)
    }
    let sign =
      switch largest {
      case .f: signed(1, as: right.cosine) * signed(1, as: left.cosine) * signed(1, as: f)
      case .g: signed(1, as: right.sine) * signed(1, as: left.cosine) * signed(1, as: g)
      case .h: signed(1, as: right.sine) * signed(1, as: left.sine) * signed(1, as: h)
      }
    larger = signed(larger, as: sign)
    smaller = signed(smaller, as: sign * signed(1, as: f) * signed(1, as: h))
  }
}
