import Testing
import Text

@Suite("A lesson stepped from its first to its last step") struct WholeLessonTests {
  @Test(
    "by Enter, with answers to quizzes and exercises skipped, at every width",
    arguments: [("5", 80), ("3", 40)] as [(String, UInt16)])
  func steps(lesson: String, columns: UInt16) throws {
    let folder = Folder()
    let terminal = PseudoTerminal(
      ["learn", lesson], in: folder, columns: columns, environment: ["NO_COLOR": "1"])
    var places: [String] = []
    for _ in 0..<400 {
      let prompt = try #require(terminal.prompt(seconds: 60), "\(terminal.screen.suffix(400))")
      if places.last != prompt { places.append(prompt) }
      if prompt.contains("답>") {
        terminal.send("1\r")
        _ = try #require(terminal.prompt())
        // Right or wrong, Enter goes on.
        terminal.send("\r")
      } else if prompt.contains("연습>") {
        terminal.send(":건너뛰기\r")
      } else {
        terminal.send("\r")
      }
      if terminal.expect("수업을 마쳤어요", seconds: 0.05) { break }
    }
    #expect(terminal.finish() == 0)
    #expect(terminal.screen.contains("저장했어요"))
    // Every step was visited, in order.
    let numbers = places.compactMap { place in
      place.split(separator: " ").compactMap { $0.split(separator: "/").first.flatMap { Int($0) } }.first
    }
    #expect(numbers == numbers.sorted())
    #expect(Set(numbers).count == numbers.max())
    // Nothing is wider than the screen but what the lesson's code itself prints.
    let root = #filePath.split(separator: "/").dropLast(3).map { "/" + $0 }.joined()
    let printed = Program.run([
      "run", "\(root)/lessons/0\(lesson)-\(lesson == "5" ? "xavier" : "symmetry").md",
    ]).output
    let ownLines = Set(printed.split(separator: "\n").map(String.init))
    for line in terminal.screen.split(separator: "\r\n").map(visible) where !ownLines.contains(line) {
      #expect(DisplayWidth.columns(of: line) <= Int(columns), "\(line)")
    }
    #expect(Program.run(["list"], in: folder).output.contains("100%"))
  }

  /// A line without what only steers the terminal.
  private func visible(_ line: some StringProtocol) -> String {
    String(line).replacing(#/\u{1B}\[[0-9;?]*[A-Za-z]/#, with: "").replacing("\r", with: "")
  }
}

@Suite("A power cut") struct PowerCutTests {
  /// A small generator, so that the moments are the same each time (Steele, Lea & Flood, 2014).
  private struct SplitMix {
    var state: UInt64
    mutating func next(below bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(bound))
    }
  }

  @Test("at a random moment loses nothing but the line being typed", arguments: 0..<20)
  func powerCut(round: Int) throws {
    var random = SplitMix(state: UInt64(round))
    let folder = Folder()
    folder.write(sampleLesson, to: "lesson.md")
    let terminal = PseudoTerminal(["learn", "lesson.md"], in: folder, environment: ["NO_COLOR": "1"])
    try #require(terminal.prompt() != nil)
    let count = random.next(below: 6) + 1
    for number in 0..<count {
      terminal.send("k\(number) = \(number)\r")
      try #require(terminal.prompt() != nil)
    }
    // Something more begins, and wherever the cut finds it is a good place.
    switch random.next(below: 4) {
    case 0: terminal.send("unfinished = 12")
    case 1: terminal.send("later = 1\r")
    case 2: terminal.send("\r")
    default: terminal.send(":다음\r")
    }
    _ = terminal.expect("\u{0}", seconds: Double(random.next(below: 40)) / 1000)
    terminal.kill()
    let again = PseudoTerminal(["learn", "lesson.md"], in: folder, environment: ["NO_COLOR": "1"])
    try #require(again.expect("지난번에 멈춘 곳이에요"))
    try #require(again.prompt() != nil)
    let names = (0..<count).map { "k\($0)" }.joined(separator: ", ")
    again.send("print('남은 것', \(names))\r")
    let values = (0..<count).map(String.init).joined(separator: " ")
    #expect(again.expect("\r남은 것 \(values)\r\n"), "\(again.screen)")
  }
}
