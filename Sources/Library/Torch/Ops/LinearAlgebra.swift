import Script
import Tensors

/// `torch.linalg`, and the same under its older names.
enum LinearAlgebraOps {
  static let ops: [Op] = [
    .op("norm", "A, ord=None, dim=None, keepdim=False, *, dtype=None", .linalg) { call in
      let x = try cast(call)
      let dims = try call.optionalInts(2)
      let keep = try call.bool(3)
      let isMatrix = !call.isNone(1) && (dims?.count ?? x.rank) == 2
      if !call.isNone(1), dims == nil, x.rank != 1, x.rank != 2 {
        throw TensorError.rankMismatch(op: "linalg.norm", expected: 2, got: x.rank)
      }
      if isMatrix { return try matrixNorm(call, x, dims ?? [-2, -1], keep) }
      return try x.vectorNorm(order: call.optionalDouble(1) ?? 2, dims: dims, keepDim: keep)
    },
    .op("vector_norm", "x, ord=2, dim=None, keepdim=False, *, dtype=None", .linalg) { call in
      try cast(call).vectorNorm(order: call.double(1), dims: call.optionalInts(2), keepDim: call.bool(3))
    },
    .op("matrix_norm", "A, ord='fro', dim=None, keepdim=False, *, dtype=None", .linalg) { call in
      try matrixNorm(call, cast(call), try call.optionalInts(2) ?? [-2, -1], call.bool(3))
    },
    .op("inv", "A", .linalg) { try Linalg.inv($0.tensor(0)) },
    .op("inverse", "input", .both) { try Linalg.inv($0.tensor(0)) },
    .op("pinv", "A, rcond=None, hermitian=False, *, atol=None, rtol=None", .linalg, pinv),
    .op("pinverse", "input, rcond=1e-15", .both) {
      try Linalg.pinv($0.tensor(0), tolerance: $0.optionalDouble(1))
    },
    .op("solve", "A, B, *, left=True", .linalg) { call in
      let (a, b) = (try call.tensor(0), try call.tensor(1))
      if try call.bool(2) { return try Linalg.solve(a, b) }
      // X·A = B is Aᵀ·Xᵀ = Bᵀ; a vector is its own transpose.
      let transposed = try a.transpose(-2, -1)
      if b.rank == 1 { return try Linalg.solve(transposed, b) }
      return try Linalg.solve(transposed, b.transpose(-2, -1)).transpose(-2, -1)
    },
    .op("solve_triangular", "A, B, *, upper, left=True, unitriangular=False", .linalg) { call in
      try Linalg.solveTriangular(
        call.tensor(0), call.tensor(1), upper: call.bool(2), left: call.bool(3), isUnit: call.bool(4)
      ).shown(as: "LinalgSolveTriangularBackward0")
    },
    .op("cholesky_solve", "input, L, upper=False", .both) { call in
      try Linalg.choleskySolve(call.tensor(0), call.tensor(1), upper: call.bool(2)).shown(
        as: "CholeskySolveBackward0")
    },
    .op("cholesky_inverse", "L, upper=False", .both) { call in
      let factor = try call.tensor(0)
      let one = try Tensor.eye(factor.size(dim: -1), dtype: factor.dtype)
      return try Linalg.choleskySolve(one, factor, upper: call.bool(1)).shown(as: "CholeskyInverseBackward0")
    },
    .call("lu", "A, *, pivot=True", .linalg) { call in
      try refuseWithoutPivots(call, 1)
      let found = try Linalg.lu(call.tensor(0))
      return .named(
        "linalg_lu", ["P", "L", "U"],
        [.tensor(found.permutation), .tensor(found.lower), .tensor(found.upper)])
    },
    .call("lu_factor", "A, *, pivot=True", .linalg) { call in
      try refuseWithoutPivots(call, 1)
      let (factors, pivots) = try packed(Linalg.lu(call.tensor(0), op: "linalg.lu_factor"))
      return .named("linalg_lu_factor", ["LU", "pivots"], [.tensor(factors), .tensor(pivots)])
    },
    .call("lu", "A, pivot=True, get_infos=False", .both) { call in
      try refuseWithoutPivots(call, 1)
      let (factors, pivots) = try packed(Linalg.lu(call.tensor(0), op: "linalg.lu_factor"))
      guard try call.bool(2) else { return .tuple([.tensor(factors), .tensor(pivots)]) }
      return .tuple([.tensor(factors), .tensor(pivots), .tensor(try noErrors(call.tensor(0)))])
    },
    .call("lu_unpack", "LU_data, LU_pivots, unpack_data=True, unpack_pivots=True", .torch) { call in
      let factors = try call.tensor(0)
      guard factors.rank >= 2 else {
        throw TensorError.rankRange(op: "lu_unpack", atLeast: 2, got: factors.shape)
      }
      let (rows, columns) = (try factors.size(dim: -2), try factors.size(dim: -1))
      let count = min(rows, columns)
      let lower = try factors.narrow(dim: -1, start: 0, length: count).tril(diagonal: -1)
        .add(Tensor.eye(rows, count, dtype: factors.dtype))
      return .named(
        "lu_unpack", ["P", "L", "U"],
        [
          .tensor(
            try Linalg.permutation(call.tensor(1), rows: rows, dtype: factors.dtype, op: "lu_unpack")),
          .tensor(lower), .tensor(try factors.narrow(dim: -2, start: 0, length: count).triu()),
        ])
    },
    .op("lu_solve", "LU, pivots, B, *, left=True, adjoint=False", .linalg) { call in
      try Linalg.luSolve(
        call.tensor(0), call.tensor(1), call.tensor(2), left: call.bool(3), adjoint: call.bool(4))
    },
    .op("lu_solve", "input, LU_data, LU_pivots", .both) { call in
      try Linalg.luSolve(call.tensor(1), call.tensor(2), call.tensor(0))
    },
    .call("inv_ex", "A, *, check_errors=False", .linalg) { call in
      let inverse = try Linalg.inv(call.tensor(0))
      return .named(
        "linalg_inv_ex", ["inverse", "info"], [.tensor(inverse), .tensor(try noErrors(inverse))])
    },
    .call("cholesky_ex", "A, *, upper=False, check_errors=False", .linalg) { call in
      let factor = try Linalg.cholesky(call.tensor(0), upper: call.bool(1))
      return .named("linalg_cholesky_ex", ["L", "info"], [.tensor(factor), .tensor(try noErrors(factor))])
    },
    .call("solve_ex", "A, B, *, left=True, check_errors=False", .linalg) { call in
      let (a, b) = (try call.tensor(0), try call.tensor(1))
      let result =
        try call.bool(2)
        ? Linalg.solve(a, b)
        : Linalg.solve(a.transpose(-2, -1), b.transpose(-2, -1)).transpose(-2, -1)
      return .named("linalg_solve_ex", ["result", "info"], [.tensor(result), .tensor(try noErrors(a))])
    },
    .op("vander", "x, *, N=None", .linalg) { call in
      let x = try call.tensor(0)
      guard x.rank >= 1 else { throw TensorError.rankRange(op: "linalg.vander", atLeast: 1, got: x.shape) }
      let count = try call.optionalInt(1) ?? x.shape[x.rank - 1]
      guard count > 1 else { throw call.machine.error(.runtimeError, "N must be greater than 1.") }
      return try x.unsqueeze(-1).pow(Tensor.arange(.int(0), .int(count), step: .int(1), dtype: .int64))
    },
    .op("matrix_exp", "A", [.linalg, .torch, .method]) {
      try Linalg.matrixExp($0.tensor(0)).shown(as: "LinalgMatrixExpBackward0")
    },
    .op("tensorinv", "A, ind=2", .linalg) { try Linalg.tensorInverse($0.tensor(0), ind: $0.int(1)) },
    .op("tensorsolve", "A, B, dims=None", .linalg) {
      try Linalg.tensorSolve($0.tensor(0), $0.tensor(1), dims: $0.optionalInts(2) ?? [])
    },
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
      let x = try call.tensor(0)
      guard try call.bool(2) else {
        let (rows, columns) = (try x.size(dim: -2), try x.size(dim: -1))
        let zeros = { (size: Int) throws in
          try Tensor.zeros(Tensors.Shape(checking: x.shape.dropLast(2) + [size, size]), dtype: x.dtype)
        }
        return .named(
          "svd", ["U", "S", "V"],
          [.tensor(try zeros(rows)), .tensor(try Linalg.svdvals(x)), .tensor(try zeros(columns))])
      }
      let (u, s, vh) = try Linalg.svd(x, fullMatrices: !call.bool(1))
      return .named("svd", ["U", "S", "V"], [.tensor(u), .tensor(s), .tensor(try vh.transpose(-2, -1))])
    },
    .call("eigh", "A, UPLO='L'", .linalg) { call in
      let (values, vectors) = try Linalg.eigh(lower(call))
      return .named("linalg_eigh", ["eigenvalues", "eigenvectors"], [.tensor(values), .tensor(vectors)])
    },
    .op("eigvalsh", "A, UPLO='L'", .linalg) { try Linalg.eigvalsh(lower($0)) },
    .op("det", "A", .linalg) { try Linalg.det($0.tensor(0)) },
    .op("det", "input", .both) { try Linalg.det($0.tensor(0)) },
    .op("logdet", "input", .both) { call in
      let (sign, logarithm) = try Linalg.slogdet(call.tensor(0))
      return try logarithm.maskedFill(sign.lt(0), value: .float(.nan))
    },
    .call("slogdet", "A", .linalg) { try signAndLog($0, "linalg_slogdet") },
    .call("slogdet", "input", .both) { try signAndLog($0, "slogdet") },
    .op("cholesky", "A, *, upper=False", .linalg) { call in
      try Linalg.cholesky(call.tensor(0), upper: call.bool(1))
    },
    .op("cholesky", "input, upper=False", .both) { call in
      throw call.machine.error(
        .runtimeError,
        ValueMessage(
          english:
            "This function was deprecated since version 1.9 and is now removed. `torch.cholesky` is deprecated "
            + "in favor of `torch.linalg.cholesky`.",
          korean: "`torch.cholesky`는 없어졌어요. `torch.linalg.cholesky`를 쓰세요"))
    },
    .op("matrix_rank", "A, tol=None, hermitian=False, *, atol=None, rtol=None", .linalg, matrixRank),
    .op("cond", "A, p=None", .linalg) { call in
      let a = try call.tensor(0)
      guard a.rank >= 2 else { throw TensorError.rankRange(op: "linalg.cond", atLeast: 2, got: a.shape) }
      if call.isNone(1) || [2, -2].contains(call[1].scalarNumber) {
        let s = try Linalg.svdvals(a)
        let (largest, smallest) = (try s.select(dim: -1, index: 0), try s.select(dim: -1, index: -1))
        return try call[1].scalarNumber == -2 ? smallest.div(largest) : largest.div(smallest)
      }
      let norm = try matrixNorm(call, a, [-2, -1], false)
      return try norm.mul(matrixNorm(call, Linalg.inv(a), [-2, -1], false))
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
      try call.sameTypes("vecdot", 0, 1)
      return try call.tensor(0).mul(call.tensor(1)).sum(dims: [call.int(2)], keepDim: false)
    },
  ]

  /// The factors of a decomposition in one matrix, as `lu_factor` gives them.
  private static func packed(
    _ found: (permutation: Tensor, lower: Tensor, upper: Tensor, pivots: Tensor)
  ) throws -> (Tensor, Tensor) {
    let (rows, columns) = (try found.lower.size(dim: -2), try found.upper.size(dim: -1))
    let below = try found.lower.tril(diagonal: -1)
    let factors =
      rows >= columns
      ? try below.add(found.upper.pad([0, 0, 0, rows - columns]))
      : try below.pad([0, columns - rows]).add(found.upper)
    return (factors.shown(as: "LinalgLuFactorExBackward0"), found.pivots)
  }

  /// `info` of functions that say so instead of raising an error: here they raise it.
  private static func noErrors(_ matrices: Tensor) throws -> Tensor {
    try Tensor.zeros(Tensors.Shape(checking: Array(matrices.shape.dropLast(2))), dtype: .int64).integers(
      .int32)
  }

  private static func signAndLog(_ call: borrowing OpCall, _ name: String) throws -> Value {
    let (sign, logAbs) = try Linalg.slogdet(call.tensor(0))
    return .named(name, ["sign", "logabsdet"], [.tensor(sign), .tensor(logAbs)])
  }

  /// The first argument in the type that `dtype`, the fifth, asks for.
  private static func cast(_ call: borrowing OpCall) throws -> Tensor {
    guard let dtype = try call.dtype(4) else { return try call.tensor(0) }
    return try call.tensor(0).to(dtype)
  }

  /// The symmetric matrix with its lower triangle in place, whichever `UPLO` says is given.
  private static func lower(_ call: borrowing OpCall) throws -> Tensor {
    switch try call.string(1).uppercased() {
    case "L": return try call.tensor(0)
    case "U": return try call.tensor(0).transpose(-2, -1)
    default:
      throw call.machine.exception(
        OpCallMessage.value(
          function: "eigh", argument: "UPLO", value: try call.string(1), allowed: ["'L'", "'U'"]))
    }
  }

  private static func refuseWithoutPivots(_ call: borrowing OpCall, _ index: Int) throws {
    guard try call.bool(index) else { throw TensorError.unsupported("pivot=False") }
  }

  /// How many singular values, or with `hermitian` absolute eigenvalues, exceed max(atol, rtol·largest). Without any bound
  /// rtol is the type's precision times the longer side, with `atol` alone it is 0.
  private static func matrixRank(_ call: borrowing OpCall) throws -> Tensor {
    let a = try call.tensor(0)
    let values =
      try call.bool(2)
      ? Linalg.eigvalsh(a).abs().sort(dim: -1, descending: true).values : Linalg.svdvals(a)
    return try values.gt(bound(call, a, values, absolute: call.isNone(3) ? 1 : 3, relative: 4)).sum(
      dims: [-1], keepDim: false)
  }

  private static func pinv(_ call: borrowing OpCall) throws -> Tensor {
    let a = try call.tensor(0)
    if try call.isNone(1) && call.isNone(3) && call.isNone(4) && !call.bool(2) { return try Linalg.pinv(a) }
    let relative = call.isNone(1) ? 4 : 1
    if try call.bool(2) {
      let (values, vectors) = try Linalg.eigh(a)
      let sizes = try values.abs()
      let counts = try sizes.gt(bound(call, a, sizes, absolute: 3, relative: relative))
      let inverses = try Tensor.where(counts, values.reciprocal(), values.zerosLike())
      return try vectors.mul(inverses.unsqueeze(-2)).matmul(vectors.transpose(-2, -1))
    }
    let (u, s, vh) = try Linalg.svd(a, fullMatrices: false)
    let counts = try s.gt(bound(call, a, s, absolute: 3, relative: relative))
    let inverses = try Tensor.where(counts, s.reciprocal(), s.zerosLike())
    return try vh.transpose(-2, -1).mul(inverses.unsqueeze(-2)).matmul(u.transpose(-2, -1))
  }

  /// max(atol, rtol·largest), ready to be compared with the last dimension of `values`.
  private static func bound(
    _ call: borrowing OpCall, _ a: Tensor, _ values: Tensor, absolute: Int, relative: Int
  ) throws -> Tensor {
    func tolerance(_ index: Int, _ call: borrowing OpCall) throws -> Tensor? {
      if call.isNone(index) { return nil }
      if let tensor = call[index].tensor { return try tensor.unsqueeze(-1) }
      return try Tensor.full([], .float(call.double(index)), dtype: a.dtype)
    }
    let atol = try tolerance(absolute, call)
    let precision = a.dtype == .float64 ? Double.ulpOfOne : Double(Float.ulpOfOne)
    let usual = atol == nil ? precision * Double(max(try a.size(dim: -2), try a.size(dim: -1))) : 0
    let rtol = try tolerance(relative, call) ?? Tensor.full([], .float(usual), dtype: a.dtype)
    guard try values.size(dim: -1) > 0 else { return rtol }
    let scaled = try values.amax(dims: [-1], keepDim: true).mul(rtol)
    guard let atol else { return scaled }
    return try atol.maximum(scaled)
  }

  private static func matrixNorm(
    _ call: borrowing OpCall, _ x: Tensor, _ dims: [Int], _ keep: Bool
  ) throws -> Tensor {
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
