/// Small and capital letters beyond ASCII, as Unicode's tables have them.
enum LetterCase {
  typealias Scalars = [Unicode.Scalar]

  static func lower(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for i in scalars.indices { result += lower(scalars, i) }
    return result
  }

  static func capitalised(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for i in scalars.indices {
      result += i == 0 ? scalars[0].properties.titlecaseMapping : lower(scalars, i)
    }
    return result
  }

  static func title(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    var inWord = false
    for (i, scalar) in scalars.enumerated() {
      result += inWord ? lower(scalars, i) : scalar.properties.titlecaseMapping
      inWord = scalar.properties.isCased
    }
    return result
  }

  static func swapped(_ text: String) -> String {
    let scalars = Array(text.unicodeScalars)
    var result = ""
    for (i, scalar) in scalars.enumerated() {
      if scalar.properties.isUppercase {
        result += lower(scalars, i)
      } else if scalar.properties.isLowercase {
        result += scalar.properties.uppercaseMapping
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// For comparisons without regard to case: letters that have the same capitals become the same (CaseFolding.txt).
  static func folded(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar.value {
      case 0x0131: result.unicodeScalars.append(scalar)
      case 0x0130: result += "i\u{307}"
      case 0x1E9E: result += "ss"
      case 0x13A0...0x13F5: result.unicodeScalars.append(scalar)
      case 0x13F8...0x13FD, 0xAB70...0xABBF: result += scalar.properties.uppercaseMapping
      default:
        for capital in scalar.properties.uppercaseMapping.unicodeScalars {
          result += capital.properties.lowercaseMapping
        }
      }
    }
    return result
  }

  /// The small letter; a sigma at the end of a word has its own form.
  private static func lower(_ scalars: Scalars, _ i: Int) -> String {
    scalars[i] == "Σ" && isFinalSigma(scalars, i) ? "ς" : scalars[i].properties.lowercaseMapping
  }

  /// A sigma at the end of a word (Unicode Standard, table 3-17).
  private static func isFinalSigma(_ scalars: Scalars, _ i: Int) -> Bool {
    func isIgnorable(_ c: Unicode.Scalar) -> Bool { c.properties.isCaseIgnorable }
    let before = scalars[..<i].last { !isIgnorable($0) }
    let after = scalars[(i + 1)...].first { !isIgnorable($0) }
    return before?.properties.isCased ?? false && !(after?.properties.isCased ?? false)
  }
}
