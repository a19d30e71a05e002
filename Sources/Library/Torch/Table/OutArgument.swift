import Script
import Tensors

/// `out=`: a result goes into a tensor that is there already.
struct OutArgument {
  private let function: String
  private let machine: Machine

  init(_ function: String, _ machine: Machine) {
    self.function = function
    self.machine = machine
  }

  /// - Returns: `out`, which holds the result now.
  func store(_ result: Value, in out: Value) throws -> Value {
    if let tensor = result.tensor {
      guard let target = out.tensor else {
        throw machine.exception(
          OpCallMessage.wrongType(
            function: function, argument: "out", position: nil, expected: "Tensor",
            type: machine.typeName(of: out)))
      }
      try store(tensor, in: target)
      return out
    }
    // Several results go into as many tensors: `torch.max(x, 0, out=(values, indices))`.
    guard let results = result.tuple?.elements, let targets = out.sequenceElements,
      targets.count == results.count
    else { throw machine.exception(RefusalMessage.out(function: function)) }
    for (one, target) in zip(results, targets) { _ = try store(one, in: target) }
    return result
  }

  private func store(_ result: Tensor, in target: Tensor) throws {
    if result.isTracked || target.isTracked {
      throw machine.error(
        .runtimeError,
        ValueMessage(
          english: "\(function)(): functions with out=... arguments don't support automatic "
            + "differentiation, but one of the arguments requires grad.",
          korean: "`\(function)()`의 `out=`은 기울기를 기록하지 않아요. 인자 가운데 하나가 `requires_grad=True`예요"))
    }
    let isNarrower =
      result.dtype.isFloatingPoint && !target.dtype.isFloatingPoint
      || result.dtype == .int64 && target.dtype == .bool
    if isNarrower {
      throw machine.error(
        .runtimeError,
        ValueMessage(
          english: "result type \(name(of: result.dtype)) can't be cast to the desired output type "
            + name(of: target.dtype),
          korean: "결과의 자료형 \(name(of: result.dtype))은 `out`의 자료형 \(name(of: target.dtype))에 담을 수 없어요"))
    }
    if target.shape == result.shape {
      _ = try target.copy_(result)
    } else {
      // Another size: the tensor gets elements of its own.
      try target.setData(result.to(target.dtype).clone())
    }
  }

  private func name(of dtype: DType) -> String {
    switch dtype {
    case .float32: "Float"
    case .float64: "Double"
    case .int64: "Long"
    case .bool: "Bool"
    }
  }
}
