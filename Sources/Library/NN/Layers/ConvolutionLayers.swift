import Neural
import Script
import Tensors

extension LayerBinding {
  static let convolutions: [LayerBinding] = [
    convolution("Conv1d"), convolution("Conv2d"),
    transposed("ConvTranspose1d"), transposed("ConvTranspose2d"),
    maxPool("MaxPool1d"), maxPool("MaxPool2d"),
    averagePool("AvgPool1d", "kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True"),
    averagePool(
      "AvgPool2d",
      "kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None"),
    adaptivePool("AdaptiveAvgPool1d", "output_size"), adaptivePool("AdaptiveAvgPool2d", "output_size"),
    adaptivePool("AdaptiveMaxPool1d", "output_size, return_indices=False"),
    adaptivePool("AdaptiveMaxPool2d", "output_size, return_indices=False"),
  ]

  private static let convolutionAttributes: [LayerAttribute] = [
    .int("in_channels", \ConvolutionLayer.inChannels), .int("out_channels", \ConvolutionLayer.outChannels),
    .of("kernel_size", ConvolutionLayer.self) { .tuple($0.kernelSize.map { .int($0) }) },
    .of("stride", ConvolutionLayer.self) { .tuple($0.stride.map { .int($0) }) },
    .of("padding", ConvolutionLayer.self) {
      $0.padding.name.map { .string($0) } ?? .tuple($0.padding.sizes.map { .int($0) })
    },
    .of("dilation", ConvolutionLayer.self) { .tuple($0.dilation.map { .int($0) }) },
    .int("groups", \ConvolutionLayer.groups),
    .of("padding_mode", ConvolutionLayer.self) { .string($0.paddingMode.rawValue) },
  ]

  private static func convolution(_ name: String) -> LayerBinding {
    LayerBinding(
      name, "conv",
      "in_channels, out_channels, kernel_size, stride=1, padding=0, dilation=1, groups=1, bias=True, "
        + "padding_mode='zeros', device=None, dtype=None", convolutionAttributes
    ) { call in
      try call.device(10)
      let padding: ConvolutionLayer.Padding =
        if let text = call[5].text { .named(text) } else { .sizes(try call.window(5)) }
      let make = name == "Conv1d" ? Conv1d.init : Conv2d.init
      return try make(
        call.int(1), call.int(2), call.window(3), call.window(4), padding, call.window(6), call.int(7),
        call.flag(8), call.choice(9, ConvolutionLayer.PaddingMode.self), call.parameterDType(11))
    }
  }

  private static func transposed(_ name: String) -> LayerBinding {
    LayerBinding(
      name, "conv",
      "in_channels, out_channels, kernel_size, stride=1, padding=0, output_padding=0, groups=1, bias=True, "
        + "dilation=1, padding_mode='zeros', device=None, dtype=None", inputs: "input ?output_size",
      convolutionAttributes
    ) { call in
      try call.device(11)
      let make = name == "ConvTranspose1d" ? ConvTranspose1d.init : ConvTranspose2d.init
      return try make(
        call.int(1), call.int(2), call.window(3), call.window(4), call.window(5), call.window(6), call.int(7),
        call.flag(8), call.window(9), call.parameterDType(12))
    }
  }

  private static func maxPool(_ name: String) -> LayerBinding {
    LayerBinding(
      name, "pooling",
      "kernel_size, stride=None, padding=0, dilation=1, return_indices=False, ceil_mode=False",
      [
        .window("kernel_size", \MaxPool.kernelSize), .window("stride", \MaxPool.stride),
        .window("padding", \MaxPool.padding), .window("dilation", \MaxPool.dilation),
        .bool("ceil_mode", \MaxPool.ceilMode),
      ]
    ) { call in
      if try call.flag(5) {
        try call.giveIndices(
          name == "MaxPool1d" ? "max_pool1d" : "max_pool2d", [call[1], call[2], call[3], call[4], call[6]])
      }
      let make = name == "MaxPool1d" ? MaxPool1d.init : MaxPool2d.init
      return try make(
        call.window(1), call.optionalWindow(2), call.window(3), call.window(4), call.flag(6))
    }
  }

  private static func averagePool(_ name: String, _ parameters: String) -> LayerBinding {
    LayerBinding(
      name, "pooling", parameters,
      [
        .window("kernel_size", \AvgPool.kernelSize), .window("stride", \AvgPool.stride),
        .window("padding", \AvgPool.padding), .bool("ceil_mode", \AvgPool.ceilMode),
        .bool("count_include_pad", \AvgPool.countIncludePad),
      ]
    ) { call in
      let divisor = name == "AvgPool2d" ? try call.optionalInt(6) : nil
      let make = name == "AvgPool1d" ? AvgPool1d.init : AvgPool2d.init
      return try make(
        call.window(1), call.optionalWindow(2), call.window(3), call.flag(4), call.flag(5), divisor)
    }
  }

  private static func adaptivePool(_ name: String, _ parameters: String) -> LayerBinding {
    LayerBinding(
      name, "pooling", parameters,
      [
        .of("output_size", AdaptivePool.self) { pool in
          pool.isSingle
            ? pool.outputSize[0].map { .int($0) } ?? .none
            : .tuple(pool.outputSize.map { size in size.map { .int($0) } ?? .none })
        }
      ]
    ) { call in
      if try call.width > 2 && call.flag(2) {
        try call.giveIndices(
          name == "AdaptiveMaxPool1d" ? "adaptive_max_pool1d" : "adaptive_max_pool2d", [call[1]])
      }
      let isSingle = call[1].sequenceElements == nil
      let sizes = try (call[1].sequenceElements ?? [call[1]]).map { element -> Int? in
        if element.isNone { return nil }
        guard let size = element.wholeNumber else { throw call.wrongType(1, "tuple of ints", element) }
        return size
      }
      switch name {
      case "AdaptiveAvgPool1d": return AdaptiveAvgPool1d(sizes, isSingle: isSingle)
      case "AdaptiveAvgPool2d": return AdaptiveAvgPool2d(sizes, isSingle: isSingle)
      case "AdaptiveMaxPool1d": return AdaptiveMaxPool1d(sizes, isSingle: isSingle)
      default: return AdaptiveMaxPool2d(sizes, isSingle: isSingle)
      }
    }
  }
}

extension OpCall {
  /// Lets a layer give the places of the maxima, too: it calls the function that does.
  fileprivate func giveIndices(_ name: String, _ settings: [Value]) throws {
    guard let pool = OpTable.functional.function(name, machine) else { return }
    let forward = NativeFunction("forward", "input", module: "torch.nn") { machine, arguments in
      try machine.call(pool, [arguments[0]] + settings + [.bool(true)])
    }
    try machine.setAttribute(self[0], machine.symbol("forward"), to: .object(forward))
  }
}
