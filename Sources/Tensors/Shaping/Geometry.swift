/// How a window lies in a tensor whose elements are row by row: what a view's gradient rule needs to put a gradient
/// back in its place.
package final class Geometry {
  let shape: Shape
  let strides: Strides
  let offset: Int
  let baseShape: Shape
  /// Whether two positions of the window may be the same element, as `unfold` makes them.
  let overlaps: Bool
  /// Where the base's elements aren't row by row: the number of each of the window's elements among the base's.
  let places: Tensor?

  init(
    shape: Shape, strides: Strides, offset: Int, baseShape: Shape, overlaps: Bool = false,
    places: Tensor? = nil
  ) {
    self.shape = shape
    self.strides = strides
    self.offset = offset
    self.baseShape = baseShape
    self.overlaps = overlaps
    self.places = places
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

  /// A view that was found to lie in the memory of `base`.
  convenience init(of view: Tensor, in base: Tensor) throws(TensorError) {
    let offset = (view.data - base.data) / base.dtype.byteCount
    self.init(
      shape: view.shape, strides: view.strides, offset: offset, baseShape: base.shape,
      places: base.isContiguous ? nil : try Geometry.places(of: view, at: offset, in: base))
  }

  /// Writes the numbers of the base's elements where the elements lie, and reads them where the view's lie.
  private static func places(of view: Tensor, at offset: Int, in base: Tensor) throws(TensorError) -> Tensor {
    let memory = try Tensor.zeros([base.storage.byteCount / base.dtype.byteCount], dtype: .int64)
    let start = base.storageOffset
    try memory.window(base.shape, base.strides, offset: start)
      .write(from: Tensor.arange(0, .int(base.count)).reshape(to: base.shape))
    return try memory.window(view.shape, view.strides, offset: start + offset).packed().reshape(to: [
      view.count
    ])
  }
}

extension Tensor {
  /// Zeros of the window's base shape with this tensor in the window; what meets in one element is added.
  func placed(by window: Geometry) throws(TensorError) -> Tensor {
    if let places = window.places {
      let source = try expand(to: window.shape).reshape(to: [places.count])
      return try Tensor.zeros([window.baseShape.product], dtype: dtype).scatterAdd(dim: 0, places, source)
        .reshape(to: window.baseShape)
    }
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
    if let places = window.places {
      let truths = try packed()
      for (index, place) in try places.array(Int.self).enumerated() {
        mask.bytes[place] = truths.bytes[index]
      }
      return mask
    }
    mask.window(window.shape, window.strides, offset: window.offset).write(from: self)
    return mask
  }

  /// The view that a window describes of this tensor, whose elements are row by row.
  func part(by window: Geometry) throws(TensorError) -> Tensor {
    if let places = window.places {
      return try reshape(to: [count]).indexSelect(dim: 0, places).reshape(to: window.shape)
    }
    let result = view(window.shape, window.strides, offset: window.offset, .asStrided)
    result.node?.payload = window
    return result
  }
}
