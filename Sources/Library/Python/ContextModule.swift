import Script

/// `contextlib`: with statements from generators.
enum ContextModule {
  static var module: NativeModule {
    NativeModule("contextlib") { machine, module in
      module.function("contextmanager", "func, /", machine) { m, a in
        let function = a[0]
        let name = try m.attributeOrNil(function, .known(.name))?.text ?? "contextmanager"
        return .object(
          NativeFunction(name, nil, isMethod: true) { m, a in
            .object(ContextObject(generator: try m.call(function, a)))
          })
      }
      module.function("suppress", "*exceptions", machine) { _, a in .object(ContextObject(suppressing: a[0]))
      }
      module.function("nullcontext", "enter_result=None", machine) { _, a in
        .object(ContextObject(result: a[0]))
      }
    }
  }
}

/// What a with statement enters and leaves.
final class ContextObject: Object {
  private let generator: Value?
  private let suppressed: Value?
  private let result: Value

  init(generator: Value? = nil, suppressing suppressed: Value? = nil, result: Value = .none) {
    self.generator = generator
    self.suppressed = suppressed
    self.result = result
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.context) }

  fileprivate func enter(_ m: Machine) throws -> Value {
    guard let generator else { return result }
    guard let value = try m.nextValue(generator) else {
      throw m.error(
        .runtimeError, ValueMessage(english: "generator didn't yield", korean: "생성기가 yield하지 않았어요"))
    }
    return value
  }

  /// - Returns: whether the exception ends here.
  fileprivate func exit(_ type: Value, _ exception: Value, _ m: Machine) throws -> Bool {
    if let suppressed { return try !type.isNone && m.isInstance(exception, of: suppressed) }
    guard let generator else { return false }
    if type.isNone {
      guard try m.nextValue(generator) == nil else {
        throw m.error(
          .runtimeError, ValueMessage(english: "generator didn't stop", korean: "생성기가 두 번 yield했어요"))
      }
      return false
    }
    do {
      _ = try m.callMethod(generator, m.symbol("throw"), [exception])
    } catch let failure as ScriptError {
      if failure.exception === exception.object { return false }
      if failure.exception.instanceType.isSubtype(of: m.exceptionType(.stopIteration)) { return true }
      throw failure
    }
    throw m.error(
      .runtimeError,
      ValueMessage(english: "generator didn't stop after throw()", korean: "생성기가 예외 뒤에 다시 yield했어요"))
  }
}

extension TypeKey {
  static let context = TypeKey { machine in
    NativeType(
      machine, name: "_GeneratorContextManager", module: "contextlib",
      members: [
        .method("__enter__", "self, /") { m, a in
          try (a[0].object as? ContextObject)?.enter(m) ?? .none
        },
        .method("__exit__", "self, type, value, traceback, /") { m, a in
          .bool(try (a[0].object as? ContextObject)?.exit(a[1], a[2], m) ?? false)
        },
      ])
  }
}
