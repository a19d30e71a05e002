import Script
import Tensors

/// Products of matrices and vectors.
enum ProductOps {
  static let ops: [Op] = [
    .op("matmul", "input, other", [.torch, .method, .linalg]) { try $0.tensor(0).matmul($0.tensor(1)) },
    .op("mm", "input, mat2", .both) { call in
      let (a, b) = (try call.tensor(0), try call.tensor(1))
      guard a.rank == 2 && b.rank == 2 else {
        throw TensorError.matmulRank(op: "mm", lhs: a.shape, rhs: b.shape)
      }
      return try a.matmul(b)
    },
    .op("bmm", "input, mat2", .both) { call in
      let (a, b) = (try call.tensor(0), try call.tensor(1))
      guard a.rank == 3 && b.rank == 3 else {
        throw TensorError.matmulRank(op: "bmm", lhs: a.shape, rhs: b.shape)
      }
      guard a.shape[0] == b.shape[0] else { throw TensorError.matmulInner(lhs: a.shape, rhs: b.shape) }
      return try a.bmm(b)
    },
    .op("mv", "input, vec", .both) { call in
      let (a, b) = (try call.tensor(0), try call.tensor(1))
      guard a.rank == 2 && b.rank == 1 else {
        throw TensorError.matmulRank(op: "mv", lhs: a.shape, rhs: b.shape)
      }
      return try a.matmul(b)
    },
    .op("dot", "input, tensor", .both, dot),
    .op("vdot", "input, other", [.torch, .method], dot),
    .op("inner", "input, other", .both) { call in
      let (a, b) = (try call.tensor(0), try call.tensor(1))
      if a.rank == 0 || b.rank == 0 { return try a.mul(b) }
      return try a.tensordot(b, [a.rank - 1], [b.rank - 1])
    },
    .op("outer", "input, vec2", .both, outer),
    .op("ger", "input, vec2", .both, outer),
    .op("kron", "input, other", .both) { try $0.tensor(0).kron($0.tensor(1)) },
    .op("cross", "input, other, dim=-1", [.torch, .method, .linalg]) { call in
      let (a, b) = (try call.tensor(0), try call.tensor(1))
      let dim = try call.int(2)
      try call.sameTypes("cross", 0, 1)
      guard a.rank == b.rank, try a.size(dim: dim) == 3, try b.size(dim: dim) == 3 else {
        throw TensorError.shapeMismatch(op: "cross", a.shape, b.shape)
      }
      return try a.roll([-1], dims: [dim]).mul(b.roll([1], dims: [dim]))
        .sub(a.roll([1], dims: [dim]).mul(b.roll([-1], dims: [dim])))
    },
    .op("addmm", "input, mat1, mat2, *, beta=1, alpha=1", .all) { call in
      let (a, b) = (try call.tensor(1), try call.tensor(2))
      guard a.rank == 2 && b.rank == 2 else {
        throw TensorError.matmulRank(op: "mm", lhs: a.shape, rhs: b.shape)
      }
      try call.sameTypes("mm", 1, 2)
      try call.sameTypes("addmm", 0, 2)
      return try weighted(call, a.matmul(b)).shown(as: "AddmmBackward0")
    },
    .op("addmv", "input, mat, vec, *, beta=1, alpha=1", .all) {
      try $0.sameTypes("addmm", 0, 1, 2)
      return try weighted($0, $0.tensor(1).matmul($0.tensor(2))).shown(as: "AddmvBackward0")
    },
    .op("addr", "input, vec1, vec2, *, beta=1, alpha=1", .all) {
      try weighted($0, $0.tensor(1).unsqueeze(1).mul($0.tensor(2))).shown(as: "AddrBackward0")
    },
    .op("baddbmm", "input, batch1, batch2, *, beta=1, alpha=1", .all) {
      try $0.sameTypes("addmm", 0, 1, 2)
      return try weighted($0, $0.tensor(1).matmul($0.tensor(2))).shown(as: "BaddbmmBackward0")
    },
    .op("addbmm", "input, batch1, batch2, *, beta=1, alpha=1", .all) {
      try $0.sameTypes("addmm", 0, 1, 2)
      return try weighted($0, $0.tensor(1).matmul($0.tensor(2)).sum(dims: [0], keepDim: false)).shown(
        as: "AddbmmBackward0")
    },
    .op("chain_matmul", "*matrices", .torch) { call in
      let matrices = try call.variadicTensors(0)
      guard let first = matrices.first else { throw TensorError.emptyList(op: "chain_matmul") }
      return try matrices.dropFirst().reduce(first) { try $0.matmul($1) }
    },
    .op("einsum", "equation, *operands", .torch) { call in
      let (equation, operands) = (try call.string(0), try call.variadicTensors(1))
      try checkSizes(equation, operands)
      return try Tensor.einsum(equation, operands)
    },
    .op("tensordot", "a, b, dims=2", .torch) { call in
      let (a, b) = (try call.tensor(0), try call.tensor(1))
      if let count = call[2].wholeNumber {
        guard count >= 0 && count <= min(a.rank, b.rank) else {
          throw TensorError.argument(op: "tensordot", name: "dims", value: "\(count)")
        }
        return try a.tensordot(b, dims: count)
      }
      guard let pair = call[2].sequenceElements, pair.count == 2,
        let left = pair[0].wholeNumbers ?? pair[0].wholeNumber.map({ [$0] }),
        let right = pair[1].wholeNumbers ?? pair[1].wholeNumber.map({ [$0] })
      else { throw call.wrongType(2, "int or tuple of two lists of ints") }
      return try a.tensordot(b, left, right)
    },
    .op("cdist", "x1, x2, p=2.0, compute_mode=None", .torch) { call in
      try call.sameTypes("cross", 0, 1)
      let difference = try call.tensor(0).unsqueeze(-2).sub(call.tensor(1).unsqueeze(-3))
      return try difference.vectorNorm(order: call.double(2), dims: [-1], keepDim: false).shown(
        as: "CdistBackward0")
    },
  ]

  /// Tells in PyTorch's words which index of an equation has two sizes.
  private static func checkSizes(_ equation: String, _ operands: [Tensor]) throws {
    let sides = equation.filter { $0 != " " }.split(separator: "-", maxSplits: 1)
    guard let left = sides.first, !left.contains(".") else { return }
    var sizes: [Character: Int] = [:]
    for (place, (term, operand)) in zip(left.split(separator: ","), operands).enumerated() {
      guard term.count == operand.rank else { continue }
      for (letter, size) in zip(term, operand.shape) {
        if let known = sizes[letter], known != size, known != 1, size != 1 {
          throw TensorError.argument(
            op: "einsum", name: "equation",
            value:
              "subscript \(letter) has size \(size) for operand \(place) which does not broadcast with previously "
              + "seen size \(known)")
        }
        sizes[letter] = max(size, sizes[letter] ?? 1)
      }
    }
    if sides.count == 2 {
      for letter in sides[1].dropFirst() where letter.isLetter && sizes[letter] == nil {
        throw TensorError.argument(
          op: "einsum", name: "equation",
          value: "output subscript \(letter) does not appear in the equation for any input operand")
      }
    }
  }

  private static let dot: Op.TensorBody = { call in
    let (a, b) = (try call.tensor(0), try call.tensor(1))
    guard a.rank == 1 && b.rank == 1 else {
      throw TensorError.matmulRank(op: "dot", lhs: a.shape, rhs: b.shape)
    }
    return try a.matmul(b)
  }

  private static let outer: Op.TensorBody = { call in
    let (a, b) = (try call.tensor(0), try call.tensor(1))
    guard a.rank == 1 && b.rank == 1 else {
      throw TensorError.matmulRank(op: "outer", lhs: a.shape, rhs: b.shape)
    }
    return try a.unsqueeze(1).mul(b)
  }

  /// `beta * input + alpha * product`, where a factor of 1 costs nothing.
  private static func weighted(_ call: borrowing OpCall, _ product: Tensor) throws -> Tensor {
    let (beta, alpha) = (try call.scalar(3), try call.scalar(4))
    let input = try call.tensor(0)
    let scaled = alpha == .int(1) ? product : try product.mul(alpha)
    return try (beta == .int(1) ? input : input.mul(beta)).add(scaled)
  }
}
