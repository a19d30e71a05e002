import Script
import Tensors

/// `torch.histogram`: how many elements fall into each bin, and where the bins end.
enum TensorHistogram {
  static func named(_ call: borrowing OpCall) throws -> Value {
    let x = try call.tensor(0).detach().reshape([-1])
    guard x.dtype.isFloatingPoint else { throw TensorError.dtype(op: "histogram", x.dtype) }
    let edges = try edges(call, x)
    let bounds = try edges.array(Double.self)
    guard let first = bounds.first, let last = bounds.last, bounds.count > 1 else {
      throw TensorError.argument(op: "histogram", name: "bins", value: "\(bounds.count - 1)")
    }
    let weights = try call.optionalTensor(3)?.reshape([-1]).array(Double.self)
    var counts = [Double](repeating: 0, count: bounds.count - 1)
    for (place, value) in try x.array(Double.self).enumerated() where value >= first && value <= last {
      let bin = min((bounds.firstIndex { $0 > value } ?? bounds.count - 1) - 1, counts.count - 1)
      counts[bin] += weights?[place] ?? 1
    }
    if try call.bool(4) {
      let total = counts.reduce(0, +)
      for bin in counts.indices { counts[bin] /= total * (bounds[bin + 1] - bounds[bin]) }
    }
    let histogram = try Tensor(counts, [counts.count]).to(x.dtype)
    return .named("histogram", ["hist", "bin_edges"], [.tensor(histogram), .tensor(edges)])
  }

  private static func edges(_ call: borrowing OpCall, _ x: Tensor) throws -> Tensor {
    if let edges = call[1].tensor { return try edges.detach().to(x.dtype) }
    let bins = try call.int(1)
    guard bins > 0, bins < 1 << 24 else {
      throw TensorError.argument(op: "histogram", name: "bins", value: "\(bins)")
    }
    var (low, high) = (0.0, 0.0)
    if let range = call[2].sequenceElements, range.count == 2, let a = range[0].scalarNumber,
      let b = range[1].scalarNumber
    {
      (low, high) = (a, b)
    } else if x.count > 0 {
      (low, high) = (try x.min().item().double, try x.max().item().double)
      guard low.isFinite, high.isFinite else {
        throw TensorError.argument(op: "histogram", name: "range", value: "[\(low), \(high)]")
      }
    }
    if low == high { (low, high) = (low - 0.5, high + 0.5) }
    return try Tensor.linspace(low, high, steps: bins + 1, dtype: x.dtype)
  }
}
