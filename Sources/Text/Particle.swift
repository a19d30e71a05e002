/// Korean particles (조사) whose form depends on how the word before them ends when it is read aloud.
package enum Particle: Sendable {
  /// 은/는
  case topic
  /// 이/가
  case subject
  /// 을/를
  case object
  /// 과/와
  case with
  /// 으로/로
  case direction
  /// 이라는/라는
  case called
  /// 이에요/예요
  case copula

  /// The forms after a final consonant, after a vowel, and when the reading is not known.
  private var forms: (closed: String, open: String, unknown: String) {
    switch self {
    case .topic: ("은", "는", "은(는)")
    case .subject: ("이", "가", "이(가)")
    case .object: ("을", "를", "을(를)")
    case .with: ("과", "와", "과(와)")
    case .direction: ("으로", "로", "(으)로")
    case .called: ("이라는", "라는", "(이)라는")
    case .copula: ("이에요", "예요", "예요")
    }
  }

  /// The particle's form after `word`.
  package func form(after word: String) -> String {
    switch Ending(of: word) {
    case .vowel: forms.open
    case .rieul: self == .direction ? forms.open : forms.closed
    case .consonant: forms.closed
    case .unknown: forms.unknown
    }
  }
}

extension String {
  /// The word with its particle: `"값".with(.topic)` is `값은`, `"x".with(.object)` is `x를`.
  package func with(_ particle: Particle) -> String { self + particle.form(after: self) }
}

/// How a word ends when a Korean reads it.
private enum Ending {
  case vowel, rieul, consonant, unknown

  /// Closing quotes, brackets and other marks are not read; Hangul is read as written, digits in Sino-Korean, a single Latin
  /// letter or an acronym by the letters' names. How a longer Latin word is read nobody knows for sure.
  init(of word: String) {
    let scalars = Array(word.unicodeScalars)
    guard let last = scalars.lastIndex(where: { $0.properties.isAlphabetic || Ending.isDigit($0) }) else {
      self = Ending(mark: scalars.last { !"`'\"".unicodeScalars.contains($0) })
      return
    }
    let c = scalars[last]
    if (0xAC00...0xD7A3).contains(c.value) {
      self = Ending(jongseong: (c.value - 0xAC00) % 28)
    } else if (0x3131...0x314E).contains(c.value) {
      self = c.value == 0x3139 ? .rieul : .consonant
    } else if (0x314F...0x3163).contains(c.value) {
      self = .vowel
    } else if Ending.isDigit(c) {
      self = Ending(number: scalars[...last])
    } else if c.isASCII {
      self = Ending(latin: scalars[...last])
    } else {
      self = .unknown
    }
  }

  /// A lone mark is read by its name: 등호, 쉼표, 괄호, 별표 end in a vowel, 점, 콜론 and 세미콜론 don't.
  private init(mark: Unicode.Scalar?) {
    switch mark {
    case nil: self = .unknown
    case "."?, ":"?, ";"?: self = .consonant
    case let other?: self = other.isASCII ? .vowel : .unknown
    }
  }

  private init(jongseong: UInt32) {
    self = jongseong == 0 ? .vowel : jongseong == 8 ? .rieul : .consonant
  }

  private static func isDigit(_ c: Unicode.Scalar) -> Bool { (0x30...0x39).contains(c.value) }

  private init(number scalars: ArraySlice<Unicode.Scalar>) {
    let digits = scalars.suffix(while: { Ending.isDigit($0) })
    let isFraction = scalars.dropLast(digits.count).last == "."
    let zeros = digits.suffix(while: { $0 == "0" }).count
    if zeros == 0 {
      // 영 일 이 삼 사 오 육 칠 팔 구
      switch digits.last {
      case "2", "4", "5", "9": self = .vowel
      case "1", "7", "8": self = .rieul
      default: self = .consonant
      }
    } else {
      // 십 백 천 만 억 경 and 영 end in a consonant; only 조 (10¹²) does not.
      self = !isFraction && digits.count > zeros && (12..<16).contains(zeros) ? .vowel : .consonant
    }
  }

  private init(latin scalars: ArraySlice<Unicode.Scalar>) {
    let run = scalars.suffix(while: { $0.isASCII && $0.properties.isAlphabetic })
    guard run.count == 1 || run.allSatisfy({ $0.properties.isUppercase }), let last = run.last else {
      self = .unknown
      return
    }
    switch last.properties.lowercaseMapping {
    case "l", "r": self = .rieul  // 엘 알
    case "m", "n": self = .consonant  // 엠 엔
    default: self = .vowel
    }
  }
}

extension ArraySlice {
  /// The longest suffix whose elements all satisfy the condition.
  fileprivate func suffix(while condition: (Element) -> Bool) -> ArraySlice {
    self[(lastIndex { !condition($0) }.map { $0 + 1 } ?? startIndex)...]
  }
}
