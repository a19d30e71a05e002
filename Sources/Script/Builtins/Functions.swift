/// The built-in functions: every name that a script has without importing.
extension Machine {
  /// Defines the built-in names. Functions and classes of other files of this room are listed here, too.
  func installBuiltins() {
    for table in [
      Functions.iteration, Functions.numbers, Functions.objects, Functions.text, Functions.refused,
    ] {
      for function in table {
        defineBuiltin(
          function.name,
          .object(
            NativeFunction(function.name, function.signature, arity: function.arity, body: function.body)))
      }
    }
    for (name, key) in Functions.types { defineBuiltin(name, .object(type(key))) }
    for kind in ExceptionKind.allCases where kind != .limitExceeded {
      defineBuiltin(kind.rawValue, .object(exceptionType(kind)))
    }
    // Python's old names for OSError.
    for name in ["IOError", "EnvironmentError"] { defineBuiltin(name, .object(exceptionType(.osError))) }
    defineBuiltin("Ellipsis", .object(EllipsisObject()))
  }
}

/// A line of the tables of built-in functions.
struct BuiltinFunction {
  let name: String
  let signature: String?
  let arity: ClosedRange<Int>?
  let body: NativeFunction.Body

  /// - Parameter signature: parameters as in Python; nil leaves the arguments as they come.
  init(_ name: String, _ signature: String?, _ body: @escaping NativeFunction.Body) {
    self.name = name
    self.signature = signature
    arity = nil
    self.body = body
  }

  /// A function that takes arguments by position only.
  init(_ name: String, _ arity: ClosedRange<Int>, _ body: @escaping NativeFunction.Body) {
    self.name = name
    signature = nil
    self.arity = arity
    self.body = body
  }
}

/// The tables; each has a file of its own.
enum Functions {
  static var types: [(String, TypeKey)] {
    [
      ("object", .object), ("type", .type), ("int", .int), ("bool", .bool), ("float", .float), ("str", .str),
      ("list", .list), ("tuple", .tuple), ("dict", .dict), ("set", .set), ("frozenset", .frozenset),
      ("range", .range), ("slice", .slice), ("enumerate", .enumerate), ("zip", .zip), ("map", .map),
      ("filter", .filter), ("reversed", .reversed), ("property", .property), ("staticmethod", .staticMethod),
      ("classmethod", .classMethod),
    ]
  }

  /// What Python has and Seodang refuses: the message says what to use instead.
  static var refused: [BuiltinFunction] {
    [
      refuse(
        "open", "파일을 열 수 없어요. 데이터는 코드 안에 적거나 `seodang` 모듈에서 가져오세요",
        "there are no files: write data in the code or take it from the `seodang` module"),
      refuse(
        "eval", "글을 코드로 실행할 수 없어요. `int(…)`나 `float(…)`로 읽으세요",
        "text cannot be run as code: read it with `int(…)` or `float(…)`"),
      refuse(
        "exec", "글을 코드로 실행할 수 없어요. 함수를 만들어 부르세요", "text cannot be run as code: define a function and call it"
      ),
      refuse("compile", "글을 코드로 실행할 수 없어요", "text cannot be run as code"),
      refuse("__import__", "`import 모듈`을 쓰세요", "write `import module`"),
      refuse(
        "breakpoint", "값은 `print`로 보세요. `seodang learn`에서는 한 칸씩 실행할 수 있어요", "look at values with `print`"),
      refuse("memoryview", "바이트열이 없어요", "there are no bytes"),
      refuse(
        "bytes", "바이트열이 없어요. 글자의 번호는 `ord(글자)`로 알 수 있어요",
        "there are no bytes; `ord(c)` gives the number of a character"),
      refuse("bytearray", "바이트열이 없어요. 정수의 리스트를 쓰세요", "there are no bytes: use a list of ints"),
      refuse("complex", "복소수가 없어요", "there are no complex numbers"),
    ]
  }

  private static func refuse(_ name: String, _ korean: String, _ english: String) -> BuiltinFunction {
    BuiltinFunction(name, nil as String?) { machine, _ in
      throw machine.error(FlowMessage.refusedFunction(name: name, korean: korean, english: english))
    }
  }
}
