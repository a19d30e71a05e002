import Script
import Text

/// What `matplotlib.pyplot` refuses.
enum PlotMessage: CatalogueMessage {
  case ragged
  case notAPicture([Int])
  case differentLengths(Int, Int)
  case unknownColor(String)
  case unknownFormat(String)
  case unknownColorMap(String)
  case unknownScale(String)
  case unknownOption(String, of: String)
  case badGrid(rows: Int, columns: Int, index: Int)
  case onlySVG(String)
  case noFiles
  case edges
  case bins
  case notANumber(String)
  case tooManyPanels
  case differentGrid(columns: Int, rows: Int, Int, Int)
  case partOfGraph

  var entry: Topic { .plotting }

  var exceptionName: String {
    switch self {
    case .notAPicture, .differentGrid: "TypeError"
    case .partOfGraph: "RuntimeError"
    case .unknownOption: "AttributeError"
    case .noFiles: "PermissionError"
    default: "ValueError"
    }
  }

  func wording(_ language: Language) -> Wording {
    switch self {
    case .ragged:
      language.pick(
        ko: Wording("안쪽 목록들의 길이가 서로 달라서 그릴 수 없어요"),
        en: Wording("setting an array element with a sequence: the inner lists differ in length"))
    case .notAPicture(let shape):
      language.pick(
        ko: Wording(
          "그림은 (행, 열) 두 축이어야 하는데 모양이 \(text(shape))\(Particle.copula.form(after: "\(text(shape))"))",
          help: "한 장만 고르거나 `x.reshape(행, 열)`로 바꾸세요"),
        en: Wording("Invalid shape \(text(shape)) for image data"))
    case .differentLengths(let x, let y):
      language.pick(
        ko: Wording("x는 \(x)개, y는 \(y)개예요. 두 목록의 길이가 같아야 해요."),
        en: Wording("x and y must have same first dimension, but have shapes (\(x),) and (\(y),)"))
    case .unknownColor(let name):
      language.pick(
        ko: Wording(
          "`\(name)`\(Particle.called.form(after: name)) 색은 없어요",
          help: "`\"C0\"`, `\"red\"`, `\"#1f77b4\"`처럼 적으세요"),
        en: Wording("'\(name)' is not a valid color value"))
    case .unknownFormat(let text):
      language.pick(
        ko: Wording(
          "`\(text)`\(Particle.topic.form(after: text)) 선과 점을 나타내는 말이 아니에요.",
          help: "색·표식·선을 이어서 `\"ro--\"`처럼 적으세요"),
        en: Wording("'\(text)' is not a valid format string"))
    case .unknownColorMap(let name):
      language.pick(
        ko: Wording(
          "`\(name)`\(Particle.called.form(after: name)) 색 지도는 없어요",
          help: "`viridis`, `gray`, `RdBu`, `coolwarm`이 있어요"),
        en: Wording("'\(name)' is not a known colormap name"))
    case .unknownScale(let name):
      language.pick(
        ko: Wording("`\(name)` 눈금은 없어요. `linear`와 `log`가 있어요"),
        en: Wording("'\(name)' is not a valid scale; the scales here are 'linear' and 'log'"))
    case .unknownOption(let option, let command):
      language.pick(
        ko: Wording("`\(command)`에는 `\(option)`\(Particle.called.form(after: option)) 설정이 없어요"),
        en: Wording("\(command)() got an unexpected keyword argument '\(option)'"))
    case .badGrid(let rows, let columns, let index):
      language.pick(
        ko: Wording("\(rows)행 \(columns)열에는 \(index)번째 칸이 없어요"),
        en: Wording("num must be an integer with 1 <= num <= \(max(1, rows) * max(1, columns)), not \(index)")
      )
    case .onlySVG(let name):
      language.pick(
        ko: Wording(
          "`\(name)`\(Particle.direction.form(after: name))는 저장할 수 없어요",
          help: "`plt.savefig(\"그림.svg\")`처럼 SVG로 저장하세요"),
        en: Wording("Format of '\(name)' is not supported (supported formats: svg)"))
    case .noFiles:
      language.pick(
        ko: Wording("여기서는 그림을 파일로 저장하지 않아요", help: "`plt.show()`로 보세요"),
        en: Wording("figures can't be saved to files here"))
    case .edges:
      language.pick(
        ko: Wording("`bins`의 경계는 작은 것부터 늘어놓은 두 개 이상의 수여야 해요."),
        en: Wording("`bins` must increase monotonically, when an array"))
    case .bins:
      language.pick(
        ko: Wording("`bins`는 1 이상이어야 해요"), en: Wording("`bins` must be positive, when an integer"))
    case .notANumber(let text):
      language.pick(
        ko: Wording("`\(text)`\(Particle.topic.form(after: text)) 수가 아니라서 그릴 수 없어요"),
        en: Wording("could not convert string to float: '\(text)'"))
    case .tooManyPanels:
      language.pick(
        ko: Wording("한 그림의 칸은 400개까지예요"),
        en: Wording("a figure holds at most 400 subplots"))
    case .differentGrid(let columns, let rows, let wantedColumns, let wantedRows):
      language.pick(
        ko: Wording(
          "좌표는 가로 \(columns)개, 세로 \(rows)개인데 값은 \(wantedRows)행 \(wantedColumns)열이에요",
          help: "`torch.meshgrid(x, y, indexing=\"xy\")`로 좌표를 만드세요"),
        en: Wording(
          "Dimensions of C (\(wantedRows), \(wantedColumns)) should be one smaller than or equal to X(\(columns)) and Y(\(rows))"
        ))
    case .partOfGraph:
      language.pick(
        ko: Wording(
          "기울기를 추적하는 텐서는 그대로 그릴 수 없어요", help: "`x.detach()`로 그래프에서 떼어 내어 그리세요"),
        en: Wording("Can't call numpy() on Tensor that requires grad. Use tensor.detach().numpy() instead."))
    }
  }

  private func text(_ shape: [Int]) -> String { "(\(shape.map(String.init).joined(separator: ", ")))" }
}

extension Topic {
  /// Whatever goes wrong with a figure.
  static let plotting = Topic(
    "E1501", "ValueError",
    ko: Explanation(
      "그림을 그릴 수 없는 값이나 설정",
      "그림 명령에 준 값의 모양이 맞지 않거나, 없는 색·눈금·설정의 이름을 적었어요. x와 y는 길이가 같아야 하고, "
        + "`imshow`에는 행과 열이 있는 표를 줘요."),
    en: Explanation(
      "A value or setting that can't be drawn",
      "The shape of the data doesn't fit the command, or a colour, scale or option of that name doesn't exist. "
        + "x and y must have the same length, and `imshow` takes a table of rows and columns."),
    example: """
      import matplotlib.pyplot as plt
      plt.plot([1, 2, 3], [1, 2])
      # →
      plt.plot([1, 2, 3], [1, 2, 4])
      """)
}
