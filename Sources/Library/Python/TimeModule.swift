import Glibc
import Script

/// `time`
enum TimeModule {
  static var module: NativeModule {
    NativeModule("time") { machine, module in
      for (name, clock) in clocks {
        module.function(name, "", machine) { _, _ in .float(seconds(clock)) }
        module.function(name + "_ns", "", machine) { _, _ in .int(nanoseconds(clock)) }
      }
      module.function("sleep", "secs, /", machine) { m, a in
        let length = try m.requireFloat(a[0])
        guard length >= 0 else {
          throw m.error(
            ValueMessage(english: "sleep length must be non-negative", korean: "쉬는 시간은 0 이상이어야 해요"))
        }
        // In short pieces, so that an interrupt is seen.
        let end = seconds(CLOCK_MONOTONIC) + length
        while case let left = end - seconds(CLOCK_MONOTONIC), left > 0 {
          try m.poll()
          usleep(UInt32(min(left, 0.02) * 1_000_000))
        }
        return .none
      }
      module.function("strftime", "format, t=None, /", machine) { m, a in
        guard let format = a[0].text else {
          throw m.error(OperandMessage.notString(what: "strftime() argument 1", type: m.typeName(of: a[0])))
        }
        return .string(text(format))
      }
      module.function("ctime", "secs=None, /", machine) { _, _ in .string(text("%a %b %e %H:%M:%S %Y")) }
    }
  }

  private static let clocks: [(String, clockid_t)] = [
    ("time", CLOCK_REALTIME), ("perf_counter", CLOCK_MONOTONIC), ("monotonic", CLOCK_MONOTONIC),
    ("process_time", CLOCK_PROCESS_CPUTIME_ID), ("thread_time", CLOCK_THREAD_CPUTIME_ID),
  ]

  private static func nanoseconds(_ clock: clockid_t) -> Int {
    var now = timespec()
    clock_gettime(clock, &now)
    return now.tv_sec * 1_000_000_000 + now.tv_nsec
  }

  private static func seconds(_ clock: clockid_t) -> Double { Double(nanoseconds(clock)) / 1e9 }

  /// The local time, by the C library's format.
  private static func text(_ format: String) -> String {
    var now = Glibc.time(nil)
    var parts = tm()
    localtime_r(&now, &parts)
    return String(unsafeUninitializedCapacity: 1024) { buffer in
      buffer.withMemoryRebound(to: CChar.self) { strftime($0.baseAddress, 1024, format, &parts) }
    }
  }
}
