extension NonsenseTests {
  static let mistakes: [Mistake] = [
    Mistake(
      peer: "nagasim 0.18.0 accepts the misspelt optional key `dispach`",
      patch: #""dispach": { "policy": "nearest" }"#,
      code: "E0201",
      pointer: "/dispach",
      parts: ["\"dispach\" is not known here", "write \"dispatch\"; allowed here:"]
    ),
    Mistake(
      peer: "aeroagentsim 1.1.1 accepts the misspelt `batery_level` and takes 100",
      patch: #""fleet": { "m100": { "batery": { "capacity_wh": 90 } } }"#,
      code: "E0201",
      pointer: "/fleet/m100/batery",
      parts: ["write \"battery\"; allowed here:"]
    ),
    Mistake(
      peer: "aeroagentsim 1.1.1 accepts the misspelt `positon` and takes [0, 0, 0]",
      patch: #""pads": { "north": { "x_mm": 0, "y_m": 50 } }"#,
      code: "E0202",
      pointer: "/pads/north/x_mm",
      parts: ["\"x_mm\" is not known here; \"x_m\" is missing: a number from -100000 to 100000 m"]
    ),
    Mistake(
      peer: "nagasim 0.18.0 says `speed is required` and not `sped`; simulatte 0.17.0 names no key",
      patch:
        #""charging": { "depot": { "chargers": { "standard": { "count": null, "cuont": 3 } } } }"#,
      code: "E0202",
      pointer: "/charging/depot/chargers/standard/cuont",
      parts: ["\"cuont\" is not known here; \"count\" is missing", "write \"count\" in its place"]
    ),
    Mistake(
      peer: "aeroagentsim 1.1.1 accepts a battery of -40",
      patch: #""fleet": { "m100": { "battery": { "capacity_wh": -40 } } }"#,
      code: "E0204",
      pointer: "/fleet/m100/battery/capacity_wh",
      parts: ["found the number -40; allowed is a number from 1 to 1000 Wh"]
    ),
    Mistake(
      peer: "aeroagentsim 1.1.1 accepts a state of charge of -40",
      patch: #""initial": { "fleet": { "m100": { "state_of_charge": -40 } } }"#,
      code: "E0204",
      pointer: "/initial/fleet/m100/state_of_charge",
      parts: ["found the number -40; allowed is a number from 0 to 1"]
    ),
    Mistake(
      peer: "aeroagentsim 1.1.1 accepts a charger of -3",
      patch: #""charging": { "depot": { "chargers": { "standard": { "count": -3 } } } }"#,
      code: "E0204",
      pointer: "/charging/depot/chargers/standard/count",
      parts: ["found the number -3; allowed is a whole number from 1 to 10000 chargers"]
    ),
    Mistake(
      peer: "nagasim 0.18.0 finds a negative rate valid and dies with `scale < 0`",
      patch: """
        "demand": { "orders": { "orders_per_hour": [
          0, 0, 0, 0, 0, 0, 0, 0, 9, -0.25, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] } }
        """,
      code: "E0204",
      pointer: "/demand/orders/orders_per_hour/9",
      parts: ["found the number -0.25; allowed is a number from 0 to 1000000 orders/h"]
    ),
    Mistake(
      peer: "simulatte 0.17.0 says `outside allowed range` without the range",
      patch: #""fleet": { "m100": { "count": -24 } }"#,
      code: "E0204",
      pointer: "/fleet/m100/count",
      parts: ["found the number -24; allowed is a whole number from 0 to 100000 drones"]
    ),
    Mistake(
      peer: "vidigi 2.0.0 accepts an interval of -1",
      patch: #""telemetry": { "sensors": { "state_of_charge": { "period_s": -1 } } }"#,
      code: "E0204",
      pointer: "/telemetry/sensors/state_of_charge/period_s",
      parts: ["found the number -1; allowed is a number from 0.001 to 86400 s"]
    ),
    Mistake(
      peer: "vidigi 2.0.0 accepts the event type `quene`; sim-tools 1.3.0 does not list the names",
      patch: #""dispatch": { "policy": "neerest" }"#,
      code: "E0205",
      pointer: "/dispatch/policy",
      parts: ["found the string \"neerest\"; allowed is", "write \"nearest\""]
    ),
    Mistake(
      peer: "aeroagentsim 1.1.1 runs for ever with an unknown source",
      patch: #""fleet": { "m100": { "pads": ["est"] } }"#,
      code: "E0302",
      pointer: "/fleet/m100/pads/0",
      parts: ["\"est\" is not declared under \"pads\"", "write \"east\"; declared there:"]
    ),
    Mistake(
      peer: "supplynetpy 0.5.1 says `Invalid source or sink node` and not which",
      patch: #""initial": { "fleet": { "m10": { "state_of_charge": 0.5 } } }"#,
      code: "E0302",
      pointer: "/initial/fleet/m10",
      parts: ["\"m10\" is not declared under \"fleet\"", "write \"m100\"; declared there:"]
    ),
    Mistake(
      peer: "aeroagentsim 1.1.1 ends with AttributeError on a wrong type",
      patch: #""pads": { "west": [60, 0] }"#,
      code: "E0203",
      pointer: "/pads/west",
      parts: [
        "found an array of 2 under the id \"west\"; an entry is an object",
        "for example \"west\": { \"x_m\": 0, \"y_m\": 0 }",
      ]
    ),
    Mistake(
      peer: "aeroagentsim 1.1.1 ends with TypeError without a mobility component",
      patch: #""fleet": { "spare": { "count": 3 } }"#,
      code: "E0202",
      pointer: "/fleet/spare/type",
      parts: ["\"type\" is missing: \"m100\"", "add drone type"]
    ),
    Mistake(
      peer: "supplynetpy 0.5.1 ends with TypeError on `capacty`",
      patch: #""fleet": { "m100": { "battery": { "capacty_wh": 100 } } }"#,
      code: "E0201",
      pointer: "/fleet/m100/battery/capacty_wh",
      parts: ["write \"capacity_wh\""]
    ),
    Mistake(
      peer: "nagasim 0.18.0 delivers all with a battery that no flight can be made with",
      patch: #""fleet": { "m100": { "battery": { "capacity_wh": 5 } } }"#,
      code: "E0301",
      pointer: "/safety",
      parts: ["takes 29.8 Wh, and a charged battery gives 3.8 Wh above the reserve"]
    ),
    Mistake(
      peer: "simulsi 0.9.0 drops an unknown metric: here an unknown sensor",
      patch: #""telemetry": { "sensors": { "warmth": { "kind": "battery_temperture" } } }"#,
      code: "E0205",
      pointer: "/telemetry/sensors/warmth/kind",
      parts: ["write \"battery_temperature\""]
    ),
    Mistake(
      peer: "of our own: a null that removes nothing, in a patch",
      patch: #""zones": { "campsu": null }"#,
      code: "E0302",
      pointer: "/zones/campsu",
      parts: ["null is to remove \"campsu\", and there is no such key", "write \"campus\""]
    ),
    Mistake(
      peer: "of our own: a misspelt key is to be removed",
      patch: #""telemtry": null"#,
      code: "E0302",
      pointer: "/telemtry",
      parts: ["write \"telemetry\"; declared there:"]
    ),
    Mistake(
      peer: "of our own: a misspelt id in a patch makes a new entry",
      patch: #""zones": { "campsu": { "radius_m": 5 } }"#,
      code: "E0202",
      pointer: "/zones/campsu/x_m",
      parts: ["\"x_m\" is missing", "or write \"campus\" for \"campsu\", if that entry is meant"]
    ),
    Mistake(
      peer: "of our own: a shift without length",
      patch:
        #""warehouses": { "main": { "picking": { "shifts": { "late": { "from": "14:00", "to": "14:00" } } } } }"#,
      code: "E0301",
      pointer: "/warehouses/main/picking/shifts/late/to",
      parts: ["the shift from 14:00 to 14:00 has no length"]
    ),
    Mistake(
      peer: "of our own: a pad named twice",
      patch: #""fleet": { "m100": { "pads": ["east", "east"] } }"#,
      code: "E0301",
      pointer: "/fleet/m100/pads/1",
      parts: ["\"east\" is named twice"]
    ),
    Mistake(
      peer: "of our own: a share above 1",
      patch: #""demand": { "orders": { "refund": { "probability": 2 } } }"#,
      code: "E0204",
      pointer: "/demand/orders/refund/probability",
      parts: ["allowed is a number from 0 to 1", "0.02 is 2 %"]
    ),
  ]
}
