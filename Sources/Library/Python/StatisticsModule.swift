import Script

/// `statistics`: sums are exact, so that each result is rounded once.
enum StatisticsModule {
  static var module: NativeModule {
    NativeModule("statistics") { machine, module in
      module.define("StatisticsError", .object(machine.type(.statisticsError)), machine)
      module.function("mean", "data", machine) { m, a in
        let values = try data(m, a[0], "mean", atLeast: 1)
        if let integers = integers(values) {
          return ratio(integers.reduce(0) { $0 + Int128($1) }, Int128(values.count))
        }
        let numbers = try floats(m, values)
        guard numbers.allSatisfy(\.isFinite) else {
          return .float(numbers.reduce(0, +) / Double(numbers.count))
        }
        return .float(ExactSum(numbers).divided(by: Double(numbers.count)).high)
      }
      module.function("fmean", "data, weights=None", machine) { m, a in
        let values = try floats(m, data(m, a[0], "fmean", atLeast: 1))
        guard !a[1].isNone else { return .float(ExactSum.of(values) / Double(values.count)) }
        let weights = try floats(m, m.array(of: a[1]))
        guard weights.count == values.count else {
          throw m.error(
            ValueMessage(english: "data and weights must be the same length", korean: "자료와 가중치의 개수가 같아야 해요"))
        }
        return .float(ExactSum.of(zip(values, weights).map { $0 * $1 }) / ExactSum.of(weights))
      }
      for (name, pick) in medians {
        module.function(name, "data", machine) { m, a in
          let sorted = try m.sorted(
            data(m, a[0], name, noun: "no median for empty data", atLeast: 1), key: .none, isReversed: false)
          return try pick(m, sorted)
        }
      }
      module.function("mode", "data", machine) { m, a in
        let counter = CounterObject()
        try counter.add(a[0], m)
        guard let first = try counter.mostCommon(m).first?.tuple else {
          throw failure(m, ValueMessage(english: "no mode for empty data", korean: "빈 자료에는 최빈값이 없어요"))
        }
        return first.elements[0]
      }
      for (name, isSample, isRoot) in [
        ("variance", true, false), ("pvariance", false, false), ("stdev", true, true),
        ("pstdev", false, true),
      ] {
        module.function(name, "data, center=None", machine) { m, a in
          try spread(m, a, name, isSample: isSample, isRoot: isRoot)
        }
      }
    }
  }

  private static let medians: [(String, @Sendable (Machine, [Value]) throws -> Value)] = [
    (
      "median",
      { m, sorted in
        let half = sorted.count / 2
        if sorted.count % 2 == 1 { return sorted[half] }
        return try m.binary(.divide, m.binary(.add, sorted[half - 1], sorted[half]), .int(2))
      }
    ),
    ("median_low", { _, sorted in sorted[(sorted.count - 1) / 2] }),
    ("median_high", { _, sorted in sorted[sorted.count / 2] }),
  ]

  private static func data(
    _ m: Machine, _ value: Value, _ name: String, noun: String? = nil, atLeast count: Int
  ) throws -> [Value] {
    let values = try m.array(of: value)
    guard values.count >= count else {
      let words = count == 1 ? "one data point" : "two data points"
      throw failure(
        m,
        ValueMessage(
          english: noun ?? "\(name) requires at least \(words)", korean: "`\(name)`에는 값이 \(count)개 이상 있어야 해요"
        ))
    }
    return values
  }

  /// A `StatisticsError`.
  private static func failure(_ m: Machine, _ message: ValueMessage) -> ScriptError {
    ScriptError(
      ExceptionObject(m.type(.statisticsError), arguments: [.string(message.python)], message: message))
  }

  private static func floats(_ m: Machine, _ values: [Value]) throws -> [Double] {
    try values.map { try m.requireFloat($0) }
  }

  private static func integers(_ values: [Value]) -> [Int]? {
    let integers = values.compactMap(\.integer)
    return integers.count == values.count ? integers : nil
  }

  /// A fraction as Python gives it for ints: an int if it is whole.
  private static func ratio(_ numerator: Int128, _ denominator: Int128) -> Value {
    if numerator % denominator == 0, let whole = Int(exactly: numerator / denominator) { return .int(whole) }
    return .float(ExactSum(numerator).divided(by: Double(denominator)).high)
  }

  private static func spread(_ m: Machine, _ a: Arguments, _ name: String, isSample: Bool, isRoot: Bool)
    throws -> Value
  {
    let values = try data(m, a[0], name, atLeast: isSample ? 2 : 1)
    let count = values.count
    let degrees = isSample ? count - 1 : count
    if a[1].isNone, let integers = integers(values), let squares = squares(ofWhole: integers) {
      // Over n (n - 1), all in whole numbers.
      let denominator = Int128(count) * Int128(degrees)
      guard isRoot else { return ratio(squares, denominator) }
      return .float(ExactSum.root(ExactSum(squares).divided(by: Double(denominator))))
    }
    let numbers = try floats(m, values)
    // Whatever isn't finite decides alone.
    guard numbers.allSatisfy(\.isFinite) else {
      let sum = numbers.filter { !$0.isFinite }.reduce(0, +)
      return .float(isRoot ? sum.squareRoot() : sum)
    }
    let variance: (high: Double, low: Double)
    if a[1].isNone {
      variance = squares(of: numbers).divided(by: Double(count) * Double(degrees))
    } else {
      let center = try m.requireFloat(a[1])
      let deviations = numbers.map { $0 - center }
      variance = ExactSum(deviations.map { $0 * $0 }).divided(by: Double(degrees))
    }
    return .float(isRoot ? ExactSum.root(variance) : variance.high)
  }

  /// n Σx² - (Σx)², n times the sum of the squared deviations from the mean. Poor with floats that are rounded on the way, exact
  /// without.
  private static func squares(of numbers: [Double]) -> ExactSum {
    var sums = ExactSum()
    var squares = ExactSum()
    for x in numbers {
      sums.add(x)
      squares.add(x, times: x)
    }
    var result = squares.times(Double(numbers.count))
    for partial in sums.squared.partials { result.add(-partial) }
    return result
  }

  /// The same for whole numbers; nil if 128 bits don't hold it.
  private static func squares(ofWhole integers: [Int]) -> Int128? {
    var sum: Int128 = 0
    var squares: Int128 = 0
    for x in integers {
      let (next, overflow) = squares.addingReportingOverflow(Int128(x) * Int128(x))
      if overflow { return nil }
      sum += Int128(x)
      squares = next
    }
    let (first, isTooLarge) = squares.multipliedReportingOverflow(by: Int128(integers.count))
    let (second, isTooLargeToo) = sum.multipliedReportingOverflow(by: sum)
    return isTooLarge || isTooLargeToo ? nil : first - second
  }
}

extension TypeKey {
  fileprivate static let statisticsError = TypeKey { machine in
    NativeType(
      machine, name: "StatisticsError", module: "statistics", base: machine.exceptionType(.valueError),
      isBase: true)
  }
}
