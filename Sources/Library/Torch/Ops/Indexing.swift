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
      if let mode = try call.optionalString(5), mode != "add" {
        throw call.machine.exception(RefusalMessage.absent(name: "scatter(reduce=\"\(mode)\")", instead: nil))
      }
      let adds = !call.isNone(5)
      let value = call.isNone(3) ? call[4] : call[3]
      if let source = value.tensor {
        return try adds
          ? x.scatterAdd(dim: dim, index, source) : x.scatter(dim: dim, index, source)
      }
      guard let number = value.numberOperand else { throw call.wrongType(3, "Tensor") }
      if adds {
        let source = try Tensor.full(index.shape, number, dtype: x.dtype)
        return try x.scatterAdd(dim: dim, index, source)
      }
      return try x.scatter(dim: dim, index, value: number)
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
        dim: call.int(1), call.tensor(2), source, alpha: alpha)
    },
    .op("index_copy", "input, dim, index, source", .all) {
      try $0.tensor(0).indexCopy(dim: $0.int(1), $0.tensor(2), $0.tensor(3))
    },
    .op("index_fill", "input, dim, index, value", .all) {
      try $0.tensor(0).indexFill(dim: $0.int(1), $0.tensor(2), value: $0.scalar(3))
    },
    .op("masked_fill", "input, mask, value", .all) { call in
      if let value = call[2].tensor { return try call.tensor(0).maskedFill(call.tensor(1), value: value) }
      return try call.tensor(0).maskedFill(call.tensor(1), value: call.scalar(2))
    },
    .op("masked_select", "input, mask", .both) { try $0.tensor(0).maskedSelect($0.tensor(1)) },
    .op("masked_scatter", "input, mask, source", .all) {
      try $0.tensor(0).maskedScatter($0.tensor(1), $0.tensor(2))
    },
    .op("take", "input, index", .both) { try $0.tensor(0).take($0.tensor(1)) },
    .call("nonzero", "input, *, as_tuple=False", .both) { call in
      if try call.bool(1) { return .tuple(try call.tensor(0).nonzeroTuple().map { .tensor($0) }) }
      return .tensor(try call.tensor(0).nonzero())
    },
    .op("argwhere", "input", .both) { try $0.tensor(0).nonzero() },
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
