import Script
import Tensors

/// Changes of a tensor's shape that keep its elements: `x.unsqueeze_(0)`.
enum ViewInPlaceOps {
  static let ops: [Op] = [
    .op("squeeze_", "input, dim=None", .method) { call in
      let x = try call.tensor(0)
      return try become(
        x, call.optionalInts(1).map { dims throws in try x.detach().squeeze(dims) } ?? x.detach().squeeze())
    },
    .op("unsqueeze_", "input, dim", .method) {
      try become($0.tensor(0), $0.tensor(0).detach().unsqueeze($0.int(1)))
    },
    .op("t_", "input", .method) {
      try become($0.tensor(0), ShapingOps.matrixTranspose($0.tensor(0).detach()))
    },
    .op("transpose_", "input, dim0, dim1", .method) {
      try become($0.tensor(0), $0.tensor(0).detach().transpose($0.int(1), $0.int(2)))
    },
    .op("swapaxes_", "input, axis0, axis1", .method) {
      try become($0.tensor(0), $0.tensor(0).detach().transpose($0.int(1), $0.int(2)))
    },
    .op("resize_", "input, *size", .method) { call in
      let x = try call.tensor(0)
      let sizes = try call.sizes(1)
      let elements = try x.detach().reshape([-1])
      let count = try Tensors.Shape(checking: sizes).product
      if count <= elements.count {
        return try become(x, elements.narrow(dim: 0, start: 0, length: count).reshape(sizes))
      }
      let added = try Tensor.zeros([count - elements.count], dtype: x.dtype)
      return try become(x, Tensor.cat([elements, added], dim: 0).reshape(sizes))
    },
  ]

  /// Gives a tensor outside of the graph another window on its own elements.
  private static func become(_ x: Tensor, _ view: Tensor) throws -> Tensor {
    try x.setData(view)
    return x
  }
}
