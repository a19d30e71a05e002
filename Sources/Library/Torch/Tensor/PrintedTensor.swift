import Script
import Tensors

/// A tensor as `print` shows it: the text is the engine's, which elements it needs is told here.
enum PrintedTensor {
  static func repr(_ tensor: Tensor, _ machine: Machine) throws -> String {
    let torch = machine.torch
    let plain = tensor.detach()
    var text = TensorText(shape: Array(tensor.shape), options: torch.printOptions) { indices in
      fetch(plain, indices)
    }
    text.suffixes = TensorText.suffixes(
      shape: Array(tensor.shape), dtype: tensor.typeName, defaultDType: torch.defaultDType.name,
      gradientFunction: tensor.gradFnName, requiresGrad: tensor.requiresGrad, options: torch.printOptions)
    return (tensor.isParameter ? "Parameter containing:\n" : "") + text.text()
  }

  private static func fetch(_ tensor: Tensor, _ indices: [Int]) -> PrintedElements {
    let offsets = indices.map { offset($0, tensor) }
    return switch tensor.dtype {
    case .float32: .floats(offsets.map { Double(tensor.floats[$0]) })
    case .float64: .floats(offsets.map { tensor.doubles[$0] })
    case .int64: .integers(offsets.map { tensor.ints[$0] })
    case .bool: .booleans(offsets.map { tensor.bytes[$0] != 0 })
    }
  }

  /// The place in memory of an element counted row by row.
  private static func offset(_ index: Int, _ tensor: Tensor) -> Int {
    var rest = index
    var offset = 0
    for dim in tensor.shape.indices.reversed() {
      let size = max(tensor.shape[dim], 1)
      offset += rest % size * tensor.strides[dim]
      rest /= size
    }
    return offset
  }
}
