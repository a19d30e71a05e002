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

  /// The places at which `values` would be inserted into this sorted vector, to the left or right of equal elements.
  public func searchSorted(_ values: Tensor, right: Bool = false) throws(TensorError) -> Tensor {
    guard rank == 1 else { throw .rankMismatch(op: "searchsorted", expected: 1, got: rank) }
    let sorted = try array(Double.self)
    let wanted = try values.array(Double.self)
    let places = wanted.map { value -> Int in
      var (low, high) = (0, sorted.count)
      while low < high {
        let middle = (low + high) / 2
        if right ? sorted[middle] <= value : sorted[middle] < value {
          low = middle + 1
        } else {
          high = middle
        }
      }
      return low
    }
    return try Tensor(places, values.shape)
  }
}
