import Neural
import Script
import Tensors

/// `torch.nn.init`: one line for each function. The names with an underscore change the tensor and return it.
enum InitModule {
  static let table: [Op] = [
    .op("uniform_", "tensor, a=0.0, b=1.0, generator=None", []) { call in
      try Init.uniform(call.tensor(0), from: call.double(1), to: call.double(2), generator: call.generator(3))
    },
    .op("normal_", "tensor, mean=0.0, std=1.0, generator=None", []) { call in
      try Init.normal(call.tensor(0), mean: call.double(1), std: call.double(2), generator: call.generator(3))
    },
    .op("trunc_normal_", "tensor, mean=0.0, std=1.0, a=-2.0, b=2.0, generator=None", []) { call in
      try Init.truncatedNormal(
        call.tensor(0), mean: call.double(1), std: call.double(2), low: call.double(3), high: call.double(4),
        generator: call.generator(5))
    },
    .op("constant_", "tensor, val", []) { call in try Init.constant(call.tensor(0), call.double(1)) },
    .op("ones_", "tensor", []) { call in try Init.ones(call.tensor(0)) },
    .op("zeros_", "tensor", []) { call in try Init.zeros(call.tensor(0)) },
    .op("eye_", "tensor", []) { call in try Init.eye(call.tensor(0)) },
    .op("dirac_", "tensor, groups=1", []) { call in try Init.dirac(call.tensor(0), groups: call.int(1)) },
    .op("xavier_uniform_", "tensor, gain=1.0, generator=None", []) { call in
      try Init.xavierUniform(call.tensor(0), gain: call.double(1), generator: call.generator(2))
    },
    .op("xavier_normal_", "tensor, gain=1.0, generator=None", []) { call in
      try Init.xavierNormal(call.tensor(0), gain: call.double(1), generator: call.generator(2))
    },
    .op("kaiming_uniform_", "tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None", []) {
      call in
      try Init.kaimingUniform(
        call.tensor(0), mode: call.fanMode(2), nonlinearity: call.nonlinearity(3, slope: 1),
        generator: call.generator(4))
    },
    .op("kaiming_normal_", "tensor, a=0, mode='fan_in', nonlinearity='leaky_relu', generator=None", []) {
      call in
      try Init.kaimingNormal(
        call.tensor(0), mode: call.fanMode(2), nonlinearity: call.nonlinearity(3, slope: 1),
        generator: call.generator(4))
    },
    .op("orthogonal_", "tensor, gain=1, generator=None", []) { call in
      try Init.orthogonal(call.tensor(0), gain: call.double(1), generator: call.generator(2))
    },
    .op("sparse_", "tensor, sparsity, std=0.01, generator=None", []) { call in
      try Init.sparse(
        call.tensor(0), sparsity: call.double(1), std: call.double(2), generator: call.generator(3))
    },
    .call("calculate_gain", "nonlinearity, param=None", []) { call in
      let gain = try Nonlinearity(named: call.string(0), parameter: call.optionalDouble(1)).gain
      // PyTorch gives an int where nothing is to be made up for.
      return gain == 1 && call[0].text != "leaky_relu" ? .int(1) : .float(gain)
    },
    .call("_calculate_fan_in_and_fan_out", "tensor", []) { call in
      let fans = try Fans(call.tensor(0).shape)
      return .tuple([.int(fans.fanIn), .int(fans.fanOut)])
    },
    .call("_calculate_correct_fan", "tensor, mode", []) { call in
      .int(try Fans(call.tensor(0).shape)(call.fanMode(1)))
    },
  ]

  static var module: NativeModule {
    NativeModule("torch.nn.init") { machine, module in
      for op in table {
        module.define(machine.symbol(op.name), BoundOp.function(op, isMethod: false, machine))
      }
    }
  }
}

extension OpCall {
  fileprivate func fanMode(_ index: Int) throws -> Fans.Mode {
    let text = try string(index).lowercased()
    guard let mode = Fans.Mode(rawValue: text) else {
      throw NeuralError.unknownChoice(
        owner: bound.name, name: "mode", value: try string(index), choices: ["fan_in", "fan_out"])
    }
    return mode
  }

  fileprivate func nonlinearity(_ index: Int, slope: Int) throws -> Nonlinearity {
    try Nonlinearity(named: string(index), parameter: double(slope))
  }
}
