#if LIBRARY
  import Library
#endif
import Script
import Text

/// libFuzzer's way into the whole interpreter: any bytes are run as a script within narrow limits, and what goes wrong is
/// laid out in both languages.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzScript(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  let machine = Machine()
  machine.limits.steps = 200_000
  machine.limits.outputBytes = 100_000
  machine.limits.seconds = 2
  machine.limits.memoryBytes = 1 << 28
  prepare(machine)
  do {
    _ = try machine.run(Source(text, name: "<fuzz>"), mode: .interactive)
  } catch let failure as ScriptError {
    for diagnostic in Diagnostic.all(of: failure, machine: machine) {
      for language in [Language.korean, .english] {
        _ = DiagnosticRenderer(language: language).text(diagnostic)
      }
    }
  } catch {
    fatalError("an error that is no exception: \(error)")
  }
  return 0
}

/// Gives the machine the library, where the target is built with it.
private func prepare(_ machine: Machine) {
  #if LIBRARY
    Modules.install(on: machine)
  #endif
}
