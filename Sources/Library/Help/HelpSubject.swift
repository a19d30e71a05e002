import Script
import Text

/// What somebody asks help for, and what can be said about it.
package struct HelpSubject {
  /// The page that was written for it.
  package let page: HelpPage?
  /// Without a page: its type, a few lines of its value, the docstring, and its attributes.
  package let typeName: String
  package let value: [String]
  package let documentation: String?
  package let attributes: [String]

  /// - Parameter expression: how it was named, which tells `torch.relu` from `F.relu`.
  package init(_ value: Value, expression: String? = nil, _ machine: Machine) {
    typeName = machine.typeName(of: value)
    page = HelpSubject.candidates(value, expression, machine).lazy.compactMap(HelpPage.named).first
    self.value =
      ((try? machine.repr(value)) ?? "").split(separator: "\n").prefix(5).map(String.init)
    documentation = HelpSubject.documentation(value, machine)
    attributes = (value.object?.attributeNames(machine) ?? []).filter { !$0.hasPrefix("_") }
  }

  /// The whole text for a plain output, such as that of `help(x)`.
  package func lines(_ language: Language) -> [String] {
    if let page {
      let shape = page.shape.map { [language.pick(ko: "모양: ", en: "shapes: ") + $0] } ?? []
      return [page.signature, "", page.sentence(language)] + shape
        + (page.example.isEmpty ? [] : [""] + page.example.map { "  " + $0 })
    }
    return [typeName] + value.map { "  " + $0 } + (documentation.map { ["", $0] } ?? [])
  }

  private static func documentation(_ value: Value, _ machine: Machine) -> String? {
    // An instance shows what its class says; numbers and lists have nothing to say.
    guard value.object != nil else { return nil }
    let text = (try? machine.attribute(value, machine.symbol("__doc__")))?.text
    return text.flatMap { $0.allSatisfy(\.isWhitespace) ? nil : $0 }
  }

  /// The names by which a page may be found, the surest first.
  private static func candidates(_ value: Value, _ expression: String?, _ machine: Machine) -> [String] {
    var result: [String] = []
    if let expression { result += spellings(expression, machine) }
    func text(_ name: String) -> String? {
      (try? machine.attribute(value, machine.symbol(name)))?.text
    }
    guard let object = value.object else { return result + [typeName(value, machine)] }
    switch object.kind {
    case .module:
      result.append((object as? ModuleObject)?.name ?? "")
    case .type:
      result += classNames(text("__name__") ?? "", module: text("__module__") ?? "")
    case .native, .boundMethod, .function:
      guard let name = text("__name__") else { break }
      if let method = object as? BoundMethod {
        result += families(of: method.receiver, machine).map { "\($0).\(name)" }
      }
      // A script's own function is nobody else's, whatever its name.
      if object.kind == .function { break }
      let module = text("__module__") ?? ""
      result.append(module == "builtins" ? name : "\(short(module)).\(name)")
      result += ["torch", "Tensor", "torch.nn.functional", "torch.nn.init"].map { "\($0).\(name)" }
    default:
      let type = Value.object(machine.type(of: value))
      let name = (try? machine.attribute(type, machine.symbol("__name__")))?.text ?? ""
      let module = (try? machine.attribute(type, machine.symbol("__module__")))?.text ?? ""
      if module != "__main__" { result += classNames(name, module: module) }
    }
    return result
  }

  private static func typeName(_ value: Value, _ machine: Machine) -> String { machine.typeName(of: value) }

  /// `nn.Linear` for `torch.nn.Linear`, `plt.plot` for `matplotlib.pyplot.plot`; and by the module behind the first name, so that
  /// `import torch.nn.functional as G` makes no difference.
  private static func spellings(_ expression: String, _ machine: Machine) -> [String] {
    var result = [expression, short(expression)]
    if let dot = expression.lastIndex(of: ".") {
      let (owner, name) = (String(expression[..<dot]), String(expression[expression.index(after: dot)...]))
      var path = owner.split(separator: ".").map(String.init)
      if !path.isEmpty, var value = machine.global(path.removeFirst()) {
        for part in path { value = (try? machine.attribute(value, machine.symbol(part))) ?? value }
        if let module = value.object as? ModuleObject {
          result += ["\(module.name).\(name)", short("\(module.name).\(name)")]
        } else {
          result += families(of: value, machine).map { "\($0).\(name)" }
        }
      }
    }
    return result
  }

  private static func short(_ name: String) -> String {
    for (long, short) in [("matplotlib.pyplot.", "plt."), ("torch.nn.", "nn.")] where name.hasPrefix(long) {
      let rest = String(name.dropFirst(long.count))
      return rest.contains(".") ? name : short + rest
    }
    return name == "matplotlib.pyplot" ? "plt" : name
  }

  private static func classNames(_ name: String, module: String) -> [String] {
    if module == "builtins" { return [name] }
    // `torch.optim.adam.Adam` is known as `torch.optim.Adam`.
    let parent = module.split(separator: ".").dropLast().joined(separator: ".")
    return ["\(module).\(name)", "\(parent).\(name)"]
      + ["nn", "torch", "torch.optim", "torch.utils.data"].map { "\($0).\(name)" }
  }

  /// What a value's methods are listed under.
  private static func families(of value: Value, _ machine: Machine) -> [String] {
    if value.tensor != nil { return ["Tensor", "torch"] }
    if value.object is ModuleInstance { return ["Module"] }
    let names = machine.type(of: value).resolutionOrder.map(\.name)
    return names.map { $0 == "LRScheduler" ? "Scheduler" : $0 }
  }
}
