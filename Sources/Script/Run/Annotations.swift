/// An annotation as it is written. Nothing of it is evaluated until a script looks at `__annotations__`.
package struct Annotation {
  package let name: Symbol
  package let text: String
}

extension Machine {
  /// `__annotations__`: each text evaluated among the global names; what can't be evaluated stays text, as all of them do
  /// under `from __future__ import annotations`.
  func dictionary(of annotations: [Annotation]) throws -> DictObject {
    let dict = DictObject()
    for annotation in annotations {
      try dict.set(symbols.name(annotation.name), evaluate(annotation.text), self)
    }
    return dict
  }

  private func evaluate(_ text: String) throws -> Value {
    if annotationsAreText { return .string(text) }
    guard let code = try? compile(Source(text, name: "<annotation>"), mode: .expression) else {
      return .string(text)
    }
    codes.append(code)
    do {
      return try call(.object(FunctionObject(code, defaults: [], keywordDefaults: nil, cells: [])))
    } catch let failure as ScriptError where !failure.exception.instanceType.isUncatchable {
      return .string(text)
    }
  }
}
