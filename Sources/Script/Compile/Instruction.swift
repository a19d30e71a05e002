/// One instruction of the register machine: 8 bytes without references, so that fetching one costs a load.
///
/// `a`, `b` and `c` name registers of the running frame unless the opcode says otherwise; `n` is a small number. An
/// instruction may be followed by extension words: a jump's distance, or the memory of an inline cache.
struct Instruction {
  var op: Opcode
  var n: UInt8
  var a: UInt16
  var b: UInt16
  var c: UInt16

  init(_ op: Opcode, n: Int = 0, a: Int = 0, b: Int = 0, c: Int = 0) {
    self.op = op
    self.n = UInt8(truncatingIfNeeded: n)
    self.a = UInt16(truncatingIfNeeded: a)
    self.b = UInt16(truncatingIfNeeded: b)
    self.c = UInt16(truncatingIfNeeded: c)
  }

  /// The 32 bits of `b` and `c` as one number.
  @inline(__always)
  var wide: Int {
    get { Int(Int32(bitPattern: UInt32(b) | UInt32(c) << 16)) }
    set {
      let bits = UInt32(bitPattern: Int32(truncatingIfNeeded: newValue))
      b = UInt16(truncatingIfNeeded: bits)
      c = UInt16(truncatingIfNeeded: bits >> 16)
    }
  }

  /// `c` as a signed number.
  @inline(__always)
  var immediate: Int { Int(Int16(bitPattern: c)) }
}

/// What an instruction does, each with its picture. `R` are registers, `K` constants, `G` global slots, `N` names,
/// `F` the cells of the function; `ext` is the word that follows.
enum Opcode: UInt8, CaseIterable {
  // Moving
  case move  // R[a] = R[b]
  case loadConstant  // R[a] = K[wide]
  case loadInt  // R[a] = wide
  case loadNone  // R[a] = None
  case loadTrue  // R[a] = True
  case loadFalse  // R[a] = False
  case loadGlobal  // R[a] = G[b], an error if it has no value
  case storeGlobal  // G[b] = R[a]
  case deleteGlobal  // del G[b]
  case makeCell  // R[a] = cell(R[a]); n = 1: a cell without a value
  case loadCell  // R[a] = R[b].value, N[c] its name
  case storeCell  // R[b].value = R[a]
  case loadFree  // R[a] = F[b].value, N[c] its name
  case storeFree  // F[b].value = R[a]
  case loadFreeCell  // R[a] = F[b] itself
  case unbind  // R[a] = nothing
  case checkBound  // an error if R[a] is nothing; N[c] its name; n = 1: as a free variable
  case loadClassName  // R[a] = class R[b]'s N[c], or the global or free name
  case storeClassName  // class R[b]'s N[c] = R[a]
  case deleteClassName  // del class R[b]'s N[c]

  // Arithmetic
  case add, subtract, multiply, divide, floorDivide, modulo  // R[a] = R[b] op R[c]
  case binary  // R[a] = R[b] op[n] R[c]
  case addInt, subtractInt, multiplyInt, floorDivideInt, moduloInt  // R[a] = R[b] op immediate
  case addInPlace, subtractInPlace, multiplyInPlace  // R[a] op= R[b]
  case inPlace  // R[a] op[n]= R[b]
  case negate  // R[a] = -R[b]
  case unary  // R[a] = op[n] R[b]
  case not  // R[a] = not R[b]
  case compare  // R[a] = R[b] comparison[n] R[c]
  case isSame  // R[a] = R[b] is R[c]; n = 1: is not
  case contains  // R[a] = R[b] in R[c]; n = 1: not in

  // Jumping; distances count from behind the instruction
  case jump  // pc += wide
  case jumpBack  // pc += wide; steps are counted, interrupts seen
  case jumpIfTrue  // if R[a]: pc += wide
  case jumpIfFalse  // if not R[a]: pc += wide
  case jumpLess, jumpLessEqual, jumpEqual  // if (R[a] op R[b]) == n: pc += ext
  case jumpGreater, jumpGreaterEqual, jumpNotEqual
  case jumpLessInt, jumpLessEqualInt, jumpEqualInt  // if (R[a] op c) == n: pc += ext
  case jumpGreaterInt, jumpGreaterEqualInt, jumpNotEqualInt
  case jumpIs  // if (R[a] is R[b]) == n: pc += ext
  case jumpIfNone  // if (R[a] is None) == n: pc += wide

  // Loops: three registers hold an iterator
  case prepareLoop  // R[a...a+2] = iterator of R[b]
  // R[a...a+2] = range(R[b], R[b+1]), n arguments; jumps by ext over the call if `range` is itself
  case prepareRange
  case nextUnpacked  // R[a ..< a+n] = the n members of the next of R[b...b+2], or pc += ext at the end
  case next  // R[a] = next of R[b...b+2], or pc += ext at the end

  // Building
  case buildList, buildTuple, buildSet  // R[a] = of R[b ..< b+c]
  case buildDict  // R[a] = of c pairs from R[b]
  case buildString  // R[a] = R[b ..< b+c] joined
  case buildSlice  // R[a] = slice(R[b], R[b+1], R[b+2])
  case format  // R[a] = format(R[b], R[c]) after conversion n; c = 0xFFFF: without specification
  case append  // list R[a] gets R[b]
  case insert  // set R[a] gets R[b]
  case put  // dict R[a][R[b]] = R[c]
  case extend  // list R[a] gets all of R[b]
  case update  // set R[a] gets all of R[b]
  case merge  // dict R[a] gets all of R[b]; n = 1: as keyword arguments of R[c], none twice
  case toTuple  // R[a] = tuple of list R[b]
  case unpack  // R[a ..< a+c] = R[b]
  case unpackStar  // R[a ..< a+n+c+1] = R[b], the n-th one a list of what is left over

  // Items and attributes
  case getItem  // R[a] = R[b][R[c]]
  case getItemInt  // R[a] = R[b][immediate]
  case setItem  // R[a][R[b]] = R[c]
  case deleteItem  // del R[a][R[b]]
  case getAttribute  // R[a] = R[b].N[c]; two cache words
  case setAttribute  // R[a].N[c] = R[b]; two cache words
  case deleteAttribute  // del R[a].N[c]
  case superAttribute  // R[a] = super().N[c], the class in R[b], self in R[b+1]
  case superMethod  // as loadMethod for super().N[c], the class in R[b], self in R[b+1]

  // Calls: R[b] is room for the function, the n arguments lie behind it
  case call  // R[a] = R[c](R[b+1] … R[b+n])
  case callGlobal  // R[a] = G[c](R[b+1] … R[b+n])
  case callMethod  // R[a] = R[b+1].N[c](R[b+2] … R[b+1+n]); two cache words
  case callAppend  // the same as callMethod, for a method named `append`
  case loadMethod  // R[a] = the function R[a+1].N[c]; if it isn't a method, R[a+1] = nothing;
  // n = 1: it is named `append`, and R[a] = None stands for that of a list
  case callLoaded  // R[a] = R[b](R[b+1] …), what loadMethod prepared, n arguments behind R[b+1]
  case callKeywords  // R[a] = R[c](…), the last of the n arguments by the names K[ext]
  case callSpread  // R[a] = R[b](*R[b+1], **R[b+2])
  case `return`  // return R[a]
  case returnNone  // return None
  case yield  // give R[b] to the caller; what it sends comes to R[a]
  case yieldFrom  // R[a] = the next of R[b], or pc += ext with its result; R[a] is what was sent
  case loadIterator  // R[a] = iter(R[b])
  case startGenerator  // the call returns the generator that goes on from here

  // Definitions
  case makeFunction  // R[a] = function K[b], its defaults in R[c], its keyword defaults in R[c+1]
  case makeClass  // R[a] = class N[c] with base R[b]; n = 1: without a base
  case annotate  // class R[b] gets the annotation R[a] for N[c]
  case finishClass  // class R[a] is complete; keywords of the definition in R[b]
  case importModule  // R[a] = module K[b]; n = 1: the top of a dotted name
  case importName  // R[a] = R[b]'s N[c]
  case importAll  // all names of R[a] become global

  // Exceptions
  case raise  // raise R[a]; n = 1: from R[b]
  case reraise  // raise R[a] again
  case raiseCurrent  // raise what is being handled
  case enterHandler  // R[b] = what was being handled; now it is R[a]
  case leaveHandler  // what was being handled is R[a] again
  case matchException  // R[a] = whether R[b] is an exception of class R[c]
  case enterContext  // R[a] = R[b].__enter__()
  case exitContext  // R[a] = R[b].__exit__ for the exception R[c]
  // raise AssertionError(R[c]); n & 1: without message; n >> 1: 1 + comparison of R[a] and R[b]
  case assertFailed
  case overflow  // raise OverflowError
  case trace  // a statement begins; only in code made for stepping
  case extension_  // an extension word; never executed
}
