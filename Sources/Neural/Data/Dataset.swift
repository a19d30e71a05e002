import Tensors

/// Elements that are found by their index.
public protocol Dataset {
  associatedtype Element
  var count: Int { get }
  subscript(index: Int) -> Element { get throws }
}

/// Tensors of equal length, read row by row: inputs and targets.
public final class TensorDataset: Dataset {
  public let tensors: [Tensor]
  public let count: Int

  public init(_ tensors: [Tensor]) throws {
    let sizes = try tensors.map { tensor in
      guard tensor.rank > 0 else { throw TensorError.lengthOfScalar }
      return tensor.shape[0]
    }
    guard let count = sizes.first, sizes.allSatisfy({ $0 == count }) else {
      throw NeuralError.sizesDiffer(sizes)
    }
    self.tensors = tensors
    self.count = count
  }

  public convenience init(_ tensors: Tensor...) throws { try self.init(tensors) }

  /// Row `index` of every tensor.
  public subscript(index: Int) -> [Tensor] {
    get throws { try tensors.map { try $0.select(dim: 0, index: index) } }
  }

  /// The rows at `indices` of every tensor: a batch, gathered at once.
  public func batch(_ indices: [Int]) throws -> [Tensor] {
    let places = try Tensor.from(indices.map { .int($0) }, [indices.count], dtype: .int64)
    return try tensors.map { try $0.indexSelect(dim: 0, places) }
  }
}

/// Some elements of another data set.
public final class Subset<Base: Dataset>: Dataset {
  public let base: Base
  public let indices: [Int]

  public init(_ base: Base, _ indices: [Int]) {
    self.base = base
    self.indices = indices
  }

  public var count: Int { indices.count }

  public subscript(index: Int) -> Base.Element {
    get throws {
      guard index >= 0 && index < indices.count else {
        throw NeuralError.childIndex(index: index, count: indices.count)
      }
      return try base[indices[index]]
    }
  }
}

/// How many elements each part of a random split gets.
public enum SplitLengths {
  /// The lengths themselves, or fractions that add up to one: then each part gets its share rounded down, and what is
  /// left goes round one by one.
  public static func resolve(_ lengths: [Double], areFractions: Bool, of count: Int) throws -> [Int] {
    var sizes: [Int]
    if areFractions {
      guard lengths.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
        throw NeuralError.setting(
          owner: "random_split", name: "lengths", value: "\(lengths)", allowed: "0 ≤ fraction ≤ 1")
      }
      sizes = lengths.map { Int((Double(count) * $0).rounded(.down)) }
      let rest = count - sizes.reduce(0, +)
      if !sizes.isEmpty {
        for index in 0..<Swift.max(rest, 0) { sizes[index % sizes.count] += 1 }
      }
    } else {
      sizes = lengths.map { Int($0) }
    }
    let sum = sizes.reduce(0, &+)
    guard sum == count, sizes.allSatisfy({ $0 >= 0 }) else {
      throw NeuralError.splitLengths(sum: sum, count: count)
    }
    return sizes
  }

  /// Random parts of these sizes: one permutation, cut.
  public static func indices(_ sizes: [Int], generator: Generator? = nil) -> [[Int]] {
    let order = (generator ?? .standard).permutation(sizes.reduce(0, +))
    var start = 0
    return sizes.map { size in
      defer { start += size }
      return Array(order[start..<start + size])
    }
  }
}
