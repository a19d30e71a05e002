import Script

/// `statistics`: sums are exact, so that each result is rounded once.
enum StatisticsModule {
  static var module: NativeModule {
    NativeModule("statistics") { machine, module in
      module.define("StatisticsError", .object(machine.type(.statisticsError)), machine)
      module.function("mean", "data", machine) { m, a in
        let values = try data(m, a[0], "mean", atLeast: 1)
        if let sum = integers(values)?.reduce(0, &+) {
          return sum % values.count == 0
            ? .int(sum / values.count) : .float(Double(sum) / Double(values.count))
        }
        return .float(ExactSum.of(try floats(m, values)) / Double(values.count))
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
    // Sums of squares must stay exact.
    guard integers.count == values.count, integers.allSatisfy({ $0.magnitude < 1 << 26 }),
      integers.count < 1 << 10
    else {
      return nil
    }
    return integers
  }

  private static func spread(_ m: Machine, _ a: Arguments, _ name: String, isSample: Bool, isRoot: Bool)
    throws -> Value
  {
    let values = try data(m, a[0], name, atLeast: isSample ? 2 : 1)
    let degrees = isSample ? values.count - 1 : values.count
    if a[1].isNone, let integers = integers(values) {
      // n Σx² - (Σx)² over n (n - 1), all in whole numbers.
      let sum = integers.reduce(0, +)
      let squares = integers.reduce(0) { $0 + $1 * $1 }
      let numerator = values.count * squares - sum * sum
      let denominator = values.count * degrees
      if !isRoot, numerator % denominator == 0 { return .int(numerator / denominator) }
      let variance = Double(numerator) / Double(denominator)
      return .float(isRoot ? variance.squareRoot() : variance)
    }
    let numbers = try floats(m, values)
    let center = a[1].isNone ? ExactSum.of(numbers) / Double(numbers.count) : try m.requireFloat(a[1])
    // The second sum corrects for the rounding of the mean (Chan, Golub & LeVeque, 1983).
    let deviations = numbers.map { $0 - center }
    let residue = a[1].isNone ? ExactSum.of(deviations) : 0
    let squares = ExactSum.of(deviations.map { $0 * $0 }) - residue * residue / Double(numbers.count)
    let variance = squares / Double(degrees)
    return .float(isRoot ? variance.squareRoot() : variance)
  }
}

extension TypeKey {
  fileprivate static let statisticsError = TypeKey { machine in
    NativeType(
      machine, name: "StatisticsError", module: "statistics", base: machine.exceptionType(.valueError),
      isBase: true)
  }
}
