import Script

/// What `isinstance(x, Iterable)` asks: whether a class is one of those that count, or has the methods that make it one.
struct AbstractKind {
  /// The built-in classes that count.
  private let classes: Set<String>
  /// The methods that make any other class count; none if only those classes do.
  private let methods: [String]

  private init(_ classes: String, methods: String = "") {
    self.classes = Set(classes.split(separator: " ").map(String.init))
    self.methods = methods.split(separator: " ").map(String.init)
  }

  /// - Parameter name: as in `collections.abc`, `typing` or `numbers`.
  static func named(_ name: String) -> AbstractKind? { table[name] }

  func holds(_ type: TypeObject, _ machine: Machine) -> Bool {
    var base: TypeObject? = type
    while let current = base {
      if classes.contains(current.name) { return true }
      base = current.base
    }
    guard !methods.isEmpty else { return false }
    return methods.allSatisfy { name in
      guard let method = type.lookup(machine.symbol(name)) else { return false }
      return !method.isNone
    }
  }

  private static let iterators =
    "generator list_iterator tuple_iterator str_iterator range_iterator dict_keyiterator dict_valueiterator "
    + "dict_itemiterator set_iterator zip enumerate map filter reversed list_reverseiterator"
  private static let sized =
    "str list tuple dict set frozenset range deque dict_keys dict_values dict_items"

  private static let table: [String: AbstractKind] = [
    "Iterable": AbstractKind("\(sized) \(iterators)", methods: "__iter__"),
    "Iterator": AbstractKind(iterators, methods: "__iter__ __next__"),
    "Generator": AbstractKind("generator"),
    "Sized": AbstractKind(sized, methods: "__len__"),
    "Container": AbstractKind(sized, methods: "__contains__"),
    "Collection": AbstractKind(sized, methods: "__len__ __iter__ __contains__"),
    "Reversible": AbstractKind("list tuple str range deque dict", methods: "__reversed__ __iter__"),
    "Callable": AbstractKind(
      "function builtin_function_or_method method type method_descriptor", methods: "__call__"),
    "Sequence": AbstractKind("str list tuple range deque"),
    "MutableSequence": AbstractKind("list deque"),
    "Mapping": AbstractKind("dict ChainMap UserDict"),
    "MutableMapping": AbstractKind("dict ChainMap UserDict"),
    "Set": AbstractKind("set frozenset dict_keys dict_items"),
    "MutableSet": AbstractKind("set"),
    "KeysView": AbstractKind("dict_keys"), "ValuesView": AbstractKind("dict_values"),
    "ItemsView": AbstractKind("dict_items"),
    "List": AbstractKind("list"), "Dict": AbstractKind("dict"), "Tuple": AbstractKind("tuple"),
    "FrozenSet": AbstractKind("frozenset"), "Deque": AbstractKind("deque"),
    "DefaultDict": AbstractKind("defaultdict"), "Counter": AbstractKind("Counter"),
    "OrderedDict": AbstractKind("OrderedDict"),
    "Number": AbstractKind("int float Fraction"), "Complex": AbstractKind("int float Fraction"),
    "Real": AbstractKind("int float Fraction"), "Rational": AbstractKind("int Fraction"),
    "Integral": AbstractKind("int"),
  ]
}
