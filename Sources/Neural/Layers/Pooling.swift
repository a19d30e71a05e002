import Tensors

/// The largest value of each window.
public class MaxPool: Module {
  public final let kernelSize: Window
  public final let stride: Window
  public final let padding: Window
  public final let dilation: Window
  public final var ceilMode: Bool

  init(_ kernelSize: Window, stride: Window?, padding: Window, dilation: Window, ceilMode: Bool) {
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.padding = padding
    self.dilation = dilation
    self.ceilMode = ceilMode
  }

  final func sizes(_ window: Window, _ name: String, rank: Int) throws -> [Int] {
    try window.expanded(to: rank, owner: typeName, name: name)
  }

  public final override var extraDescription: String {
    "kernel_size=\(kernelSize), stride=\(stride), padding=\(padding), dilation=\(dilation), "
      + "ceil_mode=\(PythonText.bool(ceilMode))"
  }
}

public final class MaxPool1d: MaxPool {
  public init(
    _ kernelSize: Window, _ stride: Window? = nil, _ padding: Window = 0, _ dilation: Window = 1,
    _ ceilMode: Bool = false
  ) {
    super.init(kernelSize, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode)
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.maxPool1d(
      sizes(kernelSize, "kernel_size", rank: 1)[0], stride: sizes(stride, "stride", rank: 1)[0],
      padding: sizes(padding, "padding", rank: 1)[0], dilation: sizes(dilation, "dilation", rank: 1)[0],
      roundsUp: ceilMode
    ).values
  }

  public override func copyOfSettings() -> Module {
    MaxPool1d(kernelSize, stride, padding, dilation, ceilMode)
  }
}

public final class MaxPool2d: MaxPool {
  public init(
    _ kernelSize: Window, _ stride: Window? = nil, _ padding: Window = 0, _ dilation: Window = 1,
    _ ceilMode: Bool = false
  ) {
    super.init(kernelSize, stride: stride, padding: padding, dilation: dilation, ceilMode: ceilMode)
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.maxPool2d(
      sizes(kernelSize, "kernel_size", rank: 2).pair, stride: sizes(stride, "stride", rank: 2).pair,
      padding: sizes(padding, "padding", rank: 2).pair, dilation: sizes(dilation, "dilation", rank: 2).pair,
      roundsUp: ceilMode
    ).values
  }

  public override func copyOfSettings() -> Module {
    MaxPool2d(kernelSize, stride, padding, dilation, ceilMode)
  }
}

/// The mean of each window.
public class AvgPool: Module {
  public final let kernelSize: Window
  public final let stride: Window
  public final let padding: Window
  public final var ceilMode: Bool
  /// Whether the zeros around the input count.
  public final var countIncludePad: Bool
  /// What the sum is divided by in place of the window's size.
  public final let divisorOverride: Int?

  init(
    _ kernelSize: Window, stride: Window?, padding: Window, ceilMode: Bool, countIncludePad: Bool,
    divisor: Int?
  ) {
    self.kernelSize = kernelSize
    self.stride = stride ?? kernelSize
    self.padding = padding
    self.ceilMode = ceilMode
    self.countIncludePad = countIncludePad
    divisorOverride = divisor
  }

  final func sizes(_ window: Window, _ name: String, rank: Int) throws -> [Int] {
    try window.expanded(to: rank, owner: typeName, name: name)
  }

  public final override var extraDescription: String {
    "kernel_size=\(kernelSize), stride=\(stride), padding=\(padding)"
  }
}

public final class AvgPool1d: AvgPool {
  public init(
    _ kernelSize: Window, _ stride: Window? = nil, _ padding: Window = 0, _ ceilMode: Bool = false,
    _ countIncludePad: Bool = true, _ divisor: Int? = nil
  ) {
    // PyTorch shows the sizes of this layer as tuples, however they were given.
    func tuple(_ window: Window) -> Window { Window(window.sizes) }
    super.init(
      tuple(kernelSize), stride: tuple(stride ?? kernelSize), padding: tuple(padding), ceilMode: ceilMode,
      countIncludePad: countIncludePad, divisor: nil)
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.avgPool1d(
      sizes(kernelSize, "kernel_size", rank: 1)[0], stride: sizes(stride, "stride", rank: 1)[0],
      padding: sizes(padding, "padding", rank: 1)[0], roundsUp: ceilMode, countsPadding: countIncludePad)
  }

  public override func copyOfSettings() -> Module {
    AvgPool1d(kernelSize, stride, padding, ceilMode, countIncludePad)
  }
}

public final class AvgPool2d: AvgPool {
  public init(
    _ kernelSize: Window, _ stride: Window? = nil, _ padding: Window = 0, _ ceilMode: Bool = false,
    _ countIncludePad: Bool = true, _ divisor: Int? = nil
  ) {
    super.init(
      kernelSize, stride: stride, padding: padding, ceilMode: ceilMode, countIncludePad: countIncludePad,
      divisor: divisor)
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.avgPool2d(
      sizes(kernelSize, "kernel_size", rank: 2).pair, stride: sizes(stride, "stride", rank: 2).pair,
      padding: sizes(padding, "padding", rank: 2).pair, roundsUp: ceilMode, countsPadding: countIncludePad,
      divisor: divisorOverride)
  }

  public override func copyOfSettings() -> Module {
    AvgPool2d(kernelSize, stride, padding, ceilMode, countIncludePad, divisorOverride)
  }
}

/// Windows of such a size that the output has the size that was asked for.
public class AdaptivePool: Module {
  /// The sizes of the output; nil keeps the input's.
  public final let outputSize: [Int?]
  public final let isSingle: Bool

  init(_ outputSize: [Int?], isSingle: Bool) {
    self.outputSize = outputSize
    self.isSingle = isSingle
  }

  /// The output's sizes for an input whose last `rank` dimensions are pooled.
  final func sizes(for input: Tensor, rank: Int) throws -> [Int] {
    guard isSingle || outputSize.count == rank else {
      throw NeuralError.parameterCount(name: "\(typeName).output_size", expected: rank, got: outputSize.count)
    }
    guard input.rank > rank else {
      throw NeuralError.inputRank(module: typeName, allowed: [rank + 1, rank + 2], shape: input.shape)
    }
    return (0..<rank).map { dim in
      (isSingle ? outputSize[0] : outputSize[dim]) ?? input.shape[input.rank - rank + dim]
    }
  }

  public final override var extraDescription: String {
    let sizes = outputSize.map { $0.map(String.init) ?? "None" }
    if isSingle { return "output_size=\(sizes[0])" }
    return "output_size=(" + sizes.joined(separator: ", ") + (sizes.count == 1 ? ",)" : ")")
  }
}

public final class AdaptiveAvgPool1d: AdaptivePool {
  public override init(_ outputSize: [Int?], isSingle: Bool = false) {
    super.init(outputSize, isSingle: isSingle)
  }
  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.adaptiveAvgPool1d(sizes(for: input, rank: 1)[0])
  }
  public override func copyOfSettings() -> Module { AdaptiveAvgPool1d(outputSize, isSingle: isSingle) }
}

public final class AdaptiveAvgPool2d: AdaptivePool {
  public override init(_ outputSize: [Int?], isSingle: Bool = false) {
    super.init(outputSize, isSingle: isSingle)
  }
  public override func forward(_ input: Tensor) throws -> Tensor {
    let sizes = try sizes(for: input, rank: 2)
    return try input.adaptiveAvgPool2d(sizes[0], sizes[1])
  }
  public override func copyOfSettings() -> Module { AdaptiveAvgPool2d(outputSize, isSingle: isSingle) }
}

public final class AdaptiveMaxPool1d: AdaptivePool {
  public override init(_ outputSize: [Int?], isSingle: Bool = false) {
    super.init(outputSize, isSingle: isSingle)
  }
  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.adaptiveMaxPool1d(sizes(for: input, rank: 1)[0]).values
  }
  public override func copyOfSettings() -> Module { AdaptiveMaxPool1d(outputSize, isSingle: isSingle) }
}

public final class AdaptiveMaxPool2d: AdaptivePool {
  public override init(_ outputSize: [Int?], isSingle: Bool = false) {
    super.init(outputSize, isSingle: isSingle)
  }
  public override func forward(_ input: Tensor) throws -> Tensor {
    let sizes = try sizes(for: input, rank: 2)
    return try input.adaptiveMaxPool2d(sizes[0], sizes[1]).values
  }
  public override func copyOfSettings() -> Module { AdaptiveMaxPool2d(outputSize, isSingle: isSingle) }
}

extension [Int] {
  /// The two sizes of an image; the array has been checked to have two.
  var pair: Pair { Pair(self[0], self[1]) }
}
