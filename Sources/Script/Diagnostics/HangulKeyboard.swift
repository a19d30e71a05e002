/// The two-set Korean keyboard (두벌식, KS X 5002) against the Latin layout on the same keys.
package enum HangulKeyboard {
  /// What was meant by a text typed with the Hangul layout on: `ㅔ갸ㅜㅅ` is `print`. `nil` if there is no Hangul in it.
  package static func latin(_ text: String) -> String? {
    var result = ""
    var found = false
    for scalar in text.unicodeScalars {
      if let keys = keys(of: scalar) {
        found = true
        result += keys
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return found ? result : nil
  }

  private static func keys(of scalar: Unicode.Scalar) -> String? {
    switch scalar.value {
    case 0xAC00...0xD7A3:
      // A syllable is (initial × 21 + vowel) × 28 + final (Unicode Standard, section 3.12).
      let index = Int(scalar.value - 0xAC00)
      return initials[index / 588] + vowels[index % 588 / 28] + finals[index % 28]
    case 0x3131...0x3163:
      return compatibility[Int(scalar.value - 0x3131)]
    default:
      return nil
    }
  }

  private static let initials = words("r R s e E f a q Q t T d w W c z x v g")
  private static let vowels = words("k o i O j p u P h hk ho hl y n nj np nl b m ml l")
  private static let finals = [""] + words("r R rt s sw sg e f fr fa fq ft fx fv fg a q qt t T d w c z x v g")
  /// ㄱ to ㅣ in the order of the block “Hangul Compatibility Jamo”.
  private static let compatibility =
    words("r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g") + vowels

  private static func words(_ text: String) -> [String] { text.split(separator: " ").map(String.init) }
}
