import Neural
import Script
import Tensors

/// One line of the table of layers: PyTorch's name and parameters, how the engine's layer is made of them, and the
/// settings that scripts read and change.
struct LayerBinding: Sendable {
  typealias Make = @Sendable (borrowing OpCall) throws -> Module

  /// The class's name.
  let name: String
  /// The file of PyTorch that defines it, as in `torch.nn.modules.linear`.
  let file: String
  /// The parameters of `__init__`, without `self`.
  let parameters: String
  /// The parameters of `forward`; `?` marks those that may be left out.
  let inputs: [String]
  let attributes: [LayerAttribute]
  let make: Make
  let key: TypeKey

  /// - Parameter make: gets the arguments from 1 on; 0 is `self`.
  init(
    _ name: String, _ file: String, _ parameters: String, inputs: String = "input",
    _ attributes: [LayerAttribute] = [], make: @escaping Make
  ) {
    self.name = name
    self.file = file
    self.parameters = parameters
    self.inputs = inputs.split(separator: " ").map(String.init)
    self.attributes = attributes
    self.make = make
    key = TypeKey { machine in
      let type = NativeType(
        machine, name: name, module: "torch.nn.modules.\(file)", base: machine.type(.nnModule), isBase: true,
        members: attributes.map(\.member))
      let op = Op.call(name, parameters.isEmpty ? "self" : "self, " + parameters, []) { call in
        try ModuleType.instance(call[0], call.machine).adopt(make(call), call.machine)
        return .none
      }
      type.define(.known(.initialise), BoundOp.function(op, isMethod: true, machine))
      return type
    }
  }

  /// All layers by name.
  static let all: [String: LayerBinding] = Dictionary(
    uniqueKeysWithValues: (Self.linear + Self.convolutions + Self.normalizations + Self.regularization
      + Self.activations + Self.losses + Self.shaping).map { ($0.name, $0) })

  /// The class for a module of the engine.
  static func key(for module: Module) -> TypeKey {
    switch module {
    case is Sequential: .nnSequential
    case is ModuleList: .nnModuleList
    case is ModuleDict: .nnModuleDict
    case is ParameterList: .nnParameterList
    case is ParameterDict: .nnParameterDict
    default: all[module.kindName]?.key ?? .nnModule
    }
  }

  /// The names of the parameters of a layer's `forward`.
  static func inputNames(of module: Module) -> [String] {
    (all[module.kindName]?.inputs ?? ["input"]).map { String($0.drop { $0 == "?" }) }
  }

  /// How many of them may be left out.
  static func optionalInputs(of module: Module) -> Int {
    all[module.kindName]?.inputs.count { $0.first == "?" } ?? 0
  }
}

/// A setting of a layer as a script sees it: `layer.in_features`, `dropout.p = 0.1`.
struct LayerAttribute: Sendable {
  let name: String
  let get: @Sendable (Module) -> Value
  let set: (@Sendable (Module, Value) -> Bool)?

  /// The property of the class.
  var member: NativeMember {
    let (name, get, set) = (name, get, set)
    return .property(name) { machine, object in
      get(try ModuleType.module(.object(object), machine))
    } set: { machine, object, value in
      let module = try ModuleType.module(.object(object), machine)
      guard let set else {
        throw machine.exception(ModuleMessage.fixedSetting(layer: module.typeName, name: name))
      }
      guard set(module, value) else {
        throw machine.exception(
          OpCallMessage.wrongType(
            function: module.typeName, argument: name, position: nil, expected: "Number",
            type: machine.typeName(of: value)))
      }
    }
  }

  /// A setting that can be read.
  static func of<Layer: Module>(
    _ name: String, _ type: Layer.Type, _ get: @escaping @Sendable (Layer) -> Value
  ) -> LayerAttribute {
    LayerAttribute(name: name, get: { ($0 as? Layer).map(get) ?? .none }, set: nil)
  }

  static func int<Layer: Module>(_ name: String, _ path: KeyPath<Layer, Int> & Sendable) -> LayerAttribute {
    LayerAttribute(name: name, get: { ($0 as? Layer).map { .int($0[keyPath: path]) } ?? .none }, set: nil)
  }

  static func bool<Layer: Module>(
    _ name: String, _ path: ReferenceWritableKeyPath<Layer, Bool> & Sendable
  ) -> LayerAttribute {
    LayerAttribute(name: name) {
      ($0 as? Layer).map { .bool($0[keyPath: path]) } ?? .none
    } set: { module, value in
      guard case .bool(let value) = value else { return false }
      (module as? Layer)?[keyPath: path] = value
      return true
    }
  }

  static func double<Layer: Module>(
    _ name: String, _ path: ReferenceWritableKeyPath<Layer, Double> & Sendable
  ) -> LayerAttribute {
    LayerAttribute(name: name) {
      ($0 as? Layer).map { .float($0[keyPath: path]) } ?? .none
    } set: { module, value in
      guard let number = value.number else { return false }
      (module as? Layer)?[keyPath: path] = number
      return true
    }
  }

  static func optionalDouble<Layer: Module>(
    _ name: String, _ path: ReferenceWritableKeyPath<Layer, Double?> & Sendable
  ) -> LayerAttribute {
    LayerAttribute(name: name) {
      ($0 as? Layer)?[keyPath: path].map { .float($0) } ?? .none
    } set: { module, value in
      guard value.isNone || value.number != nil else { return false }
      (module as? Layer)?[keyPath: path] = value.number
      return true
    }
  }

  static func scalar<Layer: Module>(
    _ name: String, _ path: ReferenceWritableKeyPath<Layer, Scalar> & Sendable
  ) -> LayerAttribute {
    LayerAttribute(name: name) {
      ($0 as? Layer)?[keyPath: path].value ?? .none
    } set: { module, value in
      guard let number = value.scalar else { return false }
      (module as? Layer)?[keyPath: path] = number
      return true
    }
  }

  static func window<Layer: Module>(_ name: String, _ path: KeyPath<Layer, Window> & Sendable)
    -> LayerAttribute
  {
    LayerAttribute(name: name, get: { ($0 as? Layer)?[keyPath: path].value ?? .none }, set: nil)
  }
}

extension Window {
  /// One number, or a tuple, as it was given.
  var value: Value { isSingle ? .int(sizes[0]) : .tuple(sizes.map { .int($0) }) }
}

extension OpCall {
  /// One number or one for each dimension, kept as it was given because descriptions show it.
  func window(_ index: Int) throws -> Window {
    let value = self[index]
    if let single = value.wholeNumber { return Window(single) }
    return Window(try ints(index))
  }

  func optionalWindow(_ index: Int) throws -> Window? { isNone(index) ? nil : try window(index) }

  /// A dtype for parameters, by default that of floats.
  func parameterDType(_ index: Int) throws -> DType {
    let dtype = try dtype(index) ?? machine.torch.defaultDType
    guard dtype.isFloatingPoint else { throw TensorError.requiresGradDType(dtype) }
    return dtype
  }

  /// One of the cases of an enumeration that is named by strings.
  func choice<Choice: RawRepresentable & CaseIterable>(_ index: Int, _ type: Choice.Type) throws -> Choice
  where Choice.RawValue == String {
    let text = try string(index)
    guard let choice = Choice(rawValue: text) else {
      throw NeuralError.unknownChoice(
        owner: bound.name, name: bound.parameters.list[index].text, value: text,
        choices: Choice.allCases.map(\.rawValue))
    }
    return choice
  }

  /// What `size_average` and `reduce` say, the switches from before there was `reduction`; nil when neither is given.
  func earlierReduction(_ average: Int, _ reduce: Int) throws -> Reduction? {
    guard !isNone(average) || !isNone(reduce) else { return nil }
    guard try isNone(reduce) || machine.isTrue(self[reduce]) else { return Reduction.none }
    return try isNone(average) || machine.isTrue(self[average]) ? .mean : .sum
  }

  /// What a loss does with its elements: `reduction='mean'`.
  func reduction(_ index: Int) throws -> Reduction {
    let names = bound.parameters.list.map(\.text)
    if let average = names.firstIndex(of: "size_average"), let reduce = names.firstIndex(of: "reduce"),
      let earlier = try earlierReduction(average, reduce)
    {
      return earlier
    }
    let text = try string(index)
    guard let reduction = Reduction(named: text) else {
      throw NeuralError.unknownChoice(
        owner: bound.name, name: "reduction", value: text, choices: ["none", "mean", "sum"])
    }
    return reduction
  }
}
