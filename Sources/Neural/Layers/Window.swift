/// The size of a window, or how it moves: one number for all dimensions, or one for each. Keeps how it was given,
/// because descriptions show it so.
public struct Window: Equatable, Sendable {
  public let sizes: [Int]
  /// Whether it was given as one number.
  public let isSingle: Bool

  public init(_ size: Int) {
    sizes = [size]
    isSingle = true
  }

  public init(_ sizes: [Int]) {
    self.sizes = sizes
    isSingle = false
  }

  /// One size for each of `rank` dimensions.
  func expanded(to rank: Int, owner: String, name: String) throws -> [Int] {
    if isSingle { return Array(repeating: sizes[0], count: rank) }
    guard sizes.count == rank else {
      throw NeuralError.parameterCount(name: "\(owner).\(name)", expected: rank, got: sizes.count)
    }
    return sizes
  }
}

extension Window: ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral {
  public init(integerLiteral value: Int) { self.init(value) }
  public init(arrayLiteral elements: Int...) { self.init(elements) }
}

extension Window: CustomStringConvertible {
  public var description: String { isSingle ? "\(sizes[0])" : PythonText.tuple(sizes) }
}
