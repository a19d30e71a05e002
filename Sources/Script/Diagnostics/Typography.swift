/// Characters that look like code but are not: full-width ones from a Korean keyboard, typographic ones pasted from a document.
package enum Typography {
  /// The ASCII text that was meant by a character, if there is one.
  package static func ascii(for scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xFF01...0xFF5E: Unicode.Scalar(scalar.value - 0xFEE0).map { String($0) }
    case 0x3000, 0x00A0, 0x2000...0x200A, 0x202F: " "
    case 0x200B, 0x200C, 0x200D, 0xFEFF: ""
    default: table[scalar]
    }
  }

  /// The line with every such character replaced.
  package static func ascii(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if let replacement = ascii(for: scalar) {
        result += replacement
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  private static let table: [Unicode.Scalar: String] = [
    "“": "\"", "”": "\"", "„": "\"", "‟": "\"", "″": "\"", "«": "\"", "»": "\"", "「": "\"", "」": "\"",
    "‘": "'", "’": "'", "‚": "'", "‛": "'", "′": "'", "‵": "'",
    "−": "-", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "－": "-",
    "×": "*", "∗": "*", "·": "*", "∙": "*", "⋅": "*", "÷": "/", "∕": "/", "⁄": "/",
    "≤": "<=", "≥": ">=", "≠": "!=", "→": "->", "…": "...", "〜": "~", "。": ".", "、": ",", "〈": "<", "〉": ">",
    "【": "[", "】": "]", "［": "[", "］": "]", "〔": "[", "〕": "]", "∧": "and", "∨": "or", "¬": "not", "₩": "\\",
  ]
}
