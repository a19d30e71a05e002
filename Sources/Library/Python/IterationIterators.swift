import Script

/// `itertools.accumulate`: the totals so far.
final class AccumulateIterator: Container {
  private let key: TypeKey
  private let source: Object
  private let function: Value
  @exclusivity(unchecked) private var total: Value?
  /// The first total, if one was given, until it has been shown.
  @exclusivity(unchecked) private var initial: Value?

  init(_ key: TypeKey, _ source: Object, _ function: Value, initial: Value?) {
    self.key = key
    self.source = source
    self.function = function
    self.initial = initial
    super.init(kind: .iterator)
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(key) }
  override func iterator(_ machine: Machine) throws -> Object { self }

  override func next(_ machine: Machine) throws -> Value? {
    if let first = initial {
      initial = nil
      total = first
      return first
    }
    guard let value = try source.next(machine) else { return nil }
    if function.isNone, case .int(let x)? = total, case .int(let y) = value,
      case let (sum, overflow) = x.addingReportingOverflow(y), !overflow
    {
      total = .int(sum)
      return .int(sum)
    }
    let next = try total.map { try machine.combine(function, $0, value) } ?? value
    total = next
    return next
  }

  override func traverse(_ visit: (Object) -> Void) {
    visit(source)
    for case .object(let object)? in [function, total, initial] { visit(object) }
  }
}

/// `itertools.product`: every choice of one element from each row, the last changing fastest.
final class ProductIterator: Container {
  private let key: TypeKey
  private let rows: [[Value]]
  /// Which element of each row comes next.
  @exclusivity(unchecked) private var places: [Int]
  @exclusivity(unchecked) private var isDone: Bool

  init(_ key: TypeKey, _ rows: [[Value]]) {
    self.key = key
    self.rows = rows
    places = Array(repeating: 0, count: rows.count)
    isDone = rows.contains(where: \.isEmpty)
    super.init(kind: .iterator)
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(key) }
  override func iterator(_ machine: Machine) throws -> Object { self }

  override func next(_ machine: Machine) throws -> Value? {
    guard !isDone else { return nil }
    let value = machine.tuple(count: rows.count) { rows[$0][places[$0]] }
    var i = rows.count - 1
    while i >= 0 {
      places[i] += 1
      if places[i] < rows[i].count { break }
      places[i] = 0
      i -= 1
    }
    isDone = i < 0
    return value
  }

  override func traverse(_ visit: (Object) -> Void) {
    for row in rows { for case .object(let object) in row { visit(object) } }
  }
}
