import Script

/// `abc`: classes that can't be made before their abstract methods are written.
enum AbstractModule {
  static var module: NativeModule {
    NativeModule("abc") { machine, module in
      let base = NativeType(
        machine, name: "ABC", module: "abc", isBase: true, metaclass: AbstractMetaclass())
      module.define("ABC", .object(base), machine)
      // `class Shape(metaclass=ABCMeta)` means the same.
      module.define("ABCMeta", .object(base), machine)
      for name in ["abstractmethod", "abstractproperty", "abstractclassmethod", "abstractstaticmethod"] {
        module.function(name, "funcobj, /", machine) { m, a in
          try? m.setAttribute(a[0], m.symbol(AbstractMetaclass.mark), to: .bool(true))
          return a[0]
        }
      }
    }
  }
}

private final class AbstractMetaclass: Metaclass {
  static let mark = "__isabstractmethod__"

  override func call(_ type: TypeObject, _ arguments: Arguments, _ machine: Machine) throws -> Value? {
    let names = abstractNames(type, machine)
    guard !names.isEmpty else { return nil }
    let noun = names.count == 1 ? "method" : "methods"
    throw machine.error(
      .typeError,
      ValueMessage(
        english: "Can't instantiate abstract class \(type.name) with abstract \(noun) "
          + names.joined(separator: ", "),
        korean: "추상 클래스 `\(type.name)`의 인스턴스는 만들 수 없어요. 아직 쓰지 않은 메서드: "
          + names.map { "`\($0)`" }.joined(separator: ", ")))
  }

  private var known: [ObjectIdentifier: (version: UInt32, names: [String])] = [:]

  private func abstractNames(_ type: TypeObject, _ machine: Machine) -> [String] {
    if let found = known[ObjectIdentifier(type)], found.version == machine.classVersion { return found.names }
    var names: Set<String> = []
    for current in type.resolutionOrder where current.isScripted {
      for name in current.ownNames {
        if let value = type.lookup(name), isAbstract(value, machine) {
          names.insert(machine.symbols.name(name))
        }
      }
    }
    known[ObjectIdentifier(type)] = (machine.classVersion, names.sorted())
    return names.sorted()
  }

  private func isAbstract(_ value: Value, _ machine: Machine) -> Bool {
    switch value.object {
    case let function as FunctionObject:
      function.attributes.contains { $0.name == machine.symbol(Self.mark) }
    case let property as PropertyObject: isAbstract(property.getter, machine)
    case let method as StaticMethodObject: isAbstract(method.function, machine)
    case let method as ClassMethodObject: isAbstract(method.function, machine)
    default: false
    }
  }
}
