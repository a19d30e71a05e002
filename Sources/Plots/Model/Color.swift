/// A colour of the sRGB space.
package struct Color: Equatable, Sendable {
  package var red: UInt8
  package var green: UInt8
  package var blue: UInt8

  package init(_ red: UInt8, _ green: UInt8, _ blue: UInt8) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(hex: UInt32) {
    self.init(UInt8(hex >> 16 & 0xFF), UInt8(hex >> 8 & 0xFF), UInt8(hex & 0xFF))
  }

  package static let black = Color(0, 0, 0)
  package static let white = Color(255, 255, 255)

  /// matplotlib's default cycle ("tab10"), again from the start after ten.
  package static func cycle(_ index: Int) -> Color {
    Color(hex: tab10[((index % tab10.count) + tab10.count) % tab10.count])
  }

  /// A colour as scripts write it: `"red"`, `"k"`, `"tab:blue"`, `"C3"`, `"#1f77b4"`, `"#abc"`, `"0.5"`.
  package init?(named name: String) {
    let name = name.lowercased()
    if let hex = Self.names[name] {
      self.init(hex: hex)
    } else if name.hasPrefix("tab:"), let index = Self.tabNames.firstIndex(of: String(name.dropFirst(4))) {
      self.init(hex: Self.tab10[index])
    } else if name.hasPrefix("c"), let index = Int(name.dropFirst()), index >= 0 {
      self = Self.cycle(index)
    } else if name.hasPrefix("#") {
      self.init(hexDigits: name.dropFirst())
    } else if let gray = Double(name), (0...1).contains(gray) {
      let level = UInt8((gray * 255).rounded())
      self.init(level, level, level)
    } else {
      return nil
    }
  }

  private init?(hexDigits digits: Substring) {
    guard let value = UInt32(digits, radix: 16) else { return nil }
    switch digits.count {
    case 3:
      let (r, g, b) = (value >> 8 & 15, value >> 4 & 15, value & 15)
      self.init(UInt8(r * 17), UInt8(g * 17), UInt8(b * 17))
    case 6: self.init(hex: value)
    case 8: self.init(hex: value >> 8)
    default: return nil
    }
  }

  /// A colour from fractions 0 … 1; what lies outside is cut off.
  package init(red: Double, green: Double, blue: Double) {
    func level(_ part: Double) -> UInt8 { UInt8((min(max(part.isNaN ? 0 : part, 0), 1) * 255).rounded()) }
    self.init(level(red), level(green), level(blue))
  }

  /// This colour over `ground`, with opacity `alpha`.
  package func over(_ ground: Color, alpha: Double) -> Color {
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8((Double(a) * alpha + Double(b) * (1 - alpha)).rounded())
    }
    return Color(mix(red, ground.red), mix(green, ground.green), mix(blue, ground.blue))
  }

  /// As CSS and SVG write it.
  package var hex: String {
    let value = UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }

  private static let tabNames = [
    "blue", "orange", "green", "red", "purple", "brown", "pink", "gray", "olive", "cyan",
  ]
  private static let tab10: [UInt32] = [
    0x1F77B4, 0xFF7F0E, 0x2CA02C, 0xD62728, 0x9467BD, 0x8C564B, 0xE377C2, 0x7F7F7F, 0xBCBD22, 0x17BECF,
  ]
  /// matplotlib's one-letter colours and the CSS names that teaching code uses.
  private static let names: [String: UInt32] = [
    "b": 0x0000FF, "g": 0x008000, "r": 0xFF0000, "c": 0x00BFBF, "m": 0xBF00BF, "y": 0xBFBF00, "k": 0x000000,
    "w": 0xFFFFFF, "blue": 0x0000FF, "green": 0x008000, "red": 0xFF0000, "cyan": 0x00FFFF,
    "magenta": 0xFF00FF, "yellow": 0xFFFF00, "black": 0x000000, "white": 0xFFFFFF, "gray": 0x808080,
    "grey": 0x808080, "orange": 0xFFA500, "purple": 0x800080, "brown": 0xA52A2A, "pink": 0xFFC0CB,
    "olive": 0x808000, "navy": 0x000080, "teal": 0x008080, "lime": 0x00FF00, "gold": 0xFFD700,
    "crimson": 0xDC143C, "coral": 0xFF7F50, "salmon": 0xFA8072, "tomato": 0xFF6347, "skyblue": 0x87CEEB,
    "steelblue": 0x4682B4, "royalblue": 0x4169E1, "dodgerblue": 0x1E90FF, "lightblue": 0xADD8E6,
    "darkblue": 0x00008B, "darkgreen": 0x006400, "lightgreen": 0x90EE90, "forestgreen": 0x228B22,
    "seagreen": 0x2E8B57, "darkred": 0x8B0000, "firebrick": 0xB22222, "darkorange": 0xFF8C00,
    "indigo": 0x4B0082, "violet": 0xEE82EE, "orchid": 0xDA70D6, "turquoise": 0x40E0D0, "tan": 0xD2B48C,
    "lightgray": 0xD3D3D3, "lightgrey": 0xD3D3D3, "darkgray": 0xA9A9A9, "darkgrey": 0xA9A9A9,
    "silver": 0xC0C0C0, "slateblue": 0x6A5ACD, "hotpink": 0xFF69B4, "khaki": 0xF0E68C, "maroon": 0x800000,
  ]
}
