import Script
import Tensors

/// `torch.linalg`, and the same under its older names.
enum LinearAlgebraOps {
  static let ops: [Op] = [
    .op("norm", "A, ord=None, dim=None, keepdim=False, *, dtype=None", .linalg) { call in
      let x = try call.tensor(0)
      let dims = try call.optionalInts(2)
      let keep = try call.bool(3)
      let isMatrix = !call.isNone(1) && (dims?.count ?? x.rank) == 2
      if isMatrix { return try matrixNorm(call, dims ?? [-2, -1], keep) }
      return try x.vectorNorm(order: call.optionalDouble(1) ?? 2, dims: dims, keepDim: keep)
    },
    .op("vector_norm", "x, ord=2, dim=None, keepdim=False, *, dtype=None", .linalg) { call in
      try call.tensor(0).vectorNorm(order: call.double(1), dims: call.optionalInts(2), keepDim: call.bool(3))
    },
    .op("matrix_norm", "A, ord='fro', dim=None, keepdim=False, *, dtype=None", .linalg) { call in
      try matrixNorm(call, try call.optionalInts(2) ?? [-2, -1], call.bool(3))
    },
    .op("inv", "A", .linalg) { try Linalg.inv($0.tensor(0)) },
    .op("inverse", "input", .both) { try Linalg.inv($0.tensor(0)) },
    .op("pinv", "A", .linalg) { try Linalg.pinv($0.tensor(0)) },
    .op("pinverse", "input", .both) { try Linalg.pinv($0.tensor(0)) },
    .op("solve", "A, B, *, left=True", .linalg) { try Linalg.solve($0.tensor(0), $0.tensor(1)) },
    .call("lstsq", "A, B, rcond=None, *, driver=None", .linalg) { call in
      let found = try Linalg.lstsq(call.tensor(0), call.tensor(1), tolerance: call.optionalDouble(2))
      return .named(
        "linalg_lstsq", ["solution", "residuals", "rank", "singular_values"],
        [
          .tensor(found.solution), .tensor(found.residuals), .tensor(found.rank),
          .tensor(found.singularValues),
        ])
    },
    .call("qr", "A, mode='reduced'", .linalg) { call in
      guard let mode = Linalg.QRMode(rawValue: try call.string(1)) else {
        throw call.machine.exception(
          OpCallMessage.value(
            function: "qr", argument: "mode", value: try call.string(1),
            allowed: ["'reduced'", "'complete'", "'r'"]))
      }
      let (q, r) = try Linalg.qr(call.tensor(0), mode: mode)
      return .named("linalg_qr", ["Q", "R"], [.tensor(q), .tensor(r)])
    },
    .call("qr", "input, some=True", .both) { call in
      let (q, r) = try Linalg.qr(call.tensor(0), mode: call.bool(1) ? .reduced : .complete)
      return .named("qr", ["Q", "R"], [.tensor(q), .tensor(r)])
    },
    .call("svd", "A, full_matrices=True, *, driver=None", .linalg) { call in
      let (u, s, vh) = try Linalg.svd(call.tensor(0), fullMatrices: call.bool(1))
      return .named("linalg_svd", ["U", "S", "Vh"], [.tensor(u), .tensor(s), .tensor(vh)])
    },
    .op("svdvals", "A, *, driver=None", .linalg) { try Linalg.svdvals($0.tensor(0)) },
    .call("svd", "input, some=True, compute_uv=True", .both) { call in
      let (u, s, vh) = try Linalg.svd(call.tensor(0), fullMatrices: !call.bool(1))
      return .named("svd", ["U", "S", "V"], [.tensor(u), .tensor(s), .tensor(try vh.transpose(-2, -1))])
    },
    .call("eigh", "A, UPLO='L'", .linalg) { call in
      let (values, vectors) = try Linalg.eigh(call.tensor(0))
      return .named("linalg_eigh", ["eigenvalues", "eigenvectors"], [.tensor(values), .tensor(vectors)])
    },
    .op("eigvalsh", "A, UPLO='L'", .linalg) { try Linalg.eigvalsh($0.tensor(0)) },
    .op("det", "A", .linalg) { try Linalg.det($0.tensor(0)) },
    .op("det", "input", .both) { try Linalg.det($0.tensor(0)) },
    .op("logdet", "input", .both) { try Linalg.slogdet($0.tensor(0)).logabsdet },
    .call("slogdet", "A", [.linalg, .torch, .method]) { call in
      let (sign, logAbs) = try Linalg.slogdet(call.tensor(0))
      return .named(
        call.bound.isMethod ? "slogdet" : "linalg_slogdet", ["sign", "logabsdet"],
        [.tensor(sign), .tensor(logAbs)])
    },
    .op("cholesky", "A, *, upper=False", .linalg) { call in
      try Linalg.cholesky(call.tensor(0), upper: call.bool(1))
    },
    .op("cholesky", "input, upper=False", .both) { call in
      try Linalg.cholesky(call.tensor(0), upper: call.bool(1))
    },
    .op("matrix_rank", "A, *, atol=None, rtol=None", .linalg) { try Linalg.matrixRank($0.tensor(0)) },
    .op("cond", "A, p=None", .linalg) { call in
      let s = try Linalg.svdvals(call.tensor(0))
      return try s.select(dim: -1, index: 0).div(s.select(dim: -1, index: -1))
    },
    .op("matrix_power", "A, n", [.linalg, .torch, .method]) { call in
      try Linalg.matrixPower(call.tensor(0), call.int(1))
    },
    .op("diagonal", "A, *, offset=0, dim1=-2, dim2=-1", .linalg) { call in
      try call.tensor(0).diagonal(offset: call.diagonal(1), dim1: call.int(2), dim2: call.int(3))
    },
    .op("multi_dot", "tensors", .linalg) { call in
      let matrices = try call.tensors(0)
      guard let first = matrices.first else { throw TensorError.emptyList(op: "multi_dot") }
      return try matrices.dropFirst().reduce(first) { try $0.matmul($1) }
    },
    .op("vecdot", "x, y, *, dim=-1", .linalg) { call in
      try call.tensor(0).mul(call.tensor(1)).sum(dims: [call.int(2)], keepDim: false)
    },
  ]

  private static func matrixNorm(_ call: borrowing OpCall, _ dims: [Int], _ keep: Bool) throws -> Tensor {
    let x = try call.tensor(0)
    guard dims.count == 2 else { throw call.wrongType(2, "tuple of 2 ints") }
    if call.isNone(1) || call[1].text == "fro" {
      return try x.vectorNorm(order: 2, dims: dims, keepDim: keep)
    }
    let first = try Tensor.resolve(dims[0], rank: x.rank)
    let second = try Tensor.resolve(dims[1], rank: x.rank)
    let matrix = try x.movedim([first, second], [-2, -1])
    let result: Tensor
    if call[1].text == "nuc" {
      result = try Linalg.svdvals(matrix).sum(dims: [-1], keepDim: false)
    } else {
      switch try call.double(1) {
      case 1: result = try matrix.abs().sum(dims: [-2], keepDim: false).amax(dims: [-1], keepDim: false)
      case -1: result = try matrix.abs().sum(dims: [-2], keepDim: false).amin(dims: [-1], keepDim: false)
      case .infinity:
        result = try matrix.abs().sum(dims: [-1], keepDim: false).amax(dims: [-1], keepDim: false)
      case -.infinity:
        result = try matrix.abs().sum(dims: [-1], keepDim: false).amin(dims: [-1], keepDim: false)
      case 2: result = try Linalg.svdvals(matrix).select(dim: -1, index: 0)
      case -2: result = try Linalg.svdvals(matrix).select(dim: -1, index: -1)
      case let order:
        throw call.machine.exception(
          OpCallMessage.value(
            function: "matrix_norm", argument: "ord", value: "\(order)",
            allowed: ["1", "-1", "2", "-2", "inf", "-inf", "'fro'", "'nuc'"]))
      }
    }
    if !keep { return result }
    let (low, high) = (min(first, second), max(first, second))
    return try result.unsqueeze(low).unsqueeze(high)
  }
}
