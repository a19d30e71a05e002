import Glibc

/// What the system tells of the process's memory. Nil and "no limit" where it doesn't tell.
enum ProcessMemory {
  /// The bytes of the process that are in memory.
  static func resident() -> Int? { pages(field: 1) }

  /// What a run may take when no limit is set: four fifths of the least of the machine's memory, the container's
  /// (`memory.max` of its control group) and what is left of the process's address space (`ulimit -v`). Beyond it the system
  /// would end the process, and with it what the learner has.
  static let allowance: Int = {
    let machine = sysconf(Int32(_SC_PHYS_PAGES)).multipliedReportingOverflow(by: pageSize).partialValue
    let least = min(machine, container() ?? .max, addressSpace() ?? .max)
    return least / 5 * 4
  }()

  private static let pageSize = sysconf(Int32(_SC_PAGESIZE))

  /// A field of `/proc/self/statm`, in bytes.
  private static func pages(field: Int) -> Int? {
    guard let text = contents(of: "/proc/self/statm") else { return nil }
    let fields = text.split(separator: " ")
    guard field < fields.count, let pages = Int(fields[field]) else { return nil }
    return pages * pageSize
  }

  private static func container() -> Int? {
    // Inside a container its group is the root; outside, a path names it (version 2 of the interface).
    var folders = ["/sys/fs/cgroup"]
    if let groups = contents(of: "/proc/self/cgroup"),
      let own = groups.split(separator: "\n").first(where: { $0.hasPrefix("0::/") })
    {
      folders.append("/sys/fs/cgroup" + own.dropFirst(3))
    }
    let files = folders.map { $0 + "/memory.max" } + ["/sys/fs/cgroup/memory/memory.limit_in_bytes"]
    return files.compactMap { contents(of: $0)?.split(separator: "\n").first.flatMap { Int($0) } }.min()
  }

  private static func addressSpace() -> Int? {
    var limit = rlimit()
    guard getrlimit(__rlimit_resource_t(RLIMIT_AS.rawValue), &limit) == 0, limit.rlim_cur < UInt(Int.max)
    else {
      return nil
    }
    return max(0, Int(limit.rlim_cur) - (pages(field: 0) ?? 0))
  }

  /// The beginning of a small file that the kernel makes.
  private static func contents(of path: String) -> String? {
    let file = open(path, O_RDONLY)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: 4096)
    let count = read(file, &bytes, bytes.count)
    guard count > 0 else { return nil }
    return String(decoding: bytes[..<count], as: UTF8.self)
  }
}
