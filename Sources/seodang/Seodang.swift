import ArgumentParser

@main
struct Seodang: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "seodang")
}
