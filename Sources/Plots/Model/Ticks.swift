import Glibc

/// Where an axis is marked, and with which words.
package struct Tick: Equatable, Sendable {
  /// In positions of the axis (logarithms on a logarithmic one).
  package var position: Double
  package var label: String
}

package enum Ticks {
  /// At most about `count` ticks at round numbers inside `range` (positions).
  package static func of(_ axis: Axis, in range: ClosedRange<Double>, count: Int, plain: Bool = false)
    -> [Tick]
  {
    if let given = axis.ticks { return byHand(given, axis, in: range) }
    let upright = axis.isInverted ? -range.upperBound...(-range.lowerBound) : range
    let ticks =
      switch axis.scale {
      case .linear: linear(in: upright, count: max(1, count))
      case .log: logarithmic(in: upright, count: max(1, count), plain: plain)
      }
    return axis.isInverted ? ticks.map { Tick(position: -$0.position, label: $0.label) } : ticks
  }

  private static func byHand(_ values: [Double], _ axis: Axis, in range: ClosedRange<Double>) -> [Tick] {
    var ticks: [Tick] = []
    let step = values.count > 1 ? abs(values[1] - values[0]) : abs(values.first ?? 1)
    for (index, value) in values.enumerated() {
      guard let position = axis.position(of: value), range.contains(position) else { continue }
      let given = axis.tickLabels.flatMap { index < $0.count ? $0[index] : nil }
      ticks.append(Tick(position: position, label: given ?? number(value, step: step)))
    }
    return ticks
  }

  /// Round values that enclose a range, about `count` steps apart: the levels of contours.
  package static func levels(around range: ClosedRange<Double>, count: Int) -> [Double] {
    guard let step = roundStep(range.upperBound - range.lowerBound, max(1, count)) else { return [] }
    let first = (range.lowerBound / step + 1e-9).rounded(.down)
    let last = (range.upperBound / step - 1e-9).rounded(.up)
    guard first < last, last - first < 1000 else { return [] }
    return stride(from: first, through: last, by: 1).map { $0 * step }
  }

  private static func roundStep(_ width: Double, _ count: Int) -> Double? {
    let rough = width / Double(count)
    guard rough > 0, rough.isFinite else { return nil }
    let power = pow(10, floor(log10(rough)))
    guard power > 0, power.isFinite else { return nil }
    return [1, 2, 2.5, 5, 10].map { $0 * power }.first { $0 >= rough * 0.9999 } ?? 10 * power
  }

  /// Multiples of 1, 2, 2.5 or 5 times a power of ten (Heckbert, "Nice numbers for graph labels",
  /// Graphics Gems 1990).
  private static func linear(in range: ClosedRange<Double>, count: Int) -> [Tick] {
    guard let step = roundStep(range.upperBound - range.lowerBound, count) else { return [] }
    let first = (range.lowerBound / step - 1e-9).rounded(.up)
    let last = (range.upperBound / step + 1e-9).rounded(.down)
    guard first <= last, last - first < 1000 else { return [] }
    return stride(from: first, through: last, by: 1).map {
      Tick(position: $0 * step, label: number($0 * step, step: step))
    }
  }

  /// Whole powers of ten, every so many that there is room; where less than one power fits, 2 and 5 too.
  private static func logarithmic(in range: ClosedRange<Double>, count: Int, plain: Bool) -> [Tick] {
    let first = Int(max(range.lowerBound, -400).rounded(.up))
    let last = Int(min(range.upperBound, 400).rounded(.down))
    let every = max(1, (last - first + count) / count)
    if last - first >= 1 {
      return stride(from: first, through: last, by: 1).filter { $0 % every == 0 }
        .map { Tick(position: Double($0), label: power($0, plain: plain)) }
    }
    var ticks: [Tick] = []
    for exponent in Int(max(range.lowerBound, -400).rounded(.down))...last + 1 {
      for digit in [1.0, 2, 5] {
        let position = Double(exponent) + log10(digit)
        let value = digit * pow(10, Double(exponent))
        if range.contains(position) {
          ticks.append(Tick(position: position, label: number(value, step: value)))
        }
      }
    }
    return ticks
  }

  static func power(_ exponent: Int, plain: Bool) -> String {
    if plain { return "1e\(exponent)" }
    let digits: [Character] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"]
    let raised = String(abs(exponent)).compactMap { $0.wholeNumberValue.map { digits[$0] } }
    return "10" + (exponent < 0 ? "⁻" : "") + String(raised)
  }

  /// A number with three significant digits at most.
  package static func short(_ value: Double) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : "\(value)" }
    let step = pow(10, floor(log10(abs(value))) - 2)
    return number((value / step).rounded() * step, step: step).trimmingZeros
  }

  /// A number with as many decimals as `step` needs; very large and very small ones with an exponent.
  package static func number(_ value: Double, step: Double) -> String {
    if value == 0 || abs(value) < step * 1e-9 { return "0" }
    let size = floor(log10(abs(value)))
    if size >= 6 || size < -4 {
      var mantissa = decimal(value / pow(10, size), places: 2)
      while mantissa.contains("."), mantissa.hasSuffix("0") || mantissa.hasSuffix(".") {
        mantissa.removeLast()
      }
      return "\(mantissa)e\(Int(size))"
    }
    var places = 0
    var scaled = abs(step)
    while places < 8, scaled > 0, abs(scaled - scaled.rounded()) > 1e-6 * max(scaled, 1) {
      scaled *= 10
      places += 1
    }
    return decimal(value, places: places)
  }

  /// `value` with exactly `places` decimals.
  static func decimal(_ value: Double, places: Int) -> String {
    let unit = pow(10, Double(places))
    let scaled = (abs(value) * unit).rounded()
    guard scaled < 1e15 else { return "\(value)" }
    let digits = String(Int(scaled))
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    let sign = value < 0 && scaled != 0 ? "-" : ""
    if places == 0 { return sign + padded }
    return sign + padded.dropLast(places) + "." + padded.suffix(places)
  }
}

extension String {
  /// Without zeros at the end of a fraction.
  fileprivate var trimmingZeros: String {
    guard contains("."), !contains("e") else { return self }
    var text = self
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }
}
