import Glibc

/// The C library's heap, where a script's objects lie: in what steps it grows, and in pages of what size.
package struct ProcessHeap {
  /// Up to where the heap was looked at.
  private var end = ProcessHeap.begin

  /// The heap's end when it was asked for first.
  private static let begin = top

  private static var top: UInt { UInt(bitPattern: sbrk(0)) }

  /// For a program that has the process to itself, at its beginning: the heap grows in large steps, where it would ask the
  /// system for every 32 pages, and keeps what it was given.
  package static func growInLargeSteps() {
    _ = begin
    setOption(Option.growth, 16 << 20)
    setOption(Option.trimming, 64 << 20)
  }

  /// Asks for large pages where the heap has grown since the last look.
  ///
  /// A script that makes a million small objects touches ten thousand pages for the first time, at a microsecond each: a quarter
  /// of its time. A large page is five hundred of them at once. Only what the heap grew by while a script ran is asked for, so that
  /// one of a few milliseconds takes no more memory than it needs.
  mutating func look() {
    let top = Self.top
    guard top != end else { return }
    defer { end = top }
    guard top > end, let first = UnsafeMutableRawPointer(bitPattern: end) else { return }
    Self.useLargePages(first, Int(top - end))
  }

  /// Asks for large pages where some memory lies, all of which is going to be used. Where the system has none, the small ones do.
  static func useLargePages(_ memory: UnsafeMutableRawPointer, _ bytes: Int) {
    let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
    let start = UInt(bitPattern: memory) / page * page
    let end = UInt(bitPattern: memory) + UInt(bytes)
    madvise(UnsafeMutableRawPointer(bitPattern: start), Int(end - start), MADV_HUGEPAGE)
  }

  private enum Option {
    static let trimming: Int32 = -1
    static let growth: Int32 = -2
  }
}

/// The C library's `mallopt`, whose options (malloc.h) Swift's Glibc module leaves out.
@_silgen_name("mallopt")
@discardableResult
private func setOption(_ option: Int32, _ value: Int32) -> Int32
