/// A small lesson with one of everything, without the library.
let sampleLesson = """
  ---
  title: 두 배
  lesson: {format: 1, id: doubling}
  ---

  # 두 배

  수를 두 배로 만드는 함수를 배워요. 본문은 여러 낱말로 되어 있어서 좁은 화면에서는 여러 줄로 나뉘어요.

  ```python id="setup"
  import math
  data = [1, 2, 3]


  def helper(x):
      return abs(x)


  print("준비", data)
  ```

  ```output
  준비 [1, 2, 3]
  ```

  <!-- quiz {"id": "guess", "type": "predict", "answer": [10]} -->
  21의 두 배는 얼마쯤일까요?

  > 해설: 마흔둘이에요.
  <!-- /quiz -->

  ## 연습

  ```python id="double" points=3 role="exercise"
  def double(x):
      # BEGIN SOLUTION
      return 2 * x
      # END SOLUTION
  ```

  ```python for="double" id="small" points=1 role="test"
  assert double(2) == 4, "2의 두 배는 4예요"
  ```

  ```python for="double" hidden=true id="secret" points=2 role="test"
  assert isinstance(double(3), int)
  assert abs(double(-3) + 6) < 1e-9
  assert math.sqrt(double(8)) == 4
  assert helper(double(-1)) == 2
  assert data == [1, 2, 3]
  ```

  <details><summary>힌트 1</summary>

  같은 수를 더해 보세요.

  </details>

  <!-- quiz {"id": "which", "type": "choice", "answer": [2], "points": 1} -->
  2의 두 배는 어느 것일까요?

  1. 셋
  2. 넷

  > 해설: 넷이에요.
  <!-- /quiz -->

  ```python id="use"
  result = double(21)
  print(result)
  ```

  ```output
  42
  ```

  끝이에요.

  """
