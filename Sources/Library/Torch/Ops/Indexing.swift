import Script
import Tensors

/// Choosing and changing elements by their places.
enum IndexingOps {
  static let ops: [Op] = [
    .op("gather", "input, dim, index, *, sparse_grad=False", .both) {
      try $0.tensor(0).gather(dim: $0.int(1), $0.tensor(2))
    },
    .op("take_along_dim", "input, indices, dim=None", .both) { call in
      guard let dim = try call.optionalInt(2) else {
        return try call.tensor(0).reshape([-1]).gather(dim: 0, call.tensor(1).reshape([-1]))
      }
      return try call.tensor(0).gather(dim: dim, call.tensor(1))
    },
    .op("scatter", "input, dim, index, src=None, *, value=None, reduce=None", .all) { call in
      let (x, dim, index) = (try call.tensor(0), try call.int(1), try call.tensor(2))
      let value = call.isNone(3) ? call[4] : call[3]
      guard let mode = try call.optionalString(5) else {
        if let source = value.tensor { return try x.scatter(dim: dim, index, source) }
        guard let number = value.numberOperand else { throw call.wrongType(3, "Tensor") }
        return try x.scatter(dim: dim, index, value: number)
      }
      let known = ["add": ScatterReduction.sum, "multiply": .prod]
      guard let reduction = known[mode] else {
        throw call.machine.error(.runtimeError, "reduce argument must be either add or multiply.")
      }
      if let source = value.tensor { return try x.scatterReduce(dim: dim, index, source, reduction) }
      guard let number = value.numberOperand else { throw call.wrongType(3, "Tensor") }
      return try x.scatterReduce(dim: dim, index, Tensor.full(index.shape, number, dtype: x.dtype), reduction)
    },
    .op("scatter_reduce", "input, dim, index, src, reduce, *, include_self=True", .all) { call in
      guard let reduction = ScatterReduction(rawValue: try call.string(4)) else {
        throw call.machine.error(
          .runtimeError,
          "reduce argument must be either sum, prod, mean, amax or amin, got \(try call.string(4))")
      }
      return try call.tensor(0).scatterReduce(
        dim: call.int(1), call.tensor(2), call.tensor(3), reduction, includesSelf: call.bool(5))
    },
    .op("index_reduce", "input, dim, index, source, reduce, *, include_self=True", .all) { call in
      let (x, source, index) = (try call.tensor(0), try call.tensor(3), try call.tensor(2))
      let dim = try x.resolve(call.int(1))
      guard let reduction = ScatterReduction(rawValue: try call.string(4)), reduction != .sum else {
        throw call.machine.error(
          .runtimeError,
          "reduce argument must be either prod, mean, amax or amin, got \(try call.string(4)).")
      }
      let sizes = (0..<source.rank).map { $0 == dim ? index.count : 1 }
      return try x.scatterReduce(
        dim: dim, index.reshape(sizes).expand(Array(source.shape)), source, reduction,
        includesSelf: call.bool(5))
    },
    .op("scatter_add", "input, dim, index, src", .all) {
      try $0.tensor(0).scatterAdd(dim: $0.int(1), $0.tensor(2), $0.tensor(3))
    },
    .op("index_select", "input, dim, index", .both) {
      try $0.tensor(0).indexSelect(dim: $0.int(1), $0.tensor(2))
    },
    .op("index_add", "input, dim, index, source, *, alpha=1", .all) { call in
      let source = try call.tensor(3)
      let alpha = try call.scalar(4)
      return try call.tensor(0).indexAdd(
        dim: call.int(1), call.tensor(2), source, alpha: alpha
      ).shown(as: "IndexAddBackward0")
    },
    .op("index_copy", "input, dim, index, source", .all) {
      try $0.tensor(0).indexCopy(dim: $0.int(1), $0.tensor(2), $0.tensor(3))
    },
    .op("index_fill", "input, dim, index, value", .all) {
      try $0.tensor(0).indexFill(dim: $0.int(1), $0.tensor(2), value: $0.scalar(3))
    },
    .op("index_put", "input, indices, values, accumulate=False", .both) { call in
      let x = try call.tensor(0).clone()
      try x.indexPut_(call.tensors(1), call.tensor(2), accumulate: call.bool(3))
      return x
    },
    .op("put", "input, index, source, accumulate=False", .all) { call in
      let x = try call.tensor(0)
      let flat = try x.reshape([-1]).clone()
      let index = try call.tensor(1).reshape([-1])
      try flat.indexPut_([index], call.tensor(2).reshape([-1]), accumulate: call.bool(3))
      return try flat.reshape(Array(x.shape))
    },
    .op("masked_fill", "input, mask, value", .all) { call in
      if let value = call[2].tensor { return try call.tensor(0).maskedFill(call.tensor(1), value: value) }
      return try call.tensor(0).maskedFill(call.tensor(1), value: call.scalar(2))
    },
    .op("masked_select", "input, mask", .both) { try $0.tensor(0).maskedSelect($0.tensor(1)) },
    .op("masked_scatter", "input, mask, source", .all) { call in
      let (x, mask) = (try call.tensor(0), try call.tensor(1))
      let shape = try Tensors.Shape.broadcast(x.shape, mask.shape)
      return try x.expand(Array(shape)).maskedScatter(mask, call.tensor(2))
    },
    .op("take", "input, index", .both) { try $0.tensor(0).take($0.tensor(1)) },
    .call("nonzero", "input, *, as_tuple=False", .both) { call in
      if try call.bool(1) { return .tuple(try call.tensor(0).nonzeroTuple().map { .tensor($0) }) }
      return .tensor(try call.tensor(0).nonzero())
    },
    .unary("argwhere", .both) { try $0.nonzero() },
    .op("searchsorted", "sorted_sequence, input, *, right=False", .torch) { call in
      try call.tensor(0).searchSorted(ArithmeticOps.operand(call, 1), right: call.bool(2))
    },
    .op("bucketize", "input, boundaries, *, right=False", .torch) { call in
      try call.tensor(1).searchSorted(ArithmeticOps.operand(call, 0), right: call.bool(2))
    },
    .op("isin", "elements, test_elements, *, assume_unique=False, invert=False", .torch) { call in
      let x = try ArithmeticOps.operand(call, 0)
      let tests = try ArithmeticOps.operand(call, 1).reshape([-1])
      let found = try x.unsqueeze(-1).eq(tests).any(dim: -1)
      return try call.bool(3) ? found.logicalNot() : found
    },
  ]
}
