import CKernels

// Tensors of random numbers. Without a generator they draw from the thread's standard one.
extension Generator {
  private final class Standard { let generator = Generator(seed: Int(UInt64.random(in: 0..<1 << 53))) }

  /// This thread's standard generator, which `torch.manual_seed` seeds. It starts from a seed nobody can predict.
  public static var standard: Generator {
    let companion = Engine.companion
    let key = ObjectIdentifier(Standard.self)
    if let standard = companion.objects[key] as? Standard { return standard.generator }
    let standard = Standard()
    companion.objects[key] = standard
    return standard.generator
  }
}

extension Tensor {
  /// Uniform in [0, 1).
  public static func rand(
    _ shape: Shape, dtype: DType = .float32, generator: Generator? = nil
  ) throws(TensorError) -> Tensor {
    try empty(shape, dtype: dtype).drawUniform(0, 1, generator, op: "rand")
  }

  /// Normal with mean 0 and deviation 1.
  public static func randn(
    _ shape: Shape, dtype: DType = .float32, generator: Generator? = nil
  ) throws(TensorError) -> Tensor {
    try empty(shape, dtype: dtype).drawNormal(0, 1, generator, op: "randn")
  }

  /// Integers low ≤ x < high.
  public static func randint(
    low: Int = 0, high: Int, _ shape: Shape, dtype: DType = .int64, generator: Generator? = nil
  ) throws(TensorError) -> Tensor {
    guard low < high else { throw .randomRange(from: low, to: high) }
    return try empty(shape, dtype: dtype).drawIntegers(low, UInt64(bitPattern: Int64(high &- low)), generator)
  }

  /// 0 ..< n in random order.
  public static func randperm(_ n: Int, generator: Generator? = nil) throws(TensorError) -> Tensor {
    guard n >= 0 else { throw .negativeSize([n]) }
    let result = try uninitialized([n], .int64)
    (generator ?? .standard).fillPermutation(UnsafeMutableBufferPointer(start: result.ints, count: n))
    return result
  }

  /// Ones with the probabilities that this tensor's elements are, else zeros.
  public func bernoulli(generator: Generator? = nil) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "bernoulli", dtype) }
    let source = try detach().contiguous()
    let result = try Tensor.uninitialized(shape, dtype)
    let generator = generator ?? .standard
    for index in 0..<count {
      let probability = dtype == .float32 ? Double(source.floats[index]) : source.doubles[index]
      guard probability >= 0 && probability <= 1 else { throw .probability(op: "bernoulli", probability) }
      if dtype == .float32 {
        result.floats[index] = generator.nextBernoulli(probability: source.floats[index]) ? 1 : 0
      } else {
        result.doubles[index] = generator.nextBernoulli(probability: probability) ? 1 : 0
      }
    }
    if Tensor.records(self) {
      result.record("BernoulliBackward0", inputs: [self]) { (g, _) throws(TensorError) in [try g.zerosLike()]
      }
    }
    return result
  }

  /// Indices drawn in proportion to the weights that this vector, or each row of this matrix, holds.
  public func multinomial(
    _ count: Int, replacement: Bool = false, generator: Generator? = nil
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "multinomial", dtype) }
    guard rank == 1 || rank == 2 else { throw .rankMismatch(op: "multinomial", expected: 2, got: rank) }
    let width = shape[rank - 1]
    guard count > 0 else { throw .multinomial(.noSamples) }
    guard replacement || count <= width else { throw .multinomial(.tooMany) }
    let generator = generator ?? .standard
    let picks =
      dtype == .float32
      ? try drawRows(Float.self, width, count, replacement, generator)
      : try drawRows(Double.self, width, count, replacement, generator)
    if seodang_interrupted() != 0 { throw .interrupted }
    return try Tensor(picks.flatMap { $0 }, rank == 1 ? [count] : [shape[0], count])
  }

  private func drawRows<Weight: BinaryFloatingPoint & TensorElement>(
    _ type: Weight.Type, _ width: Int, _ count: Int, _ replacement: Bool, _ generator: Generator
  ) throws(TensorError) -> [[Int]] {
    let all = try array(Weight.self)
    let rows = (0..<(rank == 1 ? 1 : shape[0])).map { Array(all[($0 * width)..<(($0 + 1) * width)]) }
    for row in rows {
      guard row.allSatisfy({ $0.isFinite && $0 >= 0 }) else { throw .multinomial(.notWeights) }
      guard row.contains(where: { $0 > 0 }) else { throw .multinomial(.allZero) }
    }
    // PyTorch draws a single number the quick way, which uses the stream as drawing without replacement does.
    return replacement && count > 1
      ? rows.map { generator.drawIndices(weights: $0, replacing: count) }
      : generator.drawDistinctIndices(rows: rows, count: count)
  }

  // MARK: in place

  @discardableResult
  public func uniform_(
    from low: Double = 0, to high: Double = 1, generator: Generator? = nil
  ) throws(TensorError) -> Tensor {
    guard low <= high else { throw .argument(op: "uniform_", name: "from, to", value: "\(low), \(high)") }
    return try changingElements { (target) throws(TensorError) in
      try target.drawUniform(low, high, generator, op: "uniform_")
    }
  }

  @discardableResult
  public func normal_(
    mean: Double = 0, std: Double = 1, generator: Generator? = nil
  ) throws(TensorError) -> Tensor {
    guard std >= 0 else { throw .standardDeviation(std) }
    return try changingElements { (target) throws(TensorError) in
      try target.drawNormal(mean, std, generator, op: "normal_")
    }
  }

  @discardableResult
  public func bernoulli_(probability: Double = 0.5, generator: Generator? = nil) throws(TensorError) -> Tensor
  {
    guard probability >= 0 && probability <= 1 else { throw .probability(op: "bernoulli_", probability) }
    return try changingElements { (target) throws(TensorError) in
      let generator = generator ?? .standard
      if target.isContiguous, target.dtype == .float32 {
        generator.fillBernoulli(
          UnsafeMutableBufferPointer(start: target.floats, count: target.count), probability: probability)
        return target
      }
      return try target.drawEach { generator.nextBernoulli(probability: probability) ? 1 : 0 }
    }
  }

  @discardableResult
  public func exponential_(rate: Double = 1, generator: Generator? = nil) throws(TensorError) -> Tensor {
    guard rate > 0 else { throw .argument(op: "exponential_", name: "lambd", value: "\(rate)") }
    return try drawFloats_("exponential_", generator) { $0.nextExponential(rate: rate) }
  }

  @discardableResult
  public func geometric_(probability: Double, generator: Generator? = nil) throws(TensorError) -> Tensor {
    guard probability > 0 && probability < 1 else { throw .probability(op: "geometric_", probability) }
    return try changingElements { (target) throws(TensorError) in
      let generator = generator ?? .standard
      return try target.drawEach { generator.nextGeometric(probability: probability) }
    }
  }

  @discardableResult
  public func cauchy_(
    median: Double = 0, sigma: Double = 1, generator: Generator? = nil
  ) throws(TensorError) -> Tensor {
    try drawFloats_("cauchy_", generator) { $0.nextCauchy(median: median, sigma: sigma) }
  }

  @discardableResult
  public func logNormal_(mean: Double = 1, std: Double = 2, generator: Generator? = nil) throws(TensorError)
    -> Tensor
  {
    guard std > 0 else { throw .standardDeviation(std) }
    return try drawFloats_("log_normal_", generator) { $0.nextLogNormal(mean: mean, std: std) }
  }

  /// Integers low ≤ x < high; without bounds as far as the type goes, exactly.
  @discardableResult
  public func random_(low: Int? = nil, high: Int? = nil, generator: Generator? = nil) throws(TensorError)
    -> Tensor
  {
    if let low, let high, low >= high { throw .randomRange(from: low, to: high) }
    if low == nil, let high, high <= 0 { throw .randomRange(from: 0, to: high) }
    return try changingElements { (target) throws(TensorError) in
      let source = generator ?? .standard
      if let high {
        return try target.drawIntegers(low ?? 0, UInt64(bitPattern: Int64(high &- (low ?? 0))), source)
      }
      switch target.dtype {
      case .float32: return try target.drawEach { Double(source.nextFullFloat()) }
      case .float64: return try target.drawEach { source.nextFullDouble() }
      case .bool: return try target.drawEach { source.nextFullBool() ? 1 : 0 }
      case .int64:
        let place = try target.inMemoryOrder()
        let fresh = try Tensor.uninitialized(place.shape, .int64)
        for index in 0..<fresh.count { fresh.ints[index] = source.nextFullInteger() }
        place.write(from: fresh)
        return target
      }
    }
  }

  /// Normal numbers from [low, high], by rejection.
  @discardableResult
  public func truncatedNormal_(
    mean: Double = 0, std: Double = 1, from low: Double = -2, to high: Double = 2, generator: Generator? = nil
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "trunc_normal_", dtype) }
    return try changingElements { (target) throws(TensorError) in
      let fresh = try Tensor.uninitialized(target.shape, .float32)
      (generator ?? .standard).fillTruncatedNormal(
        UnsafeMutableBufferPointer(start: fresh.floats, count: fresh.count), mean: mean, std: std, from: low,
        to: high)
      target.write(from: fresh)
      return target
    }
  }

  // MARK: the draws themselves; neither graph nor version know of them

  /// Checks that this tensor may be changed in place, and counts the change.
  private func changingElements(_ draw: (Tensor) throws(TensorError) -> Tensor) throws(TensorError) -> Tensor
  {
    try overwriting { () throws(TensorError) in _ = try draw(self) }
    return self
  }

  private func drawUniform(
    _ low: Double, _ high: Double, _ generator: Generator?, op: String
  ) throws(TensorError) -> Tensor {
    let generator = generator ?? .standard
    switch dtype {
    case .float32 where isContiguous:
      generator.fillUniform(UnsafeMutableBufferPointer(start: floats, count: count), from: low, to: high)
    case .float64 where isContiguous:
      generator.fillUniform(UnsafeMutableBufferPointer(start: doubles, count: count), from: low, to: high)
    case .float32: return try drawEach { Double(generator.nextUniformFloat(from: low, to: high)) }
    case .float64: return try drawEach { generator.nextUniform(from: low, to: high) }
    case .int64, .bool: throw .dtype(op: op, dtype)
    }
    return self
  }

  private func drawNormal(
    _ mean: Double, _ std: Double, _ generator: Generator?, op: String
  ) throws(TensorError) -> Tensor {
    let generator = generator ?? .standard
    switch dtype {
    case .float32 where isContiguous:
      generator.fillNormal(UnsafeMutableBufferPointer(start: floats, count: count), mean: mean, std: std)
    case .float64 where isContiguous:
      generator.fillNormal(UnsafeMutableBufferPointer(start: doubles, count: count), mean: mean, std: std)
    case .float32, .float64: return try drawEach { generator.nextNormal(mean: mean, std: std) }
    case .int64, .bool: throw .dtype(op: op, dtype)
    }
    return self
  }

  private func drawIntegers(_ low: Int, _ range: UInt64, _ generator: Generator?) throws(TensorError)
    -> Tensor
  {
    let place = try inMemoryOrder()
    let fresh = isContiguous && dtype == .int64 ? self : try Tensor.uninitialized(place.shape, .int64)
    (generator ?? .standard).fillIntegers(
      UnsafeMutableBufferPointer(start: fresh.ints, count: fresh.count), from: low, range: range)
    if fresh !== self { place.write(from: fresh) }
    return self
  }

  private func drawFloats_(
    _ op: String, _ generator: Generator?, _ next: (Generator) -> Double
  ) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: op, dtype) }
    return try changingElements { (target) throws(TensorError) in
      let generator = generator ?? .standard
      return try target.drawEach { next(generator) }
    }
  }

  /// Draws the elements one by one as they lie in memory.
  private func drawEach(_ next: () -> Double) throws(TensorError) -> Tensor {
    let place = try inMemoryOrder()
    let fresh = try Tensor.uninitialized(place.shape, .float64)
    for index in 0..<fresh.count { fresh.doubles[index] = next() }
    place.write(from: fresh)
    return self
  }

  /// The same elements with the dimensions in the order of their strides, as PyTorch walks through a tensor.
  private func inMemoryOrder() throws(TensorError) -> Tensor {
    isContiguous ? self : try detach().permute(memoryOrder)
  }

  /// The dimensions from the largest stride to the smallest.
  private var memoryOrder: [Int] {
    (0..<rank).sorted { strides[$0] == strides[$1] ? $0 < $1 : strides[$0] > strides[$1] }
  }

  /// An uninitialised tensor of this shape that lies in memory as this one does if this one has no gaps: what draws into
  /// it meets the elements in the same order.
  package func emptyLikeInMemory(_ dtype: DType) throws(TensorError) -> Tensor {
    let order = memoryOrder
    guard !isContiguous, try permute(order).isContiguous else { return try Tensor.empty(shape, dtype: dtype) }
    var places = order
    for (place, dim) in order.enumerated() { places[dim] = place }
    return try Tensor.empty(Shape(order.map { shape[$0] }), dtype: dtype).permute(places)
  }

  /// Normal numbers whose means or deviations are tensors; no gradient flows through them.
  package static func normal(
    mean: Tensor, std: Tensor, generator: Generator? = nil
  ) throws(TensorError) -> Tensor {
    let shape = try Shape.broadcast(mean.shape, std.shape)
    let noise = try Tensor.empty(shape, dtype: mean.rank == 0 && std.rank > 0 ? std.dtype : mean.dtype)
    _ = try noise.drawNormal(0, 1, generator, op: "normal")
    let result = try noise.mul(std.detach()).add(mean.detach())
    if records(mean, std) {
      let sizes = (mean.shape, std.shape)
      result.record("NormalBackward3", inputs: [mean, std]) { (g, _) throws(TensorError) in
        [try zeros(sizes.0, dtype: g.dtype), try zeros(sizes.1, dtype: g.dtype)]
      }
    }
    return result
  }

  /// Numbers of events whose expectations are this tensor's elements.
  public func poisson(generator: Generator? = nil) throws(TensorError) -> Tensor {
    guard dtype.isFloatingPoint else { throw .dtype(op: "poisson", dtype) }
    let rates = try detach().array(Double.self)
    let generator = generator ?? .standard
    let result = try Tensor.uninitialized(shape, .float64)
    for (index, rate) in rates.enumerated() {
      guard rate >= 0 else { throw .argument(op: "poisson", name: "rate", value: "\(rate)") }
      result.doubles[index] = generator.nextPoisson(rate: rate)
      if index & 0xFFF == 0, seodang_interrupted() != 0 { throw .interrupted }
    }
    let counts = try result.to(dtype)
    if Tensor.records(self) {
      counts.record("PoissonBackward0", inputs: [self]) { (g, _) throws(TensorError) in [try g.zerosLike()] }
    }
    return counts
  }
}
