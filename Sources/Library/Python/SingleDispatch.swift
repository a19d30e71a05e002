import Script

/// `functools.singledispatch`: the function for the class of the first argument.
enum SingleDispatch {
  static func wrap(_ function: Value, _ m: Machine) throws -> Value {
    let registry = Registry(function)
    let name = try m.attributeOrNil(function, .known(.name))?.text ?? "function"
    let wrapper = NativeFunction(name, nil, isMethod: true) { m, a in
      guard let first = a.optional(0) else {
        throw m.error(
          CallMessage.other(
            english: "\(name) requires at least 1 positional argument", korean: "\(name)에는 인자가 하나는 있어야 해요"))
      }
      return try m.call(registry.function(for: m.type(of: first)), a)
    }
    try FunctionModule.copyNames(from: function, to: .object(wrapper), m)
    let register = NativeFunction("register", "cls, func=None, /") { m, a in
      if let type = a[0].object as? TypeObject {
        guard a[1].isNone else {
          registry.functions.append((type, a[1]))
          return a[1]
        }
        return .object(
          NativeFunction("register", "func, /") { _, a in
            registry.functions.append((type, a[0]))
            return a[0]
          })
      }
      // `@f.register` above a function with an annotated parameter.
      let annotations = try m.attribute(a[0], .known(.annotations)).dict?.values ?? []
      guard let type = annotations.first?.object as? TypeObject else {
        throw m.error(
          CallMessage.other(
            english: "Invalid first argument to `register()`: \(try m.repr(a[0])). "
              + "Use either `@register(some_class)` or plain `@register` on an annotated function.",
            korean: "`register`에는 클래스를 주거나, 첫 인자에 타입이 적힌 함수 앞에 써야 해요"))
      }
      registry.functions.append((type, a[0]))
      return a[0]
    }
    try m.setAttribute(.object(wrapper), m.symbol("register"), to: .object(register))
    let dispatch = NativeFunction("dispatch", "cls, /") { m, a in
      registry.function(for: a[0].object as? TypeObject ?? m.type(of: a[0]))
    }
    try m.setAttribute(.object(wrapper), m.symbol("dispatch"), to: .object(dispatch))
    return .object(wrapper)
  }

  private final class Registry {
    let fallback: Value
    var functions: [(type: TypeObject, function: Value)] = []

    init(_ fallback: Value) { self.fallback = fallback }

    /// The function of the nearest class; the last one that was registered for it.
    func function(for type: TypeObject) -> Value {
      for current in type.resolutionOrder {
        if let found = functions.last(where: { $0.type === current }) { return found.function }
      }
      return fallback
    }
  }
}
