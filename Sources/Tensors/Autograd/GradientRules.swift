import CKernels

// All gradient rules. Who wants to know how backward works reads this file from the top: one `switch` over what was
// recorded. `g` is the gradient of the result; each rule sends to its inputs' edges what the chain rule says. Rules are
// written with the operations themselves: while a graph of the gradients is being created they are recorded like any
// other computation, which makes second derivatives. Where a single loop is much faster than the formula, it's taken
// as long as no graph is created (`fused`).
//
// Shapes need no care here: what broadcasting repeated is summed in `BackwardPass.send`.
extension Node {
  /// Sends the gradients of the inputs on.
  func propagate(_ g: Tensor, into pass: inout BackwardPass) throws(TensorError) {
    switch rule {
    // MARK: elementwise
    case .unary(let op, let p, let q):
      try pass.send(unaryGradient(op, p, q, g), to: first, isFresh: true)
    case .binary(let op, let p, let q):
      try propagateBinary(op, p, q, g, &pass)
    case .scalar(let op, let scalar, let reversed):
      try propagateScalar(op, scalar, reversed: reversed, g, &pass)
    case .lerp:
      let (a, b, weight) = try (saved(savedFirst), saved(savedSecond), saved(savedThird))
      if first.isWanted { try pass.send(g * (1 - weight), to: first, isFresh: true) }
      if second.isWanted { try pass.send(g * weight, to: second, isFresh: true) }
      if third.isWanted { try pass.send(g * (b - a), to: third, isFresh: true) }
    case .choose:
      let condition = try saved(savedThird)
      let zero = try Tensor.number(0, g.dtype)
      if first.isWanted { try pass.send(Tensor.where(condition, g, zero), to: first, isFresh: true) }
      if second.isWanted { try pass.send(Tensor.where(condition, zero, g), to: second, isFresh: true) }
    case .maskedFill:
      try pass.send(g.maskedFill(saved(savedFirst), value: 0), to: first, isFresh: true)
    case .convert, .clone, .expand:
      try pass.send(g, to: first, isFresh: false)

    // MARK: shapes
    case .reshape:
      try pass.send(g.reshape(to: first.shape), to: first, isFresh: false)
    case .permute(let order, _):
      var inverse = [Int](repeating: 0, count: g.rank)
      for position in 0..<g.rank { inverse[Int(order >> UInt64(8 * position)) & 0xff] = position }
      try pass.send(g.permute(inverse), to: first, isFresh: false)
    case .select(let dim, let index):
      let window = Geometry(selecting: index, of: dim, in: first.shape)
      try pass.send(g.placed(by: window), to: first, isFresh: true)
    case .slice(let dim, let start, let step):
      let window = Geometry(slicing: dim, from: start, step: step, count: shape[dim], in: first.shape)
      try pass.send(g.placed(by: window), to: first, isFresh: true)
    case .diagonal(let offset, let dim1, let dim2):
      let window = Geometry(diagonal: offset, dim1, dim2, length: shape[shape.count - 1], in: first.shape)
      try pass.send(g.placed(by: window), to: first, isFresh: true)
    case .asStrided:
      guard let window = payload as? Geometry else { throw .backwardTwice }
      try pass.send(g.placed(by: window), to: first, isFresh: true)
    case .placed:
      guard let window = payload as? Geometry else { throw .backwardTwice }
      try pass.send(g.contiguous().part(by: window), to: first, isFresh: false)

    // MARK: shapes again: copies
    case .cat(let dim):
      guard let sizes = (payload as? IntList)?.values else { throw .backwardTwice }
      var start = 0
      for (index, size) in sizes.enumerated() {
        let edge = self[edge: index]
        if edge.isWanted {
          try pass.send(g.narrow(dim: dim, start: start, length: size), to: edge, isFresh: false)
        }
        start += size
      }
    case .stack(let dim):
      for index in 0..<shape[dim] where self[edge: index].isWanted {
        try pass.send(g.select(dim: dim, index: index), to: self[edge: index], isFresh: false)
      }
    case .flip(let dims):
      try pass.send(g.flip((0..<g.rank).filter(dims.contains)), to: first, isFresh: true)
    case .roll(let shift, let dim):
      try pass.send(g.roll(-shift, dim: dim), to: first, isFresh: true)
    case .repeated:
      guard let times = (payload as? IntList)?.values else { throw .backwardTwice }
      try pass.send(foldingRepeats(g, times), to: first, isFresh: true)
    case .triangle(let upper, let diagonal):
      try pass.send(g.triangle(upper: upper, diagonal), to: first, isFresh: true)

    // MARK: reductions
    case .sum(let dims, let keepDim, _):
      try pass.send(spread(g, dims, keepDim), to: first, isFresh: false)
    case .mean(let dims, let keepDim, _):
      let terms = termCount(dims)
      try pass.send(spread(g / .float(terms), dims, keepDim), to: first, isFresh: false)
    case .product(let dim, let keepDim):
      try pass.send(productGradient(g, dim, keepDim), to: first, isFresh: true)
    case .extremum(let dims, let keepDim, _):
      // Equal elements share the gradient.
      let best = try kept(result(), dims, keepDim)
      let isBest = try saved(savedFirst).eq(best).to(dtype)
      let share = try isBest / isBest.sum(dims: list(dims), keepDim: true)
      try pass.send(share * kept(g, dims, keepDim), to: first, isFresh: true)
    case .pick(let dim, let keepDim, _):
      let places = try saved(savedFirst)
      let whole = try kept(g, first.shape.isEmpty ? DimSet() : DimSet([dim]), keepDim)
      try pass.send(
        Tensor.zeros(first.shape, dtype: dtype).scatterAdd(dim: dim, places, whole), to: first, isFresh: true)
    case .variance(let dims, let keepDim, let correction):
      try pass.send(varianceGradient(kept(g, dims, keepDim), dims, correction), to: first, isFresh: true)
    case .deviation(let dims, let keepDim, let correction):
      let std = try result()
      let scaled = try (g / (2 * std)).maskedFill(std.eq(0), value: 0)
      try pass.send(varianceGradient(kept(scaled, dims, keepDim), dims, correction), to: first, isFresh: true)
    case .norm(let dims, let keepDim, let order):
      try pass.send(
        normGradient(kept(g, dims, keepDim), kept(result(), dims, keepDim), dims, order), to: first,
        isFresh: true)
    case .logSumExp(let dims, let keepDim):
      let total = try kept(result(), dims, keepDim)
      try pass.send(kept(g, dims, keepDim) * (saved(savedFirst) - total).exp(), to: first, isFresh: true)
    case .softmax(let dim):
      let y = try result()
      try pass.send(
        Engine.isGradEnabled
          ? y * (g - (g * y).sum(dims: [dim], keepDim: true))
          : Tensor.softmaxBackward(g, y, dim: dim, isLogarithmic: false), to: first, isFresh: true)
    case .logSoftmax(let dim):
      let y = try result()
      try pass.send(
        Engine.isGradEnabled
          ? g - y.exp() * g.sum(dims: [dim], keepDim: true)
          : Tensor.softmaxBackward(g, y, dim: dim, isLogarithmic: true), to: first, isFresh: true)

    // MARK: indexing
    case .gather(let dim):
      let places = try saved(savedFirst)
      try pass.send(
        Tensor.zeros(first.shape, dtype: dtype).scatterAdd(dim: dim, places, g), to: first, isFresh: true)
    case .scatter(let dim):
      let places = try saved(savedFirst)
      if first.isWanted { try pass.send(g.scatter(dim: dim, places, value: 0), to: first, isFresh: true) }
      if second.isWanted {
        try pass.send(taken(g, dim, places, like: second.shape), to: second, isFresh: true)
      }
    case .scatterAdd(let dim):
      let places = try saved(savedFirst)
      try pass.send(g, to: first, isFresh: false)
      if second.isWanted {
        try pass.send(taken(g, dim, places, like: second.shape), to: second, isFresh: true)
      }
    case .indexSelect(let dim):
      let zeros = try Tensor.zeros(first.shape, dtype: dtype)
      try pass.send(zeros.indexAdd(dim: dim, saved(savedFirst), g), to: first, isFresh: true)
    case .index:
      guard let advanced = payload as? AdvancedIndex else { throw .backwardTwice }
      try pass.send(g.spread(by: advanced, in: first.shape), to: first, isFresh: true)
    case .indexSpread:
      guard let advanced = payload as? AdvancedIndex else { throw .backwardTwice }
      try pass.send(g.taken(by: advanced), to: first, isFresh: true)
    case .indexPut(let accumulate):
      guard let advanced = payload as? AdvancedIndex else { throw .backwardTwice }
      if first.isWanted {
        let zero = try Tensor.scalar(0, dtype: dtype)
        try pass.send(
          accumulate ? g : g.indexPut(advanced, zero, accumulate: false), to: first, isFresh: !accumulate)
      }
      if second.isWanted { try pass.send(g.taken(by: advanced), to: second, isFresh: true) }
    case .embedding(let padding):
      let places = try saved(savedFirst)
      var rows = try g.reshape(to: [places.count, first.shape[1]])
      if padding >= 0 { rows = try rows.maskedFill(places.eq(.int(padding)).unsqueeze(1), value: 0) }
      try pass.send(
        Tensor.zeros(first.shape, dtype: dtype).indexAdd(dim: 0, places, rows), to: first, isFresh: true)

    // MARK: losses and layers
    case .mse(let reduction):
      let (a, b) = try (saved(savedFirst), saved(savedSecond))
      let factor = 2 / (reduction == .mean ? Double(a.count) : 1)
      let slope = try (a - b).scaled(by: g).scaled(by: .float(factor))
      if first.isWanted { try pass.send(slope, to: first, isFresh: !second.isWanted) }
      if second.isWanted { try pass.send(-slope, to: second, isFresh: true) }
    case .bce:
      let (x, y) = try (saved(savedFirst), saved(savedSecond))
      if first.isWanted {
        let denominator = try ((1 - x) * x).clamp(min: 1e-12)
        try pass.send(g * ((x - y) / denominator), to: first, isFresh: true)
      }
      if second.isWanted { try pass.send(g * ((1 - x).log() - x.log()), to: second, isFresh: true) }
    case .bceWithLogits(let reduction):
      let (x, y) = try (saved(savedFirst), saved(savedSecond))
      let factor = reduction == .mean ? 1 / Double(x.count) : 1
      let slope = try Engine.isGradEnabled ? x.sigmoid() - y : Tensor.binary(.logitLossBackward, x, y)
      try pass.send(slope.scaled(by: g * .float(factor)), to: first, isFresh: true)
    case .crossEntropy:
      guard let targets = payload as? ClassTargets else { throw .backwardTwice }
      if Engine.isGradEnabled {
        let classes = try targets.classes.unsqueeze(1)
        let chosen = try Tensor.arange(0, .int(first.shape[1])).unsqueeze(0).eq(classes).to(dtype)
        let slope = try (saved(savedFirst).softmax(dim: 1) - chosen).maskedFill(classes.lt(0), value: 0)
        try pass.send(slope * (g / .float(targets.divisor)), to: first, isFresh: true)
      } else {
        try pass.send(
          Tensor.crossEntropyBackward(g.item().double, saved(savedSecond), targets), to: first, isFresh: true)
      }
    case .normalization:
      try propagateNormalization(g, &pass)

    // MARK: changes in place
    case .inPlaceOnView:
      // The part that was overwritten belongs to what was written, the rest to what was there before.
      guard let window = payload as? Geometry else { throw .backwardTwice }
      if first.isWanted {
        let mask = try Tensor.ones(window.shape, dtype: .bool).placedMask(by: window)
        try pass.send(g.maskedFill(mask, value: 0), to: first, isFresh: true)
      }
      if second.isWanted { try pass.send(g.contiguous().part(by: window), to: second, isFresh: false) }

    // MARK: products
    case .matmul:
      try propagateProduct(g, &pass)
    case .linear:
      if second.isWanted {
        try pass.send(matrixProduct(g, isFirstTransposed: true, saved(savedFirst)), to: second, isFresh: true)
      }
      if third.isWanted { try pass.send(g.columnSums(), to: third, isFresh: true) }
      if first.isWanted { try pass.send(matrixProduct(g, saved(savedSecond)), to: first, isFresh: true) }

    // MARK: the user's own
    case .function:
      try propagateFunction(g, &pass)
    case .functionOutput(let index):
      if case .node(let common) = first {
        try pass.send(g, asOutput: index, to: common.takeUnretainedValue())
      }

    // MARK: beside their operations
    case .custom:
      if payload != nil { try propagateFormula(g, into: &pass) }
    }
  }

  // MARK: - what was saved

  /// A saved input, if it still has the elements it was saved with.
  func saved(_ tensor: SavedTensor?) throws(TensorError) -> Tensor {
    guard let tensor else { throw .backwardTwice }
    guard tensor.tensor.storage.version == tensor.version else {
      throw .versionMismatch(
        op: tensor.tensor.gradNode?.name ?? "", shape: tensor.tensor.shape, dtype: tensor.tensor.dtype,
        expected: Int(tensor.version), got: tensor.tensor.version)
    }
    return tensor.tensor
  }

  /// The operation's result, made anew; part of the graph only while a graph is being created.
  func result() throws(TensorError) -> Tensor {
    guard let storage = savedResult else { throw .backwardTwice }
    guard storage.version == savedResultVersion else {
      throw .versionMismatch(
        op: name, shape: shape, dtype: dtype, expected: Int(savedResultVersion), got: Int(storage.version))
    }
    storage.retain()
    let tensor = Tensor.make(
      storage: storage, data: storage.base, shape: shape, strides: shape.contiguousStrides,
      count: shape.product,
      dtype: dtype, isContiguous: true)
    if Engine.isGradEnabled { tensor.node = self }
    return tensor
  }

  /// One loop for a whole rule, or nil while a graph of the gradients is being created.
  @inline(__always)
  func fused(
    _ op: BinaryOp, _ g: Tensor, _ saved: Tensor, _ p: Double = 0, _ q: Double = 0
  ) throws(TensorError) -> Tensor? {
    Engine.isGradEnabled ? nil : try Tensor.binary(op, g, saved, p, q)
  }

  /// The same for a rule that needs the result.
  @inline(__always)
  func fused(_ op: BinaryOp, _ g: Tensor) throws(TensorError) -> Tensor? {
    if Engine.isGradEnabled { return nil }
    guard let memory = savedResult, memory.version == savedResultVersion, g.isContiguous, g.dtype == dtype,
      g.shape == shape, Double(g.count) * op.nanoseconds < Walk.splitNanoseconds
    else { return try Tensor.binary(op, g, result()) }
    // Small, and so without an object for the result.
    let out = try Tensor.uninitialized(like: g, dtype)
    var operands = seodang_operands()
    operands.pointer = (out.data, g.data, memory.base, nil)
    operands.step = (1, 1, 1, 0)
    Loops.binary(dtype)(op.rawValue, out.count, &operands)
    return out
  }

  /// A reduction's gradient repeated over the reduced dimensions.
  func spread(_ g: Tensor, _ dims: DimSet, _ keepDim: Bool) throws(TensorError) -> Tensor {
    let input = first.shape
    if g.count == 1 && !Engine.isGradEnabled && input.product <= 4096 {
      return try Tensor.full(input, g.item(), dtype: g.dtype)
    }
    return try g.restoringDims(dims, rank: input.count, keepDim: keepDim).expand(to: input)
  }

  /// A reduced tensor with its reduced dimensions as 1.
  private func kept(_ reduced: Tensor, _ dims: DimSet, _ keepDim: Bool) throws(TensorError) -> Tensor {
    try reduced.restoringDims(dims, rank: first.shape.count, keepDim: keepDim)
  }

  private func list(_ dims: DimSet) -> [Int] { (0..<first.shape.count).filter(dims.contains) }

  private func termCount(_ dims: DimSet) -> Double {
    let input = first.shape
    return list(dims).reduce(1) { $0 * Double(input[$1]) }
  }

  private func varianceGradient(_ g: Tensor, _ dims: DimSet, _ correction: Double) throws(TensorError)
    -> Tensor
  {
    let x = try saved(savedFirst)
    let centered = try x - x.mean(dims: list(dims), keepDim: true)
    return try g * centered * .float(2 / Swift.max(termCount(dims) - correction, 0))
  }

  private func normGradient(
    _ g: Tensor, _ norm: Tensor, _ dims: DimSet, _ order: Double
  ) throws(TensorError) -> Tensor {
    let x = try saved(savedFirst)
    switch order {
    case 0: return try x.zerosLike()
    case 1: return try g * x.sign()
    case 2: return try (g * (x / norm)).maskedFill(norm.eq(0), value: 0)
    case .infinity, -.infinity:
      let isBest = try x.abs().eq(norm).to(dtype)
      return try g * x.sign() * isBest / isBest.sum(dims: list(dims), keepDim: true)
    default:
      let scaled = try x * x.abs().pow(.float(order - 2))
      let slope = try (scaled / norm.pow(.float(order - 1))).maskedFill(
        norm.eq(0).logicalOr(x.eq(0)), value: 0)
      return try g * slope
    }
  }

  /// The gradient of a product: g times the product of all other factors, which may contain zeros.
  private func productGradient(_ g: Tensor, _ dim: Int, _ keepDim: Bool) throws(TensorError) -> Tensor {
    let input = try saved(savedFirst)
    let x = try dim < 0 ? input.reshape(to: [input.count]) : input
    if x.rank == 0 || x.count == 0 { return try g.expand(to: input.shape) }
    let axis = dim < 0 ? 0 : dim
    let length = x.shape[axis]
    let one = try Tensor.ones(x.shape.replacing(axis, with: 1), dtype: x.dtype)
    func before(_ x: Tensor) throws(TensorError) -> Tensor {
      try Tensor.cat([one, x.narrow(dim: axis, start: 0, length: length - 1)], dim: axis).cumprod(dim: axis)
    }
    let others = try before(x) * before(x.flip([axis])).flip([axis])
    if dim < 0 { return try (others * g.reshape(to: [1])).reshape(to: input.shape) }
    return try others * kept(g, DimSet([dim]), keepDim)
  }

  /// Sums over the repetitions that `repeat` made, one dimension after the other.
  private func foldingRepeats(_ g: Tensor, _ times: [Int]) throws(TensorError) -> Tensor {
    let input = first.shape
    let lead = times.count - input.count
    var folded = lead > 0 ? try g.sum(dims: Array(0..<lead)) : g
    for dim in 0..<input.count where times[lead + dim] != 1 {
      var split = folded.shape
      split[dim] = times[lead + dim]
      guard split.count < Shape.maximumRank else { throw .tooManyDimensions(split.count + 1) }
      split.insert(input[dim], at: dim + 1)
      folded = try folded.reshape(to: split).sum(dims: [dim])
    }
    return folded
  }

  /// What `scatter` took from a source that may be larger than the index.
  private func taken(_ g: Tensor, _ dim: Int, _ places: Tensor, like shape: Shape) throws(TensorError)
    -> Tensor
  {
    let values = try g.gather(dim: dim, places)
    if values.shape == shape { return values }
    return try values.placed(
      by: Geometry(shape: values.shape, strides: shape.contiguousStrides, offset: 0, baseShape: shape))
  }

  // MARK: - products

  /// a·b of two matrices (or batches of them), each perhaps transposed.
  private func matrixProduct(
    _ a: Tensor, isFirstTransposed: Bool = false, _ b: Tensor, isSecondTransposed: Bool = false
  ) throws(TensorError) -> Tensor {
    if !Engine.isGradEnabled && a.rank == 2 && b.rank == 2 && a.dtype == b.dtype {
      return try Tensor.product(
        a, isFirstTransposed: isFirstTransposed, b, isSecondTransposed: isSecondTransposed)
    }
    return try (isFirstTransposed ? a.matrixTranspose() : a).matmul(
      isSecondTransposed ? b.matrixTranspose() : b)
  }

  /// The rules of a product of matrices, of a matrix and a vector, and of two vectors.
  private func propagateProduct(_ g: Tensor, _ pass: inout BackwardPass) throws(TensorError) {
    if shape.count >= 2 {
      if first.isWanted {
        try pass.send(
          matrixProduct(g, saved(savedSecond), isSecondTransposed: true), to: first, isFresh: true)
      }
      if second.isWanted {
        try pass.send(matrixProduct(saved(savedFirst), isFirstTransposed: true, g), to: second, isFresh: true)
      }
    } else if shape.count == 1 {
      if first.isWanted { try pass.send(g.outer(saved(savedSecond)), to: first, isFresh: true) }
      if second.isWanted { try pass.send(saved(savedFirst).t().mv(g), to: second, isFresh: true) }
    } else {
      if first.isWanted { try pass.send(g * saved(savedSecond), to: first, isFresh: true) }
      if second.isWanted { try pass.send(g * saved(savedFirst), to: second, isFresh: true) }
    }
  }
}

extension Edge {
  /// The shape of the input behind this edge.
  var shape: Shape {
    switch self {
    case .none: Shape()
    case .node(let node): node._withUnsafeGuaranteedRef { $0.shape }
    case .leaf(let leaf): leaf._withUnsafeGuaranteedRef { $0.shape }
    }
  }
}
