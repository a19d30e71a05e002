import Lessons
import Library
import Script

/// All kinds of mistakes that have a code.
enum ExplainedTopics {
  static var all: [Topic] {
    (Topic.syntax + Topic.runTime + Topic.tensorTopics + Topic.neuralTopics + [LessonMessage.lessonFile])
      .sorted {
        $0.code < $1.code
      }
  }
}
