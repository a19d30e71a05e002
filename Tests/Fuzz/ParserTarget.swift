import Script
import Text

/// libFuzzer's way into lexer, parser and resolver: any bytes are a text, and a text gives a tree or messages.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzParser(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  let source = Source(text, name: "<fuzz>")
  guard case .invalid(let problems) = Machine.completeness(of: source) else { return 0 }
  for problem in problems {
    _ = problem.message.text(.korean)
    _ = problem.message.text(.english)
  }
  return 0
}
