import ArgumentParser
import ParkCommands

@main
enum Main {
  static func main() {
    ParkSimCommand.main()
  }
}
