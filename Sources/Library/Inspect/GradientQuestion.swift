import Script
import Tensors

/// Where gradients are missing or zero, and why: told from the recorded operations alone, without running anything.
package struct GradientQuestion {
  /// What is found about one tensor.
  package struct Finding {
    package let name: String
    package let shape: [Int]
    package let state: State
  }

  package enum State {
    /// It has a gradient, of this Euclidean norm. `zeros` of its `count` elements are zero.
    case flows(norm: Double, zeros: Int, count: Int)
    /// So many elements are NaN or infinite.
    case notFinite(count: Int)
    /// All of it is zero.
    case zero([Block], isUsedUp: Bool)
    case none(Absence)
  }

  /// Why there is no gradient at all.
  package enum Absence {
    case wholeNumbers(dtype: String)
    case notAsked
    /// A parameter that was frozen.
    case frozen
    /// It isn't a leaf: the result of this operation.
    case intermediate(operation: String)
    /// No result that is held by a variable needs a gradient.
    case nothingComputed
    /// There are results, but none was computed from it.
    case notUsed(results: [String])
    case beforeBackward(result: String)
    /// A backward pass has been through, and the gradient was taken away since.
    case cleared(result: String)
  }

  /// What keeps a gradient from passing on the way from a result to the tensor.
  package struct Block {
    /// The operation, and the variable that holds its result.
    package let operation: String
    package let variable: String?
    package let reason: Reason

    package enum Reason: Equatable {
      /// The derivative is zero everywhere, by definition.
      case stepFunction
      /// Every element is on the side where the derivative is zero.
      case allOff
      /// The gradient is multiplied by a tensor that is zero everywhere.
      case timesZero(String?)
      /// A saturated activation: the largest derivative.
      case saturated(largest: Double)
    }
  }

  private let names: TensorNames
  /// Results held by variables, with their graphs; losses (single numbers) first.
  private let results: [(name: String, graph: GradientGraph)]

  package init(_ machine: Machine) {
    names = TensorNames(machine)
    let held = names.all.filter { !$0.tensor.isLeaf }
    results = (held.filter { $0.tensor.count == 1 } + held.filter { $0.tensor.count != 1 })
      .map { [names] in ($0.name, GradientGraph(of: $0.tensor, names: names)) }
  }

  /// All that collect gradients, or are parameters that don't.
  package func all() -> [Finding] {
    names.all.filter { $0.tensor.isLeaf && ($0.tensor.requiresGrad || $0.tensor.isParameter) }.map {
      finding(about: $0.tensor, name: $0.name)
    }
  }

  /// What a value has: a tensor, or all parameters of a model. Nil for what has no gradients.
  package func about(_ value: Value, name: String) -> [Finding]? {
    if let tensor = value.tensor { return [finding(about: tensor, name: names.name(of: tensor) ?? name)] }
    guard let module = (value.object as? ModuleInstance)?.module else { return nil }
    return module.namedParameters().map { finding(about: $0.tensor, name: "\(name).\($0.name)") }
  }

  private func finding(about tensor: Tensor, name: String) -> Finding {
    Finding(name: name, shape: Array(tensor.shape), state: state(of: tensor))
  }

  private func state(of tensor: Tensor) -> State {
    guard let gradient = tensor.grad else { return .none(absence(of: tensor)) }
    let values = (try? gradient.numbers()) ?? []
    let broken = values.count { !$0.isFinite }
    if broken > 0 { return .notFinite(count: broken) }
    let zeros = values.count { $0 == 0 }
    if zeros == values.count, !values.isEmpty {
      let graph = results.first { $0.graph.paths(to: tensor) != nil }?.graph
      return .zero(graph?.blocks(before: tensor) ?? [], isUsedUp: graph?.isUsedUp ?? false)
    }
    let norm = values.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return .flows(norm: norm, zeros: zeros, count: values.count)
  }

  private func absence(of tensor: Tensor) -> Absence {
    guard tensor.dtype.isFloatingPoint else { return .wholeNumbers(dtype: "\(tensor.dtype)") }
    if let node = tensor.gradNode { return .intermediate(operation: node.name) }
    guard tensor.requiresGrad else { return tensor.isParameter ? .frozen : .notAsked }
    if results.isEmpty { return .nothingComputed }
    guard let result = results.first(where: { $0.graph.paths(to: tensor) != nil }) else {
      return .notUsed(results: results.filter { $0.graph.operations.count > 0 }.map(\.name))
    }
    return result.graph.isUsedUp ? .cleared(result: result.name) : .beforeBackward(result: result.name)
  }
}

extension GradientGraph {
  /// The operations that lie between the result and a tensor; nil when it isn't computed from it.
  fileprivate func paths(to tensor: Tensor) -> Set<Int>? {
    var reaching: Set<Int> = []
    let own = tensor.gradNode
    // Inputs stand after what was made of them.
    for place in operations.indices.reversed() {
      let isOn =
        operations[place].node === own
        || operations[place].inputs.contains { input in
          switch input {
          case .operation(let inner): reaching.contains(inner)
          case .leaf(let leaf): leaf.tensor === tensor
          case .constant: false
          }
        }
      if isOn { reaching.insert(place) }
    }
    return reaching.isEmpty ? nil : reaching
  }

  /// What stops the gradient before it comes to a tensor.
  fileprivate func blocks(before tensor: Tensor) -> [GradientQuestion.Block] {
    let onTheWay = paths(to: tensor) ?? []
    return onTheWay.sorted().compactMap { place in
      let operation = operations[place]
      guard let reason = operation.block(for: tensor) else { return nil }
      return GradientQuestion.Block(
        operation: operation.name, variable: operation.variables.first, reason: reason)
    }
  }
}

extension GradientGraph.Operation {
  /// Below this the derivative of an activation is too small to change a weight in float32.
  private static let negligible = 1e-7

  fileprivate func block(for tensor: Tensor) -> GradientQuestion.Block.Reason? {
    switch node.rule {
    case .unary(.sign, _, _), .unary(.floor, _, _), .unary(.ceil, _, _), .unary(.round, _, _),
      .unary(.trunc, _, _):
      return .stepFunction
    case .unary(.relu, _, _), .unary(.relu6, _, _):
      guard let result = result, result.allSatisfy({ $0 <= 0 }) else { return nil }
      return .allOff
    case .unary(.tanh, _, _): return saturation { 1 - $0 * $0 }
    case .unary(.sigmoid, _, _): return saturation { $0 * (1 - $0) }
    case .scalar(.mul, let factor, _): return factor.double == 0 ? .timesZero("0") : nil
    case .binary(.mul, _, _): return zeroFactor(beside: tensor, isSum: false)
    case .matmul, .linear: return zeroFactor(beside: tensor, isSum: true)
    default: return nil
    }
  }

  /// A tensor of zeros that the gradient is multiplied by on its way to `tensor`.
  ///
  /// - Parameter isSum: whether a vector among the inputs is added rather than multiplied.
  private func zeroFactor(beside tensor: Tensor, isSum: Bool) -> GradientQuestion.Block.Reason? {
    let isBias = { (other: Tensor) in isSum && other.rank == 1 }
    let isDirect = inputs.contains { if case .leaf(let leaf) = $0 { leaf.tensor === tensor } else { false } }
    if isDirect && isBias(tensor) { return nil }
    // What was saved for the other side's gradient is no factor on this way: results that lead to the tensor.
    let factors =
      node.savedInputs.filter { $0 !== tensor && (isDirect || !$0.isTracked || $0.isLeaf) }
      + inputs.compactMap {
        if case .leaf(let leaf) = $0, leaf.tensor !== tensor { leaf.tensor } else { nil }
      }
    let zero = factors.first { factor in
      guard factor.count > 0, !isBias(factor), let values = try? factor.numbers() else { return false }
      return values.allSatisfy { $0 == 0 }
    }
    return zero.map { zero in
      .timesZero(
        inputs.lazy.compactMap { input -> String? in
          switch input {
          case .leaf(let leaf), .constant(let leaf): leaf.tensor === zero ? leaf.name : nil
          case .operation: nil
          }
        }.first)
    }
  }

  /// A backward pass lets go of what was kept; a variable may hold it all the same.
  private var result: [Double]? { (node.keptResult ?? held).flatMap { try? $0.numbers() } }

  private func saturation(_ derivative: (Double) -> Double) -> GradientQuestion.Block.Reason? {
    guard let result, let largest = result.map({ abs(derivative($0)) }).max(), largest < Self.negligible
    else { return nil }
    return .saturated(largest: largest)
  }
}
