import ParkCommands

@main
enum Main {
  static func main() {
    ParkSim.main()
  }
}
