import Foundation
import Testing

/// Whole training runs written as scripts: from a seed to the loss of every step and the digits told apart at the end.
@Suite struct TrainingGoldenTests {
  static let runs: [JSON] = (try? GoldenFile("train.json").root["runs"].array) ?? []
  static let names = runs.compactMap { $0["name"].string }

  /// The procedure that the golden file describes, with the settings of one run in `c`.
  private static let procedure = """
    import torch
    from torch import nn
    import torch.nn.functional as F
    from seodang import load_digits

    def rule(weight, how):
        if how.startswith("constant"): nn.init.constant_(weight, float(how.split(":")[1]))
        elif how.startswith("normal"): nn.init.normal_(weight, 0.0, float(how.split(":")[1]))
        elif how == "xavier_uniform": nn.init.xavier_uniform_(weight)
        elif how == "xavier_normal_tanh": nn.init.xavier_normal_(weight, nn.init.calculate_gain("tanh"))
        elif how == "kaiming_normal": nn.init.kaiming_normal_(weight, nonlinearity="relu")
        elif how == "kaiming_uniform": nn.init.kaiming_uniform_(weight, nonlinearity="relu")
        elif how == "orthogonal": nn.init.orthogonal_(weight, 1.0)

    def build(c):
        activation = {"sigmoid": nn.Sigmoid, "tanh": nn.Tanh, "relu": nn.ReLU}[c["act"]]
        layers, widths = [], c["widths"]
        for i in range(len(widths) - 1):
            layers.append(nn.Linear(widths[i], widths[i + 1]))
            if i < len(widths) - 2:
                if c["norm"] == "batch": layers.append(nn.BatchNorm1d(widths[i + 1]))
                layers.append(activation())
                if c["dropout"]: layers.append(nn.Dropout(c["dropout"]))
        model = nn.Sequential(*layers)
        for layer in model.modules():
            if isinstance(layer, nn.Linear) and c["init"] != "default":
                rule(layer.weight, c["init"])
                nn.init.zeros_(layer.bias)
        return model

    X, Y = load_digits()
    X = X / 16
    torch.manual_seed(c["seed"])
    model = build(c)
    settings = {k: v for k, v in c["opt"].items() if k != "name"}
    optimizer = getattr(torch.optim, c["opt"]["name"])(model.parameters(), **settings)
    g = torch.Generator().manual_seed(c["seed"] + 1)
    n, losses, norms = c["n_train"], [], []
    order, position = None, 0
    for t in range(c["steps"]):
        if order is None or position + c["batch"] > n:
            order, position = torch.randperm(n, generator=g), 0
        i = order[position:position + c["batch"]]
        position += c["batch"]
        loss = F.cross_entropy(model(X[i]), Y[i])
        optimizer.zero_grad()
        loss.backward()
        losses.append(loss.item())
        if t == 0:
            norms = [layer.weight.grad.norm().item() for layer in model if isinstance(layer, nn.Linear)]
        optimizer.step()
    model.eval()
    with torch.no_grad():
        correct = int((model(X[n:]).argmax(1) == Y[n:]).sum())
    """

  @Test("There are golden runs") func runsExist() { #expect(Self.runs.count >= 10) }

  @Test("A script trains as PyTorch does, step by step", arguments: names)
  func run(name: String) throws {
    guard let golden = Self.runs.first(where: { $0["name"].string == name }) else { return }
    let keys = ["seed", "steps", "batch", "n_train", "norm", "dropout", "widths", "act", "init", "opt"]
    let settings = keys.map { "'\($0)': \(golden[$0].python)" }.joined(separator: ", ")
    let runner = ScriptRunner()
    do {
      try runner.run("c = {\(settings)}\n" + Self.procedure)
    } catch {
      Issue.record("\(name): \(runner.describe(error))")
      return
    }
    let losses = try runner.numbers("losses")
    let expected = Self.numbers(golden["loss"])
    let tolerances = Self.numbers(golden["tol"])
    #expect(losses.count == expected.count && losses.count == golden["steps"].int)
    let worst = zip(zip(losses, expected), tolerances).enumerated().first { step in
      !(abs(step.element.0.0 - step.element.0.1) <= max(step.element.1, 1e-5 * abs(step.element.0.1)))
    }
    if let worst { Issue.record("\(name): step \(worst.offset) has another loss: \(worst.element)") }
    let norms = try runner.numbers("norms")
    #expect(zip(norms, golden["grad_norm"]["0"].doubles).allSatisfy { abs($0 - $1) <= 1e-4 * abs($1) + 1e-7 })
    if golden["stable"].bool {
      #expect(try runner.numbers("correct").first == Double(golden["test_correct"].int))
    }
  }

  /// An array as the file writes it: plain, or with its shape.
  private static func numbers(_ json: JSON) -> [Double] {
    json.array.isEmpty ? json["data"].doubles : json.doubles
  }
}

/// Optimisers and schedules, called from scripts with the settings of the golden files.
@Suite struct OptimizerGoldenTests {
  static let runs: [JSON] = (try? GoldenFile("optim.json").root["runs"].array) ?? []
  static let schedules: [JSON] = (try? GoldenFile("sched.json").root["runs"].array) ?? []

  private static let makers: [String: String] = [
    "StepLR": "StepLR(o, 5, .5)", "MultiStepLR": "MultiStepLR(o, [3, 11], .1)",
    "ExponentialLR": "ExponentialLR(o, .9)", "CosineAnnealingLR": "CosineAnnealingLR(o, 20, .001)",
    "CosineAnnealingWarmRestarts": "CosineAnnealingWarmRestarts(o, 6, 2)",
    "LinearLR": "LinearLR(o, .1, 1, 8)",
    "PolynomialLR": "PolynomialLR(o, 15, 2)", "OneCycleLR": "OneCycleLR(o, .3, total_steps=31)",
    "ConstantLR": "ConstantLR(o, .3, 5)", "CyclicLR": "CyclicLR(o, .01, .1, 7, cycle_momentum=False)",
  ]

  @Test("There are golden optimisers and schedules") func filesExist() {
    #expect(Self.runs.count >= 24 && Self.schedules.count == Self.makers.count)
  }

  @Test("An optimiser in a script takes PyTorch's steps", arguments: runs.indices)
  func optimizer(index: Int) throws {
    let golden = Self.runs[index]
    let settings = golden["args"].keys.map { "\($0)=\(golden["args"][$0].python)" }.joined(separator: ", ")
    let runner = ScriptRunner()
    do {
      try runner.run(
        """
        import torch
        ps = [torch.nn.Parameter(t) for t in [\(golden["init"].array.map(\.tensorExpression).joined(separator: ", "))]]
        o = torch.optim.\(golden["optimizer"].string ?? "")(ps\(settings.isEmpty ? "" : ", " + settings))
        steps = []
        for grads in \(golden["grads"].python):
            at = 0
            for p in ps:
                p.grad = torch.tensor(grads[at:at + p.numel()]).reshape(p.shape)
                at += p.numel()
            o.step()
            steps.append(torch.cat([p.detach().reshape(-1) for p in ps]).tolist())
        """)
    } catch {
      Issue.record("\(golden["optimizer"].string ?? "?"): \(runner.describe(error))")
      return
    }
    let steps = try runner.numbers("steps")
    let expected = golden["params"].array.flatMap(\.doubles)
    #expect(steps.count == expected.count && !steps.isEmpty)
    #expect(
      zip(steps, expected).allSatisfy { abs($0 - $1) <= 2e-6 + 2e-5 * abs($1) },
      "\(golden["optimizer"].string ?? "?") \(settings)")
  }

  @Test("A schedule in a script has PyTorch's learning rates", arguments: makers.keys.sorted())
  func schedule(name: String) throws {
    guard let golden = Self.schedules.first(where: { $0["scheduler"].string == name }) else {
      Issue.record("\(name) is not in the file")
      return
    }
    let runner = ScriptRunner()
    try runner.run(
      """
      import torch
      from torch.optim.lr_scheduler import \(name)
      o = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=\(golden["base_lr"].python), momentum=.9)
      s = \(Self.makers[name] ?? "None")
      rates = []
      for _ in range(30):
          rates.append(o.param_groups[0]["lr"])
          o.step()
          s.step()
      """)
    let rates = try runner.numbers("rates")
    let expected = golden["lrs"].array.isEmpty ? golden["lrs"]["data"].doubles : golden["lrs"].doubles
    #expect(rates.count == 30 && expected.count == 30)
    #expect(zip(rates, expected).allSatisfy { abs($0 - $1) <= 1e-12 * abs($1) })
  }
}
