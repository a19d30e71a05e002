extension Tensor {
  /// beta · self + alpha · (a @ b).
  public func addmm(
    _ a: Tensor, _ b: Tensor, beta: Double = 1, alpha: Double = 1
  ) throws(TensorError) -> Tensor {
    guard a.rank == 2 && b.rank == 2 else { throw .matmulRank(op: "addmm", lhs: a.shape, rhs: b.shape) }
    return try scaledSum(a, b, beta, alpha, "AddmmBackward0")
  }

  /// beta · self + alpha · (a @ b) for batches of matrices.
  public func baddbmm(
    _ a: Tensor, _ b: Tensor, beta: Double = 1, alpha: Double = 1
  ) throws(TensorError) -> Tensor {
    guard a.rank == 3 && b.rank == 3 else { throw .matmulRank(op: "baddbmm", lhs: a.shape, rhs: b.shape) }
    return try scaledSum(a, b, beta, alpha, "BaddbmmBackward0")
  }

  /// beta · self + alpha · (a @ v).
  public func addmv(_ a: Tensor, _ v: Tensor, beta: Double = 1, alpha: Double = 1) throws(TensorError)
    -> Tensor
  {
    try scaledSum(a, v, beta, alpha, "AddmvBackward0")
  }

  private func scaledSum(
    _ a: Tensor, _ b: Tensor, _ beta: Double, _ alpha: Double, _ name: StaticString
  ) throws(TensorError) -> Tensor {
    let product = try a.matmul(b)
    guard (try? Shape.broadcast(product.shape, shape)) == product.shape else {
      throw .expand(from: shape, to: product.shape)
    }
    let scaled = alpha == 1 ? product : try product.mul(.float(alpha))
    // With beta = 0 the summand isn't looked at: its NaN don't spread.
    if beta == 0 { return scaled }
    let result = try scaled.add(beta == 1 ? self : mul(.float(beta)))
    result.node?.displayName = name
    return result
  }

  /// self + value · a · b.
  public func addcmul(_ a: Tensor, _ b: Tensor, value: Scalar = 1) throws(TensorError) -> Tensor {
    let product = try a.mul(b)
    return try add(value == 1 ? product : product.mul(value))
  }

  /// self + value · a / b.
  public func addcdiv(_ a: Tensor, _ b: Tensor, value: Scalar = 1) throws(TensorError) -> Tensor {
    let quotient = try a.div(b)
    return try add(value == 1 ? quotient : quotient.mul(value))
  }

  /// Sums of products over pairs of dimensions: the last `dims` of this tensor with the first of the other.
  public func tensordot(_ other: Tensor, dims: Int = 2) throws(TensorError) -> Tensor {
    guard dims >= 0, dims <= rank, dims <= other.rank else {
      throw .argument(op: "tensordot", name: "dims", value: "\(dims)")
    }
    return try tensordot(other, Array((rank - dims)..<rank), Array(0..<dims))
  }

  public func tensordot(_ other: Tensor, _ own: [Int], _ others: [Int]) throws(TensorError) -> Tensor {
    guard own.count == others.count else {
      throw .argument(op: "tensordot", name: "dims", value: "\(own), \(others)")
    }
    var left: [Int] = []
    var right: [Int] = []
    for (a, b) in zip(own, others) {
      let (a, b) = (try resolve(a), try other.resolve(b))
      guard shape[a] == other.shape[b] else { throw .matmulInner(lhs: shape, rhs: other.shape) }
      left.append(a)
      right.append(b)
    }
    let rows = (0..<rank).filter { !left.contains($0) }
    let columns = (0..<other.rank).filter { !right.contains($0) }
    let inner = left.reduce(1) { $0 * shape[$1] }
    let a = try permute(rows + left).reshape([rows.reduce(1) { $0 * shape[$1] }, inner])
    let b = try other.permute(right + columns).reshape([inner, columns.reduce(1) { $0 * other.shape[$1] }])
    return try a.mm(b).reshape(rows.map { shape[$0] } + columns.map { other.shape[$0] })
  }

  /// Einstein's summation: every letter is a dimension, those that the result lacks are summed over. `...` stands for
  /// the dimensions that broadcast.
  public static func einsum(_ equation: String, _ operands: [Tensor]) throws(TensorError) -> Tensor {
    try Einsum(equation, operands).evaluate()
  }
}

/// One evaluation of a summation formula.
private struct Einsum {
  private let equation: String
  /// Each operand and the letters of its dimensions; the dimensions of `...` are digits, counted from the end.
  private var operands: [(tensor: Tensor, letters: [Character])] = []
  private var output: [Character] = []

  private func wrong(_ what: String) -> TensorError { .argument(op: "einsum", name: what, value: equation) }

  init(_ equation: String, _ tensors: [Tensor]) throws(TensorError) {
    self.equation = equation
    let text = equation.filter { $0 != " " }
    let arrow = text.firstRange(of: "->")
    let inputs = (arrow.map { text[..<$0.lowerBound] } ?? text[...])
      .split(separator: ",", omittingEmptySubsequences: false)
    guard inputs.count == tensors.count, !tensors.isEmpty else { throw wrong("operands") }
    var widest = 0
    for (term, tensor) in zip(inputs, tensors) {
      let letters = try parse(term, rank: tensor.rank)
      widest = Swift.max(widest, letters.count { $0.isNumber })
      operands.append((tensor, letters))
    }
    let dots = (0..<widest).reversed().map { Character("\($0)") }
    if let arrow {
      let term = text[arrow.upperBound...]
      if let range = term.firstRange(of: "...") {
        output = Array(term[..<range.lowerBound]) + dots + Array(term[range.upperBound...])
      } else {
        output = Array(term)
      }
    } else {
      var counts: [Character: Int] = [:]
      for operand in operands { for letter in operand.letters { counts[letter, default: 0] += 1 } }
      output = dots + counts.filter { $0.value == 1 && $0.key.isLetter }.map(\.key).sorted()
    }
    let known = Set(operands.flatMap(\.letters))
    guard Set(output).count == output.count, output.allSatisfy(known.contains) else { throw wrong("output") }
  }

  private func parse(_ term: Substring, rank: Int) throws(TensorError) -> [Character] {
    var letters: [Character]
    if let range = term.firstRange(of: "...") {
      let before = Array(term[..<range.lowerBound])
      let after = Array(term[range.upperBound...])
      let hidden = rank - before.count - after.count
      guard hidden >= 0 && hidden < 10 else { throw wrong("dimensions") }
      guard (before + after).allSatisfy({ $0.isASCII && $0.isLetter }) else { throw wrong("letters") }
      letters = before + (0..<hidden).reversed().map { Character("\($0)") } + after
    } else {
      letters = Array(term)
      guard letters.allSatisfy({ $0.isASCII && $0.isLetter }) else { throw wrong("letters") }
    }
    guard letters.count == rank else { throw wrong("dimensions") }
    return letters
  }

  /// Contracts the operands from left to right.
  func evaluate() throws(TensorError) -> Tensor {
    var remaining: [(tensor: Tensor, letters: [Character])] = []
    for operand in operands { remaining.append(try takingDiagonals(operand)) }
    var result = remaining.removeFirst()
    if remaining.isEmpty { result = try summing(result, keeping: Set(output)) }
    while !remaining.isEmpty {
      let next = remaining.removeFirst()
      let needed = Set(output).union(remaining.flatMap(\.letters))
      result = try contracting(result, next, keeping: needed)
    }
    return try result.tensor.permute(
      output.map { letter in result.letters.firstIndex(of: letter) ?? 0 })
  }

  private func takingDiagonals(
    _ operand: (tensor: Tensor, letters: [Character])
  ) throws(TensorError) -> (tensor: Tensor, letters: [Character]) {
    var (tensor, letters) = operand
    var index = 0
    while index < letters.count {
      if let twin = letters[(index + 1)...].firstIndex(of: letters[index]) {
        guard tensor.shape[index] == tensor.shape[twin] else { throw wrong("sizes") }
        let letter = letters[index]
        tensor = try tensor.diagonal(dim1: index, dim2: twin)
        letters.remove(at: twin)
        letters.remove(at: index)
        letters.append(letter)
      } else {
        index += 1
      }
    }
    return (tensor, letters)
  }

  private func summing(
    _ operand: (tensor: Tensor, letters: [Character]), keeping kept: Set<Character>
  ) throws(TensorError) -> (tensor: Tensor, letters: [Character]) {
    let dims = operand.letters.indices.filter { !kept.contains(operand.letters[$0]) }
    if dims.isEmpty { return operand }
    return (try operand.tensor.sum(dims: dims), operand.letters.filter(kept.contains))
  }

  /// One product: letters of both that are kept are batches, letters of both that aren't are summed by the product.
  private func contracting(
    _ left: (tensor: Tensor, letters: [Character]), _ right: (tensor: Tensor, letters: [Character]),
    keeping kept: Set<Character>
  ) throws(TensorError) -> (tensor: Tensor, letters: [Character]) {
    let a = try summing(left, keeping: kept.union(right.letters))
    let b = try summing(right, keeping: kept.union(left.letters))
    let shared = a.letters.filter(b.letters.contains)
    let batch = shared.filter(kept.contains)
    let inner = shared.filter { !kept.contains($0) }
    let rows = a.letters.filter { !shared.contains($0) }
    let columns = b.letters.filter { !shared.contains($0) }
    var sizes: [Character: Int] = [:]
    for operand in [a, b] {
      for (letter, size) in zip(operand.letters, operand.tensor.shape) {
        let known = sizes[letter] ?? 1
        guard known == size || known == 1 || size == 1 else { throw wrong("sizes") }
        sizes[letter] = Swift.max(known, size) == 1 ? 1 : (known == 1 ? size : known)
      }
    }
    func matrix(_ operand: (tensor: Tensor, letters: [Character]), _ order: [[Character]]) throws(TensorError)
      -> Tensor
    {
      let flat = order.flatMap(\.self)
      let moved = try operand.tensor.permute(
        flat.map { letter in operand.letters.firstIndex(of: letter) ?? 0 })
      return try moved.expand(flat.map { sizes[$0] ?? 1 })
        .reshape(order.map { group in group.reduce(1) { $0 * (sizes[$1] ?? 1) } })
    }
    let product = try matrix(a, [batch, rows, inner]).bmm(matrix(b, [batch, inner, columns]))
    let letters = batch + rows + columns
    return (try product.reshape(letters.map { sizes[$0] ?? 1 }), letters)
  }
}
