import Script
import Tensors

extension TypeKey {
  static let noGrad = TypeKey { GradModeObject.type("no_grad", fixed: false, $0) }
  static let enableGrad = TypeKey { GradModeObject.type("enable_grad", fixed: true, $0) }
  static let setGradEnabled = TypeKey { GradModeObject.type("set_grad_enabled", fixed: nil, $0) }
  static let inferenceMode = TypeKey { GradModeObject.type("inference_mode", fixed: nil, $0) }
}

/// `torch.no_grad()` and its kin: in a `with` statement, or as a decorator.
final class GradModeObject: Object {
  private let key: TypeKey
  private let isEnabled: Bool
  /// What was switched on before each `with` that is still open.
  private var earlier: [Bool] = []
  /// `set_grad_enabled` works at once, without a `with`, and a `with` puts back what was before that.
  private var beforeCall: Bool?

  private init(_ key: TypeKey, isEnabled: Bool) {
    self.key = key
    self.isEnabled = isEnabled
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(key) }

  /// As a decorator: the function runs with the mode set.
  override func call(_ arguments: Arguments, _ machine: Machine) throws -> Value {
    guard let function = arguments.optional(0) else { throw machine.notCallable(.object(self)) }
    if let before = beforeCall { Engine.isGradEnabled = before }
    return GradModeObject.decorate(function, isEnabled: isEnabled, machine)
  }

  private func enter() {
    earlier.append(beforeCall ?? Engine.isGradEnabled)
    beforeCall = nil
    Engine.isGradEnabled = isEnabled
  }

  private func exit() {
    if let earlier = earlier.popLast() { Engine.isGradEnabled = earlier }
  }

  private static func decorate(_ function: Value, isEnabled: Bool, _ machine: Machine) -> Value {
    let name = (try? machine.attributeIfAny(function, .known(.name)))?.text ?? "function"
    return .object(
      NativeFunction(name, nil, isMethod: true, module: "torch") { machine, arguments in
        let earlier = Engine.isGradEnabled
        Engine.isGradEnabled = isEnabled
        defer { Engine.isGradEnabled = earlier }
        return try machine.call(function, arguments)
      })
  }

  /// - Parameter fixed: what the mode switches to; nil where the first argument says it.
  fileprivate static func type(_ name: String, fixed: Bool?, _ machine: Machine) -> TypeObject {
    NativeType(
      machine, name: name, module: "torch.autograd.grad_mode",
      construct: { machine, type, arguments in
        let key: TypeKey =
          switch name {
          case "no_grad": .noGrad
          case "enable_grad": .enableGrad
          case "set_grad_enabled": .setGradEnabled
          default: .inferenceMode
          }
        if let fixed {
          // `@torch.no_grad` without parentheses
          if let function = arguments.optional(0), function.object != nil {
            return decorate(function, isEnabled: fixed, machine)
          }
          return .object(GradModeObject(key, isEnabled: fixed))
        }
        let mode = arguments.optional(0) ?? arguments.keyword(machine.symbol("mode")) ?? .bool(true)
        if name == "inference_mode" {
          if let function = mode.object, !(function is TensorObject) {
            return decorate(mode, isEnabled: false, machine)
          }
          return .object(GradModeObject(key, isEnabled: try !machine.isTrue(mode)))
        }
        let object = GradModeObject(key, isEnabled: try machine.isTrue(mode))
        object.beforeCall = Engine.isGradEnabled
        Engine.isGradEnabled = object.isEnabled
        return .object(object)
      },
      members: [
        .method("__enter__", "self") { _, arguments in
          (arguments[0].object as? GradModeObject)?.enter()
          return .none
        },
        .method("__exit__", "self, *args") { _, arguments in
          (arguments[0].object as? GradModeObject)?.exit()
          return .bool(false)
        },
      ])
  }
}
