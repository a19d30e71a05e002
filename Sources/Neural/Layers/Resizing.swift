import Tensors

/// Makes images or sequences larger or smaller.
public final class Upsample: Module {
  /// Which of PyTorch's classes it is: the one with all modes, or one of a single mode for images.
  public enum Kind: String, Sendable {
    case any = "Upsample"
    case nearestImages = "UpsamplingNearest2d"
    case bilinearImages = "UpsamplingBilinear2d"
  }

  public let size: Window?
  public let scaleFactor: [Double]?
  public let mode: Resampling
  /// Whether the outermost elements keep their places; nil where it wasn't said.
  public let alignCorners: Bool?
  private let kind: Kind

  public init(
    size: Window? = nil, scaleFactor: [Double]? = nil, mode: Resampling = .nearest, alignCorners: Bool? = nil,
    kind: Kind = .any
  ) throws {
    guard (size == nil) != (scaleFactor == nil) else {
      throw NeuralError.setting(
        owner: "Upsample", name: "size, scale_factor", value: size == nil ? "None" : "both",
        allowed: "one of them")
    }
    self.size = size
    self.scaleFactor = scaleFactor
    self.mode = mode
    self.alignCorners = alignCorners
    self.kind = kind
  }

  private init(copying other: Upsample) {
    (size, scaleFactor, mode) = (other.size, other.scaleFactor, other.mode)
    (alignCorners, kind) = (other.alignCorners, other.kind)
  }

  public override var kindName: String { kind.rawValue }

  public override func forward(_ input: Tensor) throws -> Tensor {
    let rank = Swift.max(input.rank - 2, 0)
    return try input.resized(
      to: size?.expanded(to: rank, owner: typeName, name: "size"),
      factors: scaleFactor.map { $0.count == 1 ? Array(repeating: $0[0], count: rank) : $0 }, mode: mode,
      alignsCorners: alignCorners ?? false)
  }

  public override var extraDescription: String {
    if let scaleFactor {
      let text =
        scaleFactor.count == 1
        ? "\(scaleFactor[0])" : "(" + scaleFactor.map { "\($0)" }.joined(separator: ", ") + ")"
      return "scale_factor=\(text), mode='\(mode.rawValue)'"
    }
    return "size=\(size.map(\.description) ?? "None"), mode='\(mode.rawValue)'"
  }

  public override func copyOfSettings() -> Module { Upsample(copying: self) }
}

/// Turns channels into places of a larger image, or back.
public final class PixelShuffle: Module {
  public let factor: Int
  private let isInverse: Bool

  public init(_ factor: Int, isInverse: Bool = false) {
    self.factor = factor
    self.isInverse = isInverse
  }

  public override var kindName: String { isInverse ? "PixelUnshuffle" : "PixelShuffle" }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try isInverse ? input.pixelUnshuffle(factor) : input.pixelShuffle(factor)
  }
  public override var extraDescription: String { "\(isInverse ? "down" : "up")scale_factor=\(factor)" }
  public override func copyOfSettings() -> Module { PixelShuffle(factor, isInverse: isInverse) }
}

/// The patches of images as columns.
public final class Unfold: Module {
  public let kernelSize: Window
  public let dilation: Window
  public let padding: Window
  public let stride: Window

  public init(_ kernelSize: Window, dilation: Window = 1, padding: Window = 0, stride: Window = 1) {
    (self.kernelSize, self.dilation, self.padding, self.stride) = (kernelSize, dilation, padding, stride)
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    try input.patches(PatchWindow(self, kernelSize, dilation, padding, stride))
  }
  public override var extraDescription: String {
    "kernel_size=\(kernelSize), dilation=\(dilation), padding=\(padding), stride=\(stride)"
  }
  public override func copyOfSettings() -> Module {
    Unfold(kernelSize, dilation: dilation, padding: padding, stride: stride)
  }
}

/// Columns put back in their places of images, where those that meet are added.
public final class Fold: Module {
  public let outputSize: Window
  public let kernelSize: Window
  public let dilation: Window
  public let padding: Window
  public let stride: Window

  public init(
    _ outputSize: Window, _ kernelSize: Window, dilation: Window = 1, padding: Window = 0, stride: Window = 1
  ) {
    (self.outputSize, self.kernelSize) = (outputSize, kernelSize)
    (self.dilation, self.padding, self.stride) = (dilation, padding, stride)
  }

  public override func forward(_ input: Tensor) throws -> Tensor {
    let size = try outputSize.expanded(to: 2, owner: typeName, name: "output_size")
    return try input.assembled(
      Pair(size[0], size[1]), PatchWindow(self, kernelSize, dilation, padding, stride))
  }
  public override var extraDescription: String {
    "output_size=\(outputSize), kernel_size=\(kernelSize), dilation=\(dilation), padding=\(padding), "
      + "stride=\(stride)"
  }
  public override func copyOfSettings() -> Module {
    Fold(outputSize, kernelSize, dilation: dilation, padding: padding, stride: stride)
  }
}

extension PatchWindow {
  fileprivate init(
    _ owner: Module, _ kernel: Window, _ dilation: Window, _ padding: Window, _ stride: Window
  ) throws {
    func pair(_ window: Window, _ name: String) throws -> Pair {
      let sizes = try window.expanded(to: 2, owner: owner.typeName, name: name)
      return Pair(sizes[0], sizes[1])
    }
    self.init(
      kernel: try pair(kernel, "kernel_size"), dilation: try pair(dilation, "dilation"),
      padding: try pair(padding, "padding"), stride: try pair(stride, "stride"))
  }
}
