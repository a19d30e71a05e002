/// A rotation of two coordinates: c² + s² = 1 (Givens 1958).
struct PlaneRotation {
  var cosine: Double
  var sine: Double

  /// The rotation that maps (f, g) to (r, 0), with r of f's sign; see Golub & Van Loan §5.1.8.
  static func eliminating(_ g: Double, with f: Double) -> (rotation: PlaneRotation, r: Double) {
    if g == 0 { return (PlaneRotation(cosine: 1, sine: 0), f) }
    if f == 0 { return (PlaneRotation(cosine: 0, sine: g < 0 ? -1 : 1), g.magnitude) }
    let scale = max(f.magnitude, g.magnitude)
    let (a, b) = (f / scale, g / scale)
    let length = scale * (a * a + b * b).squareRoot()
    let r = f < 0 ? -length : length
    return (PlaneRotation(cosine: f.magnitude / length, sine: g / r), r)
  }

  /// The same, but with r positive unless f is negative and the larger of both, when r and the cosine keep their signs as
  /// f has it. QL iteration on tridiagonal matrices uses this one, QR iteration on bidiagonal matrices the other; signs
  /// of eigenvectors and singular vectors come out as LAPACK's only so.
  static func eliminatingWithPositiveLength(_ g: Double, with f: Double) -> (
    rotation: PlaneRotation, r: Double
  ) {
    if g == 0 { return (PlaneRotation(cosine: 1, sine: 0), f) }
    if f == 0 { return (PlaneRotation(cosine: 0, sine: 1), g) }
    let scale = max(f.magnitude, g.magnitude)
    let (a, b) = (f / scale, g / scale)
    var r = scale * (a * a + b * b).squareRoot()
    if f < 0 && f.magnitude > g.magnitude { r = -r }
    return (PlaneRotation(cosine: f / r, sine: g / r), r)
  }

  /// Turns two vectors of `count` elements: (x, y) ← (c·x + s·y, c·y − s·x).
  func turn(_ x: UnsafeMutablePointer<Double>, _ y: UnsafeMutablePointer<Double>, count: Int) {
    if sine == 0 && cosine == 1 { return }
    for i in 0..<count {
      let (a, b) = (x[i], y[i])
      x[i] = cosine * a + sine * b
      y[i] = cosine * b - sine * a
    }
  }

  /// The same turn backwards.
  var inverse: PlaneRotation { PlaneRotation(cosine: cosine, sine: -sine) }
}
