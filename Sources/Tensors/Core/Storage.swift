import CKernels

/// A counted reference to a block of pooled memory.
///
/// Tensors and nodes of the graph own blocks by hand (`retain`, `release` in their initialisers and deinitialisers)
/// rather than through an object of their own: that object's allocation would cost as much as a small operation.
/// Only `Tensor` and `Node` keep one; everything else reaches elements through a tensor.
package struct Storage {
  package let block: UnsafeMutablePointer<seodang_block>

  @inline(__always) package init(block: UnsafeMutablePointer<seodang_block>) { self.block = block }

  /// A block for `byteCount` bytes with undefined content and one reference, the caller's.
  @inline(__always)
  package static func allocate(byteCount: Int) throws(TensorError) -> Storage {
    guard byteCount < 1 << 46, let block = seodang_block_new(byteCount) else {
      throw .outOfMemory(bytes: byteCount)
    }
    return Storage(block: block)
  }

  @inline(__always) package var base: UnsafeMutableRawPointer {
    UnsafeMutableRawPointer(block).advanced(by: MemoryLayout<seodang_block>.size)
  }

  @inline(__always) package func retain() { seodang_block_retain(block) }
  @inline(__always) package func release() { seodang_block_release(block) }
  @inline(__always) package var isUnique: Bool { seodang_block_is_unique(block) }

  /// How often the content was changed in place.
  @inline(__always) package var version: UInt32 {
    get { block.pointee.version }
    nonmutating set { block.pointee.version = newValue }
  }

  /// The number of bytes the block has room for.
  package var byteCount: Int { seodang_class_bytes(block.pointee.size_class) }
}
