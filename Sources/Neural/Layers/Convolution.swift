import Tensors

/// What all convolutions share: channels, a window, and how it moves over the input.
public class ConvolutionLayer: Module {
  /// What surrounds the input.
  public enum Padding: Equatable, Sendable {
    case sizes(Window)
    /// `valid` for none, `same` for an output of the input's size.
    case named(String)

    package var name: String? { if case .named(let name) = self { name } else { nil } }
    package var sizes: [Int] { if case .sizes(let window) = self { window.sizes } else { [] } }
  }

  /// What the surroundings consist of.
  public enum PaddingMode: String, CaseIterable, Sendable { case zeros, reflect, replicate, circular }

  public final let inChannels: Int
  public final let outChannels: Int
  public final let kernelSize: [Int]
  public final let stride: [Int]
  public final let padding: Padding
  public final let outputPadding: [Int]
  public final let dilation: [Int]
  public final let groups: Int
  public final let paddingMode: PaddingMode
  /// Whether it's the transposed operation, which spreads the input instead of summing it up.
  package final let isTransposed: Bool

  init(
    rank: Int, owner: String, isTransposed: Bool, _ inChannels: Int, _ outChannels: Int, _ kernelSize: Window,
    stride: Window, padding: Padding, outputPadding: Window = 0, dilation: Window, groups: Int,
    bias hasBias: Bool,
    paddingMode: PaddingMode, dtype: DType
  ) throws {
    guard groups > 0 else {
      throw NeuralError.setting(owner: owner, name: "groups", value: "\(groups)", allowed: "groups > 0")
    }
    for (name, channels) in [("in_channels", inChannels), ("out_channels", outChannels)]
    where channels % groups != 0 {
      throw NeuralError.notDivisible(
        owner: owner, name: name, value: channels, divisorName: "groups", divisor: groups)
    }
    self.inChannels = inChannels
    self.outChannels = outChannels
    self.kernelSize = try kernelSize.expanded(to: rank, owner: owner, name: "kernel_size")
    self.stride = try stride.expanded(to: rank, owner: owner, name: "stride")
    self.dilation = try dilation.expanded(to: rank, owner: owner, name: "dilation")
    self.outputPadding = try outputPadding.expanded(to: rank, owner: owner, name: "output_padding")
    self.groups = groups
    self.paddingMode = paddingMode
    self.isTransposed = isTransposed
    switch padding {
    case .sizes(let window):
      self.padding = .sizes(Window(try window.expanded(to: rank, owner: owner, name: "padding")))
    case .named(let name):
      guard name == "same" || name == "valid" else {
        throw NeuralError.unknownChoice(
          owner: owner, name: "padding", value: name, choices: ["valid", "same"])
      }
      if name == "same", self.stride.contains(where: { $0 != 1 }) {
        throw NeuralError.setting(owner: owner, name: "padding", value: "'same'", allowed: "stride = 1")
      }
      self.padding = padding
    }
    super.init()
    let channels = isTransposed ? [inChannels, outChannels / groups] : [outChannels, inChannels / groups]
    try addParameter("weight", Shape(channels + self.kernelSize), dtype)
    try addParameter("bias", hasBias ? [outChannels] : nil, dtype)
    try resetParameters()
  }

  init(copying other: ConvolutionLayer) {
    inChannels = other.inChannels
    outChannels = other.outChannels
    kernelSize = other.kernelSize
    stride = other.stride
    padding = other.padding
    outputPadding = other.outputPadding
    dilation = other.dilation
    groups = other.groups
    paddingMode = other.paddingMode
    isTransposed = other.isTransposed
    super.init()
  }

  /// Draws the weights anew, from U(−1/√fanIn, 1/√fanIn).
  public final override func resetParameters() throws {
    try Init.linearDefault(weight: requiredParameter(0), bias: parameter(1))
  }

  /// The padding in front of and behind each dimension: more than half of an odd sum comes behind.
  final func paddingAround() -> [(front: Int, back: Int)] {
    switch padding {
    case .sizes(let window): return window.sizes.map { ($0, $0) }
    case .named("same"):
      return zip(kernelSize, dilation).map { size, dilation in
        let total = dilation * (size - 1)
        return (total / 2, total - total / 2)
      }
    case .named: return kernelSize.map { _ in (0, 0) }
    }
  }

  /// The input with its surroundings, and the padding that is left to the operation.
  final func padded(_ input: Tensor) throws -> (input: Tensor, padding: [Int]) {
    let around = paddingAround()
    let isEven = around.allSatisfy { $0.front == $0.back }
    if paddingMode == .zeros && isEven { return (input, around.map(\.front)) }
    let pads = around.reversed().flatMap { [$0.front, $0.back] }
    let surrounded = paddingMode == .zeros ? try input.pad(pads) : try input.padded(pads, mode: paddingMode)
    return (surrounded, around.map { _ in 0 })
  }

  public final override var extraDescription: String {
    var text = "\(inChannels), \(outChannels), kernel_size=\(PythonText.tuple(kernelSize)), "
    text += "stride=\(PythonText.tuple(stride))"
    switch padding {
    case .named(let name): text += ", padding=\(name)"
    case .sizes(let window):
      if window.sizes.contains(where: { $0 != 0 }) { text += ", padding=\(PythonText.tuple(window.sizes))" }
    }
    if dilation.contains(where: { $0 != 1 }) { text += ", dilation=\(PythonText.tuple(dilation))" }
    if outputPadding.contains(where: { $0 != 0 }) {
      text += ", output_padding=\(PythonText.tuple(outputPadding))"
    }
    if groups != 1 { text += ", groups=\(groups)" }
    if parameter(1) == nil { text += ", bias=False" }
    if paddingMode != .zeros { text += ", padding_mode=\(paddingMode.rawValue)" }
    return text
  }
}

/// A window moved along sequences of the shape (batch, channels, length), or one without the batch.
public final class Conv1d: ConvolutionLayer {
  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: Window, _ stride: Window = 1,
    _ padding: Padding = .sizes(0), _ dilation: Window = 1, _ groups: Int = 1, _ bias: Bool = true,
    _ paddingMode: PaddingMode = .zeros, _ dtype: DType = .float32
  ) throws {
    try super.init(
      rank: 1, owner: "Conv1d", isTransposed: false, inChannels, outChannels, kernelSize, stride: stride,
      padding: padding, dilation: dilation, groups: groups, bias: bias, paddingMode: paddingMode, dtype: dtype
    )
  }

  private init(_ other: Conv1d) { super.init(copying: other) }

  public override func forward(_ input: Tensor) throws -> Tensor {
    let (input, padding) = try padded(input)
    return try Tensor.conv1d(
      input, requiredParameter(0), parameter(1), stride: stride[0], padding: .sizes(Pair(padding[0])),
      dilation: dilation[0], groups: groups)
  }

  public override func copyOfSettings() -> Module { Conv1d(self) }
}

/// A window moved over images of the shape (batch, channels, height, width), or one without the batch.
public final class Conv2d: ConvolutionLayer {
  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: Window, _ stride: Window = 1,
    _ padding: Padding = .sizes(0), _ dilation: Window = 1, _ groups: Int = 1, _ bias: Bool = true,
    _ paddingMode: PaddingMode = .zeros, _ dtype: DType = .float32
  ) throws {
    try super.init(
      rank: 2, owner: "Conv2d", isTransposed: false, inChannels, outChannels, kernelSize, stride: stride,
      padding: padding, dilation: dilation, groups: groups, bias: bias, paddingMode: paddingMode, dtype: dtype
    )
  }

  private init(_ other: Conv2d) { super.init(copying: other) }

  public override func forward(_ input: Tensor) throws -> Tensor {
    let (input, padding) = try padded(input)
    return try Tensor.conv2d(
      input, requiredParameter(0), parameter(1), stride: stride.pair, padding: .sizes(padding.pair),
      dilation: dilation.pair, groups: groups)
  }

  public override func copyOfSettings() -> Module { Conv2d(self) }
}

extension ConvolutionLayer {
  /// A transposed convolution whose result has these sizes in its last dimensions. Several inputs of the layer the other
  /// way round give one result, so that the size can be chosen within a stride.
  package final func forward(_ input: Tensor, outputSize: [Int]) throws -> Tensor {
    let rank = kernelSize.count
    guard isTransposed, input.rank > rank, outputSize.count == rank || outputSize.count == input.rank else {
      throw NeuralError.setting(
        owner: typeName, name: "output_size", value: "\(outputSize)", allowed: "\(rank) sizes")
    }
    let wanted = outputSize.suffix(rank)
    let sizes = input.shape.suffix(rank)
    var extra: [Int] = []
    for (place, (size, goal)) in zip(sizes, wanted).enumerated() {
      let least =
        (size - 1) * stride[place] - 2 * padding.sizes[place] + dilation[place] * (kernelSize[place] - 1) + 1
      guard goal >= least, goal < least + stride[place] else {
        throw NeuralError.setting(
          owner: typeName, name: "output_size", value: "\(outputSize)",
          allowed: "\(least) – \(least + stride[place] - 1)")
      }
      extra.append(goal - least)
    }
    if rank == 1 {
      return try Tensor.convTranspose1d(
        input, requiredParameter(0), parameter(1), stride: stride[0], padding: padding.sizes[0],
        outputPadding: extra[0], groups: groups, dilation: dilation[0])
    }
    return try Tensor.convTranspose2d(
      input, requiredParameter(0), parameter(1), stride: stride.pair, padding: padding.sizes.pair,
      outputPadding: extra.pair, groups: groups, dilation: dilation.pair)
  }
}

/// The gradient of `Conv1d` as an operation of its own: makes sequences longer.
public final class ConvTranspose1d: ConvolutionLayer {
  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: Window, _ stride: Window = 1, _ padding: Window = 0,
    _ outputPadding: Window = 0, _ groups: Int = 1, _ bias: Bool = true, _ dilation: Window = 1,
    _ dtype: DType = .float32
  ) throws {
    try super.init(
      rank: 1, owner: "ConvTranspose1d", isTransposed: true, inChannels, outChannels, kernelSize,
      stride: stride,
      padding: .sizes(padding), outputPadding: outputPadding, dilation: dilation, groups: groups, bias: bias,
      paddingMode: .zeros, dtype: dtype)
  }

  private init(_ other: ConvTranspose1d) { super.init(copying: other) }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try Tensor.convTranspose1d(
      input, requiredParameter(0), parameter(1), stride: stride[0], padding: padding.sizes[0],
      outputPadding: outputPadding[0], groups: groups, dilation: dilation[0])
  }

  public override func copyOfSettings() -> Module { ConvTranspose1d(self) }
}

/// The gradient of `Conv2d` as an operation of its own: makes images larger.
public final class ConvTranspose2d: ConvolutionLayer {
  public init(
    _ inChannels: Int, _ outChannels: Int, _ kernelSize: Window, _ stride: Window = 1, _ padding: Window = 0,
    _ outputPadding: Window = 0, _ groups: Int = 1, _ bias: Bool = true, _ dilation: Window = 1,
    _ dtype: DType = .float32
  ) throws {
    try super.init(
      rank: 2, owner: "ConvTranspose2d", isTransposed: true, inChannels, outChannels, kernelSize,
      stride: stride,
      padding: .sizes(padding), outputPadding: outputPadding, dilation: dilation, groups: groups, bias: bias,
      paddingMode: .zeros, dtype: dtype)
  }

  private init(_ other: ConvTranspose2d) { super.init(copying: other) }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try Tensor.convTranspose2d(
      input, requiredParameter(0), parameter(1), stride: stride.pair, padding: padding.sizes.pair,
      outputPadding: outputPadding.pair, groups: groups, dilation: dilation.pair)
  }

  public override func copyOfSettings() -> Module { ConvTranspose2d(self) }
}
