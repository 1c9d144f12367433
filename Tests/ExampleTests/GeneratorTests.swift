import Testing

@testable import ExampleModels

/// The generators against the numbers that their authors publish.
struct GeneratorTests {
  @Test("The 10,000th output of minstd_rand0 and minstd_rand is that of [rand.predef]")
  func minimalStandardGivesTheStandardsNumbers() {
    var old = LehmerGenerator.minstd0
    var new = LehmerGenerator.minstd
    for _ in 1..<10_000 {
      _ = old.next()
      _ = new.next()
    }
    #expect(old.next() == 1_043_618_065)
    #expect(new.next() == 399_268_537)
  }

  @Test("The 10,000th output of mt19937 is that of [rand.predef]")
  func mersenneTwisterGivesTheStandardsNumber() {
    var generator = MersenneTwister()
    for _ in 1..<10_000 { _ = generator.next() }
    #expect(generator.next() == 4_123_659_995)
  }

  @Test("The first outputs for the key 0x123 0x234 0x345 0x456 are those of mt19937ar.out")
  func keysGiveTheAuthorsNumbers() {
    var generator = MersenneTwister(key: [0x123, 0x234, 0x345, 0x456])
    let first = (0..<5).map { _ in generator.next() }
    #expect(first == [1_067_595_299, 955_945_823, 477_289_528, 4_107_218_783, 4_228_976_476])
  }

  @Test("random.seed(42); random() as in CPython")
  func uniformNumbersArePythons() {
    var random = PythonRandom(seed: 42)
    let first = (0..<3).map { _ in random.random() }
    #expect(first == [0.6394267984578837, 0.025010755222666936, 0.27502931836911926])
  }

  @Test("expovariate, normalvariate, uniform, randint, choice as in CPython 3.11.7")
  func otherNumbersArePythons() {
    var random = PythonRandom(seed: 42)
    let exponential = random.exponential(mean: 10)
    let normal = random.normal(mean: 10, standardDeviation: 2)
    #expect((exponential - 10.200602872748009).magnitude < 1e-14)
    #expect((normal - 7.752027053021161).magnitude < 1e-14)
    #expect(random.uniform(1, 3) == 1.4464214762976455)
    let integers = (0..<8).map { _ in random.integer(in: 50...99) }
    #expect(integers == [97, 56, 93, 97, 84, 55, 87, 77])
    let choices = (0..<8).map { _ in random.choice(["a", "b", "c"]) }
    #expect(choices.joined() == "aaaaacca")
  }
}
