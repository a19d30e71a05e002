import Glibc

/// Texts, lists, short tuples and slices that came to their end a moment ago, and serve again instead of new ones.
///
/// Most of them live for a moment only: a word of a line, a key of a dict, what a loop unpacks. The runtime takes some six
/// hundred instructions to make and to free an object, most of them in the allocator; to put one aside and take it up again
/// takes thirty.
///
/// They belong to a machine. Whoever gives up a last reference knows of no machine, so that a thread knows those of the machine
/// that it is running; what ends elsewhere is freed as ever.
struct FreeObjects {
  private struct Stack {
    var count = 0
    let places = UnsafeMutablePointer<Unmanaged<Object>>.allocate(capacity: FreeObjects.capacity)
  }

  private struct Stacks {
    var texts = Stack()
    var tuples = Stack()
    var lists = Stack()
    var slices = Stack()
  }

  /// Fifty megabytes of all at most, which a script that made as many had anyway.
  private static let capacity = 1 << 17
  /// Where a thread keeps what it knows; no key at all, and so nothing known, before the first machine is made. A variable,
  /// since a constant that is computed would be asked each time whether it has been.
  @exclusivity(unchecked) nonisolated(unsafe) private static var key = pthread_key_t.max
  private static let hasKey: Bool = pthread_key_create(&key, nil) == 0

  private let stacks: UnsafeMutablePointer<Stacks>

  init() {
    precondition(Self.hasKey, "no key for what belongs to a thread")
    stacks = .allocate(capacity: 1)
    stacks.initialize(to: Stacks())
  }

  /// Frees all that was put aside.
  func giveUp() {
    for stack in [
      stacks.pointee.texts, stacks.pointee.tuples, stacks.pointee.lists, stacks.pointee.slices,
    ] {
      for place in 0..<stack.count { stack.places[place].release() }
      stack.places.deallocate()
    }
    stacks.deallocate()
  }

  /// Lets what ends on this thread during `body` be put aside here.
  func whileRunning<T>(_ body: () throws -> T) rethrows -> T {
    let outer = pthread_getspecific(Self.key)
    pthread_setspecific(Self.key, stacks)
    defer { pthread_setspecific(Self.key, outer) }
    return try body()
  }

  // MARK: Putting aside

  /// Takes over the last reference to a text, a list, a tuple or a slice; false if it has to be freed.
  @inline(__always)
  static func keep(_ object: Unmanaged<Object>) -> Bool {
    guard let stacks = pthread_getspecific(key)?.assumingMemoryBound(to: Stacks.self) else { return false }
    switch object.kind {
    case .string:
      guard stacks.pointee.texts.count < capacity else { return false }
      object.as(StringObject.self)._withUnsafeGuaranteedRef { $0.forgetText() }
      push(object, &stacks.pointee.texts)
    case .list:
      // Looked at twice: its elements may have been lists.
      guard stacks.pointee.lists.count < capacity,
        object.as(ListObject.self)._withUnsafeGuaranteedRef({ $0.forgetElements() }),
        stacks.pointee.lists.count < capacity
      else { return false }
      push(object, &stacks.pointee.lists)
    case .slice:
      // One whose bounds are objects is freed as ever: they may be slices themselves.
      guard stacks.pointee.slices.count < capacity,
        object.as(SliceObject.self)._withUnsafeGuaranteedRef({ $0.hasPlainBounds })
      else { return false }
      push(object, &stacks.pointee.slices)
    default:
      guard object.isExactly(TupleObject.self), stacks.pointee.tuples.count < capacity,
        object.as(TupleObject.self)._withUnsafeGuaranteedRef({ $0.forgetElements() }),
        stacks.pointee.tuples.count < capacity
      else { return false }
      push(object, &stacks.pointee.tuples)
    }
    return true
  }

  @inline(__always)
  private static func push(_ object: Unmanaged<Object>, _ stack: inout Stack) {
    (stack.places + stack.count).initialize(to: object)
    stack.count &+= 1
  }

  // MARK: Taking up again

  @inline(__always)
  private func pop(_ stack: inout Stack) -> Unmanaged<Object>? {
    guard stack.count > 0 else { return nil }
    stack.count &-= 1
    return stack.places[stack.count]
  }

  @inline(__always)
  func text(_ text: String) -> StringObject {
    guard let object = pop(&stacks.pointee.texts) else { return StringObject(text) }
    let string = object.as(StringObject.self).takeRetainedValue()
    string.begin(again: text)
    return string
  }

  /// A tuple whose places are still to be filled.
  @inline(__always)
  func tuple(places: Int) -> TupleObject {
    guard places <= TupleObject.fewCount, let object = pop(&stacks.pointee.tuples) else {
      return TupleObject(places: places)
    }
    let tuple = object.as(TupleObject.self).takeRetainedValue()
    tuple.begin(again: places)
    return tuple
  }

  /// An empty list with room for as many elements.
  @inline(__always)
  func list(capacity: Int) -> ListObject {
    guard let object = pop(&stacks.pointee.lists) else { return ListObject(capacity: capacity) }
    let list = object.as(ListObject.self).takeRetainedValue()
    if capacity > ListObject.fewCount { list.move(to: capacity) }
    return list
  }

  /// A slice of three registers.
  func slice(_ bounds: UnsafeMutablePointer<Value>) -> SliceObject {
    guard let object = pop(&stacks.pointee.slices) else {
      return SliceObject(bounds[0], bounds[1], bounds[2])
    }
    let slice = object.as(SliceObject.self).takeRetainedValue()
    slice.begin(again: bounds)
    return slice
  }
}
