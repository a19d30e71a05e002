import Script

/// What a drawing command returns where scripts seldom look: an object that says what it is, and how many parts it has.
final class PlotHandle: Object {
  private let text: String
  private let count: Int?

  init(_ text: String, count: Int? = nil) {
    self.text = text
    self.count = count
    super.init()
  }

  override func repr(_ machine: Machine) throws -> String { "<\(text)>" }

  override func length(_ machine: Machine) throws -> Int? { count }

  override func iterator(_ machine: Machine) throws -> Object {
    guard let count else { return try super.iterator(machine) }
    let parts = (0..<count).map { _ in Value.object(PlotHandle("matplotlib.patches.Rectangle")) }
    return try machine.iterator(of: .object(ListObject(parts)))
  }
}

/// Parts of a picture whose looks scripts adjust and that pictures of characters don't have: `ax.spines["top"]`. Whatever
/// is asked of them is done at once.
final class PlotOrnament: Object {
  init() { super.init() }

  override var hasPlainMethods: Bool { false }

  override func attribute(_ name: Symbol, _ machine: Machine) throws -> Value? {
    let text = machine.symbols.name(name)
    if text.hasPrefix("__") { return nil }
    guard text.hasPrefix("set_") || text == "use" else { return .object(PlotOrnament()) }
    return .object(NativeFunction(text, nil, isMethod: false, module: "matplotlib") { _, _ in .none })
  }

  override func item(_ index: Value, _ machine: Machine) throws -> Value { .object(PlotOrnament()) }
}
