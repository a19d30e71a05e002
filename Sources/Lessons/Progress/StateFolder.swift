import Glibc

/// Where a learner's state lives: `$XDG_STATE_HOME/seodang`, by default `~/.local/state/seodang`. Never beside the program or
/// the lessons, which may not be writable.
package struct StateFolder: Sendable {
  package let path: String

  /// Nil when the environment names no home, or the folder can't be made.
  package init?() {
    func variable(_ name: String) -> String? { getenv(name).map { String(cString: $0) } }
    let base: String
    if let state = variable("XDG_STATE_HOME"), state.hasPrefix("/") {
      base = state
    } else if let home = variable("HOME"), home.hasPrefix("/") {
      base = home + "/.local/state"
    } else {
      return nil
    }
    path = base + "/seodang"
    var made = ""
    for part in path.split(separator: "/") {
      made += "/" + part
      mkdir(made, 0o700)
    }
    guard access(path, W_OK | X_OK) == 0 else { return nil }
  }

  package func file(_ name: String) -> String { path + "/" + name }

  /// Replaces a file as a whole: whatever happens at whatever moment, the file is the old one or the new one.
  @discardableResult
  package func write(_ text: String, to name: String) -> Bool {
    let temporary = file(name + ".\(getpid()).new")
    let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return false }
    let bytes = Array(text.utf8)
    var written = 0
    while written < bytes.count {
      let count = bytes[written...].withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count <= 0 { break }
      written += count
    }
    let isSafe = written == bytes.count && fsync(descriptor) == 0
    close(descriptor)
    guard isSafe, rename(temporary, file(name)) == 0 else {
      unlink(temporary)
      return false
    }
    // The new name itself must reach the disk, too.
    let folder = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if folder >= 0 {
      fsync(folder)
      close(folder)
    }
    return true
  }

  package func read(_ name: String) -> String? {
    guard let bytes = readFile(file(name)) else { return nil }
    return String(validating: bytes, as: UTF8.self)
  }

  /// The names of the files that end in `suffix`.
  package func names(endingIn suffix: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var result: [String] = []
    while let entry = Glibc.readdir(folder) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(suffix) { result.append(name) }
    }
    return result.sorted()
  }

  /// Keeps others from writing the same lesson's progress; nil when somebody else holds it. The system lets go of it when the
  /// process ends in any way.
  package func lock(_ name: String) -> FolderLock? {
    let descriptor = open(file(name), O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { return nil }
    guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      close(descriptor)
      return nil
    }
    return FolderLock(descriptor)
  }
}

package final class FolderLock {
  private let descriptor: Int32

  fileprivate init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }
}

/// The bytes of a regular file, nil if there is none or it can't be read. Devices and pipes are refused.
package func readFile(_ path: String, limit: Int = 64 << 20) -> [UInt8]? {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG, status.st_size <= limit else {
    return nil
  }
  var result: [UInt8] = []
  result.reserveCapacity(Int(status.st_size) + 1)
  var chunk: [UInt8] = Array(repeating: 0, count: 65536)
  while result.count <= limit {
    let count = Glibc.read(descriptor, &chunk, chunk.count)
    if count < 0, errno == EINTR { continue }
    if count <= 0 { return count < 0 ? nil : result }
    result += chunk[..<count]
  }
  return nil
}
