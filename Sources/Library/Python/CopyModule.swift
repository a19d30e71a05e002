import Script

/// What `copy.copy` and `copy.deepcopy` ask of an object that isn't a plain value, list, tuple, dict, set or instance:
/// tensors, modules of nets, optimisers.
protocol Duplicable: Object {
  func shallowCopy(_ machine: Machine) throws -> Value
  /// Copies what it holds through `copier`, and says `copier.remember` before, so that cycles end.
  func deepCopy(_ copier: DeepCopier) throws -> Value
}

/// One run of `deepcopy`: what has been copied already is used again, so that shared parts stay shared.
final class DeepCopier {
  let machine: Machine
  private var copies: [ObjectIdentifier: Object] = [:]
  /// Keeps the originals alive, so that their identities stay theirs.
  private var originals: [Object] = []

  init(_ machine: Machine) { self.machine = machine }

  func remember(_ original: Object, _ copy: Object) {
    copies[ObjectIdentifier(original)] = copy
    originals.append(original)
  }

  func copy(_ value: Value) throws -> Value {
    guard case .object(let object) = value else { return value }
    if let done = copies[ObjectIdentifier(object)] { return .object(done) }
    return try machine.nested { try copy(object) }
  }

  private func copy(_ object: Object) throws -> Value {
    if let copyable = object as? any Duplicable { return try copyable.deepCopy(self) }
    let type = object.type(machine)
    if let method = type.lookup(machine.symbol("__deepcopy__")) {
      let copy = try machine.call(machine.bind(method, to: .object(object)), [.object(DictObject())])
      if case .object(let made) = copy { remember(object, made) }
      return copy
    }
    switch object {
    case let list as ListObject:
      let copy = ListObject()
      remember(list, copy)
      for element in list.elements { copy.append(try self.copy(element)) }
      return .object(copy)
    case let tuple as NamedTupleObject:
      return .object(
        NamedTupleObject(tuple.ownType, tuple.fields, try tuple.elements.map { try self.copy($0) }))
    case let tuple as TupleObject:
      let elements = try tuple.elements.map { try self.copy($0) }
      if zip(elements, tuple.elements).allSatisfy({ $0.isIdentical(to: $1) }) { return .object(tuple) }
      if let done = copies[ObjectIdentifier(tuple)] { return .object(done) }
      let copy = TupleObject(elements)
      remember(tuple, copy)
      return .object(copy)
    case let dict as DictObject:
      let copy = try dict.copy(machine)
      copy.removeAll()
      remember(dict, copy)
      for (key, value) in dict.pairs { try copy.set(self.copy(key), self.copy(value), machine) }
      return .object(copy)
    case let set as SetObject:
      let copy = SetObject(isFrozen: set.isFrozen)
      remember(set, copy)
      for element in set.elements { try copy.insert(self.copy(element), machine) }
      return .object(copy)
    case let deque as DequeObject:
      let copy = DequeObject(limit: deque.limit)
      remember(deque, copy)
      for element in deque.elements { copy.append(try self.copy(element)) }
      return .object(copy)
    case let instance as Instance:
      let copy = try CopyModule.blank(instance, machine)
      remember(instance, copy)
      for name in instance.storedNames {
        if let value = instance.stored(name) { copy.store(name, try self.copy(value), machine) }
      }
      return .object(copy)
    default:
      // Functions, classes, modules, text: one is enough.
      return .object(object)
    }
  }
}

/// `copy`
enum CopyModule {
  static var module: NativeModule {
    NativeModule("copy") { machine, module in
      module.function("copy", "x", machine) { m, a in try copy(a[0], m) }
      module.function("deepcopy", "x, memo=None", machine) { m, a in try DeepCopier(m).copy(a[0]) }
    }
  }

  private static func copy(_ value: Value, _ m: Machine) throws -> Value {
    guard case .object(let object) = value else { return value }
    if let copyable = object as? any Duplicable { return try copyable.shallowCopy(m) }
    if let method = object.type(m).lookup(m.symbol("__copy__")) {
      return try m.call(m.bind(method, to: value))
    }
    switch object {
    case is ListObject: return .object(try m.list(of: value))
    case let dict as DictObject: return .object(try dict.copy(m))
    case let set as SetObject: return set.isFrozen ? value : .object(try set.copy(m))
    case let deque as DequeObject:
      let copy = DequeObject(limit: deque.limit)
      deque.elements.forEach(copy.append)
      return .object(copy)
    case let instance as Instance:
      let copy = try blank(instance, m)
      for name in instance.storedNames {
        if let stored = instance.stored(name) { copy.store(name, stored, m) }
      }
      return .object(copy)
    default: return value
    }
  }

  /// A new instance of the same class without attributes.
  static func blank(_ instance: Instance, _ m: Machine) throws -> Instance {
    let type = instance.instanceType
    if let exception = instance as? ExceptionObject {
      return ExceptionObject(type, arguments: exception.arguments, message: exception.message)
    }
    guard let copy = try type.allocate?(m, type) as? Instance else {
      throw m.error(
        CallMessage.other(
          english: "cannot copy '\(type.name)' object", korean: "'\(type.name)' 객체는 복사할 수 없어요"))
    }
    return copy
  }
}
