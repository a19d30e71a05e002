/// An interned name: attributes and keywords are compared by number, never by text.
public struct Symbol: Hashable, Sendable {
  package let id: UInt32

  package init(id: UInt32) { self.id = id }

  /// A number is its own hash, spread by a multiplication (Knuth 1973, §6.4): no script can choose the numbers, so that
  /// dictionaries of names need none of the protection that costs more than the look-up.
  public func _rawHashValue(seed: Int) -> Int {
    Int(truncatingIfNeeded: (UInt64(id) ^ UInt64(truncatingIfNeeded: seed)) &* 0x9E37_79B9_7F4A_7C15 >> 16)
  }
}

/// The table of a machine's interned names.
package final class SymbolTable {
  private var ids: [String: UInt32] = [:]
  private var names: [String] = []

  package init() {
    for name in WellKnownSymbol.allCases { _ = intern(name.rawValue) }
  }

  package func intern(_ name: String) -> Symbol {
    if let id = ids[name] { return Symbol(id: id) }
    let id = UInt32(names.count)
    names.append(name)
    ids[name] = id
    return Symbol(id: id)
  }

  /// The symbol of a name that has been used before.
  package func existing(_ name: String) -> Symbol? { ids[name].map(Symbol.init(id:)) }

  package func name(_ symbol: Symbol) -> String { names[Int(symbol.id)] }
}

/// The symbols of the texts that were asked for last, as `getattr(x, "name")` asks again and again for the same text.
///
/// Keeps the texts, so that an address stands for one of them, and so that none is changed in place.
struct SymbolMemo {
  private static let places = 64
  private var texts = [StringObject?](repeating: nil, count: places)
  private var symbols = [Symbol](repeating: Symbol(id: 0), count: places)

  mutating func symbol(of text: StringObject, in table: SymbolTable) -> Symbol {
    let place = Int(bitPattern: Unmanaged.passUnretained(text).toOpaque()) >> 4 % Self.places
    if texts[place] === text { return symbols[place] }
    let symbol = table.intern(text.text)
    texts[place] = text
    symbols[place] = symbol
    return symbol
  }
}

/// The names that the language itself gives a meaning to. A case's place is its symbol's number in each machine.
package enum WellKnownSymbol: String, CaseIterable {
  case initialise = "__init__", new = "__new__", call = "__call__", repr = "__repr__", str = "__str__"
  case format = "__format__", len = "__len__", bool = "__bool__", hash = "__hash__"
  case getitem = "__getitem__", setitem = "__setitem__", delitem = "__delitem__", contains = "__contains__"
  case iter = "__iter__", next = "__next__", enter = "__enter__", exit = "__exit__", reversed = "__reversed__"
  case getattr = "__getattr__", getattribute = "__getattribute__", setattr = "__setattr__", delattr =
    "__delattr__"
  case eq = "__eq__", ne = "__ne__", lt = "__lt__", le = "__le__", gt = "__gt__", ge = "__ge__"
  case add = "__add__", sub = "__sub__", mul = "__mul__", truediv = "__truediv__", floordiv = "__floordiv__"
  case mod = "__mod__", pow = "__pow__", matmul = "__matmul__"
  case and = "__and__", or = "__or__", xor = "__xor__", lshift = "__lshift__", rshift = "__rshift__"
  case radd = "__radd__", rsub = "__rsub__", rmul = "__rmul__", rtruediv = "__rtruediv__"
  case rfloordiv = "__rfloordiv__", rmod = "__rmod__", rpow = "__rpow__", rmatmul = "__rmatmul__"
  case rand = "__rand__", ror = "__ror__", rxor = "__rxor__", rlshift = "__rlshift__", rrshift = "__rrshift__"
  case iadd = "__iadd__", isub = "__isub__", imul = "__imul__", itruediv = "__itruediv__"
  case ifloordiv = "__ifloordiv__", imod = "__imod__", ipow = "__ipow__", imatmul = "__imatmul__"
  case iand = "__iand__", ior = "__ior__", ixor = "__ixor__", ilshift = "__ilshift__", irshift = "__irshift__"
  case neg = "__neg__", pos = "__pos__", invert = "__invert__", abs = "__abs__", round = "__round__"
  case int = "__int__", float = "__float__", index = "__index__", trunc = "__trunc__"
  case floor = "__floor__", ceil = "__ceil__", divmod = "__divmod__", rdivmod = "__rdivmod__"
  case get = "__get__", set = "__set__", delete = "__delete__", setName = "__set_name__"
  case initSubclass = "__init_subclass__", missing = "__missing__", del = "__del__"
  case `class` = "__class__", dict = "__dict__", name = "__name__", qualname = "__qualname__", doc = "__doc__"
  case module = "__module__", bases = "__bases__", mro = "__mro__", base = "__base__", slots = "__slots__"
  case annotations = "__annotations__", defaults = "__defaults__", wrapped = "__wrapped__"
  case cause = "__cause__", context = "__context__", suppressContext = "__suppress_context__"
  case traceback = "__traceback__", args = "args", value = "value"
  case function = "__func__", selfObject = "__self__", dir = "__dir__", all = "__all__", file = "__file__"
  case lengthHint = "__length_hint__", code = "__code__", closure = "__closure__", kwdefaults =
    "__kwdefaults__"
  case append, message = "msg"
}

extension Symbol {
  /// A name that the language knows; costs nothing.
  ///
  /// The enum has no payload and fewer than 256 cases, so that its one byte of memory is the case's place.
  @inline(__always)
  package static func known(_ name: WellKnownSymbol) -> Symbol {
    Symbol(id: UInt32(unsafeBitCast(name, to: UInt8.self)))
  }
}
