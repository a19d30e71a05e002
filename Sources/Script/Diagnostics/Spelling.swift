/// Suggestions for a name that does not exist.
package enum Spelling {
  /// The candidate most like `word`, if one is so near that it is probably meant.
  ///
  /// The bounds are tight, because a wrong suggestion is worse than none: one change for words of up to three letters, two for
  /// longer ones, three from ten letters on. A word typed with the wrong keyboard layout or in the wrong case comes first.
  package static func suggestion(for word: String, among candidates: some Sequence<String>) -> String? {
    let typed = HangulKeyboard.latin(word)
    let lower = word.lowercased()
    let letters = Array(word.unicodeScalars)
    let limit = letters.count <= 3 ? 1 : letters.count < 10 ? 2 : 3
    var best: (name: String, distance: Int)?
    for candidate in candidates where candidate != word && !candidate.isEmpty {
      if let typed, candidate == typed { return candidate }
      var d: Int
      if candidate.lowercased() == lower {
        d = 0
      } else {
        let other = Array(candidate.unicodeScalars)
        // A name that shares nothing but its length is not a misspelling.
        guard abs(other.count - letters.count) <= limit, min(letters.count, other.count) > 1 else { continue }
        d = distance(letters, other, limit: min(limit, max(letters.count, other.count) / 2))
      }
      if candidate.hasPrefix("_") && !word.hasPrefix("_") { d += 1 }
      if d <= limit, best == nil || d < best?.distance ?? 0 { best = (candidate, d) }
    }
    return best?.name
  }

  /// The number of insertions, deletions, replacements and swaps of neighbours (optimal string alignment; Damerau 1964,
  /// Levenshtein 1966) that turn one word into the other, or `limit + 1` if more are needed.
  package static func distance(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar], limit: Int) -> Int {
    guard abs(a.count - b.count) <= limit else { return limit + 1 }
    guard !a.isEmpty, !b.isEmpty else { return max(a.count, b.count) }
    var beforeLast: [Int] = []
    var last = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      row.reserveCapacity(b.count + 1)
      for j in 1...b.count {
        var d = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1))
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] { d = min(d, beforeLast[j - 2] + 1) }
        row.append(d)
      }
      if row.min() ?? 0 > limit { return limit + 1 }
      beforeLast = last
      last = row
    }
    return min(last[b.count], limit + 1)
  }
}
