import Foundation
import Plots
import Testing

/// Figures that teaching code draws, each with the fixed data it needs.
enum Specimen: String, CaseIterable, Sendable {
  case lossCurves, histograms, weights, boundary, bars, empty

  func figure() -> Figure {
    let figure = Figure()
    switch self {
    case .lossCurves:
      let axes = figure.axes(at: GridPlace())
      axes.title = "학습 곡선: 기본 초기화와 제이비어"
      axes.x.label = "에포크"
      axes.y.label = "손실"
      axes.y.scale = .log
      axes.showsLegend = true
      let xs = (0..<60).map(Double.init)
      for (name, rate) in [("기본", 0.03), ("제이비어", 0.12)] {
        let ys = xs.map { 2.3 * exp(-rate * $0) + 0.002 }
        axes.add(.line(Line(xs: xs, ys: ys, style: Style(color: axes.nextColor(), label: name))))
      }
      axes.add(
        .rule(Rule(at: 0.01, isVertical: false, style: Style(color: .black), lineStyle: .dashed)))
    case .histograms:
      figure.title = "층별 활성화 값"
      for layer in 0..<5 {
        let axes = figure.axes(at: GridPlace(rows: 1, columns: 5, index: layer))
        axes.title = "\(layer + 1)층"
        let values = (0..<2000).map { sin(Double($0) * 12.9898) * exp(-Double(layer) * 0.5) }
        let histogram = Histogram(values, bins: 20, range: -1...1)
        axes.add(.bars(Bars(bars: histogram.bars, style: Style(color: axes.nextColor()))))
      }
    case .weights:
      let axes = figure.axes(at: GridPlace())
      axes.title = "W"
      axes.showsColorbar = true
      let values = (0..<64).map { Double($0 % 8) - Double($0 / 8) }
      axes.add(
        .image(Raster(rows: 8, columns: 8, values: values, map: .viridis, low: nil, high: nil)))
    case .boundary:
      let axes = figure.axes(at: GridPlace())
      let side = 40
      let values = (0..<side * side).map { place -> Double in
        let x = Double(place % side) / 20 - 1
        let y = 1 - Double(place / side) / 20
        return x * y > 0 ? 1 : 0
      }
      axes.add(
        .image(
          Raster(
            rows: side, columns: side, values: values, map: ColorMap(named: "RdBu") ?? .viridis, low: 0,
            high: 1, extent: (-1.5, 1.5, -1.5, 1.5))))
      let corners = [(-1.0, -1.0), (-1, 1), (1, -1), (1, 1)]
      axes.add(
        .scatter(
          Scatter(
            xs: corners.map(\.0), ys: corners.map(\.1), style: Style(color: .black),
            colors: corners.map { $0.0 * $0.1 > 0 ? Color(0, 0, 255) : Color(255, 0, 0) })))
    case .bars:
      let axes = figure.axes(at: GridPlace())
      axes.title = "순방향과 역방향의 분산비"
      axes.x.ticks = [0, 1, 2]
      axes.x.tickLabels = ["1/n_in", "1/n_out", "제이비어"]
      axes.showsLegend = true
      for (shift, name, heights) in [(-0.2, "순", [1.0, 0.25, 0.4]), (0.2, "역", [4.0, 1.0, 1.6])] {
        let bars = heights.enumerated().map {
          Bars.Bar(low: Double($0) + shift - 0.2, high: Double($0) + shift + 0.2, length: $1)
        }
        axes.add(.bars(Bars(bars: bars, style: Style(color: axes.nextColor(), label: name))))
      }
    case .empty: break
    }
    return figure
  }
}

struct GoldenPicture: Sendable {
  let name: String
  let style: TerminalStyle

  static let styles = [
    GoldenPicture(name: "plain", style: TerminalStyle()),
    GoldenPicture(name: "ascii", style: TerminalStyle(isASCII: true)),
    GoldenPicture(name: "narrow", style: TerminalStyle(width: 40)),
    GoldenPicture(name: "colour", style: TerminalStyle(colors: .palette)),
  ]
}

/// The folder of recorded pictures beside this file; `SEODANG_RECORD=1` writes it anew.
private let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appending(path: "Golden")

private func compare(_ text: String, with name: String) throws {
  let file = golden.appending(path: name)
  if ProcessInfo.processInfo.environment["SEODANG_RECORD"] != nil {
    try text.write(to: file, atomically: true, encoding: .utf8)
  }
  #expect(try String(contentsOf: file, encoding: .utf8) == text)
}

@Suite("A figure in the terminal")
struct TerminalPictureTests {
  @Test("looks as recorded, in every style", arguments: Specimen.allCases, GoldenPicture.styles)
  func looksAsRecorded(specimen: Specimen, picture: GoldenPicture) throws {
    let lines = TerminalRenderer.lines(of: specimen.figure(), style: picture.style)
    try compare(lines.map { $0 + "\n" }.joined(), with: "\(specimen.rawValue)-\(picture.name).txt")
  }
}

@Suite("A grid of subplots")
struct GridTests {
  @Test("has rows that share the figure's height, so that three are seen at once")
  func rowsShareTheHeight() {
    let figure = Figure()
    figure.size = (12, 4)
    for index in 0..<15 {
      let axes = figure.axes(at: GridPlace(rows: 3, columns: 5, index: index))
      axes.title = "\(index)"
      axes.add(.line(Line(xs: [0, 1], ys: [0, 1], style: Style(color: axes.nextColor()))))
    }
    #expect(TerminalRenderer.lines(of: figure, style: TerminalStyle(width: 80)).count <= 24)
  }
}

@Suite("A figure as SVG")
struct SVGTests {
  @Test("is as recorded", arguments: Specimen.allCases)
  func isAsRecorded(specimen: Specimen) throws {
    try compare(SVGRenderer.document(of: specimen.figure()), with: "\(specimen.rawValue).svg")
  }
}

@Suite("An axis") struct AxisTests {
  @Test("that is logarithmic and shorter than a power of ten names 1, 2 and 5 of its decade")
  func shortLogarithmic() {
    var axis = Axis()
    axis.scale = .log
    #expect(Ticks.of(axis, in: -0.9...0.2, count: 4).map(\.label) == ["0.2", "0.5", "1"])
    #expect(Ticks.of(axis, in: 1.2...1.9, count: 4).map(\.label) == ["20", "50"])
  }
}
