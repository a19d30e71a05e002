@preconcurrency import CReadline
import Glibc
import Text

/// Lines from a terminal, edited with GNU readline.
///
/// Uses readline's callback interface and catches no signals with it, so that Ctrl-C is ours alone and no C code jumps over
/// Swift frames. Readline is one set of global variables: there is one keyboard.
package final class Keyboard: LineReader {
  /// What Tab offers for the word that ends at the cursor; `before` is the line up to the word.
  package typealias Completion = (_ word: String, _ before: String) -> [String]

  private let history: HistoryFile?

  /// Sets readline up. Whatever the locale says, Hangul must work: without a UTF-8 locale readline gives back empty lines.
  package init(history: HistoryFile?, complete: @escaping Completion = { _, _ in [] }) {
    self.history = history
    // Characters only: numbers are read and written by Swift and the interpreter, never by the locale.
    setlocale(LC_CTYPE, "")
    if String(cString: nl_langinfo(nl_item(CODESET))) != "UTF-8" {
      setenv("LC_ALL", "C.UTF-8", 1)
      setlocale(LC_CTYPE, "")
    }
    rl_catch_signals = 0
    rl_catch_sigwinch = 0
    // Readline hears of a new size only while it reads a key. The handler does nothing but wake the wait for one.
    var handler = sigaction()
    handler.__sigaction_handler.sa_handler = { _ in }
    sigaction(SIGWINCH, &handler, nil)
    // A parent may have left the signal blocked.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGWINCH)
    sigprocmask(SIG_UNBLOCK, &signals, nil)
    // Inside a paste readline waits for its end by itself; when Ctrl-C has thrown the end away, it must not wait for ever.
    rl_getc_function = { stream in
      while !InterruptSignal.isPending {
        if Keyboard.wait() { return rl_getc(stream) }
      }
      return -1
    }
    State.complete = complete
    rl_readline_name = UnsafePointer(strdup("seodang"))
    // The list appears at the first Tab, without questions; a dot ends a word, so that it is a list of short names.
    for (name, value) in [
      ("show-all-if-ambiguous", "on"), ("completion-ignore-case", "on"), ("page-completions", "off"),
      ("completion-query-items", "300"),
    ] { rl_variable_bind(name, value) }
    rl_completer_word_break_characters = UnsafePointer(strdup(" \t\n\"'`@$><=;|&{}()[],.:+-*/%^~!?"))
    rl_attempted_completion_function = { text, start, _ in
      // Never fall back on the names of files.
      rl_attempted_completion_over = 1
      rl_completion_append_character = 0
      guard let text else { return nil }
      let before = String(decoding: lineBuffer().utf8.prefix(Int(start)), as: UTF8.self)
      State.candidates = State.complete(String(cString: text), before)
      return rl_completion_matches(text) { _, state in
        if state == 0 { State.next = 0 }
        guard State.next < State.candidates.count else { return nil }
        State.next += 1
        return strdup(State.candidates[State.next - 1])
      }
    }
    rl_bind_key(9) { count, key in
      // Before the first word, Tab indents.
      guard lineBuffer().utf8.prefix(Int(rl_point)).allSatisfy({ $0 == 0x20 }) else {
        return rl_complete(count, key)
      }
      return rl_insert_text(String(repeating: " ", count: 4 - Int(rl_point) % 4))
    }
    // Backspace takes a whole step of indentation back.
    for key in [8, 127] as [Int32] {
      rl_bind_key(key) { count, key in
        let before = lineBuffer().utf8.prefix(Int(rl_point))
        guard count == 1, before.count > 1, before.allSatisfy({ $0 == 0x20 }) else {
          return rl_rubout(count, key)
        }
        return rl_rubout(Int32((before.count - 1) % 4 + 1), key)
      }
    }
    using_history()
    for entry in history?.load() ?? [] { add_history(entry) }
  }

  /// What readline's C callbacks read and write. Only the thread that reads lines touches it.
  private enum State {
    nonisolated(unsafe) static var complete: Completion = { _, _ in [] }
    nonisolated(unsafe) static var candidates: [String] = []
    nonisolated(unsafe) static var next = 0
    nonisolated(unsafe) static var isDone = false
    nonisolated(unsafe) static var line: String?
    nonisolated(unsafe) static var size: (rows: UInt16, columns: UInt16)?
  }

  /// Whether the window has another size than when this was asked last.
  private func isResized() -> Bool {
    var size = winsize()
    guard ioctl(STDIN_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return false }
    let earlier = State.size
    State.size = (size.ws_row, size.ws_col)
    return earlier.map { $0 != (size.ws_row, size.ws_col) } ?? false
  }

  package func readLine(prompt: String, prefill: String) -> LineEvent {
    State.isDone = false
    State.line = nil
    // A Ctrl-C from before belongs to what ran then.
    _ = InterruptSignal.take()
    if isResized() { rl_reset_screen_size() }
    rl_callback_handler_install(prompt) { line in
      if let line {
        State.line = String(cString: line)
        free(line)
      }
      State.isDone = true
      // At once, or readline would show the prompt again.
      rl_callback_handler_remove()
    }
    if !prefill.isEmpty {
      rl_insert_text(prefill)
      rl_redisplay()
    }
    while !State.isDone {
      let isReady = Keyboard.wait()
      if InterruptSignal.take() { return interrupted() }
      // It draws the line anew.
      if isResized() { rl_resize_terminal() }
      guard isReady else { continue }
      rl_callback_read_char()
      // What ended the line may have been the interrupt inside it.
      if State.line == nil, InterruptSignal.take() { return interrupted() }
    }
    guard let line = State.line else {
      show("\n")
      return .end
    }
    return .line(line.normalized)
  }

  /// Waits for a key or a signal, and tells whether a key, or the terminal's end, can be read.
  private static func wait() -> Bool {
    var waits = [
      pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0),
      pollfd(fd: InterruptSignal.wakeUp, events: Int16(POLLIN), revents: 0),
    ]
    return poll(&waits, 2, -1) > 0 && waits[0].revents != 0
  }

  private func interrupted() -> LineEvent {
    // The line's undo list may belong to an entry of the history: left alone, it would be freed twice.
    let wasEmpty = rl_end == 0
    rl_free_line_state()
    rl_callback_sigcleanup()
    if !State.isDone {
      rl_point = rl_end
      rl_redisplay()
    }
    show("^C\n")
    rl_callback_handler_remove()
    return .interrupted(wasEmpty: wasEmpty)
  }

  package func remember(_ entry: String) {
    guard !entry.isEmpty else { return }
    if let last = history_get(history_base + history_length - 1), String(cString: last.pointee.line) == entry
    {
      return
    }
    add_history(entry)
    history?.append(entry)
  }

  /// A prompt in colour: readline must be told which characters take no room.
  package static func prompt(_ text: String, _ style: Style, on screen: Screen) -> String {
    guard screen.hasColor else { return text }
    let parts = style.wrap(text).split(separator: text, maxSplits: 1, omittingEmptySubsequences: false)
    guard parts.count == 2 else { return text }
    return "\u{1}\(parts[0])\u{2}\(text)\u{1}\(parts[1])\u{2}"
  }
}

/// Readline keeps nothing back in its own buffer, so the two ways of writing don't overtake each other.
private func show(_ text: String) {
  let bytes = Array(text.utf8)
  _ = write(STDOUT_FILENO, bytes, bytes.count)
}

private func lineBuffer() -> String { rl_line_buffer.map { String(cString: $0) } ?? "" }
