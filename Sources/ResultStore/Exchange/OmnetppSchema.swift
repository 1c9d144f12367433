/// Tables of an OMNeT++ result file in SQLite form.
///
/// Names, types and constraints are those of OMNeT++ 6 (`sqliteresultfileschema.cc`, March 2025);
/// the same for scalar and vector files. Its readers ask for all tables, so all are made.
enum OmnetppSchema {
  /// `PRAGMA application_id` of our exports, the letters PKOM: only such a file is replaced.
  static let applicationID: Int32 = 0x504B_4F4D

  /// Simulated time is in ticks of 10 to this power seconds.
  static let timeExponent = -6

  /// Statements that make the tables in an empty file.
  static let creation = """
    CREATE TABLE run (
      runId INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      runName TEXT NOT NULL,
      simtimeExp INTEGER NOT NULL
    );
    CREATE TABLE runAttr (\(run), \(attribute));
    CREATE TABLE runItervar (\(run), itervarName TEXT NOT NULL, itervarValue TEXT NOT NULL);
    CREATE TABLE runConfig (
      \(run), configKey TEXT NOT NULL, configValue TEXT NOT NULL, configOrder INTEGER NOT NULL
    );
    CREATE TABLE scalar (
      scalarId INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      \(run),
      moduleName TEXT NOT NULL,
      scalarName TEXT NOT NULL,
      scalarValue REAL
    );
    CREATE TABLE scalarAttr (
      scalarId INTEGER NOT NULL REFERENCES scalar(scalarId) ON DELETE CASCADE, \(attribute)
    );
    CREATE TABLE parameter (
      paramId INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      \(run),
      moduleName TEXT NOT NULL,
      paramName TEXT NOT NULL,
      paramValue TEXT NOT NULL
    );
    CREATE TABLE paramAttr (
      paramId INTEGER NOT NULL REFERENCES parameter(paramId) ON DELETE CASCADE, \(attribute)
    );
    \(statistics)
    \(vectors)
    PRAGMA application_id = \(applicationID);
    """

  /// Made after all rows are in.
  static let index = "CREATE INDEX vectorData_idx ON vectorData(vectorId)"

  private static let run = "runId INTEGER NOT NULL REFERENCES run(runId) ON DELETE CASCADE"
  private static let attribute = "attrName TEXT NOT NULL, attrValue TEXT NOT NULL"

  private static let statistics = """
    CREATE TABLE statistic (
      statId INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      \(run),
      moduleName TEXT NOT NULL,
      statName TEXT NOT NULL,
      isHistogram INTEGER NOT NULL,
      isWeighted INTEGER NOT NULL,
      statCount INTEGER NOT NULL,
      statMean REAL,
      statStddev REAL,
      statSum REAL,
      statSqrsum REAL,
      statMin REAL,
      statMax REAL,
      statWeights REAL,
      statWeightedSum REAL,
      statSqrSumWeights REAL,
      statWeightedSqrSum REAL
    );
    CREATE TABLE statisticAttr (
      statId INTEGER NOT NULL REFERENCES statistic(statId) ON DELETE CASCADE, \(attribute)
    );
    CREATE TABLE histogramBin (
      statId INTEGER NOT NULL REFERENCES statistic(statId) ON DELETE CASCADE,
      lowerEdge REAL NOT NULL,
      binValue REAL NOT NULL
    );
    """

  private static let vectors = """
    CREATE TABLE vector (
      vectorId INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL,
      \(run),
      moduleName TEXT NOT NULL,
      vectorName TEXT NOT NULL,
      vectorCount INTEGER,
      vectorMin REAL,
      vectorMax REAL,
      vectorSum REAL,
      vectorSumSqr REAL,
      startEventNum INTEGER,
      endEventNum INTEGER,
      startSimtimeRaw INTEGER,
      endSimtimeRaw INTEGER
    );
    CREATE TABLE vectorAttr (
      vectorId INTEGER NOT NULL REFERENCES vector(vectorId) ON DELETE CASCADE, \(attribute)
    );
    CREATE TABLE vectorData (
      vectorId INTEGER NOT NULL REFERENCES vector(vectorId) ON DELETE CASCADE,
      eventNumber INTEGER NOT NULL,
      simtimeRaw INTEGER NOT NULL,
      value REAL
    );
    """
}
