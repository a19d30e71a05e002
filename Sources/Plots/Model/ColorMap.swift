/// A colour for each number of 0 … 1, between a few fixed colours.
package struct ColorMap: Equatable, Sendable {
  package let name: String
  private let stops: [Color]

  /// The map of that name, if there is one; a name that ends in `_r` is the reverse.
  package init?(named name: String) {
    let isReversed = name.hasSuffix("_r")
    let base = isReversed ? String(name.dropLast(2)) : name
    guard let stops = Self.maps.first(where: { $0.name.lowercased() == base.lowercased() })?.stops else {
      return nil
    }
    self.name = name
    self.stops = (isReversed ? stops.reversed() : stops).map(Color.init(hex:))
  }

  private init(name: String, stops: [UInt32]) {
    self.name = name
    self.stops = stops.map(Color.init(hex:))
  }

  /// matplotlib's default.
  package static let viridis = ColorMap(name: "viridis", stops: maps[0].stops)
  package static var names: [String] { maps.map(\.name) }

  /// The colour at `fraction`; what is no number is white.
  package func color(at fraction: Double?) -> Color {
    guard let fraction, fraction.isFinite else { return .white }
    let place = min(max(fraction, 0), 1) * Double(stops.count - 1)
    let index = min(Int(place), stops.count - 2)
    guard index >= 0 else { return stops[0] }
    return stops[index + 1].over(stops[index], alpha: place - Double(index))
  }

  /// Published anchor colours (matplotlib's maps of the same names, van der Walt and Smith 2015; ColorBrewer's
  /// RdBu, Brewer 2002), at equal distances.
  private static let maps: [(name: String, stops: [UInt32])] = [
    (
      "viridis",
      [0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725]
    ),
    (
      "plasma",
      [0x0D0887, 0x47039F, 0x7301A8, 0x9C179E, 0xBD3786, 0xD8576B, 0xED7953, 0xFA9E3B, 0xFDC926, 0xF0F921]
    ),
    (
      "magma",
      [0x000004, 0x180F3E, 0x451077, 0x721F81, 0x9F2F7F, 0xCD4071, 0xF1605D, 0xFD9567, 0xFEC98D, 0xFCFDBF]
    ),
    (
      "inferno",
      [0x000004, 0x1B0C42, 0x4B0C6B, 0x781C6D, 0xA52C60, 0xCF4446, 0xED6925, 0xFB9A06, 0xF7D03C, 0xFCFFA4]
    ),
    ("gray", [0x000000, 0xFFFFFF]),
    ("grey", [0x000000, 0xFFFFFF]),
    ("Greys", [0xFFFFFF, 0xF0F0F0, 0xD9D9D9, 0xBDBDBD, 0x969696, 0x737373, 0x525252, 0x252525, 0x000000]),
    ("binary", [0xFFFFFF, 0x000000]),
    ("Blues", [0xF7FBFF, 0xDEEBF7, 0xC6DBEF, 0x9ECAE1, 0x6BAED6, 0x4292C6, 0x2171B5, 0x08519C, 0x08306B]),
    ("Reds", [0xFFF5F0, 0xFEE0D2, 0xFCBBA1, 0xFC9272, 0xFB6A4A, 0xEF3B2C, 0xCB181D, 0xA50F15, 0x67000D]),
    (
      "RdBu",
      [
        0x67001F, 0xB2182B, 0xD6604D, 0xF4A582, 0xFDDBC7, 0xF7F7F7, 0xD1E5F0, 0x92C5DE, 0x4393C3, 0x2166AC,
        0x053061,
      ]
    ),
    ("coolwarm", [0x3B4CC0, 0x6F92F3, 0xAAC7FD, 0xDDDCDC, 0xF7B89C, 0xE7745B, 0xB40426]),
    ("bwr", [0x0000FF, 0xFFFFFF, 0xFF0000]),
    ("seismic", [0x00004C, 0x0000FF, 0xFFFFFF, 0xFF0000, 0x800000]),
    ("jet", [0x00007F, 0x0000FF, 0x007FFF, 0x00FFFF, 0x7FFF7F, 0xFFFF00, 0xFF7F00, 0xFF0000, 0x7F0000]),
    ("hot", [0x0B0000, 0xFF0000, 0xFFFF00, 0xFFFFFF]),
    (
      "tab10",
      [0x1F77B4, 0xFF7F0E, 0x2CA02C, 0xD62728, 0x9467BD, 0x8C564B, 0xE377C2, 0x7F7F7F, 0xBCBD22, 0x17BECF]
    ),
  ]
}
