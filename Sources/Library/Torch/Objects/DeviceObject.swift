import Script

extension TypeKey {
  static let device = TypeKey { machine in
    NativeType(
      machine, name: "device", module: "torch",
      construct: { machine, _, arguments in
        let source =
          arguments.optional(0) ?? arguments.keyword(machine.symbol("type"))
          ?? arguments.keyword(machine.symbol("device")) ?? .string("cpu")
        if source.object is DeviceObject { return source }
        guard let text = source.text else {
          throw machine.exception(
            OpCallMessage.wrongType(
              function: "device", argument: "device", position: 1, expected: "str or torch.device",
              type: machine.typeName(of: source)))
        }
        let device = try machine.parseDevice(text)
        if let index = (arguments.optional(1) ?? arguments.keyword(machine.symbol("index")))?.integer {
          return .object(DeviceObject(device.name, index))
        }
        return .object(device)
      },
      members: [
        .property("type") { _, object in .string((object as? DeviceObject)?.name ?? "cpu") },
        .property("index") { _, object in (object as? DeviceObject)?.index.map { .int($0) } ?? .none },
      ])
  }
}

/// `torch.device("cpu")`. Other devices can be named, so that code which asks for one may be written, not used.
final class DeviceObject: Object {
  let name: String
  let index: Int?

  init(_ name: String, _ index: Int? = nil) {
    self.name = name
    self.index = index
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.device) }

  override func repr(_ machine: Machine) throws -> String {
    "device(type='\(name)'\(index.map { ", index=\($0)" } ?? ""))"
  }

  override func str(_ machine: Machine) throws -> String { name + (index.map { ":\($0)" } ?? "") }

  override func compare(_ comparison: Comparison, _ other: Value, _ machine: Machine) throws -> Value? {
    guard let other = other.object as? DeviceObject, comparison == .equal || comparison == .notEqual else {
      return nil
    }
    return .bool((name == other.name && index == other.index) == (comparison == .equal))
  }

  override func hash(_ machine: Machine) throws -> Int { name.hashValue ^ (index ?? -1) }
}

extension Machine {
  /// The kinds of device that PyTorch knows.
  private static let deviceTypes = [
    "cpu", "cuda", "ipu", "xpu", "mkldnn", "opengl", "opencl", "ideep", "hip", "ve", "fpga", "maia", "xla",
    "lazy",
    "vulkan", "mps", "meta", "hpu", "mtia", "privateuseone",
  ]

  func parseDevice(_ text: String) throws -> DeviceObject {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts.first ?? "")
    guard Machine.deviceTypes.contains(name) else { throw exception(RefusalMessage.unknownDevice(text)) }
    if parts.count == 1 { return DeviceObject(name) }
    guard let index = Int(parts[1]), index >= 0 else { throw exception(RefusalMessage.unknownDevice(text)) }
    return DeviceObject(name, index)
  }

  /// What `device=` may be. Only the CPU has tensors here.
  @discardableResult
  func device(from value: Value) throws -> DeviceObject {
    let device: DeviceObject
    if let object = value.object as? DeviceObject {
      device = object
    } else if let text = value.text {
      device = try parseDevice(text)
    } else if case .int = value {
      device = DeviceObject("cuda")
    } else {
      throw exception(
        OpCallMessage.wrongType(
          function: "to", argument: "device", position: nil, expected: "torch.device",
          type: typeName(of: value)))
    }
    guard device.name == "cpu" else { throw exception(RefusalMessage.device(device.name)) }
    return device
  }
}
