/// A view that ints, slices, new axes and an ellipsis choose, put together item by item: one object, and none for the views
/// in between.
///
/// For tensors outside the graph, and indices that fit. A tensor inside records each item as an operation of its own, and
/// an index that doesn't fit deserves its own error: `Tensor.index` sees to both. So every step answers whether it could
/// be taken, and who gets a no asks there instead.
package struct PlainIndex: ~Copyable {
  private let tensor: Unmanaged<Tensor>
  private var shape = Shape()
  private var strides = Strides()
  private var offset = 0
  /// The tensor's dimension that the next item is for.
  private var dim = 0

  /// - Parameter tensor: has to outlive the index.
  @inline(__always)
  package init?(_ tensor: Tensor) {
    guard !Tensor.records(tensor) else { return nil }
    self.tensor = .passUnretained(tensor)
  }

  /// `x[position]`
  @inline(__always)
  package mutating func int(_ position: Int) -> Bool {
    tensor._withUnsafeGuaranteedRef { tensor in
      guard dim < tensor.rank else { return false }
      let size = tensor.extent(dim)
      guard position >= -size, position < size else { return false }
      offset &+= (position < 0 ? position &+ size : position) &* tensor.step(dim)
      dim &+= 1
      return true
    }
  }

  /// `x[start:stop:step]`
  @inline(__always)
  package mutating func slice(start: Int?, stop: Int?, step: Int) -> Bool {
    tensor._withUnsafeGuaranteedRef { tensor in
      guard dim < tensor.rank, step > 0, shape.length < Shape.maximumRank else { return false }
      let run = SliceRun(start, stop, step: step, size: tensor.extent(dim))
      offset &+= run.first &* tensor.step(dim)
      append(run.count, tensor.step(dim) &* step)
      dim &+= 1
      return true
    }
  }

  /// `x[None]`
  package mutating func newAxis() -> Bool {
    tensor._withUnsafeGuaranteedRef { tensor in
      guard shape.length < Shape.maximumRank else { return false }
      append(1, dim < tensor.rank ? tensor.extent(dim) &* tensor.step(dim) : 1)
      return true
    }
  }

  /// `x[...]`, or the end of the index: dimensions are taken as they are until `rest` are left for the items that follow.
  @inline(__always)
  package mutating func skip(leaving rest: Int) -> Bool {
    tensor._withUnsafeGuaranteedRef { tensor in
      let last = tensor.rank &- rest
      guard dim <= last, shape.length &+ last &- dim <= Shape.maximumRank else { return false }
      while dim < last {
        append(tensor.extent(dim), tensor.step(dim))
        dim &+= 1
      }
      return true
    }
  }

  /// The view, once all dimensions are used up.
  @inline(__always)
  package consuming func view() -> Tensor {
    tensor._withUnsafeGuaranteedRef { tensor in
      let result = tensor.window(shape, strides, offset: offset)
      if Engine.isGradEnabled && tensor.dtype.isFloatingPoint { result.follow(tensor) }
      return result
    }
  }

  @inline(__always)
  private mutating func append(_ size: Int, _ step: Int) {
    shape.storage[unchecked: shape.length] = size
    strides.storage[unchecked: shape.length] = step
    shape.length &+= 1
    strides.length &+= 1
  }
}

/// The places along a dimension that a slice with a positive step chooses, bounds as Python has them.
struct SliceRun {
  let first: Int
  let count: Int

  @inline(__always)
  init(_ start: Int?, _ stop: Int?, step: Int, size: Int) {
    func clamped(_ bound: Int) -> Int { bound < 0 ? Swift.max(bound &+ size, 0) : Swift.min(bound, size) }
    first = clamped(start ?? 0)
    let length = Swift.max(clamped(stop ?? size), first) &- first
    count = step == 1 ? length : length / step + (length % step == 0 ? 0 : 1)
  }
}
