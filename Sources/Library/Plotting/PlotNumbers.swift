import Script

/// A foreign value that plots can read as numbers: tensors conform.
package protocol NumberArray: Object {
  /// The lengths of its axes, and its values row by row.
  func numbers(_ machine: Machine) throws -> (shape: [Int], values: [Double])
}

/// Numbers as plots take them: scalars, sequences, nested sequences and tensors.
struct PlotNumbers {
  let shape: [Int]
  let values: [Double]

  init(_ value: Value, _ machine: Machine) throws {
    if let number = value.number {
      shape = []
      values = [number]
    } else if let array = value.object as? any NumberArray {
      (shape, values) = try array.numbers(machine)
    } else if value.text != nil {
      // A string is a sequence of strings for ever.
      throw machine.error(.valueError, PlotMessage.notANumber(try machine.str(value)))
    } else {
      let parts = try machine.array(of: value).map { try PlotNumbers($0, machine) }
      let inner = parts.first?.shape ?? []
      guard parts.allSatisfy({ $0.shape == inner }) else {
        throw machine.error(.valueError, PlotMessage.ragged)
      }
      shape = [parts.count] + inner
      values = parts.flatMap(\.values)
    }
  }

  /// The values in one row; a single number is a row of one.
  static func list(_ value: Value, _ machine: Machine) throws -> [Double] {
    try PlotNumbers(value, machine).values
  }

  /// Rows and columns of a picture.
  static func matrix(_ value: Value, _ machine: Machine) throws -> (rows: Int, columns: Int, values: [Double])
  {
    let numbers = try PlotNumbers(value, machine)
    // A single channel in front or behind is no axis of the picture.
    let shape = numbers.shape.count == 3 ? numbers.shape.filter { $0 != 1 } : numbers.shape
    guard shape.count == 2 else { throw machine.error(.typeError, PlotMessage.notAPicture(numbers.shape)) }
    return (shape[0], shape[1], numbers.values)
  }
}
