import ScenarioFiles
import Testing
import Wording

struct LanguageTests {
  @Test(
    "The option decides, then the first variable that is not empty",
    arguments: [
      (option: "zh", environment: [:], language: Language.chinese),
      (option: "zh-Hans", environment: ["LANG": "en_US.UTF-8"], language: .chinese),
      (option: "EN", environment: ["LANG": "zh_CN.UTF-8"], language: .english),
      (option: "fr", environment: ["LANG": "zh_CN.UTF-8"], language: nil),
      (option: nil, environment: [:], language: .english),
      (option: nil, environment: ["LANG": "zh_CN.GB18030"], language: .english),
      (option: nil, environment: ["LANG": "zh_CN", "LC_ALL": "C"], language: .english),
      (option: nil, environment: ["LANG": "zh_CN", "LC_ALL": ""], language: .chinese),
      (option: nil, environment: ["LC_MESSAGES": "zh", "LANG": "de_DE"], language: .chinese),
    ] as [(option: String?, environment: [String: String], language: Language?)]
  )
  func theLanguageIsChosen(
    option: String?,
    environment: [String: String],
    language: Language?
  ) {
    #expect(Language.chosen(by: option, environment: environment) == language)
  }
}
