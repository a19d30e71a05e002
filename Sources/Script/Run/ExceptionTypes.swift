/// The classes of the built-in exceptions.
enum ExceptionTypes {
  static func build(_ kind: ExceptionKind, _ machine: Machine) -> TypeObject {
    let base = kind.parent.map(machine.exceptionType)
    let type = NativeType(
      machine, name: kind.rawValue, base: base, isBase: true,
      allocate: base == nil ? { _, type in ExceptionObject(type) } : nil,
      members: base == nil ? rootMembers : kind == .stopIteration ? stopIterationMembers : [])
    // Nearly all exceptions live without attributes of their own.
    if base == nil {
      type.expectedSlots = 0
      type.isException = true
    }
    type.isUncatchable = kind == .limitExceeded
    return type
  }

  private static var rootMembers: [NativeMember] {
    [
      .method("__init__") { machine, arguments in
        if let exception = arguments[0].object as? ExceptionObject {
          exception.begin(with: arguments.dropFirst())
        }
        return .none
      },
      .property("args") { _, object in
        .object((object as? ExceptionObject)?.argumentTuple ?? TupleObject([]))
      } set: { machine, object, value in
        (object as? ExceptionObject)?.arguments = try machine.array(of: value)
      },
      .property("__cause__") { _, object in
        (object as? ExceptionObject)?.cause ?? .none
      } set: { _, object, value in
        (object as? ExceptionObject)?.cause = value
        (object as? ExceptionObject)?.suppressesContext = true
      },
      .property("__context__") { _, object in
        (object as? ExceptionObject)?.context.map { .object($0) } ?? .none
      } set: { _, object, value in
        (object as? ExceptionObject)?.context = value.object as? ExceptionObject
      },
      .property("__suppress_context__") { _, object in
        .bool((object as? ExceptionObject)?.suppressesContext ?? false)
      } set: { machine, object, value in
        (object as? ExceptionObject)?.suppressesContext = try machine.isTrue(value)
      },
      .property("__traceback__") { _, _ in
        .none
      } set: { _, _, _ in
      },
      .method("add_note", "self, note, /") { machine, arguments in
        guard arguments[1].text != nil else {
          throw machine.error(
            OperandMessage.notString(what: "note", type: machine.typeName(of: arguments[1])))
        }
        let notes = machine.symbol("__notes__")
        if let list = try machine.attributeOrNil(arguments[0], notes)?.list {
          list.append(arguments[1])
        } else {
          try machine.setAttribute(arguments[0], notes, to: .object(ListObject([arguments[1]])))
        }
        return .none
      },
      .method("with_traceback", "self, tb, /") { _, arguments in arguments[0] },
    ]
  }

  private static var stopIterationMembers: [NativeMember] {
    [.property("value") { _, object in (object as? ExceptionObject)?.arguments.first ?? .none }]
  }
}
