import Wording

/// What is said of the sensors.
enum TelemetryChapter {
  static let chapter = Chapter<NoTally>(
    metrics: [
      Metric(
        "telemetry_samples",
        "samples",
        .none,
        "Sensor samples taken in the whole run",
        where: { $0.hasSensors }
      ) { .count($1.samples) }
    ],
    chinese: ["telemetry_samples": "整次运行中采集的传感器样本"],
    summary: [
      SummaryLine(
        Phrase("Sensors", "传感器"),
        [.init("telemetry_samples", after: Phrase("samples", "个采样值"))]
      )
    ],
    checks: [{ try $0.checkSensors() }]
  )
}
