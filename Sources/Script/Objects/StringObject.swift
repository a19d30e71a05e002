/// `str`: Unicode text, indexed by code point.
package final class StringObject: Object {
  /// Native UTF-8. The machine appends in place when nobody else holds the object (`s += piece`), so whoever caches
  /// something about the text does so in this class and forgets it in `append`.
  package private(set) var text: String
  private var cachedHash = 0

  package init(_ text: String) {
    self.text = text
    super.init(kind: .string)
  }

  package override func type(_ machine: Machine) -> TypeObject { machine.type(.str) }

  /// Appends in place: only for an object that nobody else can see.
  func append(_ piece: String) {
    text += piece
    cachedHash = 0
  }
}
