import Script

/// The modules of Python's own library that scripts use, one file a module.
package enum PythonModules {
  package static var all: [NativeModule] {
    [
      MathModule.module, TimeModule.module, RandomModule.module, CollectionsModule.module,
      IterationModule.module,
      FunctionModule.module, OperatorModule.module, CopyModule.module, TypingModule.module,
      StatisticsModule.module,
      BisectModule.bisect, BisectModule.heapq, ContextModule.module, AbstractModule.module,
      DataclassModule.module, EnumModule.module,
    ] + SmallModules.all + SystemModules.all
  }
}

extension Machine {
  /// A number where a function asks for a float.
  func requireFloat(_ value: Value) throws -> Double {
    if case .float(let x) = value { return x }
    guard let x = try floatIfNumber(value) else {
      throw error(OperandMessage.notRealNumber(type: typeName(of: value)))
    }
    return x
  }

  /// Calls a two-place function, or adds if there is none.
  func combine(_ function: Value, _ a: Value, _ b: Value) throws -> Value {
    function.isNone ? try binary(.add, a, b) : try call(function, [a, b])
  }
}
