import Script
import Tensors

/// What is inside values that can be changed in place, so that changes can be found and taken back: the elements of lists, dicts,
/// sets and tensors, the attributes of instances and of classes that a script wrote.
package final class ContentSnapshot {
  private enum Content {
    case elements([Value])
    case pairs([(key: Value, value: Value)])
    case members([Value])
    case attributes([(name: Symbol, value: Value)])
    /// `memory` is the tensor's own, held so that it stays where it is.
    case numbers([Double], copy: Tensor, memory: Tensor)
  }

  private var contents: [(object: Object, content: Content)] = []
  /// For each name, the places in `contents` that it leads to.
  private var reached: [String: [Int]] = [:]
  private let machine: Machine

  /// Structures with more parts than this are looked through no further.
  private static let limit = 100_000

  package init(of values: [(name: String, value: Value)], _ machine: Machine) {
    self.machine = machine
    var places: [ObjectIdentifier: Int] = [:]
    for (name, value) in values {
      var own: Set<Int> = []
      var waiting = [value]
      while let next = waiting.popLast() {
        guard case .object(let object) = next, contents.count < Self.limit else { continue }
        let place: Int
        if let known = places[ObjectIdentifier(object)] {
          place = known
        } else {
          guard let content = content(of: object) else { continue }
          place = contents.count
          places[ObjectIdentifier(object)] = place
          contents.append((object, content))
        }
        guard own.insert(place).inserted else { continue }
        waiting += parts(contents[place].content)
      }
      reached[name] = own.sorted()
    }
  }

  /// The names that lead to something that isn't as it was.
  package func changedNames() -> [String] {
    let changed = Set(contents.indices.filter { !isSame($0) })
    guard !changed.isEmpty else { return [] }
    return reached.filter { !changed.isDisjoint(with: $0.value) }.map(\.key).sorted()
  }

  /// Puts everything back, except what these names lead to.
  package func restore(except names: Set<String>) {
    let kept = Set(names.flatMap { reached[$0] ?? [] })
    for place in contents.indices where !kept.contains(place) && !isSame(place) { restore(place) }
  }

  private func content(of object: Object) -> Content? {
    if let tensor = Value.object(object).tensor {
      guard let numbers = try? tensor.numbers(), let copy = try? tensor.detach().clone() else { return nil }
      return .numbers(numbers, copy: copy, memory: tensor.detach())
    }
    let value = Value.object(object)
    if let list = value.list { return .elements(list.elements) }
    if let tuple = value.tuple { return .elements(tuple.elements) }
    if let dict = value.dict { return .pairs(dict.pairs) }
    if let set = value.set { return .members(set.elements) }
    if let instance = object as? Instance { return .attributes(attributes(of: instance)) }
    if let type = object as? TypeObject, type.isScripted { return .attributes(attributes(of: type)) }
    return nil
  }

  private func attributes(of object: Object) -> [(name: Symbol, value: Value)] {
    if let instance = object as? Instance {
      return instance.storedNames.compactMap { name in instance.stored(name).map { (name, $0) } }
    }
    guard let type = object as? TypeObject else { return [] }
    return type.ownNames.compactMap { name in type.own(name).map { (name, $0) } }
  }

  private func parts(_ content: Content) -> [Value] {
    switch content {
    case .elements(let values), .members(let values): values
    case .pairs(let pairs): pairs.flatMap { [$0.key, $0.value] }
    case .attributes(let attributes): attributes.map(\.value)
    case .numbers: []
    }
  }

  private func isSame(_ place: Int) -> Bool {
    let (object, content) = contents[place]
    func agree(_ a: [Value], _ b: [Value]) -> Bool {
      a.count == b.count && zip(a, b).allSatisfy { $0.isIdentical(to: $1) }
    }
    switch (content, self.content(of: object)) {
    case (.elements(let a), .elements(let b)), (.members(let a), .members(let b)): return agree(a, b)
    case (.pairs(let a), .pairs(let b)):
      return agree(a.flatMap { [$0.key, $0.value] }, b.flatMap { [$0.key, $0.value] })
    case (.attributes(let a), .attributes(let b)):
      return a.map(\.name) == b.map(\.name) && agree(a.map(\.value), b.map(\.value))
    case (.numbers(let a, let old, _), .numbers(let b, let new, _)):
      return old.shape == new.shape && zip(a, b).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) }
    default: return false
    }
  }

  private func restore(_ place: Int) {
    let (object, content) = contents[place]
    let value = Value.object(object)
    switch content {
    case .elements(let elements): value.list?.replaceAll(with: elements)
    case .members(let members):
      value.set?.removeAll()
      for member in members { try? value.set?.insert(member, machine) }
    case .pairs(let pairs):
      value.dict?.removeAll()
      for (key, member) in pairs { try? value.dict?.set(key, member, machine) }
    case .attributes(let attributes):
      for (name, _) in self.attributes(of: object)
      where !attributes.contains(where: { $0.name == name }) {
        try? object.deleteAttribute(name, machine)
      }
      for (name, member) in attributes { try? object.setAttribute(name, to: member, machine) }
    case .numbers(_, let copy, let memory):
      guard let tensor = value.tensor else { return }
      if tensor.data == memory.data, tensor.shape == copy.shape {
        tensor.write(from: copy)
      } else {
        // It was given other memory (`x.data = y`), which may be another tensor's.
        try? object.setAttribute(machine.symbol("data"), to: .tensor(copy), machine)
      }
    }
  }
}
