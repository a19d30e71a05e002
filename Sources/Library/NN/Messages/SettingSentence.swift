/// What PyTorch says of settings outside of what is allowed: most of its classes have a sentence of their own.
enum SettingSentence {
  static func english(owner: String, name: String, value: String) -> String {
    switch (owner, name) {
    case ("DataLoader", "batch_size"):
      "batch_size should be a positive integer value, but got batch_size=\(value)"
    case ("DataLoader", "sampler, shuffle"): "sampler option is mutually exclusive with shuffle"
    case ("DataLoader", "num_workers"):
      "num_workers option should be non-negative; use num_workers=0 to disable multiprocessing."
    case (_, "num_samples"): "num_samples should be a positive integer value, but got num_samples=\(value)"
    case (_, "padding"): "padding='same' is not supported for strided convolutions"
    case (_, "lr"): "Invalid learning rate: \(value)"
    case (_, "eps"): "Invalid epsilon value: \(value)"
    case (_, "nesterov"): "Nesterov momentum requires a momentum and zero dampening"
    case (_, "betas"): betas(value)
    default: "Invalid \(name) value: \(value)"
    }
  }

  static func unknown(name: String, value: String, choices: [String]) -> String {
    switch name {
    case "reduction": "\(value) is not a valid value for reduction"
    case "mode" where choices.contains("fan_in"):
      "Mode \(value) not supported, please use one of ['fan_in', 'fan_out']"
    default: "Unsupported \(name) \(value)"
    }
  }

  /// Names the first of two averaging factors that isn't below 1.
  private static func betas(_ value: String) -> String {
    let factors = value.filter { $0 != "(" && $0 != ")" && $0 != " " }.split(separator: ",")
    for (index, factor) in factors.enumerated() {
      if let number = Double(factor), number >= 0, number < 1 { continue }
      return "Invalid beta parameter at index \(index): \(factor)"
    }
    return "Invalid betas value: \(value)"
  }
}
