import Script

/// The part of the library that is written in the language itself, in the files of `CAssets/Modules`.
///
/// Their names appear in the modules that scripts import, next to those that are bound to the engine, and are compiled when a
/// script first asks for one.
enum WrittenModules {
  /// One text and where its names appear.
  private struct Text: Sendable {
    /// The file, without its ending.
    let file: String
    /// What its classes say as `__module__`.
    let module: String
    /// The modules that scripts find the names in; none if the text is a module of its own.
    let places: [String]
    let names: Set<String>

    /// A module of its own.
    init(_ file: String, module: String) {
      (self.file, self.module, places, names) = (file, module, [], [])
    }

    init(_ file: String, module: String, in places: String..., names: String) {
      (self.file, self.module, self.places) = (file, module, places)
      self.names = Set(names.split(separator: " ").map(String.init))
    }
  }

  private static let texts = [
    Text("json", module: "json"),
    Text("textwrap", module: "textwrap"),
    Text("fractions", module: "fractions"),
    Text("io", module: "io"),
    Text("distributions", module: "torch.distributions"),
    Text("testing", module: "torch.testing"),
    Text("asgd", module: "torch.optim.asgd", in: "torch.optim", names: "ASGD"),
    Text("autograd_functional", module: "torch.autograd.functional"),
    Text(
      "contextlib", module: "contextlib", in: "contextlib",
      names: "AbstractContextManager ContextDecorator ExitStack closing redirect_stdout redirect_stderr"),
    Text("heapq", module: "heapq", in: "heapq", names: "merge"),
    Text(
      "operator", module: "operator", in: "operator",
      names: "iadd iand iconcat ifloordiv ilshift imatmul imod imul ior ipow irshift isub itruediv ixor call "
        + "countOf indexOf delitem"),
    Text("collections", module: "collections", in: "collections", names: "ChainMap UserDict UserList"),
    Text("string", module: "string", in: "string", names: "Template capwords"),
    Text(
      "statistics", module: "statistics", in: "statistics",
      names: "correlation covariance geometric_mean harmonic_mean linear_regression multimode quantiles "
        + "NormalDist"),
    Text(
      "gradcheck", module: "torch.autograd.gradcheck", in: "torch.autograd", names: "gradcheck gradgradcheck"),
    Text("lbfgs", module: "torch.optim.lbfgs", in: "torch.optim", names: "LBFGS"),
    Text(
      "rnn", module: "torch.nn.modules.rnn", in: "torch.nn", names: "RNN LSTM GRU RNNCell LSTMCell GRUCell"),
    Text(
      "attention", module: "torch.nn.modules.activation", in: "torch.nn", names: "MultiheadAttention"),
    Text(
      "transformer", module: "torch.nn.modules.transformer", in: "torch.nn",
      names: "TransformerEncoderLayer TransformerEncoder"),
    Text(
      "images", module: "torch.nn.modules.pooling", in: "torch", "torch.nn", "torch.nn.functional",
      names:
        "affine_grid grid_sample channel_shuffle native_channel_shuffle max_unpool1d max_unpool2d MaxUnpool1d "
        + "MaxUnpool2d LPPool1d LPPool2d ChannelShuffle"),
    Text(
      "losses", module: "torch.nn.modules.loss", in: "torch.nn", "torch.nn.functional",
      names: "ctc_loss CTCLoss multilabel_margin_loss MultiLabelMarginLoss"),
    Text(
      "numerics", module: "torch.functional", in: "torch",
      names: "gradient unravel_index nonzero_static typename vmap"),
    Text(
      "data", module: "torch.utils.data.dataset", in: "torch.utils.data", names: "ChainDataset StackDataset"),
  ]

  /// The modules that scripts import by their own names, and those that hold names of others.
  static var all: [NativeModule] {
    texts.map { text in
      NativeModule(importName(text), written: text.module) { machine in
        guard let bytes = asset("modules/\(text.file).py") else {
          throw machine.error(.runtimeError, "no text for \(text.module)")
        }
        return String(decoding: bytes, as: UTF8.self)
      }
    } + [support]
  }

  /// A text that completes another module is known by a name that no script can write.
  private static func importName(_ text: Text) -> String {
    text.places.isEmpty ? text.module : "<\(text.file)>"
  }

  /// The module with the written names that belong there, too.
  static func completing(_ native: NativeModule) -> NativeModule {
    let own = texts.filter { $0.places.contains(native.name) }
    guard !own.isEmpty else { return native }
    return NativeModule(native.name) { machine, module in
      try native.build(machine, module)
      let others = module.lazy
      module.lazy = { machine, name in
        guard let text = own.first(where: { $0.names.contains(name) }) else {
          return try others?(machine, name)
        }
        return try machine.module(importName(text))?.attribute(machine.symbol(name), machine)
      }
    }
  }

  /// What written modules need of the machine.
  private static var support: NativeModule {
    NativeModule("_library") { machine, module in
      // An exception with words in both languages.
      module.function("error", "kind, english, korean, /", machine) { machine, a in
        let exception = try machine.call(a[0], [a[1]])
        (exception.object as? ExceptionObject)?.message = ValueMessage(
          english: a[1].text ?? "", korean: a[2].text ?? "")
        return exception
      }
      // A tuple with names, as operations return it.
      module.function("named", "name, fields, values, /", machine) { machine, a in
        .named(
          a[0].text ?? "", try machine.array(of: a[1]).map { $0.text ?? "" }, try machine.array(of: a[2]))
      }
      // What is written goes to an object's `write` until it is released.
      module.function("capture", "stream, target, /", machine) { machine, a in
        let target = a[1]
        let write: (String) -> Void = { [unowned machine] text in
          _ = try? machine.callMethod(target, machine.symbol("write"), [.string(text)])
        }
        if a[0].text == "stderr" {
          machine.torch.redirectedErrors.append(machine.errorOutput)
          machine.errorOutput = write
        } else {
          machine.torch.redirectedOutput.append(machine.output)
          machine.output = write
        }
        return .none
      }
      module.function("release", "stream, /", machine) { machine, a in
        if a[0].text == "stderr" {
          if let before = machine.torch.redirectedErrors.popLast() { machine.errorOutput = before }
        } else if let before = machine.torch.redirectedOutput.popLast() {
          machine.output = before
        }
        return .none
      }
    }
  }
}
