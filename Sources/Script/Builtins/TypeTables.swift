/// The built-in types and their tables of methods.
extension TypeKey {
  package static let object = TypeKey { NativeType(root: $0, members: []) }
  package static let type = TypeKey {
    NativeType(
      $0, name: "type",
      members: [
        .method("mro", "self, /") { _, a in
          .object(ListObject((a[0].object as? TypeObject)?.resolutionOrder.map { .object($0) } ?? []))
        }
      ])
  }
  package static let none = TypeKey { NativeType($0, name: "NoneType") }
  package static let ellipsis = TypeKey { NativeType($0, name: "ellipsis") }
  package static let module = TypeKey { NativeType($0, name: "module") }
  package static let function = TypeKey { NativeType($0, name: "function") }
  package static let nativeFunction = TypeKey { NativeType($0, name: "builtin_function_or_method") }
  package static let boundMethod = TypeKey { NativeType($0, name: "method") }
  package static let generator = TypeKey {
    NativeType($0, name: "generator", members: GeneratorObject.members)
  }
  package static let notImplemented = TypeKey { NativeType($0, name: "NotImplementedType") }
}
