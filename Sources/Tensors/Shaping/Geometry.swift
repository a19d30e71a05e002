/// How a window lies in a tensor whose elements are row by row: what a view's gradient rule needs to put a gradient
/// back in its place.
package final class Geometry {
  let shape: Shape
  let strides: Strides
  let offset: Int
  let baseShape: Shape
  /// Whether two positions of the window may be the same element, as `unfold` makes them.
  let overlaps: Bool

  init(shape: Shape, strides: Strides, offset: Int, baseShape: Shape, overlaps: Bool = false) {
    self.shape = shape
    self.strides = strides
    self.offset = offset
    self.baseShape = baseShape
    self.overlaps = overlaps
  }

  convenience init(selecting index: Int, of dim: Int, in base: Shape) {
    var strides = base.contiguousStrides
    let offset = index &* strides[dim]
    var shape = base
    shape.remove(at: dim)
    strides.remove(at: dim)
    self.init(shape: shape, strides: strides, offset: offset, baseShape: base)
  }

  convenience init(slicing dim: Int, from start: Int, step: Int, count: Int, in base: Shape) {
    var strides = base.contiguousStrides
    let offset = count == 0 ? 0 : start &* strides[dim]
    var shape = base
    shape[dim] = count
    if count > 1 { strides[dim] = strides[dim] &* step }
    self.init(shape: shape, strides: strides, offset: offset, baseShape: base)
  }

  convenience init(diagonal offset: Int, _ dim1: Int, _ dim2: Int, length: Int, in base: Shape) {
    let steps = base.contiguousStrides
    var shape = Shape()
    var strides = Strides()
    for dim in 0..<base.count where dim != dim1 && dim != dim2 {
      shape.append(base[dim])
      strides.append(steps[dim])
    }
    shape.append(length)
    strides.append(steps[dim1] + steps[dim2])
    let start = length == 0 ? 0 : offset >= 0 ? offset * steps[dim2] : -offset * steps[dim1]
    self.init(shape: shape, strides: strides, offset: start, baseShape: base)
  }

  convenience init(windows size: Int, of dim: Int, step: Int, in base: Shape) {
    var strides = base.contiguousStrides
    var shape = base
    shape[dim] = (base[dim] - size) / step + 1
    let unit = strides[dim]
    strides[dim] = unit &* step
    shape.append(size)
    strides.append(unit)
    self.init(shape: shape, strides: strides, offset: 0, baseShape: base, overlaps: step < size)
  }

  /// A view that was found to lie in `base`, whose elements may be in any order: the order of memory counts.
  convenience init?(of view: Tensor, in base: Tensor) {
    guard base.isContiguous else { return nil }
    self.init(
      shape: view.shape, strides: view.strides, offset: (view.data - base.data) / base.dtype.byteCount,
      baseShape: base.shape)
  }
}

extension Tensor {
  /// Zeros of the window's base shape with this tensor in the window; what meets in one element is added.
  func placed(by window: Geometry) throws(TensorError) -> Tensor {
    let result = try Tensor.zeros(window.baseShape, dtype: dtype)
    let part = result.window(window.shape, window.strides, offset: window.offset)
    let source = shape == window.shape ? self : try expand(to: window.shape)
    if window.overlaps {
      // The positions of one place in all windows are apart, so each place is added at once.
      let last = window.shape.count - 1
      for place in 0..<window.shape[last] {
        let to = try part.select(dim: last, index: place)
        let from = try source.detach().select(dim: last, index: place)
        Walk.run(Loops.binary(dtype), BinaryOp.add.rawValue, to, to, from, nanoseconds: 0.15)
      }
    } else {
      part.write(from: source)
    }
    if Tensor.records(self) { result.record(.placed, self).payload = window }
    return result
  }

  /// Where the window is: true in it, false around it. This tensor is the truth value that stands there.
  func placedMask(by window: Geometry) throws(TensorError) -> Tensor {
    let mask = try Tensor.zeros(window.baseShape, dtype: .bool)
    mask.window(window.shape, window.strides, offset: window.offset).write(from: self)
    return mask
  }

  /// The view that a window describes of this tensor, whose elements are row by row.
  func part(by window: Geometry) -> Tensor {
    let result = view(window.shape, window.strides, offset: window.offset, .asStrided)
    result.node?.payload = window
    return result
  }
}
