import Script
import Tensors

/// What torch keeps for one machine: settings that scripts change, and objects of which there is one each.
package final class TorchState {
  /// The type of tensors made of floats: `torch.set_default_dtype`.
  @exclusivity(unchecked) package var defaultDType = DType.float32
  /// `torch.set_printoptions`
  package var printOptions = PrintOptions()
  /// `torch.get_num_threads()`, as scripts have set it; results don't depend on it.
  var threads = 1
  /// `torch.are_deterministic_algorithms_enabled()`
  var isDeterministic = false
  /// Where output went before it was redirected, the innermost last.
  var redirectedOutput: [(String) -> Void] = []
  var redirectedErrors: [(String) -> Void] = []
  private(set) var dtypes: [DType: Value] = [:]
  private(set) var integers: [IntegerWidth: Value] = [:]
  /// The classes of `grad_fn` by name, such as `AddBackward0`.
  private var gradFunctionTypes: [String: TypeObject] = [:]
  /// The classes of named results by name, such as `torch.return_types.max`.
  private var resultTypes: [String: TypeObject] = [:]
  /// The Python exception of a hook or a custom function that is passing through the engine.
  private var pendingError: ScriptError?

  init() {
    for (name, dtype) in DTypeNames.names where dtypes[dtype] == nil {
      dtypes[dtype] = .object(DTypeObject(name, dtype))
    }
    for (name, width) in DTypeNames.integers where integers[width] == nil {
      integers[width] = .object(DTypeObject(name, .int64, width))
    }
  }

  func gradFunctionType(_ name: String, _ machine: Machine) -> TypeObject {
    if let type = gradFunctionTypes[name] { return type }
    let type = NativeType(machine, name: name, module: "", base: machine.type(.gradFunction))
    gradFunctionTypes[name] = type
    return type
  }

  func resultType(_ name: String, _ machine: Machine) -> TypeObject {
    if let type = resultTypes[name] { return type }
    let type = NativeType(machine, name: name, module: "torch.return_types", base: machine.type(.tuple))
    resultTypes[name] = type
    return type
  }

  /// Runs a script's code inside of the engine: its exception waits here while the engine unwinds.
  func callingBack<Result>(_ body: () throws -> Result) throws(TensorError) -> Result {
    do {
      return try body()
    } catch let error as TensorError {
      throw error
    } catch let error as ScriptError {
      pendingError = error
      throw .callback("")
    } catch {
      throw .callback("\(error)")
    }
  }

  func takePendingError() -> ScriptError? {
    defer { pendingError = nil }
    return pendingError
  }
}

extension Machine {
  /// The state of this machine's torch, made when it's first asked for.
  package var torch: TorchState {
    if let state = libraryState, Swift.type(of: state) == TorchState.self {
      return unsafeDowncast(state, to: TorchState.self)
    }
    let state = TorchState()
    libraryState = state
    return state
  }
}
