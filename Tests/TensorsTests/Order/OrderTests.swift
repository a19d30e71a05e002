import Tensors
import Testing

@Suite("Order statistics and running sums")
struct OrderTests {
  @Test("agree with PyTorch's recorded results and gradients")
  func golden() throws {
    var checked = 0
    for recorded in try GoldenCase.load("ops_reduce") {
      let dim = recorded.int("dim", -1)
      let operation: (Tensor) throws -> [Tensor]
      switch recorded.op {
      case "sort":
        operation = {
          let (values, indices) = try $0.sort(dim: dim, descending: recorded.bool("descending"))
          return [values, indices]
        }
      case "argsort": operation = { [try $0.argsort(dim: dim, descending: recorded.bool("descending"))] }
      case "topk":
        operation = {
          let (values, indices) = try $0.topk(
            recorded.int("k"), dim: dim, largest: recorded.bool("largest", true))
          return [values, indices]
        }
      case "median_dim":
        operation = {
          let (values, indices) = try $0.median(dim: dim, keepDim: recorded.bool("keepdim"))
          return [values, indices]
        }
      case "cumsum": operation = { [try $0.cumsum(dim: dim)] }
      case "cumprod": operation = { [try $0.cumprod(dim: dim)] }
      default: continue
      }
      checked += 1
      try recorded.check { try operation($0[0]) }
    }
    #expect(checked == 37)
  }

  @Test("NaN counts as the largest; the median of a line with NaN is NaN, the nanmedian ignores it")
  func nan() throws {
    let x = try Tensor([Float.nan, 2, 1, 5], [4])
    #expect(try x.sort().indices.array(Int.self) == [2, 1, 3, 0])
    #expect(try x.sort(descending: true).indices.array(Int.self) == [0, 3, 1, 2])
    #expect(try x.median().item().double.isNaN)
    #expect(try x.nanmedian().item().double == 2)
    #expect(try x.topk(2).indices.array(Int.self) == [0, 3])
  }

  @Test(
    "the few furthest are the first of all sorted, with ties, NaN and along any dimension",
    arguments: [true, false])
  func few(largest: Bool) throws {
    var numbers = (0..<1200).map { Float(($0 * 7919) % 97) }
    for place in [3, 500, 501, 1199] { numbers[place] = .nan }
    numbers[7] = -.infinity
    let x = try Tensor(numbers, [2, 300, 2])
    for k in [1, 2, 5, 32] {
      let few = try x.topk(k, dim: 1, largest: largest)
      let all = try x.sort(dim: 1, descending: largest)
      #expect(
        try few.indices.array(Int.self) == all.indices.narrow(dim: 1, start: 0, length: k).array(Int.self))
      let expected = try all.values.narrow(dim: 1, start: 0, length: k).array(Float.self)
      #expect(try few.values.array(Float.self).map(\.bitPattern) == expected.map(\.bitPattern))
      let whole = try x.to(.int64).topk(k, dim: 1, largest: largest)
      #expect(try whole.indices.array(Int.self).count == 4 * k)
    }
  }

  @Test("sort works along any dimension, on scalars and on nothing")
  func shapes() throws {
    let x = try Tensor((0..<24).map { ($0 * 7) % 24 }, [2, 3, 4])
    for dim in -3..<3 {
      let (values, indices) = try x.sort(dim: dim)
      #expect(values.shape == x.shape && indices.shape == x.shape)
      let axis = (dim + 3) % 3
      let flat = try values.movedim([axis], [-1]).array(Int.self)
      let length = x.shape[axis]
      for start in stride(from: 0, to: 24, by: length) {
        #expect(flat[start..<start + length].elementsEqual(flat[start..<start + length].sorted()))
      }
    }
    #expect(try Tensor.scalar(3).sort().indices.item() == .int(0))
    #expect(try Tensor.zeros([0]).sort().values.count == 0)
    #expect(try Tensor.zeros([3, 0]).sort().values.shape == [3, 0])
  }

  @Test("mode is the most frequent, the smallest of equals; unique, bincount and histc count")
  func counting() throws {
    #expect(try Tensor([3, 1, 3, 1, 2], [5]).mode().values.item() == .int(1))
    let (values, inverse, counts) = try Tensor([3, 1, 3, 2], [2, 2]).unique()
    #expect(try values.array(Int.self) == [1, 2, 3])
    #expect(try inverse.array(Int.self) == [2, 0, 2, 1] && inverse.shape == [2, 2])
    #expect(try counts.array(Int.self) == [1, 1, 2])
    let rows = try Tensor([2, 1, 0, 5, 2, 1], [3, 2]).unique(dim: 0)
    #expect(try rows.values.array(Int.self) == [0, 5, 2, 1])
    #expect(try rows.inverse.array(Int.self) == [1, 0, 1] && rows.counts.array(Int.self) == [1, 2])
    #expect(try Tensor([1, 1, 4], [3]).bincount(minLength: 3).array(Int.self) == [0, 2, 0, 0, 1])
    #expect(throws: TensorError.self) { try Tensor([-1], [1]).bincount() }
    #expect(try Tensor([Float(0), 1, 1, 2, 3], [5]).histc(bins: 3).array(Float.self) == [1, 2, 2])
  }

  @Test("quantiles lie between elements as asked, and a vector of them comes first")
  func quantiles() throws {
    let x = try Tensor([4.0, 1, 3, 2, 8, 6, 7, 5], [2, 4])
    func q(_ value: Double) throws -> Tensor { try Tensor.scalar(.float(value), dtype: .float64) }
    #expect(try x.quantile(q(0.4), dim: 1).array(Double.self) == [2.2, 6.2])
    for (rule, expected) in [
      (Tensor.Interpolation.lower, 2.0), (.higher, 3), (.midpoint, 2.5), (.nearest, 2),
    ] {
      #expect(try x.quantile(q(0.4), dim: 1, interpolation: rule).array(Double.self)[0] == expected)
    }
    let pair = try x.quantile(Tensor([0.0, 1], [2]), dim: 0, keepDim: true)
    #expect(pair.shape == [2, 1, 4])
    #expect(try pair.array(Double.self) == [4, 1, 3, 2, 8, 6, 7, 5])
    #expect(try x.quantile(q(0.5)).item().double == 4.5)
    #expect(try Tensor([1.0, .nan], [2]).quantile(q(0)).item().double.isNaN)
    try checkGradients([x]) { try $0[0].quantile(q(0.3), dim: 1).square().sum() }
  }

  @Test("gradients go back to where the elements came from, zeros in a product included")
  func gradients() throws {
    let x = try Tensor([0.3, -1.2, 0.8, 2.0, -0.1, 1.1], [2, 3])
    let weights = try Tensor([1.0, 2, 3, 4, 5, 6], [2, 3])
    for dim in 0..<2 {
      try checkGradients([x]) { try ($0[0].sort(dim: dim).values.square() * weights).sum() }
      try checkGradients([x]) { try ($0[0].cumsum(dim: dim).square() * weights).sum() }
      try checkGradients([x]) { try ($0[0].cumprod(dim: dim) * weights).sum() }
      try checkGradients([x]) { try ($0[0].cummax(dim: dim).values.square() * weights).sum() }
      try checkGradients([x]) { try $0[0].median(dim: dim, keepDim: true).values.square().sum() }
      try checkGradients([x]) { try $0[0].kthvalue(2, dim: dim).values.square().sum() }
    }
    try checkGradients([x]) { try $0[0].median().square() }
    try checkGradients([try Tensor([2.0, 0, 3, 0, 5], [5])]) { try ($0[0].cumprod(dim: 0) * 3).sum() }
  }

  @Test("a running sum of columns has the bits of a running sum of rows")
  func cumsumEverywhere() throws {
    var source = SplitMix(seed: 1)
    let x = try Tensor((0..<70 * 100).map { _ in Float.random(in: -1...1, using: &source) }, [70, 100])
    let down = try x.cumsum(dim: 0).array(Float.self)
    let across = try x.t().contiguous().cumsum(dim: 1).t().contiguous().array(Float.self)
    #expect(down == across)
  }
}
