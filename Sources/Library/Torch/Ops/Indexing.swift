import Script
import Tensors

/// Choosing and changing elements by their places.
enum IndexingOps {
  static let ops: [Op] = [
    .op("gather", "input, dim, index, *, sparse_grad=False", .both) {
      try $0.tensor(0).gather(dim: $0.int(1), $0.tensor(2))
    },
    .op("take_along_dim", "input, indices, dim=None", .both) { call in
      let (x, index) = (try call.tensor(0), try call.tensor(1))
      guard let dim = try call.optionalInt(2) else {
        return try x.reshape([-1]).gather(dim: 0, index.reshape([-1]))
      }
      // Both are stretched to one shape in all other dimensions.
      let place = try x.resolve(dim)
      guard x.rank == index.rank, x.rank > 0 else {
        throw TensorError.gatherRank(index: index.rank, input: x.rank)
      }
      var (sizes, places) = (x.shape, index.shape)
      (sizes[place], places[place]) = (1, 1)
      let common = try Tensors.Shape.broadcast(sizes, places)
      (sizes, places) = (common, common)
      (sizes[place], places[place]) = (x.shape[place], index.shape[place])
      return try x.expand(Array(sizes)).gather(dim: place, index.expand(Array(places)))
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
    .op("index_copy", "input, dim, index, source", .all) { call in
      let (x, source) = (try call.tensor(0), try call.tensor(3))
      try call.sameTypes("index_copy", 0, 3)
      guard x.rank == source.rank || x.rank == 0 || source.rank == 0 else {
        throw TensorError.indexDType(source.dtype)
      }
      return try x.indexCopy(dim: call.int(1), call.tensor(2), source)
    },
    .op("index_fill", "input, dim, index, value", .all) { call in
      let index = try call.tensor(2)
      guard index.dtype == .int64, index.width == .int64 else { throw TensorError.indexDType(index.dtype) }
      let value = try call[3].tensor.map { value throws in try value.item() } ?? call.scalar(3)
      return try call.tensor(0).indexFill(dim: call.int(1), index, value: value)
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
    .op(
      "searchsorted", "sorted_sequence, input, *, out_int32=False, right=False, side=None, sorter=None",
      .torch
    ) { call in
      let side = try call.optionalString(4)
      guard side == nil || side == "left" || side == "right" else {
        throw call.machine.error(
          .runtimeError,
          "torch.searchsorted(): side can only be 'left' or 'right' but got \(side ?? "")")
      }
      if try side == "left" && call.bool(3) {
        throw call.machine.error(
          .runtimeError,
          "torch.searchsorted(): side and right can't be set to opposites, got side of left while right was True"
        )
      }
      let places = try call.tensor(0).searchSorted(
        ArithmeticOps.operand(call, 1), right: call.bool(3) || side == "right",
        sorter: call.optionalTensor(5))
      return try places.integers(call.bool(2) ? .int32 : .int64)
    },
    .op("bucketize", "input, boundaries, *, out_int32=False, right=False", .torch) { call in
      let boundaries = try call.tensor(1)
      guard boundaries.rank == 1 else {
        throw TensorError.rankMismatch(op: "bucketize", expected: 1, got: boundaries.rank)
      }
      return try boundaries.searchSorted(ArithmeticOps.operand(call, 0), right: call.bool(3))
        .integers(call.bool(2) ? .int32 : .int64)
    },
    .op("isin", "elements, test_elements, *, assume_unique=False, invert=False", .torch) { call in
      let x = try ArithmeticOps.operand(call, 0)
      let tests = try ArithmeticOps.operand(call, 1).reshape([-1])
      let found = try x.unsqueeze(-1).eq(tests).any(dim: -1)
      return try call.bool(3) ? found.logicalNot() : found
    },
  ]
}
