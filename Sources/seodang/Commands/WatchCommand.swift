import ArgumentParser
import Glibc
import Lessons
import Script
import Terminal

/// `seodang watch LESSON.md`: runs what changed whenever the file is saved.
struct WatchCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "watch",
      abstract: say(
        "파일을 저장할 때마다 바뀐 셀부터 다시 실행해요.", "Runs a file again from the first changed cell whenever it is saved.")
    )
  }

  @Argument(help: ArgumentHelp(say("수업 파일", "The lesson file"), valueName: say("파일", "file")))
  var file: String
  @OptionGroup var language: LanguageOption

  func run() throws {
    let session = Session(Session.Settings(language: console.language))
    session.onOutput = { console.out($0) }
    session.onFlush = { console.flush() }
    session.onError = { console.error($0) }
    FigurePrinter().attach(to: session)
    let interrupt = session.interrupt
    InterruptSignal.install { interrupt.request() }
    _ = try LessonFinder.read(file)
    var seen: Stamp?
    while true {
      // Polled, because notifications are silent on network and container file systems. A save while cells run is seen right
      // afterwards.
      if let stamp = Stamp(file), stamp != seen {
        seen = stamp
        update(session)
        console.flush()
      }
      usleep(200_000)
      if InterruptSignal.take() {
        _ = interrupt.take()
        throw Stop.interrupted
      }
    }
  }

  /// Runs the cells from the first one whose code isn't what ran before.
  private func update(_ session: Session) {
    guard let bytes = readFile(file), let lesson = try? LessonFinder.parse(file, bytes) else { return }
    let cells = lesson.cells.filter { $0.test == nil }
    let ran = session.history
    let kept = zip(cells, ran).prefix { $0.code == $1.text }.count
    guard kept < cells.count || kept < ran.count else { return }
    if kept < ran.count { session.rewind(to: kept) }
    console.out(
      say(
        "── 셀 \(kept + 1)부터 \(cells.count)까지 실행해요.\n", "── running cells \(kept + 1) to \(cells.count)\n"))
    for cell in cells.dropFirst(kept) {
      let run = session.run(cell, of: lesson)
      guard let failure = run.failure, cell.expectedError.map(failure.matches) != true else { continue }
      let screen = console.errorScreen
      console.error(failure.text(console.language, width: screen.width, color: screen.hasColor))
      return
    }
    console.out(say("── 끝났어요. 저장하면 다시 실행해요.\n", "── done; save to run again\n"))
  }

  /// What changes when a file is saved.
  private struct Stamp: Equatable {
    let seconds: Int
    let nanoseconds: Int
    let size: Int64

    init?(_ path: String) {
      var status = stat()
      guard stat(path, &status) == 0 else { return nil }
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
      size = Int64(status.st_size)
    }
  }
}
