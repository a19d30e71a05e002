/// The machine's loop.
///
/// What it needs at each instruction (the position, the frame's registers, the constants) lives in local variables;
/// calls between script functions push a `Frame` and go on in the same loop. The cases here are the fast paths, for
/// ints, floats, lists and calls that match; everything else is a call of a function in `Execute+…`, kept out of line.
///
/// It is one function, and longer than any other, since only so do these variables stay in the processor's registers: a part
/// of it in a function of its own would have to be handed all of them, and to hand them back.
///
/// `pending` passes what a prepared call needs from those functions to the loop.
extension Machine {
  /// Runs the frame on top until it returns (or, as a generator, yields).
  ///
  /// - Parameter raising: an exception that the frame begins with, at the place where it stopped.
  /// - Returns: the result; nil if a generator has come to its end.
  func execute(raising: ScriptError? = nil) throws -> Value? {
    let entryFrame = frames + depth
    var frame = Address(entryFrame)
    var base = Registers(frame.pointee.base)
    // At the instruction that runs, and so before the one that comes; a frame notes the one that comes.
    var pc = Address(frame.pointee.position - 1)
    var constants = frame.pointee.header.pointee.constants
    let globalValues = globals.values
    let missing = self.missing
    let interrupt = self.interrupt
    var fuel = self.fuel
    defer { self.fuel = fuel }
    var failure: (any Error)? = raising

    while true {
      if let error = failure {
        failure = nil
        guard let handler = try unwind(error, position: pc + 1, down: entryFrame) else { continue }
        frame = Address(frames + depth)
        base = Registers(frame.pointee.base)
        pc = Address(handler - 1)
        constants = frame.pointee.header.pointee.constants
      }
      do {
        loop: while true {
          pc += 1
          let i = CurrentInstruction(at: pc)
          let result: Value
          leave: do {
            let callee: Unmanaged<FunctionObject>
            let arguments: UnsafeMutablePointer<Value>
            /// Negative: the arguments are in their places already.
            let count: Int
            var kind = Frame.Kind.call
            var owner: Unmanaged<Object>?

            switch i.op {
            // MARK: Moving

            case .move:
              base[Int(i.a)] = base[Int(i.b)]
              continue loop
            case .loadConstant:
              base[Int(i.a)] = constants[i.wide]
              continue loop
            case .loadInt:
              base[Int(i.a)] = .int(i.wide)
              continue loop
            case .loadNone:
              base[Int(i.a)] = .none
              continue loop
            case .loadTrue:
              base[Int(i.a)] = .bool(true)
              continue loop
            case .loadFalse:
              base[Int(i.a)] = .bool(false)
              continue loop
            case .loadGlobal:
              let value = (globalValues + Int(i.b)).bits
              if case .object(let object) = value, object === missing { throw undefinedName(slot: Int(i.b)) }
              base[Int(i.a)] = value.value
              continue loop
            case .storeGlobal:
              (globalValues + Int(i.b)).put(base[Int(i.a)])
              continue loop
            case .makeCell:
              base[Int(i.a)] = .object(track(Cell(i.n == 1 ? .object(missing) : base[Int(i.a)])))
              continue loop
            case .loadCell:
              let value = cell(base + Int(i.b)).bits
              if case .object(let object) = value, object === missing {
                throw unboundCell(frame.pointer, i.whole, isFree: false)
              }
              base[Int(i.a)] = value.value
              continue loop
            case .storeCell:
              cell(base + Int(i.b)).put(base[Int(i.a)])
              continue loop
            case .loadFree:
              let value = frame.pointee.cells[Int(i.b)].bits
              if case .object(let object) = value, object === missing {
                throw unboundCell(frame.pointer, i.whole, isFree: true)
              }
              base[Int(i.a)] = value.value
              continue loop
            case .storeFree:
              frame.pointee.cells[Int(i.b)].put(base[Int(i.a)])
              continue loop
            case .loadFreeCell:
              base[Int(i.a)] = .object(frame.pointee.cells[Int(i.b)].takeUnretainedValue())
              continue loop
            case .unbind:
              base[Int(i.a)] = .object(missing)
              continue loop
            case .checkBound:
              if case .object(let object) = base.bits(Int(i.a)), object === missing {
                throw unboundLocal(frame.pointer, i.whole)
              }
              continue loop

            // MARK: Arithmetic

            case .add:
              let x = base + Int(i.b)
              let y = base + Int(i.c)
              if case .int(let l) = x.bits, case .int(let r) = y.bits {
                let (sum, overflow) = l.addingReportingOverflow(r)
                if _fastPath(!overflow) {
                  base[Int(i.a)] = .int(sum)
                  continue loop
                }
              } else if case .float(let l) = x.bits, case .float(let r) = y.bits {
                base[Int(i.a)] = .float(l + r)
                continue loop
              }
              guard let method = try addSlowly(base + Int(i.a), x, y, pc + 1) else { continue loop }
              callee = method
              arguments = top
              count = 2
              kind = .operator
            case .subtract:
              let x = base + Int(i.b)
              let y = base + Int(i.c)
              if case .int(let l) = x.bits, case .int(let r) = y.bits {
                let (difference, overflow) = l.subtractingReportingOverflow(r)
                if _fastPath(!overflow) {
                  base[Int(i.a)] = .int(difference)
                  continue loop
                }
              } else if case .float(let l) = x.bits, case .float(let r) = y.bits {
                base[Int(i.a)] = .float(l - r)
                continue loop
              }
              guard let method = try operate(.subtract, base + Int(i.a), x, y) else { continue loop }
              callee = method
              arguments = top
              count = 2
              kind = .operator
            case .multiply:
              let x = base + Int(i.b)
              let y = base + Int(i.c)
              if case .int(let l) = x.bits, case .int(let r) = y.bits {
                let (product, overflow) = l.multipliedReportingOverflow(by: r)
                if _fastPath(!overflow) {
                  base[Int(i.a)] = .int(product)
                  continue loop
                }
              } else if case .float(let l) = x.bits, case .float(let r) = y.bits {
                base[Int(i.a)] = .float(l * r)
                continue loop
              }
              guard let method = try operate(.multiply, base + Int(i.a), x, y) else { continue loop }
              callee = method
              arguments = top
              count = 2
              kind = .operator
            case .divide:
              let x = base + Int(i.b)
              let y = base + Int(i.c)
              if case .float(let l) = x.bits, case .float(let r) = y.bits, r != 0 {
                base[Int(i.a)] = .float(l / r)
                continue loop
              }
              guard let method = try operate(.divide, base + Int(i.a), x, y) else { continue loop }
              callee = method
              arguments = top
              count = 2
              kind = .operator
            case .floorDivide:
              let x = base + Int(i.b)
              let y = base + Int(i.c)
              if case .int(let l) = x.bits, case .int(let r) = y.bits, r != 0, r != -1 {
                base[Int(i.a)] = .int(Arithmetic.floorDivide(l, r))
                continue loop
              }
              guard let method = try operate(.floorDivide, base + Int(i.a), x, y) else { continue loop }
              callee = method
              arguments = top
              count = 2
              kind = .operator
            case .modulo:
              let x = base + Int(i.b)
              let y = base + Int(i.c)
              if case .int(let l) = x.bits, case .int(let r) = y.bits, r != 0 {
                base[Int(i.a)] = .int(Arithmetic.modulo(l, r))
                continue loop
              }
              guard let method = try operate(.modulo, base + Int(i.a), x, y) else { continue loop }
              callee = method
              arguments = top
              count = 2
              kind = .operator
            case .binary:
              let op = BinaryOperator(rawValue: i.n) ?? .add
              guard let method = try operate(op, base + Int(i.a), base + Int(i.b), base + Int(i.c)) else {
                continue loop
              }
              callee = method
              arguments = top
              count = 2
              kind = .operator
            case .addInt:
              if case .int(let l) = base.bits(Int(i.b)) {
                let (sum, overflow) = l.addingReportingOverflow(i.immediate)
                if _fastPath(!overflow) {
                  base[Int(i.a)] = .int(sum)
                  continue loop
                }
              } else if case .float(let l) = base.bits(Int(i.b)) {
                base[Int(i.a)] = .float(l + Double(i.immediate))
                continue loop
              }
              try operate(.add, base + Int(i.a), base + Int(i.b), i.immediate)
              continue loop
            case .subtractInt:
              if case .int(let l) = base.bits(Int(i.b)) {
                let (difference, overflow) = l.subtractingReportingOverflow(i.immediate)
                if _fastPath(!overflow) {
                  base[Int(i.a)] = .int(difference)
                  continue loop
                }
              } else if case .float(let l) = base.bits(Int(i.b)) {
                base[Int(i.a)] = .float(l - Double(i.immediate))
                continue loop
              }
              try operate(.subtract, base + Int(i.a), base + Int(i.b), i.immediate)
              continue loop
            case .multiplyInt:
              if case .int(let l) = base.bits(Int(i.b)) {
                let (product, overflow) = l.multipliedReportingOverflow(by: i.immediate)
                if _fastPath(!overflow) {
                  base[Int(i.a)] = .int(product)
                  continue loop
                }
              } else if case .float(let l) = base.bits(Int(i.b)) {
                base[Int(i.a)] = .float(l * Double(i.immediate))
                continue loop
              }
              try operate(.multiply, base + Int(i.a), base + Int(i.b), i.immediate)
              continue loop
            case .floorDivideInt:
              if case .int(let l) = base.bits(Int(i.b)), i.immediate > 0 {
                base[Int(i.a)] = .int(Arithmetic.floorDivide(l, i.immediate))
                continue loop
              }
              try operate(.floorDivide, base + Int(i.a), base + Int(i.b), i.immediate)
              continue loop
            case .moduloInt:
              if case .int(let l) = base.bits(Int(i.b)), i.immediate > 0 {
                let rest = l % i.immediate
                base[Int(i.a)] = .int(rest < 0 ? rest + i.immediate : rest)
                continue loop
              }
              try operate(.modulo, base + Int(i.a), base + Int(i.b), i.immediate)
              continue loop
            case .addInPlace:
              let x = base + Int(i.a)
              let y = base + Int(i.b)
              if case .int(let l) = x.bits, case .int(let r) = y.bits {
                let (sum, overflow) = l.addingReportingOverflow(r)
                if _fastPath(!overflow) {
                  x.put(.int(sum))
                  continue loop
                }
              } else if case .float(let l) = x.bits, case .float(let r) = y.bits {
                x.put(.float(l + r))
                continue loop
              }
              try updateInPlace(.add, x, y, pc + 1)
              continue loop
            case .subtractInPlace:
              let x = base + Int(i.a)
              let y = base + Int(i.b)
              if case .float(let l) = x.bits, case .float(let r) = y.bits {
                x.put(.float(l - r))
                continue loop
              } else if case .int(let l) = x.bits, case .int(let r) = y.bits {
                let (difference, overflow) = l.subtractingReportingOverflow(r)
                if _fastPath(!overflow) {
                  x.put(.int(difference))
                  continue loop
                }
              }
              try updateInPlace(.subtract, x, y, pc + 1)
              continue loop
            case .multiplyInPlace:
              let x = base + Int(i.a)
              let y = base + Int(i.b)
              if case .int(let l) = x.bits, case .int(let r) = y.bits {
                let (product, overflow) = l.multipliedReportingOverflow(by: r)
                if _fastPath(!overflow) {
                  x.put(.int(product))
                  continue loop
                }
              } else if case .float(let l) = x.bits, case .float(let r) = y.bits {
                x.put(.float(l * r))
                continue loop
              }
              try updateInPlace(.multiply, x, y, pc + 1)
              continue loop
            case .inPlace:
              try updateInPlace(
                BinaryOperator(rawValue: i.n) ?? .add, base + Int(i.a), base + Int(i.b), pc + 1)
              continue loop
            case .negate:
              if case .float(let x) = base.bits(Int(i.b)) {
                base[Int(i.a)] = .float(-x)
              } else {
                base[Int(i.a)] = try unary(.negative, base[Int(i.b)])
              }
              continue loop
            case .unary:
              base[Int(i.a)] = try unary(UnaryOperator(rawValue: i.n) ?? .negative, base[Int(i.b)])
              continue loop
            case .not:
              base[Int(i.a)] = .bool(try !isTrue((base + Int(i.b)).pointee))
              continue loop
            case .compare:
              let comparison = Comparison(rawValue: i.n) ?? .equal
              if case .int(let l) = base.bits(Int(i.b)), case .int(let r) = base.bits(Int(i.c)) {
                base[Int(i.a)] = .bool(comparison.holds(l, r))
              } else if case .float(let l) = base.bits(Int(i.b)), case .float(let r) = base.bits(Int(i.c)) {
                base[Int(i.a)] = .bool(comparison.holds(l, r))
              } else {
                base[Int(i.a)] = try compare(comparison, base + Int(i.b), base + Int(i.c))
              }
              continue loop
            case .isSame:
              base[Int(i.a)] = .bool(
                base.bits(Int(i.b)).isIdentical(to: base.bits(Int(i.c))) == (i.n == 0))
              continue loop
            case .contains:
              base[Int(i.a)] = .bool(try contains(base + Int(i.c), base + Int(i.b)) == (i.n == 0))
              continue loop

            // MARK: Jumping

            case .jump:
              pc += i.wide
              continue loop
            case .jumpBack:
              fuel &-= 1
              // Before the jump: what it throws stands at the loop's own line.
              // A round may be one long native call, so that an interrupt is looked for in each.
              if _slowPath(fuel <= 0 || interrupt.isRequested) { fuel = try refuel() }
              pc += i.wide
              continue loop
            case .jumpIfTrue:
              if case .bool(let value) = base.bits(Int(i.a)) {
                if value { pc += i.wide }
              } else if try isTrue((base + Int(i.a)).pointee) {
                pc += i.wide
              }
              continue loop
            case .jumpIfFalse:
              if case .bool(let value) = base.bits(Int(i.a)) {
                if !value { pc += i.wide }
              } else if try !isTrue((base + Int(i.a)).pointee) {
                pc += i.wide
              }
              continue loop
            case .jumpLess:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)), case .int(let r) = base.bits(Int(i.b)) {
                holds = l < r
              } else if case .float(let l) = base.bits(Int(i.a)), case .float(let r) = base.bits(Int(i.b)) {
                holds = l < r
              } else {
                holds = try self.holds(.less, base + Int(i.a), base + Int(i.b))
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpLessEqual:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)), case .int(let r) = base.bits(Int(i.b)) {
                holds = l <= r
              } else {
                holds = try self.holds(.lessOrEqual, base + Int(i.a), base + Int(i.b))
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpEqual:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)), case .int(let r) = base.bits(Int(i.b)) {
                holds = l == r
              } else {
                holds = try self.holds(.equal, base + Int(i.a), base + Int(i.b))
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpGreater:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)), case .int(let r) = base.bits(Int(i.b)) {
                holds = l > r
              } else if case .float(let l) = base.bits(Int(i.a)), case .float(let r) = base.bits(Int(i.b)) {
                holds = l > r
              } else {
                holds = try self.holds(.greater, base + Int(i.a), base + Int(i.b))
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpGreaterEqual:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)), case .int(let r) = base.bits(Int(i.b)) {
                holds = l >= r
              } else {
                holds = try self.holds(.greaterOrEqual, base + Int(i.a), base + Int(i.b))
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpNotEqual:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)), case .int(let r) = base.bits(Int(i.b)) {
                holds = l != r
              } else {
                holds = try self.holds(.notEqual, base + Int(i.a), base + Int(i.b))
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpLessInt:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)) {
                holds = l < i.immediate
              } else {
                holds = try self.holds(.less, base + Int(i.a), i.immediate)
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpLessEqualInt:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)) {
                holds = l <= i.immediate
              } else {
                holds = try self.holds(.lessOrEqual, base + Int(i.a), i.immediate)
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpEqualInt:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)) {
                holds = l == i.immediate
              } else {
                holds = try self.holds(.equal, base + Int(i.a), i.immediate)
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpGreaterInt:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)) {
                holds = l > i.immediate
              } else {
                holds = try self.holds(.greater, base + Int(i.a), i.immediate)
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpGreaterEqualInt:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)) {
                holds = l >= i.immediate
              } else {
                holds = try self.holds(.greaterOrEqual, base + Int(i.a), i.immediate)
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpNotEqualInt:
              let holds: Bool
              if case .int(let l) = base.bits(Int(i.a)) {
                holds = l != i.immediate
              } else {
                holds = try self.holds(.notEqual, base + Int(i.a), i.immediate)
              }
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpIs:
              let holds = base.bits(Int(i.a)).isIdentical(to: base.bits(Int(i.b)))
              pc += holds == (i.n == 1) ? pc[1].wide + 1 : 1
              continue loop
            case .jumpIfNone:
              if base.bits(Int(i.a)).isNone == (i.n == 1) { pc += i.wide }
              continue loop

            // MARK: Loops

            case .next:
              let state = base + Int(i.b)
              switch state.bits {
              case .int(let left):
                if left == 0 {
                  pc += pc[1].wide + 1
                  continue loop
                }
                guard case .int(let value) = (state + 1).bits, case .int(let step) = (state + 2).bits else {
                  fatalError()
                }
                state.write(.int(left &- 1))
                (state + 1).write(.int(value &+ step))
                base[Int(i.a)] = .int(value)
                pc += 1
                continue loop
              case .object(let iterator):
                switch iterator.kind {
                case .list:
                  guard case .int(let index) = (state + 1).bits else { fatalError() }
                  if let element = iterator.as(ListObject.self).element(index) {
                    base[Int(i.a)] = element.value
                    (state + 1).write(.int(index &+ 1))
                    pc += 1
                  } else {
                    state.put(.none)
                    pc += pc[1].wide + 1
                  }
                  continue loop
                case .tuple:
                  guard case .int(let index) = (state + 1).bits else { fatalError() }
                  if let element = iterator.as(TupleObject.self).element(index) {
                    base[Int(i.a)] = element.value
                    (state + 1).write(.int(index &+ 1))
                    pc += 1
                  } else {
                    state.put(.none)
                    pc += pc[1].wide + 1
                  }
                  continue loop
                case .string:
                  guard case .int(let offset) = (state + 1).bits else { fatalError() }
                  let bytes = iterator.as(StringObject.self).bytes
                  if offset < bytes.count {
                    let lead = bytes[offset]
                    if lead < 0x80 {
                      base[Int(i.a)] = .object(texts.character(lead))
                      (state + 1).write(.int(offset &+ 1))
                    } else {
                      let character = TextBytes.character(bytes, offset)
                      base[Int(i.a)] = .object(texts.text(copying: character))
                      (state + 1).write(.int(offset &+ character.count))
                    }
                    pc += 1
                  } else {
                    state.put(.none)
                    pc += pc[1].wide + 1
                  }
                  continue loop
                case .generator:
                  let generator = iterator.as(GeneratorObject.self)
                  if generator._withUnsafeGuaranteedRef({ $0.state == .finished }) {
                    pc += pc[1].wide + 1
                    continue loop
                  }
                  frame.pointee.position = pc + 2
                  try generator._withUnsafeGuaranteedRef {
                    try push($0, sending: .none, kind: .loop, result: i.a)
                  }
                  frame += 1
                  base = Registers(frame.pointee.base)
                  pc = Address(frame.pointee.position - 1)
                  constants = frame.pointee.header.pointee.constants
                  continue loop
                default:
                  if let value = try iterator._withUnsafeGuaranteedRef({ try $0.next(self) }) {
                    base[Int(i.a)] = value
                    pc += 1
                  } else {
                    state.put(.none)
                    pc += pc[1].wide + 1
                  }
                  continue loop
                }
              default:
                // The iterator was given up at its end.
                pc += pc[1].wide + 1
                continue loop
              }
            case .nextUnpacked:
              // `for a, b in zip(…)`: the members go to their registers without a tuple around them.
              let state = base + Int(i.b)
              if case .object(let iterator) = state.bits, iterator.kind == .iterator {
                if try iterator._withUnsafeGuaranteedRef({
                  try $0.next(into: base + Int(i.a), count: Int(i.n), self)
                }) {
                  pc += 1
                } else {
                  state.put(.none)
                  pc += pc[1].wide + 1
                }
                continue loop
              }
              if let element = try nextElement(state) {
                try unpack(element, into: base + Int(i.a), Int(i.n))
                pc += 1
              } else {
                pc += pc[1].wide + 1
              }
              continue loop
            case .prepareLoop:
              try prepareLoop(base + Int(i.a), base + Int(i.b))
              continue loop
            case .prepareRange:
              try prepareRange(base + Int(i.a), base + Int(i.b), Int(i.n), slot: Int(i.c))
              continue loop
            case .unpack:
              try unpack(base + Int(i.b), into: base + Int(i.a), Int(i.c))
              continue loop

            // MARK: Building

            case .buildList:
              buildList(base + Int(i.a), base + Int(i.b), Int(i.c))
              continue loop
            case .buildTuple:
              buildTuple(base + Int(i.a), base + Int(i.b), Int(i.c))
              continue loop
            case .buildSlice:
              buildSlice(base + Int(i.a), base + Int(i.b))
              continue loop
            case .buildString:
              buildString(base + Int(i.a), base + Int(i.b), Int(i.c))
              continue loop
            case .format:
              try format(base + Int(i.a), base + Int(i.b), Int(i.n), i.c == 0xFFFF ? nil : base + Int(i.c))
              continue loop
            case .insert:
              try insert(base + Int(i.a), base + Int(i.b))
              continue loop
            case .put:
              try put(base + Int(i.a), base + Int(i.b), base + Int(i.c))
              continue loop
            case .append:
              if case .object(let object) = base.bits(Int(i.a)) {
                object.as(ListObject.self).append(base[Int(i.b)])
              }
              continue loop

            // MARK: Items and attributes

            case .getItem:
              if case .object(let object) = base.bits(Int(i.b)), object.kind == .list,
                case .int(let index) = base.bits(Int(i.c)),
                let element = object.as(ListObject.self).element(at: index)
              {
                base[Int(i.a)] = element.value
                continue loop
              }
              guard let method = try getItem(base + Int(i.a), base + Int(i.b), base + Int(i.c)) else {
                continue loop
              }
              callee = method
              arguments = top
              count = 2
            case .getItemInt:
              if case .object(let object) = base.bits(Int(i.b)) {
                if object.kind == .list, let element = object.as(ListObject.self).element(at: i.immediate) {
                  base[Int(i.a)] = element.value
                  continue loop
                }
                if object.kind == .tuple, object.isExactly(TupleObject.self),
                  let element = object.as(TupleObject.self).element(at: i.immediate)
                {
                  base[Int(i.a)] = element.value
                  continue loop
                }
              }
              base[Int(i.a)] = try getItem(base + Int(i.b), i.immediate)
              continue loop
            case .setItem:
              if case .object(let object) = base.bits(Int(i.a)), object.kind == .list,
                case .int(let index) = base.bits(Int(i.b)),
                object.as(ListObject.self).setElement(at: index, base + Int(i.c))
              {
                continue loop
              }
              try setItem(base + Int(i.a), base + Int(i.b), base + Int(i.c))
              continue loop
            case .getAttribute:
              if case .object(let object) = base.bits(Int(i.b)), object.shapeID != 0,
                pc.words[1] == UInt(object.shapeID) | UInt(classVersion) << 32
              {
                let slots = object.as(Instance.self)._withUnsafeGuaranteedRef { $0.slots }
                base[Int(i.a)] = (slots + Int(bitPattern: pc.words[2])).copy
                pc += 2
                continue loop
              }
              let name = frame.pointee.header.pointee.code._withUnsafeGuaranteedRef { $0.names[Int(i.c)] }
              let cache = UnsafeMutableRawPointer(pc + 1)
              pc += 2
              guard let getter = try getAttribute(base + Int(i.b), name, cache, base + Int(i.a)) else {
                continue loop
              }
              callee = getter
              arguments = top
              count = 1
            case .setAttribute:
              if case .object(let object) = base.bits(Int(i.a)), object.shapeID != 0,
                pc.words[1] == UInt(object.shapeID) | UInt(classVersion) << 32
              {
                let instance = object.as(Instance.self)
                let place = pc.words[2]
                if place < UInt(Instance.slotLimit) {
                  let slots = instance._withUnsafeGuaranteedRef { $0.slots }
                  (slots + Int(place)).put(base[Int(i.b)])
                } else {
                  instance.append(base[Int(i.b)], shapeAt: place)
                }
                pc += 2
                continue loop
              }
              let name = frame.pointee.header.pointee.code._withUnsafeGuaranteedRef { $0.names[Int(i.c)] }
              try setAttribute(base + Int(i.a), name, base + Int(i.b), UnsafeMutableRawPointer(pc + 1))
              pc += 2
              continue loop

            // MARK: Calls

            case .call:
              if case .object(let object) = base.bits(Int(i.c)), object.kind == .function {
                callee = object.as(FunctionObject.self)
                arguments = base + Int(i.b) + 1
                count = Int(i.n)
              } else {
                guard
                  let function = try prepareCall(base + Int(i.c), base + Int(i.b), Int(i.n), base + Int(i.a))
                else {
                  continue loop
                }
                callee = function
                arguments = pending.arguments
                count = pending.count
                kind = pending.kind
                owner = pending.owner
              }
            case .callGlobal:
              if case .object(let object) = (globalValues + Int(i.c)).bits, object.kind == .function {
                callee = object.as(FunctionObject.self)
                // Its cells live as long as the function does, so that a closure is kept.
                if callee._withUnsafeGuaranteedRef({ $0.header.pointee.hasCells }) {
                  base[Int(i.b)] = Bits.object(object).value
                }
                arguments = base + Int(i.b) + 1
                count = Int(i.n)
              } else {
                if case .object(let object) = (globalValues + Int(i.c)).bits, object === missing {
                  throw undefinedName(slot: Int(i.c))
                }
                guard
                  let function = try prepareCall(
                    globalValues + Int(i.c), base + Int(i.b), Int(i.n), base + Int(i.a))
                else {
                  continue loop
                }
                callee = function
                arguments = pending.arguments
                count = pending.count
                kind = pending.kind
                owner = pending.owner
              }
            case .callMethod, .callAppend:
              let window = base + Int(i.b)
              if i.op == .callAppend, case .object(let object) = (window + 1).bits, object.kind == .list {
                object.as(ListObject.self).append((window + 2).take())
                base[Int(i.a)] = .none
                pc += 2
                continue loop
              }
              if case .object(let object) = (window + 1).bits, object.shapeID != 0,
                pc.words[1] == UInt(object.shapeID) | UInt(classVersion) << 32,
                let pointer = UnsafeRawPointer(bitPattern: pc.words[2])
              {
                callee = Unmanaged<FunctionObject>.fromOpaque(pointer)
                if callee._withUnsafeGuaranteedRef({ $0.header.pointee.hasCells }) {
                  window.put(.object(callee.takeUnretainedValue()))
                }
                arguments = window + 1
                count = Int(i.n) + 1
                pc += 2
              } else {
                let name = frame.pointee.header.pointee.code._withUnsafeGuaranteedRef { $0.names[Int(i.c)] }
                let cache = UnsafeMutableRawPointer(pc + 1)
                pc += 2
                guard let function = try callMethod(window, name, Int(i.n), base + Int(i.a), cache) else {
                  continue loop
                }
                callee = function
                arguments = pending.arguments
                count = pending.count
                kind = pending.kind
                owner = pending.owner
              }
            case .loadMethod:
              let window = base + Int(i.a)
              if i.n == 1, case .object(let object) = (window + 1).bits, object.kind == .list {
                window.put(.none)
              } else {
                let name = frame.pointee.header.pointee.code._withUnsafeGuaranteedRef { $0.names[Int(i.c)] }
                try loadMethod(window, name, UnsafeMutableRawPointer(pc + 1))
              }
              pc += 2
              continue loop
            case .callLoaded:
              let window = base + Int(i.b)
              if case .none = window.bits, case .object(let object) = (window + 1).bits, object.kind == .list
              {
                object.as(ListObject.self).append((window + 2).take())
                base[Int(i.a)] = .none
                continue loop
              }
              // Without a receiver the arguments begin one later.
              let isMethod: Bool
              if case .object(let object) = (window + 1).bits {
                isMethod = !(object === missing)
              } else {
                isMethod = true
              }
              guard let function = try prepareLoaded(window, Int(i.n), isMethod, base + Int(i.a)) else {
                continue loop
              }
              callee = function
              arguments = pending.arguments
              count = pending.count
              kind = pending.kind
              owner = pending.owner
            case .callKeywords:
              // A number of its own: if the closure held on to the position, that would lie in memory everywhere.
              let place = pc[1].wide
              let names = frame.pointee.header.pointee.code._withUnsafeGuaranteedRef {
                $0.keywordNames[place]
              }
              pc += 1
              guard
                let function = try prepareCall(
                  base + Int(i.c), base + Int(i.b), Int(i.n), names, base + Int(i.a))
              else { continue loop }
              callee = function
              arguments = pending.arguments
              count = pending.count
              kind = pending.kind
              owner = pending.owner
            case .callSpread:
              guard let function = try prepareSpread(base + Int(i.b), base + Int(i.a)) else { continue loop }
              callee = function
              arguments = pending.arguments
              count = pending.count
              owner = pending.owner
            case .return:
              result = (base + Int(i.a)).take()
              break leave
            case .returnNone:
              result = .none
              break leave
            case .startGenerator:
              let generator = GeneratorObject(
                frame.pointee.function.takeUnretainedValue(), position: pc + 1)
              generator.keepRegisters(from: base.pointer)
              result = .object(track(generator))
              break leave
            case .yield:
              if frame.pointee.kind == .feeding {
                let value = (base + Int(i.b)).copy
                base[Int(i.a)] = .none
                wait(frame.pointer, pc + 1)
                return value
              }
              let value = base[Int(i.b)]
              let generator = suspend(frame.pointer, pc + 1)
              let isLoop = frame.pointee.kind == .loop
              let target = Int(frame.pointee.result)
              let bottom = frame.pointee.base
              frame -= 1
              depth -= 1
              ReferenceCount.release(generator)
              guard isLoop else {
                top = bottom
                return value
              }
              base = Registers(frame.pointee.base)
              pc = Address(frame.pointee.position - 1)
              constants = frame.pointee.header.pointee.constants
              top = base + frame.pointee.header.pointee.registerCount
              base[target] = value
              continue loop

            case .deleteGlobal, .loadClassName, .storeClassName, .deleteClassName, .importModule, .importName,
              .importAll, .loadIterator, .yieldFrom, .buildSet, .buildDict, .extend, .update,
              .merge, .toTuple, .unpackStar, .deleteItem, .deleteAttribute, .superAttribute, .superMethod,
              .makeFunction, .makeClass, .annotate, .finishClass, .raise, .reraise, .raiseCurrent,
              .enterHandler, .leaveHandler, .matchException, .enterContext, .exitContext, .assertFailed,
              .overflow, .trace, .extension_:
              pc += try perform(i.whole, frame.pointer, base.pointer, pc + 1)
              continue loop
            }

            // MARK: Entering a function

            let header = callee._withUnsafeGuaranteedRef { $0.header }
            frame.pointee.position = pc + 1
            if count != header.pointee.positionalCount || !header.pointee.isPlain, count >= 0 {
              do {
                try bind(callee.takeUnretainedValue(), arguments, count: count, keywords: [])
              } catch {
                // Arguments that lie in no frame are nobody's now.
                if arguments >= top { clear(arguments, max(count, header.pointee.registerCount)) }
                owner?.release()
                throw error
              }
            }
            fuel &-= 1
            if _slowPath(fuel <= 0 || interrupt.isRequested) {
              do { fuel = try refuel() } catch {
                owner?.release()
                throw error
              }
            }
            let newTop = arguments + header.pointee.registerCount
            if _slowPath(depth >= frameLimit || newTop >= stack.limit) {
              owner?.release()
              throw recursionError(callee.takeUnretainedValue(), arguments)
            }
            depth += 1
            frame += 1
            frame.pointee = Frame(
              header: header, base: arguments, position: header.pointee.instructions,
              cells: callee._withUnsafeGuaranteedRef { $0.cells }, function: callee, owner: owner,
              result: i.a,
              kind: kind)
            base = Registers(arguments)
            pc = Address(header.pointee.instructions - 1)
            constants = header.pointee.constants
            top = newTop
            continue loop
          }

          // MARK: Leaving a function

          let registerCount = frame.pointee.header.pointee.registerCount
          var register = base.pointer
          let end = base + registerCount
          while register < end {
            register.clear()
            register += 1
          }
          let owner = frame.pointee.owner
          switch frame.pointee.kind {
          case .entry:
            top = base.pointer
            depth -= 1
            owner?.release()
            return result
          case .call:
            let target = Int(frame.pointee.result)
            frame -= 1
            depth -= 1
            base = Registers(frame.pointee.base)
            pc = Address(frame.pointee.position - 1)
            let header = frame.pointee.header
            constants = header.pointee.constants
            top = base + header.pointee.registerCount
            (base + target).put(consume result)
            if _slowPath(owner != nil) { owner?.release() }
            continue loop
          case .construction:
            let target = Int(frame.pointee.result)
            frame -= 1
            depth -= 1
            base = Registers(frame.pointee.base)
            pc = Address(frame.pointee.position - 1)
            let header = frame.pointee.header
            constants = header.pointee.constants
            top = base + header.pointee.registerCount
            if let owner { base[target] = .object(owner.takeRetainedValue()) }
            if case .none = result { continue loop }
            throw initReturned(result)
          case .loop, .generator, .feeding:
            let isLoop = frame.pointee.kind == .loop
            finish(frame.pointer, result)
            let bottom = base.pointer
            frame -= 1
            depth -= 1
            owner?.release()
            guard isLoop else {
              top = bottom
              return nil
            }
            base = Registers(frame.pointee.base)
            pc = Address(frame.pointee.position - 1)
            pc += pc.pointee.wide
            constants = frame.pointee.header.pointee.constants
            top = base + frame.pointee.header.pointee.registerCount
            continue loop
          case .operator:
            let target = Int(frame.pointee.result)
            frame -= 1
            depth -= 1
            base = Registers(frame.pointee.base)
            pc = Address(frame.pointee.position - 1)
            let header = frame.pointee.header
            constants = header.pointee.constants
            top = base + header.pointee.registerCount
            if case .object(let object) = result, object === notImplemented {
              base[target] = try operateAgain(pc.pointee, base.pointer)
            } else {
              base[target] = result
            }
            continue loop
          }
        }
      } catch {
        failure = error
        frame = Address(frames + depth)
      }
    }
  }

  @inline(__always)
  private func cell(_ register: UnsafeMutablePointer<Value>) -> Unmanaged<Cell> {
    guard case .object(let object) = register.bits else { fatalError("a captured variable has no cell") }
    return object.as(Cell.self)
  }
}

/// A call that has been prepared for the loop to enter.
struct PendingCall {
  var arguments: UnsafeMutablePointer<Value>
  var count = 0
  var kind = Frame.Kind.call
  var owner: Unmanaged<Object>?
}
