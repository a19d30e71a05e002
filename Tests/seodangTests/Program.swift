import Glibc

/// The built program, run as people run it.
enum Program {
  /// Beside the test bundle.
  static let path: String = {
    var buffer: [CChar] = Array(repeating: 0, count: 4096)
    let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
    let own = String(decoding: buffer.prefix(max(0, count)).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    for candidate in [own] + CommandLine.arguments
    where candidate.contains(".build") || candidate.contains("release") {
      let folder = candidate.split(separator: "/").dropLast().joined(separator: "/")
      let program = (candidate.hasPrefix("/") ? "/" : "") + folder + "/seodang"
      if access(program, X_OK) == 0 { return program }
    }
    return ".build/release/seodang"
  }()

  /// `SEODANG_RECORD=1`: golden files are written anew.
  static let isRecording = getenv("SEODANG_RECORD") != nil

  struct Result {
    var status: Int32
    var output: String
    var error: String
  }

  /// Runs the program to its end. Its state lives in a folder of its own.
  static func run(
    _ arguments: [String], input: String = "", in folder: Folder = Folder(), at place: String = ".",
    environment: [String: String] = [:]
  ) -> Result {
    let names = ["in", "out", "err"].map { folder.path + "/." + $0 + "\(UInt32.random(in: 0...UInt32.max))" }
    folder.write(input, to: names[0])
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 0, names[0], O_RDONLY, 0)
    posix_spawn_file_actions_addopen(&actions, 1, names[1], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    posix_spawn_file_actions_addopen(&actions, 2, names[2], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    let process = spawn(
      arguments, folder: folder, at: place, environment: environment, actions: &actions)
    let status = wait(for: process)
    defer { for name in names { unlink(name) } }
    return Result(status: status, output: folder.read(names[1]), error: folder.read(names[2]))
  }

  static func spawn(
    _ arguments: [String], folder: Folder, at place: String = ".", environment: [String: String],
    actions: inout posix_spawn_file_actions_t, flags: Int32 = 0
  ) -> pid_t {
    var variables = [
      "PATH": "/usr/bin:/bin", "HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state",
      "LANG": "C.UTF-8",
    ]
    variables.merge(environment) { $1 }
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    posix_spawnattr_setflags(&attributes, Int16(flags))
    var words: [UnsafeMutablePointer<CChar>?] =
      (launcher + [folder.path + "/" + place, path] + arguments).map { strdup($0) } + [nil]
    var settings: [UnsafeMutablePointer<CChar>?] = variables.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in words + settings { free(text) } }
    var process = pid_t()
    return posix_spawn(&process, "/bin/sh", &actions, &attributes, &words, &settings) == 0 ? process : -1
  }

  /// A shell that goes to the folder and becomes the program.
  private static let launcher = ["sh", "-c", "cd \"$0\" && exec \"$@\""]

  static func makeFolder(_ path: String) { mkdir(path, 0o700) }

  /// The exit status; 128 + n after signal n, as shells say.
  static func wait(for process: pid_t) -> Int32 {
    guard process > 0 else { return -1 }
    var status: Int32 = 0
    while waitpid(process, &status, 0) < 0, errno == EINTR {}
    let signal = status & 0x7F
    return signal == 0 ? status >> 8 & 0xFF : 128 + signal
  }
}

/// A folder for one test, removed with it.
final class Folder {
  let path: String

  init() {
    var template = Array("/tmp/seodang-test-XXXXXX".utf8CString)
    path = mkdtemp(&template).map { String(cString: $0) } ?? "/tmp"
  }

  deinit {
    guard path.hasPrefix("/tmp/seodang-test-") else { return }
    Folder.remove(path)
  }

  private static func remove(_ path: String) {
    if let folder = opendir(path) {
      while let entry = readdir(folder) {
        let name = withUnsafePointer(to: &entry.pointee.d_name) {
          $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
        }
        if name != ".", name != ".." { remove(path + "/" + name) }
      }
      closedir(folder)
      rmdir(path)
    } else {
      unlink(path)
    }
  }

  private func full(_ name: String) -> String { name.hasPrefix("/") ? name : path + "/" + name }

  @discardableResult
  func write(_ text: String, to name: String) -> String {
    guard let file = fopen(full(name), "w") else { return full(name) }
    let bytes = Array(text.utf8)
    fwrite(bytes, 1, bytes.count, file)
    fclose(file)
    return full(name)
  }

  func read(_ name: String) -> String {
    guard let file = fopen(full(name), "r") else { return "" }
    defer { fclose(file) }
    var result: [UInt8] = []
    var chunk: [UInt8] = Array(repeating: 0, count: 65536)
    while true {
      let count = fread(&chunk, 1, chunk.count, file)
      if count == 0 { return String(decoding: result, as: UTF8.self) }
      result += chunk[..<count]
    }
  }
}
