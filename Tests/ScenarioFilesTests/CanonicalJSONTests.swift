import ScenarioFiles
import Testing

struct CanonicalJSONTests {
  private func canonicalText(of text: String) throws -> String {
    try JSONNode(parsing: SourceText(name: "a", text: text)).canonicalText
  }

  /// RFC 8785, appendix B.
  @Test(
    arguments: [
      (bits: 0x0000_0000_0000_0000, text: "0"),
      (bits: 0x8000_0000_0000_0000, text: "0"),
      (bits: 0x0000_0000_0000_0001, text: "5e-324"),
      (bits: 0x8000_0000_0000_0001, text: "-5e-324"),
      (bits: 0x7FEF_FFFF_FFFF_FFFF, text: "1.7976931348623157e+308"),
      (bits: 0xFFEF_FFFF_FFFF_FFFF, text: "-1.7976931348623157e+308"),
      (bits: 0x4340_0000_0000_0000, text: "9007199254740992"),
      (bits: 0xC340_0000_0000_0000, text: "-9007199254740992"),
      (bits: 0x4430_0000_0000_0000, text: "295147905179352830000"),
      (bits: 0x44B5_2D02_C7E1_4AF5, text: "9.999999999999997e+22"),
      (bits: 0x44B5_2D02_C7E1_4AF6, text: "1e+23"),
      (bits: 0x44B5_2D02_C7E1_4AF7, text: "1.0000000000000001e+23"),
      (bits: 0x444B_1AE4_D6E2_EF4E, text: "999999999999999700000"),
      (bits: 0x444B_1AE4_D6E2_EF4F, text: "999999999999999900000"),
      (bits: 0x444B_1AE4_D6E2_EF50, text: "1e+21"),
      (bits: 0x3EB0_C6F7_A0B5_ED8C, text: "9.999999999999997e-7"),
      (bits: 0x3EB0_C6F7_A0B5_ED8D, text: "0.000001"),
      (bits: 0x41B3_DE43_5555_5553, text: "333333333.3333332"),
      (bits: 0x41B3_DE43_5555_5554, text: "333333333.33333325"),
      (bits: 0x41B3_DE43_5555_5555, text: "333333333.3333333"),
      (bits: 0x41B3_DE43_5555_5556, text: "333333333.3333334"),
      (bits: 0x41B3_DE43_5555_5557, text: "333333333.33333343"),
      (bits: 0xBECB_F647_612F_3696, text: "-0.0000033333333333333333"),
      (bits: 0x4314_3FF3_C1CB_0959, text: "1424953923781206.2"),
    ] as [(bits: UInt64, text: String)]
  )
  func numbersHaveTheirECMAScriptForm(bits: UInt64, text: String) {
    #expect(ECMAScriptNumber.text(of: Double(bitPattern: bits)) == text)
  }

  /// RFC 8785, section 3.2.2; the digest is that of the published canonical text.
  @Test func exampleOfTheStandardHasItsCanonicalText() throws {
    let text = #"""
      {
        "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
        "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
        "literals": [null, true, false]
      }
      """#
    let expected =
      #"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,"#
      + #"1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#
    let node = try JSONNode(parsing: SourceText(name: "a", text: text))
    #expect(node.canonicalText == expected)
    #expect(
      node.canonicalDigest == "2d5e01a318d0f0879ab568c4be289c8b1f64ef8921a53c6277d5e069978baacb"
    )
  }

  /// RFC 8785, section 3.2.3: an order that neither UTF-8 nor code points give.
  @Test func membersStandInTheOrderOfTheirUTF16Units() throws {
    let text =
      #"{"\u20ac": 1, "\r": 2, "\ufb33": 3, "1": 4, "\ud83d\ude00": 5, "\u0080": 6, "\u00f6": 7}"#
    let expected =
      "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{F6}\":7,\"\u{20AC}\":1,\"\u{1F600}\":5,\"\u{FB33}\":3}"
    #expect(try canonicalText(of: text) == expected)
  }

  @Test func orderOfMembersAndWritingOfNumbersChangeNothing() throws {
    let members = [
      #""format": 1"#, #""fleet": {"b": 40, "a": [1, 2]}"#, #""label": "仓""#, #""x": 0.5"#,
    ]
    let expected = try canonicalText(of: "{" + members.joined(separator: ", ") + "}")
    for seed in 0..<100 {
      var random = SplitMix(seed: UInt64(seed))
      var shuffled = members
      for index in shuffled.indices.dropFirst() { shuffled.swapAt(index, random.below(index + 1)) }
      let text = try canonicalText(of: "{" + shuffled.joined(separator: ",\n") + "}")
      #expect(text == expected, "seed \(seed)")
    }
    let rewritten =
      #"{"x": 5e-1, "label": "\u4ed3", "format": 1.0, "fleet": {"a": [1, 2e0], "b": 4E1}}"#
    #expect(try canonicalText(of: rewritten) == expected)
  }
}
