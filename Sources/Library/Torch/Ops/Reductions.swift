import Script
import Tensors

/// Sums, means, extremes: what makes fewer numbers of many, and sorting.
enum ReductionOps {
  static let ops: [Op] = [
    .op("sum", "input, dim=None, keepdim=False, *, dtype=None", .both) { call in
      try call.withTensor(0) {
        try $0.sum(dims: call.optionalInts(1), keepDim: call.bool(2), dtype: call.dtype(3))
      }
    },
    .op("nansum", "input, dim=None, keepdim=False, *, dtype=None", .both) { call in
      try call.tensor(0).nanToNum(nan: 0, posinf: .infinity, neginf: -.infinity)
        .sum(dims: call.optionalInts(1), keepDim: call.bool(2), dtype: call.dtype(3))
    },
    .op("mean", "input, dim=None, keepdim=False, *, dtype=None", .both) { call in
      try call.withTensor(0) {
        try $0.mean(dims: call.optionalInts(1), keepDim: call.bool(2), dtype: call.dtype(3))
      }
    },
    .op("nanmean", "input, dim=None, keepdim=False, *, dtype=None", .both) { call in
      let x = try call.tensor(0)
      let dims = try call.optionalInts(1)
      let keep = try call.bool(2)
      let known = try x.isnan().logicalNot().sum(dims: dims, keepDim: keep)
      return try x.nanToNum(nan: 0, posinf: .infinity, neginf: -.infinity)
        .sum(dims: dims, keepDim: keep, dtype: call.dtype(3)).div(known)
    },
    .op("prod", "input, dim=None, keepdim=False, *, dtype=None", .both) { call in
      try call.tensor(0).prod(dim: call.optionalInt(1), keepDim: call.bool(2), dtype: call.dtype(3))
    },
    .op("var", "input, dim=None, unbiased=None, keepdim=False, *, correction=None", .both) { call in
      let (dims, correction, keep) = try spread(call)
      return try call.tensor(0).variance(dims: dims, correction: correction, keepDim: keep)
    },
    .op("std", "input, dim=None, unbiased=None, keepdim=False, *, correction=None", .both) { call in
      let (dims, correction, keep) = try spread(call)
      return try call.tensor(0).std(dims: dims, correction: correction, keepDim: keep)
    },
    .call("var_mean", "input, dim=None, unbiased=None, keepdim=False, *, correction=None", .torch) { call in
      let (dims, correction, keep) = try spread(call)
      let x = try call.tensor(0)
      return .tuple([
        .tensor(
          try x.variance(dims: dims, correction: correction, keepDim: keep).shown(as: "VarMeanBackward0")),
        .tensor(try x.mean(dims: dims, keepDim: keep).shown(as: "VarMeanBackward0")),
      ])
    },
    .call("std_mean", "input, dim=None, unbiased=None, keepdim=False, *, correction=None", .torch) { call in
      let (dims, correction, keep) = try spread(call)
      let x = try call.tensor(0)
      return .tuple([
        .tensor(try x.std(dims: dims, correction: correction, keepDim: keep).shown(as: "StdMeanBackward0")),
        .tensor(try x.mean(dims: dims, keepDim: keep).shown(as: "StdMeanBackward0")),
      ])
    },
    .call("max", "input, dim=None, keepdim=False, other=None", .both) { call in
      if let other = call[1].tensor ?? call[3].tensor,
        call[1].tensor.map({ $0.rank > 0 || $0.dtype != .int64 }) ?? true
      {
        return .tensor(try call.tensor(0).maximum(other))
      }
      guard let dim = try call.optionalInt(1) else { return .tensor(try call.tensor(0).max()) }
      let (values, indices) = try call.tensor(0).max(dim: dim, keepDim: call.bool(2))
      return pair("max", values, indices)
    },
    .call("min", "input, dim=None, keepdim=False, other=None", .both) { call in
      if let other = call[1].tensor ?? call[3].tensor,
        call[1].tensor.map({ $0.rank > 0 || $0.dtype != .int64 }) ?? true
      {
        return .tensor(try call.tensor(0).minimum(other))
      }
      guard let dim = try call.optionalInt(1) else { return .tensor(try call.tensor(0).min()) }
      let (values, indices) = try call.tensor(0).min(dim: dim, keepDim: call.bool(2))
      return pair("min", values, indices)
    },
    .op("amax", "input, dim=None, keepdim=False", .both) { call in
      try refuseEmpty(call, "amax")
      return try call.tensor(0).amax(dims: call.optionalInts(1), keepDim: call.bool(2))
    },
    .op("amin", "input, dim=None, keepdim=False", .both) { call in
      try refuseEmpty(call, "amin")
      return try call.tensor(0).amin(dims: call.optionalInts(1), keepDim: call.bool(2))
    },
    .call("aminmax", "input, *, dim=None, keepdim=False", .both) { call in
      let dims = try call.optionalInt(1).map { [$0] }
      let keep = try call.bool(2)
      return .named(
        "aminmax", ["min", "max"],
        [
          .tensor(try call.tensor(0).amin(dims: dims, keepDim: keep)),
          .tensor(try call.tensor(0).amax(dims: dims, keepDim: keep)),
        ])
    },
    .op("argmax", "input, dim=None, keepdim=False", .both) { call in
      try call.tensor(0).argmax(dim: call.optionalInt(1), keepDim: call.bool(2))
    },
    .op("argmin", "input, dim=None, keepdim=False", .both) { call in
      try call.tensor(0).argmin(dim: call.optionalInt(1), keepDim: call.bool(2))
    },
    .call("median", "input, dim=None, keepdim=False", .both) { call in
      guard let dim = try call.optionalInt(1) else { return .tensor(try call.tensor(0).median()) }
      let (values, indices) = try call.tensor(0).median(dim: dim, keepDim: call.bool(2))
      return pair("median", values, indices)
    },
    .call("mode", "input, dim=-1, keepdim=False", .both) { call in
      let (values, indices) = try call.tensor(0).mode(dim: call.int(1), keepDim: call.bool(2))
      return pair("mode", values, indices)
    },
    .op("quantile", "input, q, dim=None, keepdim=False, *, interpolation='linear'", .both) { call in
      let x = try call.tensor(0)
      let q = try call[1].tensor ?? Tensor.full([], call.scalar(1), dtype: x.dtype)
      guard let interpolation = Tensor.Interpolation(rawValue: try call.string(4)) else {
        throw call.machine.exception(
          OpCallMessage.value(
            function: "quantile", argument: "interpolation", value: try call.string(4),
            allowed: Tensor.Interpolation.allCases.map { "'\($0.rawValue)'" }))
      }
      return try x.quantile(q, dim: call.optionalInt(2), keepDim: call.bool(3), interpolation: interpolation)
    },
    .op("nanquantile", "input, q, dim=None, keepdim=False, *, interpolation='linear'", .both) { call in
      let x = try call.tensor(0)
      let q = try call[1].tensor ?? Tensor.full([], call.scalar(1), dtype: x.dtype)
      return try x.nanquantile(
        q, dim: call.optionalInt(2), keepDim: call.bool(3),
        interpolation: call.choice(4, Tensor.Interpolation.self))
    },
    .op("logsumexp", "input, dim, keepdim=False", [.torch, .method, .special]) { call in
      try call.tensor(0).logSumExp(dims: call.ints(1), keepDim: call.bool(2))
    },
    .op("all", "input, dim=None, keepdim=False", .both) { call in
      try quantified(call) { try $0.all(dim: $1, keepDim: $2) }
    },
    .op("any", "input, dim=None, keepdim=False", .both) { call in
      try quantified(call) { try $0.any(dim: $1, keepDim: $2) }
    },
    .op("count_nonzero", "input, dim=None", .both) { call in
      try call.tensor(0).ne(.int(0)).sum(dims: call.optionalInts(1), keepDim: false)
    },
    .op("cumsum", "input, dim, *, dtype=None", .all) { call in
      try call.tensor(0).cumsum(dim: call.int(1), dtype: call.dtype(2))
    },
    .op("cumprod", "input, dim, *, dtype=None", .all) { call in
      try call.tensor(0).cumprod(dim: call.int(1), dtype: call.dtype(2))
    },
    .call("cummax", "input, dim", .both) { call in
      let (values, indices) = try call.tensor(0).cummax(dim: call.int(1))
      return pair("cummax", values, indices)
    },
    .call("cummin", "input, dim", .both) { call in
      let (values, indices) = try call.tensor(0).cummin(dim: call.int(1))
      return pair("cummin", values, indices)
    },
    .op("logcumsumexp", "input, dim", .both) { try $0.tensor(0).logcumsumexp(dim: $0.int(1)) },
    .op("histc", "input, bins=100, min=0, max=0", .both) { call in
      try call.tensor(0).histc(bins: call.int(1), min: call.double(2), max: call.double(3))
    },
    .op("bincount", "input, weights=None, minlength=0", .both) { call in
      try call.tensor(0).bincount(weights: call.optionalTensor(1), minLength: call.int(2))
    },
    .call(
      "unique", "input, sorted=True, return_inverse=False, return_counts=False, dim=None", .both
    ) { call in
      let x = try call.tensor(0)
      let (values, inverse, counts) =
        try call.optionalInt(4).map { dim throws in try x.unique(dim: dim) } ?? x.unique()
      var results = [Value.tensor(values)]
      if try call.bool(2) { results.append(.tensor(inverse)) }
      if try call.bool(3) { results.append(.tensor(counts)) }
      return results.count == 1 ? results[0] : .tuple(results)
    },
    .call("unique_consecutive", "input, return_inverse=False, return_counts=False, dim=None", .both) { call in
      let x = try call.tensor(0)
      let (values, inverse, counts) =
        try call.optionalInt(3).map { dim throws in try x.unique(dim: dim, consecutive: true) }
        ?? x.uniqueConsecutive()
      var results = [Value.tensor(values)]
      if try call.bool(1) { results.append(.tensor(inverse)) }
      if try call.bool(2) { results.append(.tensor(counts)) }
      return results.count == 1 ? results[0] : .tuple(results)
    },
    .call("nanmedian", "input, dim=None, keepdim=False", .both) { call in
      guard let dim = try call.optionalInt(1) else {
        if try call.bool(2) {
          throw call.machine.exception(
            OpCallMessage.missingArguments(function: "nanmedian", names: ["dim"]))
        }
        return .tensor(try call.tensor(0).nanmedian())
      }
      let (values, indices) = try call.tensor(0).nanmedian(dim: dim, keepDim: call.bool(2))
      return pair("nanmedian", values, indices)
    },
    .call("sort", "input, dim=-1, descending=False, stable=False", .both) { call in
      let (values, indices) = try call.tensor(0).sort(
        dim: call.int(1), descending: call.bool(2))
      return pair("sort", values, indices)
    },
    .unary("msort", .both) { try $0.sort(dim: 0).values },
    .op("argsort", "input, dim=-1, descending=False, stable=False", .both) { call in
      try call.tensor(0).sort(dim: call.int(1), descending: call.bool(2)).indices
    },
    .call("topk", "input, k, dim=-1, largest=True, sorted=True", .both) { call in
      let (values, indices) = try call.tensor(0).topk(
        call.int(1), dim: call.int(2), largest: call.bool(3))
      return pair("topk", values, indices)
    },
    .call("kthvalue", "input, k, dim=-1, keepdim=False", .both) { call in
      let (values, indices) = try call.tensor(0).kthvalue(
        call.int(1), dim: call.int(2), keepDim: call.bool(3))
      return pair("kthvalue", values, indices)
    },
    .op("softmax", "input, dim, dtype=None", [.torch, .method, .special]) { call in
      try converted(call, 2).softmax(dim: call.int(1))
    },
    .op("log_softmax", "input, dim, dtype=None", [.torch, .method, .special]) { call in
      try converted(call, 2).logSoftmax(dim: call.int(1))
    },
    .op("norm", "input, p='fro', dim=None, keepdim=False, dtype=None", .both) { call in
      try NormOps.norm(call)
    },
    .op("dist", "input, other, p=2", .both) { call in
      try call.tensor(0).sub(call.tensor(1)).vectorNorm(order: call.double(2), dims: nil, keepDim: false)
        .shown(as: "DistBackward0")
    },
    .op("cov", "input, *, correction=1, fweights=None, aweights=None", .both, covariance),
    .op("corrcoef", "input", .both) { call in
      let x = try floating(call)
      let rows = x.rank < 2 ? try x.reshape([1, -1]) : x
      let centred = try rows.sub(rows.mean(dims: [1], keepDim: true))
      let product = try centred.matmul(centred.transpose(0, 1))
      let scale = try product.diagonal().sqrt()
      let result = try product.div(scale.unsqueeze(1)).div(scale.unsqueeze(0)).clamp(
        min: .float(-1), max: .float(1))
      return rows.shape[0] == 1 ? try result.reshape([]) : result
    },
    .op("diff", "input, n=1, dim=-1, prepend=None, append=None", .both) { call in
      let (order, dim) = (try call.int(1), try call.int(2))
      let parts = try [call.optionalTensor(3), call.tensor(0), call.optionalTensor(4)].compactMap { $0 }
      var x = parts.count == 1 ? parts[0] : try Tensor.cat(parts, dim: dim)
      guard x.rank > 0 else { throw TensorError.rankRange(op: "diff", atLeast: 1, got: x.shape) }
      guard order >= 0 else { throw TensorError.argument(op: "diff", name: "n", value: "\(order)") }
      // Each step takes one element away; what is empty stays so.
      for _ in 0..<min(order, try x.size(dim: dim)) {
        let size = try x.size(dim: dim) - 1
        let (after, before) = (
          try x.narrow(dim: dim, start: 1, length: size), try x.narrow(dim: dim, start: 0, length: size)
        )
        x = x.dtype == .bool ? try after.ne(before) : try after.sub(before)
      }
      return x
    },
    .op("trapezoid", "y, x=None, *, dx=1.0, dim=-1", .torch, trapezoid),
    .op("trapz", "y, x=None, *, dx=1.0, dim=-1", .torch, trapezoid),
    .op("cumulative_trapezoid", "y, x=None, *, dx=1.0, dim=-1", .torch) { call in
      try trapezoids(call).cumsum(dim: call.int(3))
    },
    .op("renorm", "input, p, dim, maxnorm", .all) { call in
      let x = try call.tensor(0)
      let (dim, limit) = (try x.resolve(call.int(2)), try call.double(3))
      let others = (0..<x.rank).filter { $0 != dim }
      let norms = try x.vectorNorm(order: call.double(1), dims: others, keepDim: true)
      let scale = try norms.add(.float(1e-7)).rdiv(.float(limit))
      let one = try norms.detach().onesLike()
      return try x.mul(Tensor.where(norms.gt(.float(limit)), scale, one)).shown(as: "RenormBackward0")
    },
    .call("histogram", "input, bins, *, range=None, weight=None, density=False", .both) { call in
      try TensorHistogram.named(call)
    },
  ]

  /// Of no elements at all there is no extreme.
  private static func refuseEmpty(_ call: borrowing OpCall, _ op: String) throws {
    if call.isNone(1), try call.tensor(0).count == 0 { throw TensorError.emptyReduction(op: op) }
  }

  private static let trapezoid: Op.TensorBody = { call in
    try trapezoids(call).sum(dims: [call.int(3)], keepDim: false)
  }

  /// The areas under a curve between neighbouring points.
  private static func trapezoids(_ call: borrowing OpCall) throws -> Tensor {
    let y = try call.tensor(0)
    let dim = try y.resolve(call.int(3))
    guard y.rank > 0 else { throw TensorError.rankRange(op: "trapezoid", atLeast: 1, got: y.shape) }
    guard y.shape[dim] > 0 else { return try y.mul(.int(0)) }
    let size = y.shape[dim]
    let sums = try y.narrow(dim: dim, start: 1, length: size - 1).add(
      y.narrow(dim: dim, start: 0, length: size - 1))
    guard let x = try call.optionalTensor(1) else { return try sums.mul(.float(call.double(2) / 2)) }
    let along = x.rank == 1 ? -1 : dim
    let steps = try x.narrow(dim: along, start: 1, length: size - 1).sub(
      x.narrow(dim: along, start: 0, length: size - 1))
    let shape = x.rank == 1 ? [size - 1] + Array(repeating: 1, count: y.rank - 1 - dim) : Array(steps.shape)
    return try sums.mul(steps.reshape(shape)).div(.float(2))
  }

  /// A tensor of values and one of the places where they were found.
  private static func pair(_ name: String, _ values: Tensor, _ indices: Tensor) -> Value {
    .named(name, ["values", "indices"], [.tensor(values), .tensor(indices)])
  }

  /// `var(x, dim, unbiased, keepdim, correction=)`: the second argument may be `unbiased` when it is a bool.
  private static func spread(
    _ call: borrowing OpCall
  ) throws -> (dims: [Int]?, correction: Double, keepDim: Bool) {
    if case .bool(let unbiased) = call[1] { return (nil, unbiased ? 1 : 0, false) }
    var correction = try call.optionalDouble(4) ?? 1
    if case .bool(let unbiased) = call[2] { correction = unbiased ? 1 : 0 }
    return (try call.optionalInts(1), correction, try call.bool(3))
  }

  /// `all` or `any` over one dimension, several, or everything.
  private static func quantified(
    _ call: borrowing OpCall, _ one: (Tensor, Int?, Bool) throws -> Tensor
  ) throws -> Tensor {
    let answer = try quantifiedAsBools(call, one)
    let x = try call.tensor(0)
    // For uint8, which once stood for bool, the answer stays of that type.
    return try x.dtype == .int64 && x.width == .uint8 ? answer.to(.int64) : answer
  }

  private static func quantifiedAsBools(
    _ call: borrowing OpCall, _ one: (Tensor, Int?, Bool) throws -> Tensor
  ) throws -> Tensor {
    let x = try call.tensor(0)
    let keep = try call.bool(2)
    guard let dims = try call.optionalInts(1) else {
      let result = try one(x, nil, false)
      return keep ? try result.reshape(Array(repeating: 1, count: x.rank)) : result
    }
    var result = x
    for dim in try dims.map({ try x.resolve($0) }).sorted(by: >) { result = try one(result, dim, keep) }
    return dims.isEmpty ? try x.ne(.int(0)) : result
  }

  /// The first argument as floating-point numbers.
  private static func floating(_ call: borrowing OpCall) throws -> Tensor {
    let x = try call.tensor(0)
    return x.dtype.isFloatingPoint ? x : try x.to(call.machine.torch.defaultDType)
  }

  /// The covariances of the rows, each column an observation that counts `fweights` times and weighs `aweights`.
  private static func covariance(_ call: borrowing OpCall) throws -> Tensor {
    let x = try floating(call)
    let rows = x.rank < 2 ? try x.reshape([1, -1]) : x
    let correction = try call.double(1)
    let (counts, weights) = (try call.optionalTensor(2)?.to(x.dtype), try call.optionalTensor(3)?.to(x.dtype))
    let all = try [counts, weights].compactMap { $0 }.reduce(Tensor.ones([rows.shape[1]], dtype: x.dtype)) {
      try $0.mul($1)
    }
    let sum = try all.sum()
    let centred = try rows.sub(rows.mul(all).sum(dims: [1], keepDim: true).div(sum))
    // An observation's weight takes part in the correction, its count doesn't.
    let lost =
      try weights.map { weights throws in try all.mul(weights).sum().div(sum) }
      ?? Tensor.ones([], dtype: x.dtype)
    let divisor = try sum.sub(lost.mul(.float(correction))).clamp(min: .int(0))
    let product = try centred.matmul(centred.mul(all).transpose(0, 1)).div(divisor)
    return rows.shape[0] == 1 ? try product.reshape([]) : product
  }

  private static func converted(_ call: borrowing OpCall, _ index: Int) throws -> Tensor {
    let x = try call.tensor(0)
    guard let dtype = try call.dtype(index) else { return x }
    return try x.to(dtype)
  }
}

/// `torch.norm` and `torch.linalg.norm`.
enum NormOps {
  static func norm(_ call: borrowing OpCall) throws -> Tensor {
    let given = try call.tensor(0)
    let x = try call.dtype(4).map { dtype throws in try given.to(dtype) } ?? given
    let dims = try call.optionalInts(2)
    let keep = try call.bool(3)
    if let name = call[1].text {
      guard name == "fro" || name == "nuc" else {
        throw call.machine.exception(
          OpCallMessage.value(
            function: "norm", argument: "p", value: name, allowed: ["2", "1", "inf", "'fro'", "'nuc'"]))
      }
      if name == "nuc" { return try Linalg.svdvals(x).sum(dims: [-1], keepDim: false) }
      return try x.vectorNorm(order: 2, dims: dims, keepDim: keep)
    }
    return try x.vectorNorm(order: call.optionalDouble(1) ?? 2, dims: dims, keepDim: keep)
  }
}
