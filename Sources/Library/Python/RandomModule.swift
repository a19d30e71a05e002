import Glibc
import Script

/// `random`: the same numbers as CPython's for the same seed.
enum RandomModule {
  static var module: NativeModule {
    NativeModule("random") { machine, module in
      let shared = RandomObject(RandomObject.entropy())
      for method in RandomMethods.all {
        module.function(method.name, method.signature, machine) { m, a in try method.body(m, shared, a) }
      }
      module.define("Random", .object(machine.type(.random)), machine)
    }
  }
}

extension TypeKey {
  static let random = TypeKey { machine in
    NativeType(
      machine, name: "Random", module: "random",
      construct: { m, _, a in
        .object(
          RandomObject(try a.optional(0).map { try RandomMethods.key($0, m) } ?? RandomObject.entropy()))
      },
      members: RandomMethods.all.map { method in
        .method(method.name, "self" + (method.signature.isEmpty ? "" : ", " + method.signature)) { m, a in
          guard let random = a[0].object as? RandomObject else {
            throw m.error(
              CallMessage.wrongReceiver(method: method.name, type: "Random", given: m.typeName(of: a[0])))
          }
          return try method.body(m, random, a.dropFirst())
        }
      })
  }
}

/// `random.Random`: a stream of its own.
final class RandomObject: Object {
  var generator: MersenneTwister
  /// Gaussian numbers come in pairs; the second one waits here.
  var spareGauss: Double?

  init(_ key: [UInt32]) {
    generator = MersenneTwister(key: key)
    super.init()
  }

  override func type(_ machine: Machine) -> TypeObject { machine.type(.random) }

  /// A seed that nobody can foresee.
  static func entropy() -> [UInt32] {
    var source = SystemRandomNumberGenerator()
    return (0..<8).map { _ in UInt32(truncatingIfNeeded: source.next()) }
  }
}

/// The methods; module functions are those of one shared stream.
struct RandomMethods {
  let name: String
  let signature: String
  let body: (Machine, RandomObject, Arguments) throws -> Value

  static var all: [RandomMethods] { basic + choices + distributions + rareDistributions }

  // MARK: Seeds

  private static var basic: [RandomMethods] {
    [
      .init(name: "seed", signature: "a=None, version=2") { m, r, a in
        r.generator = MersenneTwister(key: a[0].isNone ? RandomObject.entropy() : try key(a[0], m))
        r.spareGauss = nil
        return .none
      },
      .init(name: "random", signature: "") { _, r, _ in .float(r.generator.unit()) },
      .init(name: "getrandbits", signature: "k") { m, r, a in
        let count = try m.requireIndex(a[0])
        guard count >= 0 else {
          throw m.error(
            ValueMessage(english: "number of bits must be non-negative", korean: "비트 수는 0 이상이어야 해요"))
        }
        guard count < 64, let bits = Int(exactly: r.generator.bits(count)) else {
          throw m.integerOverflow("getrandbits(\(count))")
        }
        return .int(bits)
      },
      .init(name: "getstate", signature: "") { _, r, _ in
        let words = r.generator.state.map { Value.int(Int($0)) } + [.int(r.generator.index)]
        return .tuple([.int(3), .tuple(words), r.spareGauss.map(Value.float) ?? .none])
      },
      .init(name: "setstate", signature: "state") { m, r, a in
        let parts = try m.array(of: a[0])
        guard parts.count == 3, let words = parts[1].tuple?.elements.map({ $0.integer ?? -1 }),
          let index = words.last,
          let generator = MersenneTwister(
            state: words.dropLast().compactMap { UInt32(exactly: $0) }, index: index)
        else { throw m.error(ValueMessage(english: "invalid state", korean: "알맞지 않은 상태예요")) }
        r.generator = generator
        r.spareGauss = parts[2].number
        return .none
      },
    ]
  }

  /// The 32-bit words of a seed: of an int its magnitude, of text the text and its SHA-512, of a float its hash.
  static func key(_ seed: Value, _ m: Machine) throws -> [UInt32] {
    if let integer = seed.integer { return words(of: UInt64(integer.magnitude)) }
    if case .float = seed { return words(of: UInt64(bitPattern: Int64(try m.hash(seed)))) }
    guard let text = seed.text else {
      throw m.error(
        CallMessage.other(
          english: "The only supported seed types are: None,\nint, float, str, bytes, and bytearray.",
          korean: "씨앗(seed)은 None, 정수, 실수, 문자열이어야 해요"))
    }
    let bytes = Array(text.utf8)
    // One large number, most significant byte first.
    let number = Array((bytes + SHA512.digest(bytes)).reversed())
    var result = stride(from: 0, to: number.count, by: 4).map { i in
      (0..<4).reduce(UInt32(0)) { i + $1 < number.count ? $0 | UInt32(number[i + $1]) << UInt32(8 * $1) : $0 }
    }
    while result.count > 1, result.last == 0 { result.removeLast() }
    return result
  }

  private static func words(of number: UInt64) -> [UInt32] {
    let high = UInt32(truncatingIfNeeded: number >> 32)
    return [UInt32(truncatingIfNeeded: number)] + (high == 0 ? [] : [high])
  }

  // MARK: Whole numbers and choices

  private static var choices: [RandomMethods] {
    [
      .init(name: "randrange", signature: "start, stop=None, step=1") { m, r, a in
        .int(
          try range(
            m, r, try m.requireIndex(a[0]), a[1].isNone ? nil : try m.requireIndex(a[1]),
            try m.requireIndex(a[2])))
      },
      .init(name: "randint", signature: "a, b") { m, r, a in
        let (end, overflow) = try m.requireIndex(a[1]).addingReportingOverflow(1)
        if overflow { throw m.integerOverflow("randint(…)") }
        return .int(try range(m, r, try m.requireIndex(a[0]), end, 1))
      },
      .init(name: "choice", signature: "seq") { m, r, a in
        let count = try m.length(a[0])
        guard count > 0 else { throw m.error(ItemMessage.emptyChoice) }
        return try m.item(a[0], .int(Int(r.generator.below(UInt64(count)))))
      },
      .init(name: "shuffle", signature: "x") { m, r, a in
        if let list = a[0].list {
          var i = list.count - 1
          while i > 0 {
            if i & 0xFFFF == 0 { try m.poll() }
            list.swapAt(i, Int(r.generator.below(UInt64(i + 1))))
            i -= 1
          }
          return .none
        }
        for i in stride(from: try m.length(a[0]) - 1, to: 0, by: -1) {
          let j = Int(r.generator.below(UInt64(i + 1)))
          let (x, y) = (try m.item(a[0], .int(i)), try m.item(a[0], .int(j)))
          try m.setItem(a[0], .int(i), to: y)
          try m.setItem(a[0], .int(j), to: x)
        }
        return .none
      },
      .init(name: "sample", signature: "population, k, *, counts=None") { m, r, a in
        try sample(m, r, a[0], try m.requireIndex(a[1]), a[2])
      },
      .init(name: "choices", signature: "population, weights=None, *, cum_weights=None, k=1") { m, r, a in
        try weighted(m, r, a)
      },
    ]
  }

  private static func range(_ m: Machine, _ r: RandomObject, _ start: Int, _ stop: Int?, _ step: Int) throws
    -> Int
  {
    guard let stop else {
      guard start > 0 else {
        throw m.error(
          ValueMessage(english: "empty range for randrange()", korean: "randrange()의 범위가 비어 있어요"))
      }
      return Int(r.generator.below(UInt64(start)))
    }
    guard step != 0 else {
      throw m.error(ValueMessage(english: "zero step for randrange()", korean: "randrange()의 간격은 0일 수 없어요"))
    }
    let count = RangeObject(start, stop, step).count
    guard count > 0 else {
      let width = stop &- start
      throw m.error(
        ValueMessage(
          english: "empty range for randrange()" + (step == 1 ? " (\(start), \(stop), \(width))" : ""),
          korean: "randrange()의 범위 \(start)부터 \(stop)까지가 비어 있어요"))
    }
    return start &+ step &* Int(r.generator.below(UInt64(count)))
  }

  private static func sample(
    _ m: Machine, _ r: RandomObject, _ population: Value, _ wanted: Int, _ counts: Value
  ) throws -> Value {
    guard population.set == nil, population.dict == nil, case .object = population else {
      throw m.error(
        CallMessage.other(
          english: "Population must be a sequence.  For dicts or sets, use sorted(d).",
          korean: "뽑을 것은 리스트처럼 차례가 있어야 해요. 딕셔너리나 집합에는 sorted를 쓰세요"))
    }
    if !counts.isNone {
      var total = 0
      let sums = try m.array(of: counts).map { value in
        total += try m.requireIndex(value)
        return total
      }
      guard sums.count == (try m.length(population)) else {
        throw m.error(
          ValueMessage(
            english: "The number of counts does not match the population",
            korean: "counts의 개수가 뽑을 것의 개수와 달라요"))
      }
      let places = try sample(m, r, .object(RangeObject(0, total, 1)), wanted, .none)
      return .object(
        ListObject(
          try m.array(of: places).map { place in
            try m.item(population, .int(sums.firstIndex { $0 > place.integer ?? 0 } ?? 0))
          }))
    }
    let count = try m.length(population)
    guard wanted >= 0, wanted <= count else {
      throw m.error(
        ValueMessage(english: "Sample larger than population or is negative", korean: "있는 것보다 많이 뽑을 수 없어요"))
    }
    // Small populations are copied, from large ones places are drawn until they are new; the border is CPython's.
    var setSize = 21
    if wanted > 5 { setSize += 1 << (2 * Int((log(Double(wanted * 3)) / log(4)).rounded(.up))) }
    var result: [Value] = []
    if count <= setSize {
      var pool = try m.array(of: population)
      for i in 0..<wanted {
        let j = Int(r.generator.below(UInt64(count - i)))
        result.append(pool[j])
        pool[j] = pool[count - i - 1]
      }
    } else {
      var selected: Set<Int> = []
      for _ in 0..<wanted {
        var j = Int(r.generator.below(UInt64(count)))
        while !selected.insert(j).inserted { j = Int(r.generator.below(UInt64(count))) }
        result.append(try m.item(population, .int(j)))
      }
    }
    return .object(ListObject(result))
  }

  private static func weighted(_ m: Machine, _ r: RandomObject, _ a: Arguments) throws -> Value {
    let count = try m.length(a[0])
    let wanted = try m.requireIndex(a[3])
    try m.reserve(wanted, of: 16, for: "random.choices")
    var result: [Value] = []
    if a[1].isNone, a[2].isNone {
      for _ in 0..<max(0, wanted) {
        guard count > 0 else { throw m.error(ItemMessage.indexOutOfRange(kind: "list", index: 0, count: 0)) }
        result.append(try m.item(a[0], .int(Int(r.generator.unit() * Double(count)))))
      }
      return .object(ListObject(result))
    }
    var sum = 0.0
    let given = try m.array(of: a[2].isNone ? a[1] : a[2]).map { try m.requireFloat($0) }
    let sums =
      a[2].isNone
      ? given.map { weight in
        sum += weight
        return sum
      } : given
    guard sums.count == count, let total = sums.last else {
      throw m.error(
        ValueMessage(
          english: "The number of weights does not match the population", korean: "가중치의 개수가 고를 것의 개수와 달라요"))
    }
    guard total > 0 else {
      throw m.error(
        ValueMessage(english: "Total of weights must be greater than zero", korean: "가중치의 합은 0보다 커야 해요"))
    }
    guard total.isFinite else {
      throw m.error(ValueMessage(english: "Total of weights must be finite", korean: "가중치의 합은 유한해야 해요"))
    }
    for _ in 0..<max(0, wanted) {
      let x = r.generator.unit() * total
      var low = 0
      var high = count - 1
      while low < high {
        let middle = (low + high) / 2
        if x < sums[middle] { high = middle } else { low = middle + 1 }
      }
      result.append(try m.item(a[0], .int(low)))
    }
    return .object(ListObject(result))
  }

  // MARK: Distributions

  private static var distributions: [RandomMethods] {
    [
      .init(name: "uniform", signature: "a, b") { m, r, a in
        let (low, high) = (try m.requireFloat(a[0]), try m.requireFloat(a[1]))
        return .float(low + (high - low) * r.generator.unit())
      },
      .init(name: "triangular", signature: "low=0.0, high=1.0, mode=None") { m, r, a in
        var (low, high) = (try m.requireFloat(a[0]), try m.requireFloat(a[1]))
        var u = r.generator.unit()
        if high == low, !a[2].isNone { return .float(low) }
        var c = a[2].isNone ? 0.5 : (try m.requireFloat(a[2]) - low) / (high - low)
        if u > c {
          u = 1 - u
          c = 1 - c
          swap(&low, &high)
        }
        return .float(low + (high - low) * (u * c).squareRoot())
      },
      .init(name: "gauss", signature: "mu=0.0, sigma=1.0") { m, r, a in
        let (mean, deviation) = (try m.requireFloat(a[0]), try m.requireFloat(a[1]))
        if let z = r.spareGauss {
          r.spareGauss = nil
          return .float(mean + z * deviation)
        }
        let angle = r.generator.unit() * 2 * Double.pi
        let radius = (-2 * log(1 - r.generator.unit())).squareRoot()
        r.spareGauss = sin(angle) * radius
        return .float(mean + cos(angle) * radius * deviation)
      },
      .init(name: "normalvariate", signature: "mu=0.0, sigma=1.0") { m, r, a in
        .float(try m.requireFloat(a[0]) + normal(r) * m.requireFloat(a[1]))
      },
      .init(name: "lognormvariate", signature: "mu, sigma") { m, r, a in
        .float(exp(try m.requireFloat(a[0]) + normal(r) * m.requireFloat(a[1])))
      },
      .init(name: "expovariate", signature: "lambd") { m, r, a in
        let rate = try m.requireFloat(a[0])
        let draw = -log(1 - r.generator.unit())
        guard rate != 0 else { throw m.error(NumberMessage.zeroDivision("float division by zero")) }
        return .float(draw / rate)
      },
    ]
  }

  /// A standard normal number by the ratio of uniforms (Kinderman & Monahan, 1977).
  private static func normal(_ r: RandomObject) -> Double {
    let constant = 4 * exp(-0.5) / 2.0.squareRoot()
    while true {
      let u1 = r.generator.unit()
      let u2 = 1 - r.generator.unit()
      let z = constant * (u1 - 0.5) / u2
      if z * z / 4 <= -log(u2) { return z }
    }
  }
}
