import Script

/// `sys` and `os`, as far as they touch nothing outside the script; everything else is refused by name.
enum SystemModules {
  static var all: [NativeModule] {
    [
      NativeModule("sys") { machine, module in
        module.define("version", .string("3.11.0 (Seodang)"), machine)
        module.define(
          "version_info", .tuple([.int(3), .int(11), .int(0), .string("final"), .int(0)]), machine)
        module.define("platform", .string("linux"), machine)
        module.define("byteorder", .string("little"), machine)
        module.define("maxsize", .int(.max), machine)
        module.define("argv", .object(ListObject([.string("")])), machine)
        module.define("path", .object(ListObject([])), machine)
        module.define("modules", .object(DictObject()), machine)
        module.define("stdout", .object(OutputObject(isError: false)), machine)
        module.define("stderr", .object(OutputObject(isError: true)), machine)
        module.function("exit", "status=None, /", machine) { m, a in
          throw ScriptError(
            ExceptionObject(m.exceptionType(.systemExit), arguments: a[0].isNone ? [] : [a[0]]))
        }
        module.function("getrecursionlimit", "", machine) { m, _ in .int(m.limits.callDepth) }
        module.function("setrecursionlimit", "limit, /", machine) { m, a in
          let limit = try m.requireIndex(a[0])
          guard limit > 0 else {
            throw m.error(
              ValueMessage(
                english: "recursion limit must be greater or equal than 1", korean: "호출 깊이의 한도는 1 이상이어야 해요"))
          }
          // Deeper than this no machine's memory should go.
          m.limits.callDepth = min(limit, 100_000)
          return .none
        }
        module.define("maxunicode", .int(0x10FFFF), machine)
        module.define("executable", .string(""), machine)
        module.define("float_info", .object(NamedValues("sys.float_info", floatInfo)), machine)
        module.function("intern", "string, /", machine) { _, a in a[0] }
        module.function("getdefaultencoding", "", machine) { _, _ in .string("utf-8") }
        module.function("getsizeof", "object, default=None", machine) { m, a in .int(try size(a[0], m)) }
        module.lazy = { m, name in
          throw refusal("sys.\(name)", "이 기능은 서당에 없어요", "it is not part of Seodang", m, name)
        }
      },
      NativeModule("os") { machine, module in
        module.define("environ", .object(DictObject()), machine)
        module.define("name", .string("posix"), machine)
        module.define("sep", .string("/"), machine)
        module.define("linesep", .string("\n"), machine)
        module.function("cpu_count", "", machine) { _, _ in .int(1) }
        module.function("getenv", "key, default=None", machine) { _, a in a[1] }
        if let path = try machine.module("os.path") { module.define("path", .object(path), machine) }
        module.lazy = { m, name in
          throw refusal(
            "os.\(name)", "파일과 프로세스에는 닿을 수 없어요. 데이터는 코드 안에 적거나 `seodang` 모듈에서 가져오세요",
            "files and processes are out of reach: write data in the code or take it from the `seodang` module",
            m, name)
        }
      },
      NativeModule("os.path") { machine, module in
        module.function("join", "a, *p", machine) { m, a in
          var path = try m.str(a[0])
          for part in a[1].tuple?.elements ?? [] {
            let text = try m.str(part)
            path =
              text.hasPrefix("/")
              ? text : path.isEmpty || path.hasSuffix("/") ? path + text : path + "/" + text
          }
          return .string(path)
        }
        module.function("basename", "p", machine) { m, a in
          .string(try PathText(m.str(a[0])).name)
        }
        module.function("dirname", "p", machine) { m, a in .string(try PathText(m.str(a[0])).directory) }
        module.function("split", "p", machine) { m, a in
          let path = PathText(try m.str(a[0]))
          return .tuple([.string(path.directory), .string(path.name)])
        }
        module.function("splitext", "p", machine) { m, a in
          let (root, ending) = PathText(try m.str(a[0])).splitEnding
          return .tuple([.string(root), .string(ending)])
        }
        module.function("normpath", "path", machine) { m, a in .string(try PathText(m.str(a[0])).normal) }
        module.function("isabs", "s", machine) { m, a in .bool(try m.str(a[0]).hasPrefix("/")) }
        module.function("expanduser", "path", machine) { m, a in .string(try m.str(a[0])) }
        for name in ["exists", "isfile", "isdir"] {
          module.function(name, "path", machine) { _, _ in .bool(false) }
        }
        module.lazy = { m, name in
          throw refusal("os.path.\(name)", "파일에는 닿을 수 없어요", "files are out of reach", m, name)
        }
      },
    ]
  }

  /// What float64 can do.
  private static var floatInfo: [(String, Value)] {
    [
      ("max", .float(.greatestFiniteMagnitude)), ("max_exp", .int(1024)), ("max_10_exp", .int(308)),
      ("min", .float(.leastNormalMagnitude)), ("min_exp", .int(-1021)), ("min_10_exp", .int(-307)),
      ("dig", .int(15)), ("mant_dig", .int(53)), ("epsilon", .float(.ulpOfOne)), ("radix", .int(2)),
      ("rounds", .int(1)),
    ]
  }

  /// Names with underscores are looked for by Python's own machinery, such as `hasattr`, and are just not there.
  private static func refusal(
    _ name: String, _ korean: String, _ english: String, _ m: Machine, _ attribute: String
  ) -> ScriptError {
    attribute.hasPrefix("__")
      ? m.error(.attributeError, PlainMessage("module has no attribute '\(attribute)'"))
      : m.error(FlowMessage.refusedFunction(name: name, korean: korean, english: english))
  }

  /// What CPython 3.11 says for the usual types on a 64-bit system.
  private static func size(_ value: Value, _ m: Machine) throws -> Int {
    switch value {
    case .none: return 16
    case .bool(let flag): return flag ? 28 : 24
    case .int(let x): return x == 0 ? 24 : x.magnitude < 1 << 30 ? 28 : x.magnitude < 1 << 60 ? 32 : 36
    case .float: return 24
    case .object:
      if let text = value.string { return text.isASCII ? 49 + text.count : 74 + 2 * text.count }
      if let list = value.list { return 56 + 8 * list.count }
      if let tuple = value.tuple { return 40 + 8 * tuple.count }
      if let dict = value.dict { return 64 + 104 * dict.count }
      return 48
    }
  }
}

/// A tuple whose elements have names: `sys.float_info`.
final class NamedValues: TupleObject {
  private let name: String
  private let fields: [String]

  init(_ name: String, _ values: [(String, Value)]) {
    self.name = name
    fields = values.map(\.0)
    super.init(values.map(\.1))
  }

  override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    if let index = fields.firstIndex(of: machine.symbols.name(name)) { return elements[index] }
    return try super.attribute(name, machine)
  }

  override func repr(_ machine: Machine) throws -> String {
    let parts = try zip(fields, elements).map { "\($0)=\(try machine.repr($1))" }
    return "\(name)(\(parts.joined(separator: ", ")))"
  }

  override func str(_ machine: Machine) throws -> String { try repr(machine) }
}

/// `sys.stdout` and `sys.stderr`.
final class OutputObject: Object {
  fileprivate let isError: Bool

  init(isError: Bool) {
    self.isError = isError
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.output) }
}

extension TypeKey {
  static let output = TypeKey { machine in
    NativeType(
      machine, name: "TextIOWrapper", module: "_io",
      members: [
        .method("write", "self, text, /") { m, a in
          guard let text = a[1].string else {
            throw m.error(OperandMessage.notString(what: "write() argument", type: m.typeName(of: a[1])))
          }
          if (a[0].object as? OutputObject)?.isError == true {
            m.errorOutput(text.text)
          } else {
            try m.write(text.text)
          }
          return .int(text.count)
        },
        .method("flush", "self, /") { m, _ in
          m.flush()
          return .none
        },
        .method("isatty", "self, /") { _, _ in .bool(false) },
      ])
  }
}
