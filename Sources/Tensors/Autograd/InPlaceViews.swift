extension Tensor {
  /// Gives a view a new node when its base was changed in place, through itself or another view, since it was made.
  func refreshView() {
    guard let base else { return }
    let sequence = base.node?.sequence ?? 0
    if sequence == baseSequence { return }
    baseSequence = sequence
    guard base.node != nil else { return }
    let fresh = Node(.asStrided, result: self)
    fresh.first = Edge(base)
    // Without the memory for a list of places the rule will find no payload, and refuse.
    fresh.payload = try? Geometry(of: self, in: base)
    node = fresh
  }
}
