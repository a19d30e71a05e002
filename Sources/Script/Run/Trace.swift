/// Where an exception passed, innermost call first.
///
/// Most exceptions are caught and never shown, so that only places in the code are noted, the first in the exception itself; the
/// lines are looked up when somebody asks for the `entries`. The machine keeps all code it ever ran.
struct Trace {
  private struct Place {
    let code: Unmanaged<Code>
    let offset: Int32
    var repeats: Int32 = 1

    var span: Span { code._withUnsafeGuaranteedRef { $0.span(at: Int(offset)) } }

    /// Whether it is the same line as another place of the same code: the next call of a recursion.
    func isAlike(_ other: Place) -> Bool {
      code.toOpaque() == other.code.toOpaque() && (offset == other.offset || span == other.span)
    }
  }

  /// The middle of a deep recursion says nothing new.
  private static let most = 2000

  private var first: Place?
  private var others: [Place] = []

  var isEmpty: Bool { first == nil }

  /// Notes a frame that the exception leaves or is caught in.
  mutating func note(_ code: Unmanaged<Code>, _ offset: Int) {
    let place = Place(code: code, offset: Int32(truncatingIfNeeded: offset))
    guard let first else {
      first = place
      return
    }
    if others.isEmpty {
      if first.isAlike(place) { self.first?.repeats += 1 } else { others.append(place) }
    } else if others[others.count - 1].isAlike(place) {
      others[others.count - 1].repeats += 1
    } else if others.count < Self.most {
      others.append(place)
    }
  }

  var entries: [TraceEntry] {
    ([first].compactMap { $0 } + others).map { place in
      place.code._withUnsafeGuaranteedRef {
        TraceEntry(
          source: $0.source, span: place.span, function: $0.qualifiedName, repeats: Int(place.repeats))
      }
    }
  }
}

/// One line of a traceback: a call that was running when an exception passed.
package struct TraceEntry {
  package let source: Source
  package let span: Span
  /// The function's name, `<module>` for the text itself.
  package let function: String
  /// The number of times in a row that this entry stands for.
  package let repeats: Int
}
