import Tensors

/// Reads a data set in batches, in order or shuffled anew for each pass.
///
/// ```swift
/// let loader = try DataLoader(TensorDataset(x, y), batchSize: 32, shuffle: true)
/// try loader.forEach { batch in … }
/// ```
public final class DataLoader {
  public let dataset: TensorDataset
  public let batches: BatchSampler
  public let generator: Generator?

  public init(
    _ dataset: TensorDataset, batchSize: Int = 1, shuffle: Bool = false, dropLast: Bool = false,
    generator: Generator? = nil
  ) throws {
    self.dataset = dataset
    self.generator = generator
    let sampler: any Sampler =
      shuffle
      ? try RandomSampler(sourceCount: dataset.count, generator: generator)
      : SequentialSampler(count: dataset.count)
    batches = try BatchSampler(sampler, batchSize: batchSize, dropLast: dropLast)
  }

  /// The number of batches.
  public var count: Int { batches.count }

  /// Calls `body` with each batch of one pass.
  public func forEach(_ body: ([Tensor]) throws -> Void) throws {
    DataLoader.drawBaseSeed(generator)
    let pass = try batches.makePass()
    while let indices = try pass.next() { try body(try dataset.batch(indices)) }
  }

  /// PyTorch draws a seed for its worker processes at the start of every pass, whether there are any or not.
  package static func drawBaseSeed(_ generator: Generator?) { _ = (generator ?? .standard).nextFullInteger() }
}
