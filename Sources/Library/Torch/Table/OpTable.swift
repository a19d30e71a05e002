import Script
import Tensors

/// All operations, and how they are found by the name a script uses.
enum OpTable {
  static let all: [Op] =
    ElementwiseOps.ops + SpecialFunctionOps.ops + ArithmeticOps.ops + ReductionOps.ops + ShapingOps.ops
    + IndexingOps.ops
    + ProductOps.ops
    + LinearAlgebraOps.ops + CreationOps.ops + RandomOps.ops + ActivationOps.ops + LayerFunctionOps.ops
    + LossOps.ops + ConvolutionOps.ops + TensorMethodOps.ops + ViewInPlaceOps.ops

  /// One place where scripts look for names: `torch`, `torch.nn.functional`, …
  struct Namespace: Sendable {
    fileprivate let entries: [String: Entry]

    fileprivate struct Entry: Sendable {
      let op: Op
      let isInPlace: Bool
    }

    fileprivate init(_ plain: Op.Places, inPlace: Op.Places) {
      var entries: [String: Entry] = [:]
      for op in OpTable.all {
        if op.places.contains(plain) { entries[op.name] = Entry(op: op, isInPlace: false) }
        if !inPlace.isEmpty, op.places.contains(inPlace) {
          entries[op.name + "_"] = Entry(op: op, isInPlace: true)
        }
      }
      self.entries = entries
    }

    var names: [String] { Array(entries.keys) }

    func function(_ name: String, isMethod: Bool = false, _ machine: Machine) -> Value? {
      guard let entry = entries[name] else { return nil }
      guard entry.isInPlace else {
        return BoundOp.function(entry.op, name: name, isMethod: isMethod, machine)
      }
      return BoundOp.function(
        entry.op, name: name, isMethod: isMethod, body: OpTable.inPlace(entry.op), machine)
    }
  }

  static let torch = Namespace(.torch, inPlace: .torchInPlace)
  static let methods = Namespace(.method, inPlace: .inPlace)
  static let functional = Namespace(.functional, inPlace: .functionalInPlace)
  static let linalg = Namespace(.linalg, inPlace: [])
  static let special = Namespace(.special, inPlace: [])

  /// The twin that changes its first argument: what the operation computes takes the argument's place.
  private static func inPlace(_ op: Op) -> Op.Body {
    if let body = op.inPlaceBody { return body }
    return { call in
      let torch = call.machine.torch
      let target = try call.tensor(0)
      return .tensor(
        try target.inPlace { before throws(TensorError) in
          try torch.callingBack {
            guard let result = try op.body(call.on(before)).tensor else {
              throw TensorError.unsupported(op.name)
            }
            return result
          }
        })
    }
  }
}
