import Script

/// `operator`: the operators as functions, and makers of keys.
enum OperatorModule {
  static var module: NativeModule {
    NativeModule("operator") { machine, module in
      for (name, op) in binary {
        module.function(name, "a, b, /", machine) { m, a in try m.binary(op, a[0], a[1]) }
      }
      for (name, comparison) in comparisons {
        module.function(name, "a, b, /", machine) { m, a in try m.compare(comparison, a[0], a[1]) }
      }
      for (name, op) in [("neg", UnaryOperator.negative), ("pos", .positive), ("invert", .invert)] {
        module.function(name, "a, /", machine) { m, a in try m.unary(op, a[0]) }
      }
      module.function("not_", "a, /", machine) { m, a in .bool(try !m.isTrue(a[0])) }
      module.function("truth", "a, /", machine) { m, a in .bool(try m.isTrue(a[0])) }
      module.function("abs", "a, /", machine) { m, a in try m.absolute(a[0]) }
      module.function("is_", "a, b, /", machine) { _, a in .bool(a[0].isIdentical(to: a[1])) }
      module.function("is_not", "a, b, /", machine) { _, a in .bool(!a[0].isIdentical(to: a[1])) }
      module.function("contains", "a, b, /", machine) { m, a in .bool(try m.contains(a[0], a[1])) }
      module.function("getitem", "a, b, /", machine) { m, a in try m.item(a[0], a[1]) }
      module.function("setitem", "a, b, c, /", machine) { m, a in
        try m.setItem(a[0], a[1], to: a[2])
        return .none
      }
      module.function("itemgetter", "item, /, *items", machine) { _, a in
        let keys = [a[0]] + (a[1].tuple?.elements ?? [])
        return getter("itemgetter") { m, object in
          keys.count == 1 ? try m.item(object, keys[0]) : .tuple(try keys.map { try m.item(object, $0) })
        }
      }
      module.function("attrgetter", "attr, /, *attrs", machine) { m, a in
        let names = try ([a[0]] + (a[1].tuple?.elements ?? [])).map { try m.str($0) }
        func value(_ object: Value, _ path: String, _ m: Machine) throws -> Value {
          try path.split(separator: ".").reduce(object) { try m.attribute($0, m.symbol(String($1))) }
        }
        return getter("attrgetter") { m, object in
          names.count == 1
            ? try value(object, names[0], m) : .tuple(try names.map { try value(object, $0, m) })
        }
      }
      module.function("methodcaller", "name, /, *args", machine) { m, a in
        let name = m.symbol(try m.str(a[0]))
        let arguments = a[1].tuple?.elements ?? []
        return getter("methodcaller") { m, object in try m.callMethod(object, name, arguments) }
      }
    }
  }

  private static func getter(_ name: String, _ body: @escaping (Machine, Value) throws -> Value) -> Value {
    .object(NativeFunction(name, "obj, /", module: "operator") { m, a in try body(m, a[0]) })
  }

  private static let binary: [(String, BinaryOperator)] = [
    ("add", .add), ("sub", .subtract), ("mul", .multiply), ("truediv", .divide), ("floordiv", .floorDivide),
    ("mod", .modulo), ("pow", .power), ("matmul", .matrixMultiply), ("and_", .and), ("or_", .or),
    ("xor", .xor),
    ("lshift", .shiftLeft), ("rshift", .shiftRight), ("concat", .add),
  ]

  private static let comparisons: [(String, Comparison)] = [
    ("eq", .equal), ("ne", .notEqual), ("lt", .less), ("le", .lessOrEqual), ("gt", .greater),
    ("ge", .greaterOrEqual),
  ]
}
