/// Running extremes, and places in sorted lists.
extension Tensor {
  /// log Σ exp of the elements so far along a dimension.
  public func logcumsumexp(dim: Int) throws(TensorError) -> Tensor {
    // Relative to the largest so far nothing overflows; the shift is a constant to the gradient.
    let place = try resolve(dim)
    guard rank > 0, count > 0 else { return try clone() }
    let largest = try detach().amax(dims: [place], keepDim: true)
    let shift = try Tensor.where(largest.isfinite(), largest, largest.zerosLike())
    return try sub(shift).exp().cumsum(dim: place).log().add(shift)
  }

  /// log(exp(a) + exp(b)), without overflow.
  public func logaddexp(_ other: Tensor) throws(TensorError) -> Tensor {
    let larger = try maximum(other)
    let distance = try sub(other).abs().neg()
    let sum = try larger.add(distance.exp().log1p())
    // Two equal infinities have no difference.
    return try Tensor.where(distance.isnan(), larger, sum).shown(as: "LogaddexpBackward0")
  }

  /// log₂(2ᵃ + 2ᵇ), without overflow.
  public func logaddexp2(_ other: Tensor) throws(TensorError) -> Tensor {
    let natural = 0.6931471805599453
    return try mul(.float(natural)).logaddexp(other.mul(.float(natural))).div(.float(natural)).shown(
      as: "Logaddexp2Backward0")
  }

  /// The places at which `values` would be inserted into this sorted vector, to the left or right of equal elements; or
  /// each row of values into the row of this tensor in the same place.
  ///
  /// - Parameter sorter: the order in which the elements are sorted, as `argsort` gives it.
  public func searchSorted(
    _ values: Tensor, right: Bool = false, sorter: Tensor? = nil
  ) throws(TensorError) -> Tensor {
    guard rank >= 1 else { throw .rankRange(op: "searchsorted", atLeast: 1, got: shape) }
    guard rank == 1 || values.rank == rank && values.shape.dropLast().elementsEqual(shape.dropLast()) else {
      throw .shapeMismatch(op: "searchsorted", shape, values.shape)
    }
    var ordered = self
    if let sorter {
      guard sorter.shape == shape else { throw .shapeMismatch(op: "searchsorted", shape, sorter.shape) }
      ordered = try gather(dim: rank - 1, sorter)
    }
    let sorted = try ordered.array(Double.self)
    let wanted = try values.array(Double.self)
    let length = shape[rank - 1]
    let width = rank == 1 ? wanted.count : values.shape[rank - 1]
    var places: [Int] = []
    places.reserveCapacity(wanted.count)
    for (position, value) in wanted.enumerated() {
      let start = position / width * length
      var (low, high) = (start, start + length)
      while low < high {
        let middle = (low + high) / 2
        // NaN stands behind every number.
        let isBefore =
          right
          ? sorted[middle] <= value || value.isNaN
          : sorted[middle] < value || value.isNaN && !sorted[middle].isNaN
        if isBefore { low = middle + 1 } else { high = middle }
      }
      places.append(low - start)
    }
    return try Tensor(places, values.shape)
  }
}
