/// Items that are not there: indices, keys, members, values to unpack.
package enum ItemMessage: CatalogueMessage {
  /// `kind` as CPython names it: `list`, `tuple`, `string`, `range object`.
  case indexOutOfRange(kind: String, index: Int, count: Int)
  case assignmentOutOfRange(kind: String, index: Int, count: Int)
  case indexType(kind: String, type: String, value: String?)
  case sliceIndexType
  case zeroStep
  case popFromEmpty(String)
  case popOutOfRange(index: Int, count: Int)
  /// `key` is the repr; `keys` are the first few keys, as reprs.
  case noKey(String, keys: [String], count: Int, suggestion: String?)
  case emptyPop(String)
  case notInList(String)
  case removeMissing
  case notInTuple
  case notInDeque(String)
  case substringNotFound
  case tooManyValues(expected: Int, got: Int?)
  case tooFewValues(expected: Int, got: Int)
  case tooFewValuesForStar(expected: Int, got: Int)
  case cannotUnpack(type: String)
  case sliceSizes(values: Int, slots: Int)
  case sliceNeedsIterable
  case pairLength(element: Int, length: Int)
  case pairType(element: Int)
  case dequeFull
  case emptySequence(String)
  case emptyChoice

  package var entry: Topic {
    switch self {
    case .indexOutOfRange, .assignmentOutOfRange, .popFromEmpty, .popOutOfRange, .dequeFull, .emptyChoice:
      .indexOutOfRange
    case .indexType, .sliceIndexType, .sliceNeedsIterable, .pairType: .indexType
    case .noKey, .emptyPop: .noKey
    case .zeroStep, .notInList, .removeMissing, .notInTuple, .notInDeque, .substringNotFound, .emptySequence:
      .notFound
    case .tooManyValues, .tooFewValues, .tooFewValuesForStar, .sliceSizes, .pairLength: .unpackCount
    case .cannotUnpack: .cannotUnpack
    }
  }

  package func wording(_ language: Language) -> Wording {
    switch self {
    case .indexOutOfRange(let kind, let index, let count):
      return language.pick(
        ko: Wording("\(korean(kind)) 인덱스가 범위를 벗어났어요", label: range(index, count, .korean)),
        en: Wording("\(kind) index out of range", label: range(index, count, .english)))
    case .assignmentOutOfRange(let kind, let index, let count):
      return language.pick(
        ko: Wording(
          "\(korean(kind))에 값을 넣을 인덱스가 범위를 벗어났어요", label: range(index, count, .korean),
          help: kind == "list" ? "리스트를 늘리려면 `.append(값)`을 쓰세요" : nil),
        en: Wording(
          "\(kind) assignment index out of range", label: range(index, count, .english),
          help: kind == "list" ? "to make the list longer use `.append(value)`" : nil))
    case .indexType(let kind, let type, let value):
      let what =
        kind == "string"
        ? "string indices must be integers, not '\(type)'"
        : "\(kind) indices must be integers or slices, not \(type)"
      return language.pick(
        ko: Wording(
          "\(korean(kind))의 인덱스는 정수나 슬라이스여야 하는데 '\(type)' 값이 왔어요",
          label: value.map { "이 인덱스는 \($0)\(Particle.copula.form(after: "\($0)"))" },
          help: type == "float"
            ? "`int(…)`로 바꾸거나, 나눗셈이라면 `/` 대신 `//`를 쓰세요" : type == "str" ? "이름으로 찾으려면 딕셔너리를 쓰세요" : nil),
        en: Wording(
          what, label: value.map { "this index is \($0)" },
          help: type == "float"
            ? "use `int(…)`, or `//` instead of `/`" : type == "str" ? "to look up by name use a dict" : nil))
    case .sliceIndexType:
      return language.pick(
        ko: Wording("슬라이스의 처음·끝·간격은 정수나 None이어야 해요"),
        en: Wording("slice indices must be integers or None or have an __index__ method"))
    case .zeroStep:
      return language.pick(ko: Wording("슬라이스의 간격은 0일 수 없어요"), en: Wording("slice step cannot be zero"))
    case .popFromEmpty(let kind):
      return language.pick(
        ko: Wording("빈 \(korean(kind))에서는 꺼낼 것이 없어요", help: "`if xs:`처럼 비었는지 먼저 보세요"),
        en: Wording(
          "pop from \(kind.hasPrefix("an ") ? "" : "empty ")\(kind)",
          help: "check first that it is not empty: `if xs:`"))
    case .popOutOfRange(let index, let count):
      return language.pick(
        ko: Wording("꺼낼 인덱스가 범위를 벗어났어요", label: range(index, count, .korean)),
        en: Wording("pop index out of range", label: range(index, count, .english)))
    case .noKey(let key, let keys, let count, let suggestion):
      let list = keys.joined(separator: ", ") + (count > keys.count ? ", …" : "")
      return language.pick(
        ko: Wording(
          key, label: count == 0 ? "딕셔너리가 비어 있어요" : "\(key) 키가 없어요. 있는 키: \(list)",
          help: suggestion.map { "비슷한 키가 있어요: \($0)" }),
        en: Wording(
          key, label: count == 0 ? "the dict is empty" : "there is no key \(key); keys: \(list)",
          help: suggestion.map { "a similar key exists: \($0)" }))
    case .emptyPop(let text):
      return language.pick(ko: Wording("'\(text)'", label: "비어 있어서 꺼낼 것이 없어요"), en: Wording("'\(text)'"))
    case .notInList(let value):
      return language.pick(
        ko: Wording(
          "리스트에 \(value)\(Particle.subject.form(after: value)) 없어요", help: "`in`으로 있는지 먼저 볼 수 있어요"),
        en: Wording("\(value) is not in list", help: "test with `in` first"))
    case .removeMissing:
      return language.pick(
        ko: Wording("지우려는 값이 리스트에 없어요", help: "`in`으로 있는지 먼저 볼 수 있어요"),
        en: Wording("list.remove(x): x not in list", help: "test with `in` first"))
    case .notInTuple:
      return language.pick(ko: Wording("튜플에 그 값이 없어요"), en: Wording("tuple.index(x): x not in tuple"))
    case .notInDeque(let value):
      return language.pick(
        ko: Wording("덱에 \(value)\(Particle.subject.form(after: value)) 없어요"),
        en: Wording("\(value) is not in deque"))
    case .substringNotFound:
      return language.pick(
        ko: Wording("문자열에 찾는 글이 없어요", help: "`.find()`는 없을 때 오류 대신 -1을 돌려줘요"),
        en: Wording("substring not found", help: "`.find()` returns -1 instead of raising an error"))
    case .tooManyValues(let expected, let got):
      let more = got.map(String.init)
      return language.pick(
        ko: Wording(
          "풀어 담을 값이 너무 많아요 (이름은 \(expected)개)",
          label: "오른쪽 값은 \(more.map { "\($0)개" } ?? "더 많고"), 왼쪽 이름은 \(expected)개예요"),
        en: Wording(
          "too many values to unpack (expected \(expected))",
          label: "\(more ?? "more") values on the right, \(expected) names on the left"))
    case .tooFewValues(let expected, let got):
      return language.pick(
        ko: Wording(
          "풀어 담을 값이 모자라요 (이름은 \(expected)개, 값은 \(got)개)", label: "오른쪽 값은 \(got)개, 왼쪽 이름은 \(expected)개예요"),
        en: Wording(
          "not enough values to unpack (expected \(expected), got \(got))",
          label: "\(got) values on the right, \(expected) names on the left"))
    case .tooFewValuesForStar(let expected, let got):
      return language.pick(
        ko: Wording("풀어 담을 값이 모자라요 (적어도 \(expected)개가 있어야 하는데 \(got)개예요)"),
        en: Wording("not enough values to unpack (expected at least \(expected), got \(got))"))
    case .cannotUnpack(let type):
      return language.pick(
        ko: Wording("'\(type)' 값 하나는 여러 이름에 풀어 담을 수 없어요"),
        en: Wording("cannot unpack non-iterable \(type) object"))
    case .sliceSizes(let values, let slots):
      return language.pick(
        ko: Wording("간격이 있는 슬라이스에는 같은 개수의 값만 넣을 수 있어요 (자리 \(slots)개, 값 \(values)개)"),
        en: Wording("attempt to assign sequence of size \(values) to extended slice of size \(slots)"))
    case .sliceNeedsIterable:
      return language.pick(
        ko: Wording("슬라이스에는 리스트처럼 여러 값을 가진 것만 넣을 수 있어요"), en: Wording("can only assign an iterable"))
    case .pairLength(let element, let length):
      return language.pick(
        ko: Wording(
          "딕셔너리를 만들 \(element)번째 항목의 길이가 \(length)\(Particle.copula.form(after: "\(length)")). (키, 값) 두 개여야 해요"
        ),
        en: Wording("dictionary update sequence element #\(element) has length \(length); 2 is required"))
    case .pairType(let element):
      return language.pick(
        ko: Wording("딕셔너리를 만들 \(element)번째 항목이 (키, 값) 쌍이 아니에요"),
        en: Wording("cannot convert dictionary update sequence element #\(element) to a sequence"))
    case .dequeFull:
      return language.pick(ko: Wording("덱이 이미 가득 찼어요"), en: Wording("deque already at its maximum size"))
    case .emptySequence(let function):
      return language.pick(
        ko: Wording("`\(function)()`에 빈 것을 줬어요", help: "비었을 때의 값을 `default=`로 줄 수 있어요"),
        en: Wording(
          "\(function)() arg is an empty sequence", help: "give a value for that case with `default=`"))
    case .emptyChoice:
      return language.pick(
        ko: Wording("빈 것에서는 고를 수 없어요"), en: Wording("Cannot choose from an empty sequence"))
    }
  }

  private func korean(_ kind: String) -> String {
    switch kind {
    case "list": "리스트"
    case "tuple": "튜플"
    case "string": "문자열"
    case "range", "range object": "range"
    case "deque", "an empty deque": "덱"
    default: kind
    }
  }

  private func range(_ index: Int, _ count: Int, _ language: Language) -> String {
    if count == 0 {
      return language.pick(ko: "비어 있어서 \(index)번 항목이 없어요", en: "it is empty; asked for \(index)")
    }
    let last = count - 1
    return language.pick(
      ko: "항목이 \(count)개라서 인덱스는 0부터 \(last)까지(또는 -\(count)부터 -1까지)인데 \(String(index).with(.object)) 찾았어요",
      en: "\(count) items: indices 0 to \(last) (or -\(count) to -1); asked for \(index)")
  }
}

extension Topic {
  package static let indexOutOfRange = Topic(
    "E0401", "IndexError",
    ko: .init("범위를 벗어난 인덱스", "항목이 n개면 인덱스는 0부터 n-1까지, 뒤에서부터는 -1부터 -n까지예요."),
    en: .init("An index out of range", "With n items the indices are 0 to n-1, or -1 to -n from the end."),
    example: "xs = [1, 2, 3]\nprint(xs[3])\n# →\nxs = [1, 2, 3]\nprint(xs[-1])\n")
  package static let indexType = Topic(
    "E0402", "TypeError",
    ko: .init("정수가 아닌 인덱스", "리스트와 문자열의 인덱스는 정수예요. `/`의 결과는 언제나 float이므로 `//`를 쓰세요."),
    en: .init(
      "An index that is no integer", "Indices are integers. The result of `/` is always a float: use `//`."),
    example: "xs = [1, 2, 3]\nprint(xs[len(xs) / 2])\n# →\nxs = [1, 2, 3]\nprint(xs[len(xs) // 2])\n")
  package static let noKey = Topic(
    "E0403", "KeyError",
    ko: .init("없는 키", "딕셔너리에 없는 키를 읽었어요. 없을 수도 있다면 `d.get(키, 기본값)`이나 `키 in d`를 쓰세요."),
    en: .init(
      "A key that is not there", "If the key may be missing use `d.get(key, default)` or test `key in d`."),
    example: "d = {\"lr\": 0.1}\nprint(d[\"Ir\"])\n# →\nd = {\"lr\": 0.1}\nprint(d[\"lr\"])\n")
  package static let notFound = Topic(
    "E0404", "ValueError",
    ko: .init("알맞지 않은 값", "타입은 맞지만 값이 알맞지 않아요. 찾는 값이 없거나, 비어 있거나, 0이면 안 되는 자리예요."),
    en: .init(
      "A value that does not fit",
      "The type is right but the value is not: it is missing, empty, or must not be 0."),
    example: "print([1, 2].index(3))\n# →\nxs = [1, 2]\nprint(xs.index(3) if 3 in xs else -1)\n")
  package static let unpackCount = Topic(
    "E0405", "ValueError",
    ko: .init("개수가 다른 풀어 담기", "`a, b = 값들`에서는 이름과 값의 개수가 같아야 해요. 나머지를 모두 받으려면 이름 앞에 `*`를 붙이세요."),
    en: .init(
      "Unpacking with different counts",
      "`a, b = values` needs as many values as names. A name with `*` takes the rest."),
    example: "a, b = 1, 2, 3\n# →\na, *b = 1, 2, 3\n")
  package static let cannotUnpack = Topic(
    "E0406", "TypeError",
    ko: .init("풀어 담을 수 없는 값", "여러 이름에 풀어 담으려면 튜플이나 리스트처럼 여러 값을 가진 것이어야 해요."),
    en: .init("A value that cannot be unpacked", "Only values that contain several others can be unpacked."),
    example: "a, b = 5\n# →\na, b = 5, 5\n")

  package static let items: [Topic] = [
    .indexOutOfRange, .indexType, .noKey, .notFound, .unpackCount, .cannotUnpack,
  ]
}
