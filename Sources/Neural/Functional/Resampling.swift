import Tensors

/// How `Tensor.resized` finds the value between elements.
public enum Resampling: String, CaseIterable, Sendable {
  case nearest, linear, bilinear

  /// The number of spatial dimensions the mode is for, nil for any.
  var rank: Int? {
    switch self {
    case .nearest: nil
    case .linear: 1
    case .bilinear: 2
    }
  }
}

/// Sequences and images made larger or smaller.
extension Tensor {
  /// The spatial dimensions of a tensor of the shape (batch, channels, …) brought to other sizes.
  ///
  /// - Parameters:
  ///   - sizes: the new sizes, or nil to multiply the old ones by `factors`.
  ///   - alignsCorners: whether the outermost elements keep their places; else the outermost edges do.
  package func resized(
    to sizes: [Int]?, factors: [Double]?, mode: Resampling, alignsCorners: Bool = false
  ) throws -> Tensor {
    guard rank == 3 || rank == 4 else {
      throw NeuralError.inputRank(module: "interpolate", allowed: [3, 4], shape: shape)
    }
    let spatial = rank - 2
    if let needed = mode.rank, needed != spatial {
      throw NeuralError.unknownChoice(
        owner: "interpolate", name: "mode", value: mode.rawValue,
        choices: Resampling.allCases.filter { $0.rank ?? spatial == spatial }.map(\.rawValue))
    }
    for (name, count) in [("size", sizes?.count), ("scale_factor", factors?.count)] {
      if let count, count != spatial {
        throw NeuralError.parameterCount(name: name, expected: spatial, got: count)
      }
    }
    var result = self
    for dim in 0..<spatial {
      let from = shape[dim + 2]
      let scaled = (Double(from) * (factors?[dim] ?? 1)).rounded(.down)
      guard let to = sizes?[dim] ?? Int(exactly: scaled), to < 1 << 24 else {
        throw TensorError.sizeOverflow([.max])
      }
      guard to > 0, from > 0 else { throw TensorError.negativeSize([to]) }
      // PyTorch multiplies by the inverse of the factor in float32 where one was given.
      let step = factors.map { Float(1 / $0[dim]) } ?? Float(from) / Float(to)
      switch mode {
      case .nearest: result = try result.nearest(dim + 2, count: to, step: step)
      case .linear, .bilinear:
        result = try result.between(
          dim + 2, count: to,
          step: alignsCorners ? (to > 1 ? Float(from - 1) / Float(to - 1) : 0) : step,
          alignsCorners: alignsCorners)
      }
    }
    switch (mode, spatial) {
    case (.nearest, 1): return result.shown(as: "UpsampleNearest1DBackward0")
    case (.nearest, _): return result.shown(as: "UpsampleNearest2DBackward0")
    case (.linear, _): return result.shown(as: "UpsampleLinear1DBackward0")
    case (.bilinear, _): return result.shown(as: "UpsampleBilinear2DBackward0")
    }
  }

  private func nearest(_ dim: Int, count: Int, step: Float) throws -> Tensor {
    let last = shape[dim] - 1
    return try indexSelect(dim: dim, Tensor((0..<count).map { Swift.min(Int(Float($0) * step), last) }))
  }

  /// Each new element lies between two old ones, and nearer to one of them.
  private func between(_ dim: Int, count: Int, step: Float, alignsCorners: Bool) throws -> Tensor {
    let last = shape[dim] - 1
    let places = (0..<count).map { place in
      alignsCorners ? Float(place) * step : Swift.max((Float(place) + 0.5) * step - 0.5, 0)
    }
    let below = places.map { Swift.min(Int($0), last) }
    let above = below.map { Swift.min($0 + 1, last) }
    var shape = Shape(repeating: 1, count: rank)
    shape[dim] = count
    let weight = try Tensor(zip(places, below).map { $0 - Float($1) }, shape).to(dtype)
    let lower = try indexSelect(dim: dim, Tensor(below))
    return try lower.mul(weight.rsub(1)).add(indexSelect(dim: dim, Tensor(above)).mul(weight))
  }

  // MARK: Channels as places

  /// (…, c·r², h, w) → (…, c, h·r, w·r): the channels of a place become a block of places.
  ///
  /// Shi et al., "Real-Time Single Image and Video Super-Resolution…" (2016).
  package func pixelShuffle(_ factor: Int) throws -> Tensor {
    guard rank >= 3, factor > 0, factor < 1 << 24, shape[rank - 3] % (factor * factor) == 0 else {
      throw NeuralError.notDivisible(
        owner: "pixel_shuffle", name: "channels", value: rank >= 3 ? shape[rank - 3] : 0,
        divisorName: "upscale_factor²", divisor: factor &* factor)
    }
    let front = Array(shape.dropLast(3))
    let (channels, height, width) = (shape[rank - 3] / (factor * factor), shape[rank - 2], shape[rank - 1])
    return try reshape([-1, channels, factor, factor, height, width]).permute([0, 1, 4, 2, 5, 3])
      .reshape(front + [channels, height * factor, width * factor])
  }

  /// The opposite of `pixelShuffle`.
  package func pixelUnshuffle(_ factor: Int) throws -> Tensor {
    guard rank >= 3, factor > 0, factor < 1 << 24, shape[rank - 2] % factor == 0,
      shape[rank - 1] % factor == 0
    else {
      throw NeuralError.notDivisible(
        owner: "pixel_unshuffle", name: "height and width", value: rank >= 3 ? shape[rank - 1] : 0,
        divisorName: "downscale_factor", divisor: factor)
    }
    let front = Array(shape.dropLast(3))
    let (channels, height, width) = (shape[rank - 3], shape[rank - 2] / factor, shape[rank - 1] / factor)
    return try reshape([-1, channels, height, factor, width, factor]).permute([0, 1, 3, 5, 2, 4])
      .reshape(front + [channels * factor * factor, height, width])
  }
}
