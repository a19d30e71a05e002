import CKernels
import Neural
import Tensors
import Testing

/// Whole trainings that PyTorch recorded: the same seeds have to lead through the same weights and losses.
@Suite("Training runs recorded in PyTorch", .serialized)
struct TrainingRunTests {
  @Test("cover ten nets") func covered() { #expect(TrainingRun.all.count == 10) }

  @Test("begin with PyTorch's weights to the bit", arguments: TrainingRun.all)
  func weights(run: TrainingRun) throws {
    // Orthogonal matrices come from a QR decomposition, which rounds in an order of its own.
    guard run.rule != "orthogonal" else { return }
    let parameters = try run.replay(steps: 0).model.parameters()
    #expect(try parameters.map { checksum(try $0.detach().array(Float.self)) } == run.init_crc32)
  }

  @Test("have PyTorch's losses, gradients and activations in every step", arguments: TrainingRun.all)
  func losses(run: TrainingRun) throws {
    let replay = try run.replay(steps: run.steps)
    for (step, (ours, theirs)) in zip(replay.losses, run.loss).enumerated() {
      #expect(abs(ours - theirs) <= run.tol[step], "step \(step): \(ours) instead of \(theirs)")
    }
    for (step, expected) in run.grad_norm where run.isReproducible(step) {
      let ours = try #require(replay.gradientNorms[step])
      for (a, b) in zip(ours, expected) { #expect(abs(a - b) <= 2e-8 + 1e-3 * b, "step \(step): \(a), \(b)") }
    }
    for (step, expected) in run.act_std where run.isReproducible(step) {
      let ours = try #require(replay.activationDeviations[step])
      #expect(ours.count == expected.count)
      for (a, b) in zip(ours, expected) { #expect(abs(a - b) <= 1e-6 + 1e-4 * b, "step \(step): \(a), \(b)") }
    }
    if run.stable { #expect(try replay.correctAnswers() == run.test_correct) }
  }

  @Test(
    "have the same bits at every processor level and with one, two and three threads",
    arguments: TrainingRun.all)
  func bits(run: TrainingRun) throws {
    let (threads, active) = (seodang_threads(), seodang_kernels())
    defer {
      seodang_set_threads(threads)
      for level in [SEODANG_V4, SEODANG_V3, SEODANG_BASELINE] where seodang_kernels_at(level) == active {
        _ = seodang_select_level(level)
      }
    }
    func fingerprint() throws -> [UInt32] {
      let replay = try run.replay(steps: 12)
      return try [checksum(replay.losses.map(Float.init))]
        + replay.model.parameters().map { checksum(try $0.detach().array(Float.self)) }
    }
    let reference = try fingerprint()
    for level in [SEODANG_BASELINE, SEODANG_V3, SEODANG_V4] where seodang_select_level(level) == 1 {
      for count in 1...3 {
        seodang_set_threads(Int32(count))
        #expect(try fingerprint() == reference, "level \(level.rawValue), \(count) threads")
      }
    }
  }
}

/// A recorded run and how to repeat it; the file's `procedure` says the same in words.
struct TrainingRun: Decodable, CustomTestStringConvertible {
  struct Rate: Decodable {
    var name: String
    var lr: Double
    var momentum: Double?
    var nesterov: Bool?
  }
  var name: String
  var seed: Int
  var steps: Int
  var batch: Int
  var n_train: Int
  var widths: [Int]
  var act: String
  var norm: String?
  var dropout: Double
  var clip: Double?
  var `init`: String
  var opt: Rate
  var init_crc32: [UInt32]
  var loss: [Double]
  var tol: [Double]
  var stable: Bool
  var first_unstable_step: Int?
  var grad_norm: [Int: [Double]]
  var act_std: [Int: [Double]]
  var test_correct: Int

  var testDescription: String { name }
  var rule: String { `init` }

  static let all: [TrainingRun] = {
    struct File: Decodable { var runs: [TrainingRun] }
    return (try? GoldenFile.read("train.json", as: File.self).runs) ?? []
  }()

  /// Whether PyTorch agrees with itself up to this step, with other threads or one more bit.
  func isReproducible(_ step: Int) -> Bool { step < (first_unstable_step ?? steps) }

  /// The net: each layer is built with its own initialisation first, so that the random stream is where PyTorch's is.
  private func build() throws -> Sequential {
    var layers: [Module] = []
    for index in 0..<widths.count - 1 {
      layers.append(try Linear(widths[index], widths[index + 1]))
      guard index < widths.count - 2 else { break }
      if norm == "batch" { layers.append(try BatchNorm1d(widths[index + 1])) }
      if norm == "layer" { layers.append(try LayerNorm([widths[index + 1]])) }
      switch act {
      case "tanh": layers.append(Tanh())
      case "sigmoid": layers.append(Sigmoid())
      case "leaky_relu": layers.append(LeakyReLU())
      case "gelu": layers.append(GELU())
      default: layers.append(ReLU())
      }
      if dropout > 0 { layers.append(try Dropout(.float(dropout))) }
    }
    for case let layer as Linear in layers where rule != "default" {
      let (weight, bias) = (layer.parameters()[0], layer.parameters()[1])
      switch rule {
      case "xavier_uniform": try Init.xavierUniform(weight)
      case "xavier_normal_tanh": try Init.xavierNormal(weight, gain: 5.0 / 3)
      case "kaiming_normal": try Init.kaimingNormal(weight, nonlinearity: .relu)
      case "kaiming_uniform": try Init.kaimingUniform(weight, nonlinearity: .relu)
      case "orthogonal": try Init.orthogonal(weight)
      default:
        let number = Double(rule.split(separator: ":")[1]) ?? .nan
        if rule.hasPrefix("constant") {
          try Init.constant(weight, number)
        } else {
          try Init.normal(weight, std: number)
        }
      }
      try Init.zeros(bias)
    }
    return Sequential(layers)
  }

  private func optimizer(_ parameters: [Tensor]) throws -> Optimizer {
    switch opt.name {
    case "Adam": try Adam(parameters, lr: opt.lr)
    case "AdamW": try AdamW(parameters, lr: opt.lr)
    default: try SGD(parameters, lr: opt.lr, momentum: opt.momentum ?? 0, nesterov: opt.nesterov ?? false)
    }
  }

  /// What a repeated run went through.
  struct Replay {
    let model: Sequential
    var losses: [Double] = []
    var gradientNorms: [Int: [Double]] = [:]
    var activationDeviations: [Int: [Double]] = [:]

    /// How many of the held-back digits it knows.
    func correctAnswers() throws -> Int {
      model.train(false)
      let digits = try Digits()
      let guesses = try model(digits.images.slice(dim: 0, start: 1437)).argmax(dim: 1)
      return try guesses.eq(digits.labels.slice(dim: 0, start: 1437)).sum().item().int
    }
  }

  func replay(steps: Int) throws -> Replay {
    let digits = try Digits()
    Generator.standard.manualSeed(seed)
    let model = try build()
    var replay = Replay(model: model)
    let parameters = model.parameters()
    let optimizer = try optimizer(parameters)
    var outputs: [Tensor] = []
    for child in model.children.values {
      guard let child,
        child is Tanh || child is Sigmoid || child is ReLU || child is LeakyReLU || child is GELU
      else { continue }
      _ = child.registerForwardHook { _, _, output in
        outputs.append(output.detach())
        return nil
      }
    }
    let batches = Generator(seed: seed + 1)
    var order = try Tensor.randperm(n_train, generator: batches)
    var position = 0
    for step in 0..<steps {
      if position + batch > n_train {
        order = try Tensor.randperm(n_train, generator: batches)
        position = 0
      }
      let rows = try order.slice(dim: 0, start: position, end: position + batch)
      position += batch
      outputs = []
      let loss = try model(digits.images.indexSelect(dim: 0, rows))
        .crossEntropy(digits.labels.indexSelect(dim: 0, rows))
      try optimizer.zeroGrad()
      try loss.backward()
      if let clip { try Gradients.clipNorm(parameters, maxNorm: clip) }
      replay.losses.append(try loss.item().double)
      if grad_norm[step] != nil {
        replay.gradientNorms[step] = try model.children.values.compactMap { child in
          try (child as? Linear)?.parameters()[0].grad?.vectorNorm().item().double
        }
        replay.activationDeviations[step] = try outputs.map { try $0.std().item().double }
      }
      try optimizer.step()
    }
    return replay
  }
}

/// Handwritten digits of 8 × 8 pixels between 0 and 1.
private struct Digits {
  let images: Tensor
  let labels: Tensor

  private struct File: Decodable {
    var pixels: [Double]
    var labels: [Int]
  }
  private static let file = Result { try GoldenFile.read("digits.json", as: File.self) }

  /// Tests run side by side, and a tensor belongs to one thread at a time: each gets its own.
  init() throws {
    let file = try Digits.file.get()
    images = try Tensor(file.pixels.map { Float($0) / 16 }, [file.labels.count, 64])
    labels = try Tensor(file.labels)
  }
}
