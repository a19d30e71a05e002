import Script
import Tensors
import Text

/// An error of the engine in words: PyTorch's sentence in English, ours in Korean with the values at hand.
struct TensorMessage: CatalogueMessage {
  let error: TensorError

  var entry: Topic { error.topic }
  var exceptionName: String { error.raises }

  func wording(_ language: Language) -> Wording {
    error.shapeWording(language) ?? error.indexWording(language) ?? error.valueWording(language)
      ?? error.gradientWording(language) ?? error.layerWording(language)
      ?? Wording(language.pick(ko: "텐서 연산이 실패했어요: \(error)", en: "\(error)"))
  }
}

extension Machine {
  /// Lets errors of the engine reach scripts as Python exceptions.
  package func installTensorErrors() {
    let earlier = translateError
    translateError = { machine, error in
      guard let error = error as? TensorError else { return earlier(machine, error) }
      if error == .interrupted { _ = machine.interrupt.take() }
      if case .callback = error, let pending = machine.torch.takePendingError() { return pending }
      let message = TensorMessage(error: error)
      switch error {
      case .singular, .notPositiveDefinite, .noConvergence:
        return ScriptError(
          ExceptionObject(
            machine.type(.linAlgError), arguments: [.string(message.python)], message: message))
      default: return machine.exception(message)
      }
    }
  }
}

extension TypeKey {
  /// `torch.linalg.LinAlgError`: a matrix has no inverse or no such decomposition.
  static let linAlgError = TypeKey { machine in
    NativeType(
      machine, name: "_LinAlgError", module: "torch._C", base: machine.exceptionType(.runtimeError),
      isBase: true)
  }
}

extension Tensors.Shape {
  /// `[2, 3]`, as PyTorch shows sizes in errors.
  var bracketed: String { "[" + map(String.init).joined(separator: ", ") + "]" }

  /// `2x3`, as PyTorch shows matrices in errors.
  var crossed: String { map(String.init).joined(separator: "x") }

  /// `(2×3)`
  var times: String { "(" + map(String.init).joined(separator: "×") + ")" }

  /// `torch.Size([2, 3])`
  var sized: String { "torch.Size(\(bracketed))" }
}

extension [Int] {
  /// `[2, 3]`
  var bracketed: String { "[" + map(String.init).joined(separator: ", ") + "]" }
}
