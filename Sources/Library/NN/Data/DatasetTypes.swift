import Neural
import Script
import Tensors

/// `torch.utils.data.Dataset` and the data sets that come with it.
extension TypeKey {
  /// What scripts derive their own data sets from.
  static let dataset: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "Dataset", module: "torch.utils.data.dataset", isBase: true,
      allocate: { _, type in Instance(type) },
      members: [
        .method("__init__", "self") { _, _ in .none },
        .method("__getitem__", "self, index") { machine, _ in
          throw machine.exception(DataMessage.noItems)
        },
        .method("__add__", "self, other") { machine, arguments in
          try machine.call(
            .object(machine.type(.concatDataset)), [.object(ListObject([arguments[0], arguments[1]]))])
        },
      ])
  }

  static let iterableDataset: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "IterableDataset", module: "torch.utils.data.dataset", base: machine.type(.dataset),
      isBase: true, members: [])
  }

  static let tensorDataset: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "TensorDataset", module: "torch.utils.data.dataset", base: machine.type(.dataset),
      isBase: true,
      allocate: { _, type in TensorDatasetObject(type) },
      members: [
        .method("__init__") { machine, arguments in
          guard let object = arguments[0].object as? TensorDatasetObject else { return .none }
          let tensors = try arguments.dropFirst().positional.enumerated().map { place, value in
            guard let tensor = value.tensor else {
              throw machine.exception(
                OpCallMessage.wrongType(
                  function: "TensorDataset", argument: "tensors", position: place + 1, expected: "Tensor",
                  type: machine.typeName(of: value)))
            }
            return tensor
          }
          object.dataset = try TensorDataset(tensors)
          return .none
        },
        .property("tensors") { _, object in
          .tuple(((object as? TensorDatasetObject)?.dataset?.tensors ?? []).map { .tensor($0) })
        },
      ])
  }

  static let subset: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "Subset", module: "torch.utils.data.dataset", base: machine.type(.dataset), isBase: true,
      allocate: { _, type in SubsetObject(type) },
      members: [
        .method("__init__", "self, dataset, indices") { machine, arguments in
          guard let object = arguments[0].object as? SubsetObject else { return .none }
          object.fill(arguments[1], arguments[2], machine)
          return .none
        }
      ])
  }

  static let concatDataset: TypeKey = TypeKey { machine in
    NativeType(
      machine, name: "ConcatDataset", module: "torch.utils.data.dataset", base: machine.type(.dataset),
      isBase: true,
      allocate: { _, type in ConcatDatasetObject(type) },
      members: [
        .method("__init__", "self, datasets") { machine, arguments in
          guard let object = arguments[0].object as? ConcatDatasetObject else { return .none }
          try object.fill(machine.array(of: arguments[1]), machine)
          return .none
        }
      ])
  }
}

/// Rows of tensors: `(x[i], y[i])`.
final class TensorDatasetObject: Instance {
  var dataset: TensorDataset?

  init(_ type: TypeObject) { super.init(type) }

  override func length(_ machine: Machine) throws -> Int? {
    if instanceType.scripted(.known(.len)) != nil { return try super.length(machine) }
    return dataset?.count ?? 0
  }

  override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if instanceType.scripted(.known(.getitem)) != nil { return try super.item(index, machine) }
    if let index = index.integer { return .tuple(try (dataset?[index] ?? []).map { .tensor($0) }) }
    return .tuple(try (dataset?.tensors ?? []).map { try machine.item(.tensor($0), index) })
  }

  override func iterator(_ machine: Machine) throws -> Object {
    if instanceType.scripted(.known(.iter)) != nil { return try super.iterator(machine) }
    return IndexIterator(.object(self))
  }

  /// Many rows at once, when nothing of it is a script's.
  func batch(_ indices: [Int]) throws -> [Tensor]? {
    instanceType.isScripted ? nil : try dataset?.batch(indices)
  }
}

/// `for sample in dataset`: asks for 0, 1, 2, … up to the length.
final class IndexIterator: Object {
  private let sequence: Value
  private var index = 0

  init(_ sequence: Value) {
    self.sequence = sequence
    super.init(kind: .iterator)
  }

  override func iterator(_ machine: Machine) throws -> Object { self }

  override func next(_ machine: Machine) throws -> Value? {
    guard try index < machine.length(sequence) else { return nil }
    defer { index += 1 }
    return try machine.item(sequence, .int(index))
  }
}

/// Some elements of another data set.
final class SubsetObject: Instance {
  private(set) var base: Value = .none
  private(set) var indices: Value = .none

  init(_ type: TypeObject) { super.init(type) }

  func fill(_ base: Value, _ indices: Value, _ machine: Machine) {
    self.base = base
    self.indices = indices
    store(machine.symbol("dataset"), base, machine)
    store(machine.symbol("indices"), indices, machine)
  }

  override func traverse(_ visit: (Object) -> Void) {
    super.traverse(visit)
    if case .object(let object) = base { visit(object) }
    if case .object(let object) = indices { visit(object) }
  }

  override func length(_ machine: Machine) throws -> Int? {
    if instanceType.scripted(.known(.len)) != nil { return try super.length(machine) }
    return try machine.length(indices)
  }

  override func item(_ index: Value, _ machine: Machine) throws -> Value {
    if instanceType.scripted(.known(.getitem)) != nil { return try super.item(index, machine) }
    return try machine.item(base, machine.item(indices, index))
  }

  override func iterator(_ machine: Machine) throws -> Object {
    if instanceType.scripted(.known(.iter)) != nil { return try super.iterator(machine) }
    return IndexIterator(.object(self))
  }

  /// Many rows at once, when nothing of it is a script's.
  func batch(_ places: [Int], _ machine: Machine) throws -> [Tensor]? {
    guard !instanceType.isScripted else { return nil }
    var inner: [Int] = []
    inner.reserveCapacity(places.count)
    let list = (indices.object as? ListObject)?.elements
    for place in places {
      let index =
        if let list, list.indices.contains(place) { list[place] } else {
          try machine.item(indices, .int(place))
        }
      guard let integer = index.integer ?? index.scalar?.int else { return nil }
      inner.append(integer)
    }
    if let tensors = base.object as? TensorDatasetObject { return try tensors.batch(inner) }
    return try (base.object as? SubsetObject)?.batch(inner, machine)
  }
}

/// Several data sets one after the other.
final class ConcatDatasetObject: Instance {
  private var parts: [Value] = []
  private var ends: [Int] = []

  init(_ type: TypeObject) { super.init(type) }

  func fill(_ parts: [Value], _ machine: Machine) throws {
    guard !parts.isEmpty else { throw NeuralError.emptyDataset }
    self.parts = parts
    var end = 0
    ends = try parts.map { part in
      end += try machine.length(part)
      return end
    }
    store(machine.symbol("datasets"), .object(ListObject(parts)), machine)
    store(machine.symbol("cumulative_sizes"), .object(ListObject(ends.map { .int($0) })), machine)
  }

  override func traverse(_ visit: (Object) -> Void) {
    super.traverse(visit)
    for case .object(let object) in parts { visit(object) }
  }

  override func length(_ machine: Machine) throws -> Int? { ends.last ?? 0 }

  override func item(_ index: Value, _ machine: Machine) throws -> Value {
    guard let given = index.integer else { return try super.item(index, machine) }
    let total = ends.last ?? 0
    let place = given < 0 ? given + total : given
    guard place >= 0, place < total, let part = ends.firstIndex(where: { place < $0 }) else {
      throw NeuralError.childIndex(index: given, count: total)
    }
    return try machine.item(parts[part], .int(place - (part == 0 ? 0 : ends[part - 1])))
  }

  override func iterator(_ machine: Machine) throws -> Object { IndexIterator(.object(self)) }
}
