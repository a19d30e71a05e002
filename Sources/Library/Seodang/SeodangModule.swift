import Script
import Tensors

/// `seodang`: the data sets that are part of the program.
enum SeodangModule {
  static var module: NativeModule {
    NativeModule("seodang") { machine, module in
      module.function("load_digits", "", machine) { machine, _ in
        guard let (x, y) = try loadDigits() else {
          throw machine.error(.runtimeError, "digits.bin")
        }
        return .tuple([.tensor(x), .tensor(y)])
      }
      module.define("__all__", .object(ListObject([.string("load_digits")])), machine)
    }
  }

  private static let count = 1797
  private static let pixels = 64

  /// The handwritten digits: x is float32 (1797, 64) with values 0 to 16, y is int64 (1797,) with values 0 to 9.
  ///
  /// Optical Recognition of Handwritten Digits (Alpaydin & Kaynak, 1998, CC BY 4.0), its test set.
  static func loadDigits() throws(TensorError) -> (x: Tensor, y: Tensor)? {
    guard let bytes = asset("digits.bin"), bytes.count == count * (pixels + 1) else { return nil }
    let x = try Tensor(bytes.prefix(count * pixels).map { Float($0) }, [count, pixels])
    let y = try Tensor(bytes.suffix(count).map { Int($0) })
    return (x, y)
  }
}
