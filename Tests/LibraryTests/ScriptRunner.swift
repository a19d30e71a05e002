import Foundation
import Library
import Script
import Tensors

/// Runs a text on a machine of its own.
struct ScriptRunner {
  let machine: Machine
  private let printed = Printed()

  private final class Printed {
    var text = ""
  }

  init() {
    machine = Machine()
    let printed = printed
    machine.output = { printed.text += $0 }
    Modules.install(on: machine)
  }

  /// What was printed so far.
  var output: String { printed.text }

  func run(_ text: String) throws { try machine.run(Source(text, name: "test.py")) }

  /// Runs a text and tells what it printed, and the exception it ended with, as CPython would: `IndexError: …`.
  func transcript(_ text: String) -> String {
    do {
      try run(text)
      return output
    } catch let error as ScriptError {
      return output + "\(error.name): \((try? error.exception.str(machine)) ?? "")\n"
    } catch {
      return output + "\(error)\n"
    }
  }

  /// The numbers of a tensor, a list or a number under a global name.
  func numbers(_ name: String) throws -> [Double] {
    guard let value = machine.global(name) else { return [] }
    return try flatten(value)
  }

  func flatten(_ value: Value) throws -> [Double] {
    if let tensor = value.tensor { return try tensor.detach().reshape([-1]).to(.float64).array(Double.self) }
    if let number = value.number { return [number] }
    switch value.object?.kind {
    case .list, .tuple: return try machine.array(of: value).flatMap { try flatten($0) }
    default: return []
    }
  }

  func tensor(_ name: String) -> Tensor? { machine.global(name)?.tensor }

  func elements(_ name: String) throws -> [Value] {
    guard let value = machine.global(name) else { return [] }
    return try machine.array(of: value)
  }
}

extension ScriptRunner {
  /// Describes an error for a failed expectation.
  func describe(_ error: any Error) -> String {
    guard let error = error as? ScriptError else { return "\(error)" }
    return "\(error.name): \((try? error.exception.str(machine)) ?? "")"
  }
}
