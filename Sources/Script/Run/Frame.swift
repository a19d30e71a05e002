/// A call that is running: plain data on a stack of its own, so that calls between script functions take no room on
/// the thread's stack and can be as deep as the limit says.
struct Frame {
  /// Who gets the result.
  enum Kind: UInt8 {
    /// Swift: the loop ends.
    case entry
    /// The register `result` of the frame below.
    case call
    /// The frame below gets `owner`, the instance that was being initialised.
    case construction
    /// The `for` loop of the frame below: `owner` is the generator.
    case loop
    /// Swift, and `owner` is the generator.
    case generator
    /// Swift, which takes each element of the generator `owner` while its frame stays where it is.
    case feeding
    /// The register `result`; `NotImplemented` means that the operator has to be tried the other way round.
    case `operator`
  }

  var header: UnsafePointer<CodeHeader>
  var base: UnsafeMutablePointer<Value>
  /// Where it goes on, while another frame is above it.
  var position: UnsafeMutablePointer<Instruction>
  var cells: UnsafeMutablePointer<Unmanaged<Cell>>
  /// Kept alive by the register that the caller took it from, or by the code that it belongs to.
  var function: Unmanaged<FunctionObject>
  /// The instance or generator that the frame works for, owned by the frame.
  var owner: Unmanaged<Object>?
  var result: UInt16
  var kind: Kind
}
