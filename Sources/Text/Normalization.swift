@_spi(_Unicode) import Swift

extension String {
  /// The text in Unicode's normal form C. Swift compares canonically, but bytes, columns, files and hashes don't: names of
  /// macOS files and some keyboards bring decomposed Hangul.
  package var normalized: String {
    if utf8.allSatisfy({ $0 < 0x80 }) { return self }
    var scalars = String.UnicodeScalarView()
    for scalar in self._nfc { scalars.append(scalar) }
    return String(scalars)
  }
}
