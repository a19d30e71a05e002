import Script
import Tensors

/// One line of the table of operations: a name, its parameters, the places where scripts find it, and what it does.
///
/// `torch.add(x, y)`, `x.add(y)` and `x.add_(y)` come from one line.
struct Op: Sendable {
  typealias Body = @Sendable (borrowing OpCall) throws -> Value
  typealias TensorBody = @Sendable (borrowing OpCall) throws -> Tensor

  let name: String
  /// The parameters as Python writes them, the tensor first: `"input, other, *, alpha=1"`.
  let parameters: String
  let places: Places
  let body: Body
  /// The twin that changes its first argument, `add_`: what it computes before the result is written back, or nil for
  /// the operation itself.
  let inPlaceBody: Body?

  /// Where scripts find an operation.
  struct Places: OptionSet, Sendable {
    let rawValue: UInt16

    /// `torch.name(input)`
    static let torch = Places(rawValue: 1)
    /// `input.name()`
    static let method = Places(rawValue: 2)
    /// `input.name_()`
    static let inPlace = Places(rawValue: 4)
    /// `torch.name_(input)`
    static let torchInPlace = Places(rawValue: 8)
    /// `torch.nn.functional.name(input)`
    static let functional = Places(rawValue: 16)
    /// `torch.nn.functional.name_(input)`
    static let functionalInPlace = Places(rawValue: 128)
    /// `torch.linalg.name(input)`
    static let linalg = Places(rawValue: 32)
    /// `torch.special.name(input)`
    static let special = Places(rawValue: 64)

    /// A function and a method.
    static let both: Places = [.torch, .method]
    /// A function, a method and its twin that changes the tensor.
    static let all: Places = [.torch, .method, .inPlace]
  }

  /// An operation that makes one tensor.
  static func op(
    _ name: String, _ parameters: String, _ places: Places, inPlace: Body? = nil,
    _ body: @escaping TensorBody
  ) -> Op {
    Op(
      name: name, parameters: parameters, places: places, body: { .tensor(try body($0)) },
      inPlaceBody: inPlace)
  }

  /// A function of one tensor and nothing else.
  static func unary(
    _ name: String, _ places: Places, _ body: @escaping @Sendable (Tensor) throws -> Tensor
  ) -> Op {
    Op(
      name: name, parameters: "input", places: places,
      body: { .tensor(try $0.withTensor(0, body)) }, inPlaceBody: nil)
  }

  /// An operation that makes anything.
  static func call(_ name: String, _ parameters: String, _ places: Places, _ body: @escaping Body) -> Op {
    Op(name: name, parameters: parameters, places: places, body: body, inPlaceBody: nil)
  }

  /// An operation of another name that is this one.
  func alias(_ name: String, _ places: Places? = nil) -> Op {
    Op(
      name: name, parameters: parameters, places: places ?? self.places, body: body, inPlaceBody: inPlaceBody)
  }
}
