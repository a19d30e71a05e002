/// Code as text, one instruction a line: for tests and for those who work on the compiler.
enum Disassembler {
  static func text(_ code: Code, _ machine: Machine) -> String {
    var lines = ["\(code.qualifiedName): \(code.registerCount) registers"]
    for offset in 0..<code.count {
      let i = code.instructions[offset]
      if i.op == .extension_ { continue }
      var line = "\(offset) \(i.op) n=\(i.n) a=\(i.a) b=\(i.b) c=\(i.c)"
      switch i.op {
      case .loadConstant:
        line = "\(offset) loadConstant r\(i.a) \((try? machine.repr(code.constants[i.wide])) ?? "?")"
      case .loadInt: line = "\(offset) loadInt r\(i.a) \(i.wide)"
      case .jump, .jumpBack: line = "\(offset) \(i.op) \(offset + 1 + i.wide)"
      case .jumpIfTrue, .jumpIfFalse, .jumpIfNone: line = "\(offset) \(i.op) r\(i.a) \(offset + 1 + i.wide)"
      case .getAttribute, .setAttribute, .callMethod, .callAppend, .loadMethod:
        line += " \(machine.symbols.name(code.names[Int(i.c)]))"
      default: break
      }
      lines.append(line)
    }
    return (lines + code.inner.map { text($0, machine) }).joined(separator: "\n")
  }
}

extension Machine {
  /// The instructions that a text is compiled to.
  package func disassembly(of source: Source) throws -> String {
    Disassembler.text(try compile(source, mode: .file), self)
  }
}
