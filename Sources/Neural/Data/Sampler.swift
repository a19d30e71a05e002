import Tensors

/// An order in which the elements of a data set are read. Each pass draws its own.
///
/// Random numbers are drawn when they are needed and not before, as in PyTorch: a pass that is broken off leaves the
/// generator where it is.
public protocol Sampler: AnyObject {
  /// The number of elements of a pass.
  var count: Int { get }
  func makePass() throws -> any SamplerPass
}

/// One pass: gives the next index, or nil at the end.
public protocol SamplerPass: AnyObject {
  func next() throws -> Int?
}

/// Indices that are drawn in portions: what all passes have in common.
private final class PortionedPass: SamplerPass {
  private var portion: [Int] = []
  private var position = 0
  private let draw: () throws -> [Int]?

  /// - Parameter draw: the next portion, nil when there is none.
  init(_ draw: @escaping () throws -> [Int]?) { self.draw = draw }

  func next() throws -> Int? {
    while position == portion.count {
      guard let next = try draw() else { return nil }
      portion = next
      position = 0
    }
    defer { position += 1 }
    return portion[position]
  }
}

/// One after the other.
public final class SequentialSampler: Sampler {
  public let count: Int
  public init(count: Int) { self.count = count }

  public func makePass() -> any SamplerPass {
    var next = 0
    return PortionedPass { [count] in
      // In portions, since a data set may be larger than any list of its indices.
      let start = next
      next = Swift.min(count, start + 4096)
      return start < next ? Array(start..<next) : nil
    }
  }
}

/// In random order, or random ones with repetition.
public final class RandomSampler: Sampler {
  public let sourceCount: Int
  public let count: Int
  public let replacement: Bool
  /// Without one, each pass seeds its own from the thread's default stream.
  public let generator: Generator?

  public init(
    sourceCount: Int, replacement: Bool = false, count: Int? = nil, generator: Generator? = nil
  ) throws {
    let count = count ?? sourceCount
    guard count > 0 else {
      throw NeuralError.setting(
        owner: "RandomSampler", name: "num_samples", value: "\(count)", allowed: "num_samples > 0")
    }
    guard sourceCount < 1 << 32 else { throw TensorError.sizeOverflow([sourceCount]) }
    self.sourceCount = sourceCount
    self.count = count
    self.replacement = replacement
    self.generator = generator
  }

  public func makePass() -> any SamplerPass {
    var generator = self.generator
    var left = count
    var isDone = false
    return PortionedPass { [sourceCount, replacement] in
      if isDone { return nil }
      let stream: Generator
      if let given = generator {
        stream = given
      } else {
        stream = Generator(seed: Generator.standard.nextFullInteger())
        generator = stream
      }
      if replacement {
        // Portions of 32, and a last one that may be empty.
        let size = min(left, 32)
        if size < 32 { isDone = true }
        left -= size
        return (0..<size).map { _ in stream.nextInteger(from: 0, range: UInt64(sourceCount)) }
      }
      // A last permutation is drawn for the remainder, even when there is none.
      let order = stream.permutation(sourceCount)
      let size = min(left, sourceCount)
      if left < sourceCount || sourceCount == 0 { isDone = true }
      left -= size
      return Array(order[..<size])
    }
  }
}

/// Some of the elements in random order.
public final class SubsetRandomSampler: Sampler {
  public let indices: [Int]
  public let generator: Generator?
  public var count: Int { indices.count }

  public init(indices: [Int], generator: Generator? = nil) {
    self.indices = indices
    self.generator = generator
  }

  public func makePass() -> any SamplerPass {
    var isDone = false
    return PortionedPass { [indices, generator] in
      if isDone { return nil }
      isDone = true
      return (generator ?? .standard).permutation(indices.count).map { indices[$0] }
    }
  }
}

/// Elements with given probabilities: to see rare classes as often as common ones.
public final class WeightedRandomSampler: Sampler {
  public let weights: [Double]
  public let count: Int
  public let replacement: Bool
  public let generator: Generator?

  public init(
    weights: [Double], count: Int, replacement: Bool = true, generator: Generator? = nil
  ) throws {
    guard count > 0 else {
      throw NeuralError.setting(
        owner: "WeightedRandomSampler", name: "num_samples", value: "\(count)", allowed: "num_samples > 0")
    }
    guard weights.allSatisfy({ $0 >= 0 && $0.isFinite }), weights.contains(where: { $0 > 0 }) else {
      throw NeuralError.setting(
        owner: "WeightedRandomSampler", name: "weights", value: "\(weights.count)",
        allowed: "0 ≤ weight, sum > 0")
    }
    guard replacement || count <= weights.count else {
      throw NeuralError.setting(
        owner: "WeightedRandomSampler", name: "num_samples", value: "\(count)",
        allowed: "num_samples ≤ \(weights.count)")
    }
    self.weights = weights
    self.count = count
    self.replacement = replacement
    self.generator = generator
  }

  public func makePass() -> any SamplerPass {
    var isDone = false
    return PortionedPass { [weights, count, replacement, generator] in
      if isDone { return nil }
      isDone = true
      let stream = generator ?? .standard
      return replacement
        ? stream.drawIndices(weights: weights, replacing: count)
        : stream.drawDistinctIndices(rows: [weights], count: count).first
    }
  }
}

/// The indices of another sampler in batches.
public final class BatchSampler {
  public let sampler: any Sampler
  public let batchSize: Int
  public let dropLast: Bool

  public init(_ sampler: any Sampler, batchSize: Int, dropLast: Bool) throws {
    guard batchSize > 0 else {
      throw NeuralError.setting(
        owner: "BatchSampler", name: "batch_size", value: "\(batchSize)", allowed: "batch_size > 0")
    }
    self.sampler = sampler
    self.batchSize = batchSize
    self.dropLast = dropLast
  }

  /// The number of batches of a pass.
  public var count: Int {
    // A batch may be as large as an int: nothing is added to it.
    let whole = sampler.count / batchSize
    return dropLast || sampler.count % batchSize == 0 ? whole : whole + 1
  }

  /// One pass in batches.
  public final class Pass {
    private let indices: any SamplerPass
    private let batchSize: Int
    private let dropLast: Bool

    init(_ indices: any SamplerPass, _ batchSize: Int, _ dropLast: Bool) {
      self.indices = indices
      self.batchSize = batchSize
      self.dropLast = dropLast
    }

    /// The next batch, nil at the end.
    public func next() throws -> [Int]? {
      var batch: [Int] = []
      while batch.count < batchSize, let index = try indices.next() { batch.append(index) }
      return batch.isEmpty || (dropLast && batch.count < batchSize) ? nil : batch
    }
  }

  public func makePass() throws -> Pass { Pass(try sampler.makePass(), batchSize, dropLast) }
}
