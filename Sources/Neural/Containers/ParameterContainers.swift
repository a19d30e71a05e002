import OrderedCollections
import Tensors

/// Parameters in a list, for a `forward` of one's own.
public final class ParameterList: Module {
  public override init() { super.init() }

  public convenience init(_ parameters: [Tensor]) throws {
    self.init()
    for parameter in parameters { try append(parameter) }
  }

  public func append(_ parameter: Tensor) throws {
    try register(parameter: parameter, as: "\(ownParameters.count)")
  }

  public override var extraDescription: String {
    ownParameters.enumerated().map { index, entry in
      "  (\(index)): " + (entry.value.map(ParameterList.describe) ?? "None")
    }.joined(separator: "\n")
  }

  static func describe(_ tensor: Tensor) -> String {
    let size = tensor.rank == 0 ? "" : tensor.shape.map(String.init).joined(separator: "x")
    let kind = tensor.isParameter ? "Parameter containing: " : "Object of type: Tensor "
    return "\(kind)[torch.\(tensor.dtype.name) of size \(size)]"
  }

  public override func copyOfSettings() -> Module { ParameterList() }
}

/// Parameters by name, for a `forward` of one's own.
public final class ParameterDict: Module {
  public override init() { super.init() }

  public convenience init(_ parameters: OrderedDictionary<String, Tensor>) throws {
    self.init()
    for (name, parameter) in parameters { try register(parameter: parameter, as: name) }
  }

  public override var extraDescription: String {
    ownParameters.map { name, tensor in
      guard let tensor else { return "  (\(name)): None" }
      let size = tensor.shape.map(String.init).joined(separator: "x")
      return
        "  (\(name)): Parameter containing: [torch.\(ParameterDict.legacyName(tensor.dtype)) of size \(size)]"
    }.joined(separator: "\n")
  }

  /// The old name of the tensor's class, which PyTorch still shows here.
  private static func legacyName(_ dtype: DType) -> String {
    switch dtype {
    case .float32: "FloatTensor"
    case .float64: "DoubleTensor"
    case .int64: "LongTensor"
    case .bool: "BoolTensor"
    }
  }

  public override func copyOfSettings() -> Module { ParameterDict() }
}
