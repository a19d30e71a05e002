import Script
import Tensors

/// Random numbers, from the default stream or from `generator=`.
enum RandomOps {
  private static let suffix =
    "generator=None, out=None, dtype=None, layout=None, device=None, requires_grad=False, pin_memory=False"
  private static let likeSuffix =
    "*, generator=None, dtype=None, layout=None, device=None, requires_grad=False, memory_format=None"

  static let ops: [Op] = [
    .op("rand", "*size, \(suffix)", .torch) { call in
      let shape = try CreationOps.shape(call.sizes(0))
      return try CreationOps.finish(
        call, Tensor.rand(shape, dtype: CreationOps.floatType(call), generator: call.generator(1)))
    },
    .op("randn", "*size, \(suffix)", .torch) { call in
      let shape = try CreationOps.shape(call.sizes(0))
      return try CreationOps.finish(
        call, Tensor.randn(shape, dtype: CreationOps.floatType(call), generator: call.generator(1)))
    },
    .op("randint", "low, high=None, size=None, *, \(suffix)", .torch) { call in
      // randint(high, size) and randint(low, high, size)
      let hasLow = !call.isNone(2) && !call.isNone(1)
      if call.isNone(2) && call[1].wholeNumbers == nil {
        if call.isNone(1) {
          throw call.machine.exception(OpCallMessage.missingArguments(function: "randint", names: ["size"]))
        }
        throw call.wrongType(2, "tuple of ints", call[1])
      }
      let sizes = try call.isNone(2) ? call.ints(1) : call.ints(2)
      let low = hasLow ? try call.int(0) : 0
      let high = hasLow ? try call.int(1) : try call.int(0)
      let dtype = try call.dtype(call.width - 5) ?? .int64
      let tensor = try Tensor.randint(
        low: low, high: high, CreationOps.shape(sizes), dtype: dtype, generator: call.generator(3))
      return try CreationOps.finish(call, tensor)
    },
    .op("randperm", "n, *, \(suffix)", .torch) { call in
      let n = try call.int(0)
      guard n >= 0 else { throw TensorError.negativeSize([n]) }
      let order = try Tensor.randperm(n, generator: call.generator(1))
      guard let dtype = try call.dtype(call.width - 5) else { return try CreationOps.finish(call, order) }
      return try CreationOps.finish(call, order.to(dtype))
    },
    .op("normal", "mean, std=1.0, size=None, *, \(suffix)", .torch) { call in
      let generator = try call.generator(3)
      if let sizes = try call.optionalInts(2) {
        let tensor = try Tensor.empty(CreationOps.shape(sizes), dtype: CreationOps.floatType(call))
        try tensor.normal_(mean: call.double(0), std: call.double(1), generator: generator)
        return try CreationOps.finish(call, tensor)
      }
      guard let shaped = call[0].tensor ?? call[1].tensor else { throw call.wrongType(0, "Tensor") }
      let mean = try call[0].tensor ?? Tensor.full([], .float(call.double(0)), dtype: shaped.dtype)
      let std = try call[1].tensor ?? Tensor.full([], .float(call.double(1)), dtype: shaped.dtype)
      return try Tensor.normal(mean: mean, std: std, generator: generator)
    },
    .op("bernoulli", "input, p=None, *, generator=None", .both) { call in
      let x = try call.tensor(0)
      if let p = try call.optionalDouble(1) {
        let result = try x.emptyLike()
        try result.bernoulli_(probability: p, generator: call.generator(2))
        return result
      }
      return try x.bernoulli(generator: call.generator(2))
    },
    .op("multinomial", "input, num_samples, replacement=False, *, generator=None", .both) { call in
      try call.tensor(0).multinomial(
        call.int(1), replacement: call.bool(2), generator: call.generator(3))
    },
    .op("poisson", "input, generator=None", .torch) { call in
      try call.tensor(0).poisson(generator: call.generator(1))
    },
    .op("rand_like", "input, \(likeSuffix)", .torch) { call in
      let fresh = try call.tensor(0).emptyLikeInMemory(CreationOps.likeType(call))
      return try CreationOps.finishLike(call, fresh.uniform_(generator: call.generator(1)))
    },
    .op("randn_like", "input, \(likeSuffix)", .torch) { call in
      let fresh = try call.tensor(0).emptyLikeInMemory(CreationOps.likeType(call))
      return try CreationOps.finishLike(call, fresh.normal_(generator: call.generator(1)))
    },
    .op("randint_like", "input, low, high=None, \(likeSuffix)", .torch) { call in
      let high = try call.optionalInt(2)
      let first = try call.int(1)
      let fresh = try call.tensor(0).emptyLikeInMemory(CreationOps.likeType(call))
      return try CreationOps.finishLike(
        call,
        fresh.random_(low: high == nil ? 0 : first, high: high ?? first, generator: call.generator(3)))
    },
    .op("uniform_", "input, from=0.0, to=1.0, *, generator=None", .method) { call in
      try call.tensor(0).uniform_(from: call.double(1), to: call.double(2), generator: call.generator(3))
    },
    .op("normal_", "input, mean=0.0, std=1.0, *, generator=None", .method) { call in
      try call.tensor(0).normal_(mean: call.double(1), std: call.double(2), generator: call.generator(3))
    },
    .op("bernoulli_", "input, p=0.5, *, generator=None", .method) { call in
      let x = try call.tensor(0)
      if let p = call[1].tensor {
        return try x.copy_(p.expand(Array(x.shape)).bernoulli(generator: call.generator(2)))
      }
      return try x.bernoulli_(probability: call.double(1), generator: call.generator(2))
    },
    .op("exponential_", "input, lambd=1.0, *, generator=None", .method) { call in
      try call.tensor(0).exponential_(rate: call.double(1), generator: call.generator(2))
    },
    .op("geometric_", "input, p, *, generator=None", .method) { call in
      try call.tensor(0).geometric_(probability: call.double(1), generator: call.generator(2))
    },
    .op("cauchy_", "input, median=0.0, sigma=1.0, *, generator=None", .method) { call in
      try call.tensor(0).cauchy_(median: call.double(1), sigma: call.double(2), generator: call.generator(3))
    },
    .op("log_normal_", "input, mean=1.0, std=2.0, *, generator=None", .method) { call in
      try call.tensor(0).logNormal_(mean: call.double(1), std: call.double(2), generator: call.generator(3))
    },
    .op("random_", "input, from=None, to=None, *, generator=None", .method) { call in
      let first = try call.optionalInt(1)
      let second = try call.optionalInt(2)
      let (low, high) = second == nil ? (first == nil ? nil : 0, first) : (first ?? 0, second)
      return try call.tensor(0).random_(low: low, high: high, generator: call.generator(3))
    },
  ]
}
