import Script
import Tensors

/// Other views of the same elements, and putting tensors together or apart.
enum ShapingOps {
  static let ops: [Op] = [
    .op("reshape", "input, *shape", .method) { try $0.tensor(0).reshape($0.sizes(1)) },
    .op("reshape", "input, shape", .torch) { try $0.tensor(0).reshape($0.intList(1)) },
    .op("view", "input, *size", .method) { call in
      if call.rest.count == 1, let dtype = try call.machine.dtype(of: call.rest[0]) {
        let width = (call.rest[0].object as? DTypeObject)?.width ?? .int64
        return try call.tensor(0).reinterpreted(dtype, width)
      }
      return try call.tensor(0).view(call.sizes(1))
    },
    .op("reshape_as", "input, other", .method) { try $0.tensor(0).reshape(Array($0.tensor(1).shape)) },
    .op("view_as", "input, other", .method) { try $0.tensor(0).view(Array($0.tensor(1).shape)) },
    .op("permute", "input, *dims", .method) { try $0.tensor(0).permute($0.sizes(1)) },
    .op("permute", "input, dims", .torch) { try $0.tensor(0).permute($0.intList(1)) },
    .op("transpose", "input, dim0, dim1", .both) { try $0.tensor(0).transpose($0.int(1), $0.int(2)) },
    .op("swapaxes", "input, axis0, axis1", .both) { try $0.tensor(0).transpose($0.int(1), $0.int(2)) },
    .op("swapdims", "input, dim0, dim1", .both) { try $0.tensor(0).transpose($0.int(1), $0.int(2)) },
    .op("t", "input", .both) { try matrixTranspose($0.tensor(0)) },
    .unary("adjoint", .both) { try $0.transpose(-2, -1) },
    .op("squeeze", "input, dim=None", .both) { call in
      guard let dims = try call.optionalInts(1) else { return try call.tensor(0).squeeze() }
      return try call.tensor(0).squeeze(dims)
    },
    .op("unsqueeze", "input, dim", .both) { try $0.tensor(0).unsqueeze($0.int(1)) },
    .op("flatten", "input, start_dim=0, end_dim=-1", .both) {
      try $0.tensor(0).flatten(from: $0.int(1), to: $0.int(2))
    },
    .unary("ravel", .both) { try $0.reshape([-1]) },
    .op("unflatten", "input, dim, sizes", .both) {
      try $0.tensor(0).unflatten(dim: $0.int(1), sizes: $0.ints(2))
    },
    .op("expand", "input, *size", .method) { try $0.tensor(0).expand($0.sizes(1)) },
    .op("expand_as", "input, other", .method) { try $0.tensor(0).expand(Array($0.tensor(1).shape)) },
    .op("broadcast_to", "input, size", .both) { try $0.tensor(0).expand($0.ints(1)) },
    .call("broadcast_tensors", "*tensors", .torch) { call in
      let tensors = try call.variadicTensors(0)
      var shape = Tensors.Shape()
      for tensor in tensors { shape = try broadcast(shape, tensor.shape) }
      return .tuple(try tensors.map { .tensor(try $0.expand(Array(shape))) })
    },
    .call("broadcast_shapes", "*shapes", .torch) { call in
      var shape = Tensors.Shape()
      for value in call.rest {
        guard let sizes = value.wholeNumbers ?? value.wholeNumber.map({ [$0] }) else {
          throw call.wrongType(0, "tuple of ints", value)
        }
        shape = try broadcast(shape, Tensors.Shape(checking: sizes))
      }
      return .object(SizeObject(shape))
    },
    .op("repeat", "input, *repeats", .method) { try $0.tensor(0).repeat($0.sizes(1)) },
    .op("tile", "input, *dims", .method) { try $0.tensor(0).tile($0.sizes(1)) },
    .op("tile", "input, dims", .torch) { try $0.tensor(0).tile($0.ints(1)) },
    .op("repeat_interleave", "input, repeats=None, dim=None, *, output_size=None", .both) { call in
      if call.isNone(1) {
        // With one argument: each place as often as it says.
        let repeats = try call.tensor(0)
        return try Tensor.arange(.int(0), .int(repeats.count)).repeatInterleave(repeats, dim: 0)
      }
      if let repeats = call[1].tensor, repeats.rank > 0 {
        return try call.tensor(0).repeatInterleave(repeats, dim: call.optionalInt(2))
      }
      return try call.tensor(0).repeatInterleave(call.int(1), dim: call.optionalInt(2))
    },
    .op("cat", "tensors, dim=0", .torch, cat),
    .op("concat", "tensors, dim=0", .torch, cat),
    .op("concatenate", "tensors, dim=0", .torch, cat),
    .op("stack", "tensors, dim=0", .torch) { call in
      let tensors = try call.tensors(0)
      for tensor in tensors where tensor.shape != tensors[0].shape {
        throw TensorError.shapeMismatch(op: "stack", tensors[0].shape, tensor.shape)
      }
      return try Tensor.stack(tensors, dim: call.int(1))
    },
    .op("hstack", "tensors", .torch) { call in
      let parts = try call.tensors(0).map { $0.rank == 0 ? try $0.reshape([1]) : $0 }
      return try Tensor.cat(parts, dim: (parts.first?.rank ?? 1) == 1 ? 0 : 1)
    },
    .op("vstack", "tensors", .torch) { call in
      try Tensor.cat(call.tensors(0).map { $0.rank < 2 ? try $0.reshape([1, -1]) : $0 }, dim: 0)
    },
    .op("row_stack", "tensors", .torch) { call in
      try Tensor.cat(call.tensors(0).map { $0.rank < 2 ? try $0.reshape([1, -1]) : $0 }, dim: 0)
    },
    .op("column_stack", "tensors", .torch) { call in
      try Tensor.cat(call.tensors(0).map { $0.rank < 2 ? try $0.reshape([-1, 1]) : $0 }, dim: 1)
    },
    .op("dstack", "tensors", .torch) { call in
      try Tensor.cat(
        call.tensors(0).map {
          switch $0.rank {
          case 0, 1: try $0.reshape([1, -1, 1])
          case 2: try $0.unsqueeze(2)
          default: $0
          }
        }, dim: 2)
    },
    .call("split", "input, split_size_or_sections, dim=0", .torch, split),
    .call("split", "input, split_size, dim=0", .method, split),
    .call("split_with_sizes", "input, split_sizes, dim=0", .both) {
      list(try $0.tensor(0).split(sizes: $0.ints(1), dim: $0.int(2)), "SplitWithSizesBackward0")
    },
    .call("chunk", "input, chunks, dim=0", .both) {
      list(try $0.tensor(0).chunk($0.int(1), dim: $0.int(2)), "SplitBackward0")
    },
    .call("tensor_split", "input, indices_or_sections, dim=0", .both) { try sections($0, dim: $0.int(2)) },
    .call("hsplit", "input, indices_or_sections", .both) {
      try sections($0, dim: $0.tensor(0).rank > 1 ? 1 : 0)
    },
    .call("vsplit", "input, indices_or_sections", .both) { try sections($0, dim: 0) },
    .call("dsplit", "input, indices_or_sections", .both) { try sections($0, dim: 2) },
    .call("unbind", "input, dim=0", .both) {
      list(try $0.tensor(0).unbind(dim: $0.int(1)), "UnbindBackward0")
    },
    .op("narrow", "input, dim, start, length", .both) {
      try $0.tensor(0).narrow(dim: $0.int(1), start: $0.int(2), length: $0.int(3))
    },
    .op("select", "input, dim, index", .both) { try $0.tensor(0).select(dim: $0.int(1), index: $0.int(2)) },
    .op("unfold", "input, dimension, size, step", .method) {
      try $0.tensor(0).unfold(dim: $0.int(1), size: $0.int(2), step: $0.int(3))
    },
    .op("roll", "input, shifts, dims=None", .both) { call in
      try call.tensor(0).roll(call.ints(1), dims: call.optionalInts(2) ?? []).shown(as: "RollBackward0")
    },
    .op("flip", "input, *dims", .method) { try $0.tensor(0).flip($0.sizes(1)) },
    .op("flip", "input, dims", .torch) { try $0.tensor(0).flip($0.intList(1)) },
    .op("fliplr", "input", .both) { call in
      let x = try call.tensor(0)
      guard x.rank >= 2 else { throw TensorError.rankRange(op: "fliplr", atLeast: 2, got: x.shape) }
      return try x.flip([1])
    },
    .op("flipud", "input", .both) { call in
      let x = try call.tensor(0)
      guard x.rank >= 1 else { throw TensorError.rankRange(op: "flipud", atLeast: 1, got: x.shape) }
      return try x.flip([0])
    },
    .op("rot90", "input, k=1, dims=None", .both) { call in
      let x = try call.tensor(0)
      let dims = try call.optionalInts(2) ?? [0, 1]
      guard dims.count == 2 else { throw call.wrongType(2, "tuple of 2 ints") }
      guard x.rank >= 2 else { throw TensorError.rankRange(op: "rot90", atLeast: 2, got: x.shape) }
      switch ((try call.int(1) % 4) + 4) % 4 {
      case 1: return try x.flip([dims[1]]).transpose(dims[0], dims[1])
      case 2: return try x.flip(dims)
      case 3: return try x.flip([dims[0]]).transpose(dims[0], dims[1])
      default: return try x.clone()
      }
    },
    .op("movedim", "input, source, destination", .both) { try $0.tensor(0).movedim($0.ints(1), $0.ints(2)) },
    .op("moveaxis", "input, source, destination", .both) { try $0.tensor(0).movedim($0.ints(1), $0.ints(2)) },
    .op("tril", "input, diagonal=0", .all) { try $0.tensor(0).tril(diagonal: $0.diagonal(1)) },
    .op("triu", "input, diagonal=0", .all) { try $0.tensor(0).triu(diagonal: $0.diagonal(1)) },
    .op("diag", "input, diagonal=0", .both) { call in
      let x = try call.tensor(0)
      let result = try x.diag(call.diagonal(1))
      return x.rank == 1 ? result.shown(as: "DiagEmbedBackward0") : result
    },
    .op("diagflat", "input, offset=0", .both) { try $0.tensor(0).reshape([-1]).diag($0.diagonal(1)) },
    .op("diag_embed", "input, offset=0, dim1=-2, dim2=-1", .both) { call in
      try call.tensor(0).diagEmbed(offset: call.diagonal(1), dim1: call.int(2), dim2: call.int(3))
    },
    .op("diagonal", "input, offset=0, dim1=0, dim2=1", [.torch, .method]) { call in
      try call.tensor(0).diagonal(offset: call.diagonal(1), dim1: call.int(2), dim2: call.int(3))
    },
    .unary("trace", .both) { try $0.diagonal().sum().shown(as: "TraceBackward0") },
    .call("meshgrid", "*tensors, indexing=None", .torch) { call in
      let tensors = try call.variadicTensors(0)
      for tensor in tensors where tensor.dtype != tensors[0].dtype {
        throw TensorError.dtypeMismatch(op: "meshgrid", tensors[0].dtype, tensor.dtype)
      }
      return .tuple(
        try Tensor.meshgrid(tensors, indexing: call.optionalString(1) ?? "ij").map { .tensor($0) })
    },
    .op("cartesian_prod", "*tensors", .torch) { call in
      let tensors = try call.variadicTensors(0)
      if tensors.count == 1 { return tensors[0] }
      return try Tensor.stack(Tensor.meshgrid(tensors, indexing: "ij").map { try $0.reshape([-1]) }, dim: 1)
    },
    .op("block_diag", "*tensors", .torch) { try Tensor.blockDiagonal($0.variadicTensors(0)) },
    .call("atleast_1d", "*tensors", .torch) { call in
      try each(call) { $0.rank == 0 ? try $0.reshape([1]) : $0 }
    },
    .call("atleast_2d", "*tensors", .torch) { call in
      try each(call) { $0.rank < 2 ? try $0.reshape([1, -1]) : $0 }
    },
    .call("atleast_3d", "*tensors", .torch) { call in
      try each(call) {
        switch $0.rank {
        case 0, 1: try $0.reshape([1, -1, 1])
        case 2: try $0.unsqueeze(2)
        default: $0
        }
      }
    },
    .op("select_scatter", "input, src, dim, index", .both) { call in
      let result = try call.tensor(0).clone()
      _ = try result.select(dim: call.int(2), index: call.int(3)).copy_(call.tensor(1))
      return result
    },
    .op("slice_scatter", "input, src, dim=0, start=None, end=None, step=1", .both) { call in
      let result = try call.tensor(0).clone()
      let dim = try Tensor.resolve(call.int(2), rank: result.rank)
      let whole = Array(repeating: IndexItem.slice(start: nil, stop: nil, step: nil), count: dim)
      let slice = IndexItem.slice(
        start: try call.optionalInt(3), stop: try call.optionalInt(4), step: try call.int(5))
      try result.setIndex(whole + [slice], call.tensor(1))
      return result
    },
    .op("diagonal_scatter", "input, src, offset=0, dim1=0, dim2=1", .both) { call in
      let result = try call.tensor(0).clone()
      _ = try result.diagonal(offset: call.diagonal(2), dim1: call.int(3), dim2: call.int(4)).copy_(
        call.tensor(1))
      return result
    },
    .op("narrow_copy", "input, dim, start, length", .both) {
      try $0.tensor(0).narrow(dim: $0.int(1), start: $0.int(2), length: $0.int(3)).clone()
    },
    .op("as_strided", "input, size, stride, storage_offset=None", .both) { call in
      try call.tensor(0).asStrided(call.ints(1), call.ints(2), offset: call.optionalInt(3))
    },
    .op("sum_to_size", "input, *size", .method) { call in
      let x = try call.tensor(0)
      let sizes = try call.sizes(1)
      let extra = x.rank - sizes.count
      guard extra >= 0, zip(x.shape.dropFirst(extra), sizes).allSatisfy({ $0 == $1 || $1 == 1 }) else {
        throw TensorError.expand(from: Tensors.Shape(sizes), to: x.shape)
      }
      let dims = x.shape.indices.filter { $0 < extra || (sizes[$0 - extra] == 1 && x.shape[$0] != 1) }
      return try dims.isEmpty ? x : x.sum(dims: dims, keepDim: true).reshape(sizes)
    },
    .op("combinations", "input, r=2, with_replacement=False", .torch) { call in
      let x = try call.tensor(0)
      let places = try Combinations.all(of: x.count, choosing: call.int(1), repeating: call.bool(2))
      let width = try call.int(1)
      let index = try Tensor.from(
        places.flatMap { $0.map { Scalar.int($0) } }, [places.count, width], dtype: .int64)
      return try x.take(index)
    },
    .op("contiguous", "input, *, memory_format=None", .method) { try $0.tensor(0).contiguous() },
    .op("clone", "input, *, memory_format=None", .both) { try $0.tensor(0).clone() },
    .unary("detach", .both) { $0.detach() },
  ]

  static func broadcast(_ a: Tensors.Shape, _ b: Tensors.Shape) throws -> Tensors.Shape {
    var result = a.count > b.count ? a : b
    for index in result.indices {
      let left = index - result.count + a.count >= 0 ? a[index - result.count + a.count] : 1
      let right = index - result.count + b.count >= 0 ? b[index - result.count + b.count] : 1
      guard left == right || left == 1 || right == 1 else { throw TensorError.broadcast(a, b) }
      result[index] = left == 1 ? right : left
    }
    return result
  }

  private static let cat: Op.TensorBody = { call in
    return try Tensor.cat(call.tensors(0), dim: call.int(1))
  }

  /// As many pieces as a number says, their sizes at most one apart, or pieces that end at the given places.
  private static func sections(_ call: borrowing OpCall, dim: Int) throws -> Value {
    let x = try call.tensor(0)
    guard x.rank > 0 else { throw TensorError.rankRange(op: call.bound.name, atLeast: 1, got: x.shape) }
    let place = try x.resolve(dim)
    let size = x.shape[place]
    var bounds: [Int]
    if let sections = call[1].wholeNumber {
      guard sections > 0 else {
        throw TensorError.argument(op: call.bound.name, name: "sections", value: "\(sections)")
      }
      // Most of so many parts would be empty; the list alone doesn't fit.
      guard sections < 1 << 24 else { throw TensorError.sizeOverflow([sections]) }
      let (each, extra) = size.quotientAndRemainder(dividingBy: sections)
      guard extra == 0 || call.bound.name == "tensor_split" else {
        throw TensorError.argument(op: call.bound.name, name: "sections", value: "\(sections)")
      }
      bounds = (1..<max(sections, 1)).map { $0 * each + min($0, extra) }
    } else {
      bounds = try call.ints(1).map { min(max($0 < 0 ? $0 + size : $0, 0), size) }
    }
    bounds = [0] + bounds + [size]
    return list(
      try zip(bounds, bounds.dropFirst()).map {
        try x.narrow(dim: place, start: min($0, $1), length: max($1 - $0, 0))
      })
  }

  private static let split: Op.Body = { call in
    if let size = call[1].wholeNumber {
      return list(try call.tensor(0).split(size: size, dim: call.int(2)), "SplitBackward0")
    }
    return list(try call.tensor(0).split(sizes: call.ints(1), dim: call.int(2)), "SplitWithSizesBackward0")
  }

  /// PyTorch returns tuples of tensors.
  private static func list(_ tensors: [Tensor], _ gradient: StaticString? = nil) -> Value {
    .tuple(tensors.map { tensor in .tensor(gradient.map { tensor.shown(as: $0) } ?? tensor) })
  }

  /// The same done with one tensor, or with each of several.
  private static func each(_ call: borrowing OpCall, _ body: (Tensor) throws -> Tensor) throws -> Value {
    let results = try call.variadicTensors(0).map(body)
    let isOne = call.rest.count == 1 && call.rest[0].tensor != nil
    return isOne ? .tensor(results[0]) : .tuple(results.map { .tensor($0) })
  }

  static func matrixTranspose(_ x: Tensor) throws -> Tensor {
    guard x.rank <= 2 else { throw TensorError.rankMismatch(op: "t", expected: 2, got: x.rank) }
    return x.rank < 2 ? x : try x.transpose(0, 1)
  }

}
