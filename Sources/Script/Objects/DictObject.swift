/// `dict`: keeps the order of insertion.
open class DictObject: Container {
  private var keys: [Value] = []
  private var values: [Value] = []

  public init() { super.init(kind: .dict) }

  open override func type(_ machine: Machine) -> TypeObject { machine.type(.dict) }

  package var count: Int { keys.count }

  package final func get(_ key: Value, _ machine: Machine) throws -> Value? {
    for index in keys.indices where try machine.isSame(keys[index], key) { return values[index] }
    return nil
  }

  package final func set(_ key: Value, _ value: Value, _ machine: Machine) throws {
    for index in keys.indices where try machine.isSame(keys[index], key) {
      values[index] = value
      return
    }
    keys.append(key)
    values.append(value)
  }

  package final func remove(_ key: Value, _ machine: Machine) throws -> Value? {
    for index in keys.indices where try machine.isSame(keys[index], key) {
      keys.remove(at: index)
      return values.remove(at: index)
    }
    return nil
  }

  /// The entry at or after a position, and the position to go on from: iteration that survives changes.
  package final func entry(from position: Int) -> (key: Value, value: Value, next: Int)? {
    position < keys.count ? (keys[position], values[position], position + 1) : nil
  }
}
