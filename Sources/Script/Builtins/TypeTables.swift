/// The built-in types and their tables of methods.
extension TypeKey {
  package static let object = TypeKey { NativeType(root: $0, members: []) }
  package static let type = TypeKey { NativeType($0, name: "type") }
  package static let none = TypeKey { NativeType($0, name: "NoneType") }
  package static let int = TypeKey { NativeType($0, name: "int") }
  package static let bool = TypeKey { NativeType($0, name: "bool", base: $0.type(.int)) }
  package static let float = TypeKey { NativeType($0, name: "float") }
  package static let str = TypeKey { NativeType($0, name: "str") }
  package static let list = TypeKey { NativeType($0, name: "list") }
  package static let tuple = TypeKey { NativeType($0, name: "tuple") }
  package static let dict = TypeKey { NativeType($0, name: "dict") }
  package static let set = TypeKey { NativeType($0, name: "set") }
  package static let frozenset = TypeKey { NativeType($0, name: "frozenset") }
  package static let range = TypeKey { NativeType($0, name: "range") }
  package static let slice = TypeKey { NativeType($0, name: "slice") }
  package static let ellipsis = TypeKey { NativeType($0, name: "ellipsis") }
  package static let module = TypeKey { NativeType($0, name: "module") }
  package static let function = TypeKey { NativeType($0, name: "function") }
  package static let nativeFunction = TypeKey { NativeType($0, name: "builtin_function_or_method") }
  package static let boundMethod = TypeKey { NativeType($0, name: "method") }
  package static let staticMethod = TypeKey { NativeType($0, name: "staticmethod") }
  package static let classMethod = TypeKey { NativeType($0, name: "classmethod") }
  package static let property = TypeKey { NativeType($0, name: "property") }
  package static let generator = TypeKey { NativeType($0, name: "generator") }
  package static let notImplemented = TypeKey { NativeType($0, name: "NotImplementedType") }
}
