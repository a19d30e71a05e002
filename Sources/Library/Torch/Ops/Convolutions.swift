import Script
import Tensors

/// Convolution and pooling: `torch.nn.functional`, some of them in `torch` too.
enum ConvolutionOps {
  private static let convolution = "input, weight, bias=None, stride=1, padding=0, dilation=1, groups=1"
  private static let transposed =
    "input, weight, bias=None, stride=1, padding=0, output_padding=0, groups=1, dilation=1"
  private static let maxPool =
    "input, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False"
  private static let avgPool =
    "input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True, divisor_override=None"

  static let ops: [Op] = [
    .op("conv1d", convolution, [.torch, .functional]) { call in
      try Tensor.conv1d(
        call.tensor(0), call.tensor(1), call.optionalTensor(2), stride: call.single(3),
        padding: call.padding(4),
        dilation: call.single(5), groups: call.int(6))
    },
    .op("conv2d", convolution, [.torch, .functional]) { call in
      try Tensor.conv2d(
        call.tensor(0), call.tensor(1), call.optionalTensor(2), stride: call.pair(3),
        padding: call.padding(4),
        dilation: call.pair(5), groups: call.int(6))
    },
    .op("conv_transpose1d", transposed, [.torch, .functional]) { call in
      try Tensor.convTranspose1d(
        call.tensor(0), call.tensor(1), call.optionalTensor(2), stride: call.single(3),
        padding: call.single(4),
        outputPadding: call.single(5), groups: call.int(6), dilation: call.single(7))
    },
    .op("conv_transpose2d", transposed, [.torch, .functional]) { call in
      try Tensor.convTranspose2d(
        call.tensor(0), call.tensor(1), call.optionalTensor(2), stride: call.pair(3), padding: call.pair(4),
        outputPadding: call.pair(5), groups: call.int(6), dilation: call.pair(7))
    },
    .call("max_pool2d", maxPool, [.torch, .functional]) { call in
      let (values, indices) = try call.tensor(0).maxPool2d(
        call.pair(1), stride: stride(call), padding: call.pair(3), dilation: call.pair(4),
        roundsUp: call.bool(5))
      return try call.bool(6) ? .tuple([.tensor(values), .tensor(indices)]) : .tensor(values)
    },
    .call("max_pool1d", maxPool, [.torch, .functional]) { call in
      let (values, indices) = try call.tensor(0).maxPool1d(
        call.single(1), stride: call.isNone(2) ? nil : call.single(2), padding: call.single(3),
        dilation: call.single(4), roundsUp: call.bool(5))
      return try call.bool(6) ? .tuple([.tensor(values), .tensor(indices)]) : .tensor(values)
    },
    .op("avg_pool2d", avgPool, .functional) { call in
      try call.tensor(0).avgPool2d(
        call.pair(1), stride: stride(call), padding: call.pair(3), roundsUp: call.bool(4),
        countsPadding: call.bool(5), divisor: call.optionalInt(6))
    },
    .op(
      "avg_pool1d", "input, kernel_size, stride=None, padding=0, ceil_mode=False, count_include_pad=True",
      [.torch, .functional]
    ) { call in
      try call.tensor(0).avgPool1d(
        call.single(1), stride: call.isNone(2) ? nil : call.single(2), padding: call.single(3),
        roundsUp: call.bool(4), countsPadding: call.bool(5))
    },
    .op("lp_pool2d", "input, norm_type, kernel_size, stride=None, ceil_mode=False", .functional) { call in
      let (order, window) = (try call.double(1), try call.pair(2))
      let means = try call.tensor(0).pow(.float(order)).avgPool2d(
        window, stride: call.isNone(3) ? nil : call.pair(3), padding: 0, roundsUp: call.bool(4),
        countsPadding: true, divisor: nil)
      return try means.sign().mul(means.abs().relu()).mul(.int(window.y * window.x)).pow(.float(1 / order))
    },
    .op("lp_pool1d", "input, norm_type, kernel_size, stride=None, ceil_mode=False", .functional) { call in
      let (order, window) = (try call.double(1), try call.single(2))
      let means = try call.tensor(0).pow(.float(order)).avgPool1d(
        window, stride: call.isNone(3) ? nil : call.single(3), padding: 0, roundsUp: call.bool(4),
        countsPadding: true)
      return try means.sign().mul(means.abs().relu()).mul(.int(window)).pow(.float(1 / order))
    },
    .op("adaptive_avg_pool1d", "input, output_size", [.torch, .functional]) {
      try $0.tensor(0).adaptiveAvgPool1d($0.single(1))
    },
    .op("adaptive_avg_pool2d", "input, output_size", .functional) { call in
      let (height, width) = try outputSize(call)
      return try call.tensor(0).adaptiveAvgPool2d(height, width)
    },
    .call("adaptive_max_pool1d", "input, output_size, return_indices=False", [.torch, .functional]) { call in
      let (values, indices) = try call.tensor(0).adaptiveMaxPool1d(call.single(1))
      return try call.bool(2) ? .tuple([.tensor(values), .tensor(indices)]) : .tensor(values)
    },
    .call("adaptive_max_pool2d", "input, output_size, return_indices=False", .functional) { call in
      let (height, width) = try outputSize(call)
      let (values, indices) = try call.tensor(0).adaptiveMaxPool2d(height, width)
      return try call.bool(2) ? .tuple([.tensor(values), .tensor(indices)]) : .tensor(values)
    },
  ]

  private static func stride(_ call: borrowing OpCall) throws -> Pair? {
    if call.isNone(2) || call[2].sequenceElements?.isEmpty == true { return nil }
    return try call.pair(2)
  }

  /// One size for both directions, or two of which None keeps what is there.
  private static func outputSize(_ call: borrowing OpCall) throws -> (Int?, Int?) {
    if let size = call[1].wholeNumber { return (size, size) }
    guard let sizes = call[1].sequenceElements, sizes.count == 2,
      sizes.allSatisfy({ $0.isNone || $0.wholeNumber != nil })
    else { throw call.wrongType(1, "tuple of 2 ints") }
    return (sizes[0].wholeNumber, sizes[1].wholeNumber)
  }
}
