import Foundation
import Script
import Testing

/// Random numbers drawn by scripts are PyTorch's to the bit, and leave the stream where PyTorch leaves it.
@Suite struct StreamGoldenTests {
  /// How a script draws each golden stream.
  static let expressions: [String: String] = [
    "rand": "torch.rand(n)", "rand_f64": "torch.rand(n, dtype=torch.float64)", "randn": "torch.randn(n)",
    "randn_f64": "torch.randn(n, dtype=torch.float64)",
    "uniform(-0.3,0.7)": "torch.empty(n).uniform_(-0.3, 0.7)",
    "normal(0.5,0.02)": "torch.empty(n).normal_(0.5, 0.02)", "randint(0,10)": "torch.randint(0, 10, (n,))",
    "randint(-5,134217728)": "torch.randint(-5, 1 << 27, (n,))",
    "randint(0,1099511627776)": "torch.randint(0, 1 << 40, (n,))", "randperm": "torch.randperm(n)",
    "bernoulli_(0.3)": "torch.empty(n).bernoulli_(0.3)",
    "bernoulli(full(0.3))": "torch.bernoulli(torch.full((n,), 0.3))",
    "dropout(ones,0.2)": "F.dropout(torch.ones(n), 0.2, True)",
    "exponential_": "torch.empty(n).exponential_()",
    "multinomial(arange%7+1,20,replacement)":
      "torch.multinomial((torch.arange(n) % 7 + 1).float(), 20, True)",
    "multinomial(arange%7+1,min(n,20))": "torch.multinomial((torch.arange(n) % 7 + 1).float(), min(n, 20))",
    "randn(3),randn(n),randn(2)": "torch.cat([torch.randn(3), torch.randn(n), torch.randn(2)])",
  ]

  static let streams: [JSON] = (try? GoldenFile("rng.json").root["streams"].array) ?? []

  @Test("Every golden stream has its line in a script")
  func coverage() {
    let missing = Set(Self.streams.map { $0["fn"].string ?? "?" }).filter { Self.expressions[$0] == nil }
    #expect(missing.isEmpty)
    #expect(!Self.streams.isEmpty)
  }

  @Test(
    "A seed gives PyTorch's numbers, and the next draw is PyTorch's too", arguments: expressions.keys.sorted()
  )
  func stream(function: String) throws {
    for golden in Self.streams where golden["fn"].string == function {
      let data = golden["data"].isNull ? nil : golden["data"].doubles
      let runner = ScriptRunner()
      // The number of elements asked for isn't in the file; it follows from what the function returns.
      let count = golden["n"].int
      let asked =
        function.hasPrefix("multinomial") ? nil : function.hasPrefix("randn(3)") ? count - 5 : count
      let sizes = asked.map { [$0] } ?? [1, 2, 15, 16, 17, 31, 32, 100, 1000, 4097]
      let seed = golden["seed"].int
      var isFound = false
      for n in sizes {
        do {
          try runner.run(
            """
            import torch
            import torch.nn.functional as F
            n = \(n)
            torch.manual_seed(\(seed))
            t = \(Self.expressions[function] ?? "None")
            after = int(torch.randint(0, 1 << 20, (1,)))
            """)
        } catch {
          Issue.record("\(function) \(n): \(runner.describe(error))")
          return
        }
        let numbers = try runner.numbers("t")
        let after = try runner.numbers("after").first.map { Int($0) }
        let matches =
          numbers.count == count
          && (data.map { Self.areSame($0, numbers, function) }
            ?? (Self.areSame(golden["head"].doubles, Array(numbers.prefix(8)), function)
              && Self.areSame(golden["tail"].doubles, Array(numbers.suffix(20)), function)))
          && after == golden["next"].int
        if matches { isFound = true }
      }
      if !isFound { Issue.record("\(function), seed \(seed), \(count) elements: another stream") }
    }
  }

  /// Whether the numbers are the ones that the file tells: float32 with nine digits, float64 as far as Foundation reads
  /// it, integers exactly.
  private static func areSame(_ golden: [Double], _ numbers: [Double], _ function: String) -> Bool {
    if function.hasSuffix("f64") {
      return golden.count == numbers.count
        && zip(golden, numbers).allSatisfy { abs($0 - $1) <= 4 * $1.magnitude.ulp }
    }
    let isInteger =
      function.contains("randint") || function.contains("multinomial") || function == "randperm"
    return isInteger ? golden == numbers : golden.map { Double(Float($0)) } == numbers
  }
}
