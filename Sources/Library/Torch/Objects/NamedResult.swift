import Script

/// What `torch.max(x, dim=0)` returns: a tuple whose elements have names, shown one a line.
final class NamedResult: TupleObject {
  private let name: String
  private let fields: [String]

  init(_ name: String, _ fields: [String], _ elements: [Value]) {
    self.name = name
    self.fields = fields
    super.init(elements)
  }

  override func type(_ machine: Machine) -> TypeObject { machine.torch.resultType(name, machine) }

  override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    if let index = fields.firstIndex(of: machine.symbols.name(name)), index < elements.count {
      return elements[index]
    }
    return try super.attribute(name, machine)
  }

  override func attributeNames(_ machine: Machine) -> [String] { fields + super.attributeNames(machine) }

  override func repr(_ machine: Machine) throws -> String {
    let lines = try zip(fields, elements).map { field, value in "\(field)=\(try machine.repr(value))" }
    return "torch.return_types.\(name)(\n\(lines.joined(separator: ",\n")))"
  }

  override func str(_ machine: Machine) throws -> String { try repr(machine) }
}

extension Value {
  /// A named tuple of tensors.
  static func named(_ name: String, _ fields: [String], _ elements: [Value]) -> Value {
    .object(NamedResult(name, fields, elements))
  }
}
