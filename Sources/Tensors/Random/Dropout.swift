/// Dropout (Srivastava et al., 2014): elements become zero with a probability, the others grow so that the mean stays.
extension Tensor {
  /// - Parameter p: the probability of an element to be dropped.
  public func dropout(p: Double, generator: Generator? = nil) throws(TensorError) -> Tensor {
    try dropped(p, maskShape: shape, generator)
  }

  /// Drops whole channels (dimension 1) of each element of the batch.
  public func featureDropout(p: Double, generator: Generator? = nil) throws(TensorError) -> Tensor {
    guard rank >= 2 else { throw .rankRange(op: "feature_dropout", atLeast: 2, got: shape) }
    return try dropped(p, maskShape: featureShape, generator)
  }

  /// Elements, or whole channels, become the value that SELU has far below zero; then mean and variance are restored
  /// (Klambauer et al., 2017).
  public func alphaDropout(
    p: Double, wholeFeatures: Bool = false, generator: Generator? = nil
  ) throws(TensorError) -> Tensor {
    guard p >= 0, p <= 1 else { throw .probability(op: "alpha_dropout", p) }
    if p == 0 || count == 0 { return self }
    if p == 1 { return try mul(zerosLike()) }
    let alpha = 1.7580993408473766
    let mask = try Tensor.empty(wholeFeatures ? featureShape : shape, dtype: dtype)
      .bernoulli_(probability: 1 - p, generator: generator)
    let a = 1 / ((alpha * alpha * p + 1) * (1 - p)).squareRoot()
    let b = try mask.sub(.float(1)).mul(.float(alpha * a)).add(.float(alpha * a * p))
    return try mul(mask.mul(.float(a))).add(b)
  }

  /// One element for each channel of each element of the batch.
  private var featureShape: Shape { Shape(shape.enumerated().map { $0.offset < 2 ? $0.element : 1 }) }

  private func dropped(_ p: Double, maskShape: Shape, _ generator: Generator?) throws(TensorError) -> Tensor {
    guard p >= 0, p <= 1 else { throw .probability(op: "dropout", p) }
    if p == 0 || count == 0 { return self }
    if p == 1 { return try mul(Tensor.zeros(maskShape, dtype: dtype)) }
    let mask = try Tensor.empty(maskShape, dtype: dtype).bernoulli_(probability: 1 - p, generator: generator)
    return try mul(mask.div(.float(1 - p)))
  }
}
