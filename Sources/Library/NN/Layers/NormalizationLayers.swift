import Neural
import Script
import Tensors

extension LayerBinding {
  static let normalizations: [LayerBinding] = [
    batchNorm("BatchNorm1d"), batchNorm("BatchNorm2d"),
    instanceNorm("InstanceNorm1d"), instanceNorm("InstanceNorm2d"),
    LayerBinding(
      "LayerNorm", "normalization",
      "normalized_shape, eps=1e-05, elementwise_affine=True, bias=True, device=None, dtype=None",
      [
        .of("normalized_shape", LayerNorm.self) { .tuple($0.normalizedShape.map { .int($0) }) },
        .double("eps", \LayerNorm.eps),
        .of("elementwise_affine", LayerNorm.self) { .bool($0.isAffine) },
      ]
    ) { call in
      try call.device(5)
      return try LayerNorm(
        call.ints(1), eps: call.double(2), affine: call.flag(3), bias: call.flag(4),
        dtype: call.parameterDType(6))
    },
    LayerBinding(
      "RMSNorm", "normalization",
      "normalized_shape, eps=None, elementwise_affine=True, device=None, dtype=None",
      [
        .of("normalized_shape", RMSNorm.self) { .tuple($0.normalizedShape.map { .int($0) }) },
        .optionalDouble("eps", \RMSNorm.eps),
        .of("elementwise_affine", RMSNorm.self) { .bool($0.isAffine) },
      ]
    ) { call in
      try call.device(4)
      return try RMSNorm(
        call.ints(1), eps: call.optionalDouble(2), affine: call.flag(3), dtype: call.parameterDType(5))
    },
    LayerBinding(
      "GroupNorm", "normalization",
      "num_groups, num_channels, eps=1e-05, affine=True, device=None, dtype=None, *, bias=True",
      [
        .int("num_groups", \GroupNorm.groups), .int("num_channels", \GroupNorm.channels),
        .double("eps", \GroupNorm.eps), .of("affine", GroupNorm.self) { .bool($0.isAffine) },
      ]
    ) { call in
      try call.device(5)
      return try GroupNorm(
        call.int(1), call.int(2), eps: call.double(3), affine: call.flag(4), bias: call.flag(7),
        dtype: call.parameterDType(6))
    },
    LayerBinding(
      "LocalResponseNorm", "normalization", "size, alpha=0.0001, beta=0.75, k=1.0",
      [
        .int("size", \LocalResponseNorm.size), .scalar("alpha", \LocalResponseNorm.alpha),
        .scalar("beta", \LocalResponseNorm.beta), .scalar("k", \LocalResponseNorm.k),
      ]
    ) { call in
      LocalResponseNorm(
        try call.int(1), alpha: try call.scalar(2), beta: try call.scalar(3), k: try call.scalar(4))
    },
  ]

  private static let runningAttributes: [LayerAttribute] = [
    .int("num_features", \RunningNorm.features), .double("eps", \RunningNorm.eps),
    .optionalDouble("momentum", \RunningNorm.momentum),
    .of("affine", RunningNorm.self) { .bool($0.isAffine) },
    .bool("track_running_stats", \RunningNorm.tracksRunningStats),
  ]

  private static func batchNorm(_ name: String) -> LayerBinding {
    LayerBinding(
      name, "batchnorm",
      "num_features, eps=1e-05, momentum=0.1, affine=True, track_running_stats=True, device=None, dtype=None, *, "
        + "bias=True", runningAttributes
    ) { call in
      try call.device(6)
      let make = name == "BatchNorm1d" ? BatchNorm1d.init : BatchNorm2d.init
      return try make(
        call.int(1), call.double(2), call.optionalDouble(3), call.flag(4), call.flag(8), call.flag(5),
        call.parameterDType(7))
    }
  }

  private static func instanceNorm(_ name: String) -> LayerBinding {
    LayerBinding(
      name, "instancenorm",
      "num_features, eps=1e-05, momentum=0.1, affine=False, track_running_stats=False, device=None, dtype=None, *, "
        + "bias=True", runningAttributes
    ) { call in
      try call.device(6)
      let make = name == "InstanceNorm1d" ? InstanceNorm1d.init : InstanceNorm2d.init
      return try make(
        call.int(1), call.double(2), call.optionalDouble(3), call.flag(4), call.flag(8), call.flag(5),
        call.parameterDType(7))
    }
  }

  static let regularization: [LayerBinding] = [
    dropout("Dropout"), dropout("Dropout1d"), dropout("Dropout2d"), dropout("AlphaDropout"),
    dropout("FeatureAlphaDropout"),
  ]

  private static func dropout(_ name: String) -> LayerBinding {
    LayerBinding(
      name, "dropout", "p=0.5, inplace=False",
      [.scalar("p", \DropoutLayer.p), .bool("inplace", \DropoutLayer.inplace)]
    ) { call in
      let p = try call.scalar(1)
      let inplace = try call.flag(2)
      switch name {
      case "Dropout": return try Dropout(p, inplace: inplace)
      case "Dropout1d": return try Dropout1d(p, inplace: inplace)
      case "Dropout2d": return try Dropout2d(p, inplace: inplace)
      case "AlphaDropout": return try AlphaDropout(p, inplace: inplace)
      default: return try FeatureAlphaDropout(p, inplace: inplace)
      }
    }
  }
}
