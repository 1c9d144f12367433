#!/usr/bin/env bash
# Imports point one way: every module may import only what this table says.
# The build itself refuses undeclared imports; this also refuses a dependency that should not be
# declared, and the outside world in the kernel and the park.
set -euo pipefail
cd "$(dirname "$0")/.."

allowed() {
  case "$1" in
    ElementaryFunctions) echo "" ;;
    DiscreteEvents) echo "ElementaryFunctions DequeModule Synchronization" ;;
    OutputStatistics) echo "ElementaryFunctions" ;;
    Wording) echo "" ;;
    Figures) echo "Wording" ;;
    Charts) echo "Figures Wording" ;;
    LogisticsPark) echo "DiscreteEvents ElementaryFunctions OutputStatistics Figures Wording DequeModule" ;;
    Verification) echo "DiscreteEvents ElementaryFunctions OutputStatistics" ;;
    CLibcrypto) echo "" ;;
    Digests) echo "CLibcrypto" ;;
    ScenarioFiles) echo "LogisticsPark DiscreteEvents Digests Wording FoundationEssentials Foundation" ;;
    ResultStore)
      echo "LogisticsPark DiscreteEvents OutputStatistics GRDB GRDBSQLite Digests Wording Foundation FoundationEssentials Synchronization" ;;
    Experiments)
      echo "ResultStore ScenarioFiles LogisticsPark Verification DiscreteEvents OutputStatistics Digests Wording Foundation FoundationEssentials Synchronization" ;;
    Reports)
      echo "Experiments ResultStore ScenarioFiles LogisticsPark DiscreteEvents OutputStatistics Charts Figures Wording FoundationEssentials" ;;
    Coursework)
      echo "Reports Experiments ScenarioFiles LogisticsPark Verification DiscreteEvents OutputStatistics Digests Charts Figures Wording Foundation FoundationEssentials" ;;
    ReportServer)
      echo "ResultStore ScenarioFiles LogisticsPark Digests Charts Wording Foundation FoundationEssentials Synchronization NIOCore NIOHTTP1 NIOPosix" ;;
    ParkCommands)
      echo "Coursework Digests Reports ReportServer Experiments ResultStore ScenarioFiles LogisticsPark Verification DiscreteEvents OutputStatistics Charts Figures Wording ArgumentParser Foundation FoundationEssentials Synchronization Glibc" ;;
    ExampleModels) echo "DiscreteEvents ElementaryFunctions OutputStatistics" ;;
    example) echo "ExampleModels ArgumentParser" ;;
    samples-benchmark) echo "ResultStore LogisticsPark DiscreteEvents Glibc" ;;
    park-benchmark) echo "ScenarioFiles LogisticsPark DiscreteEvents Glibc" ;;
    embed-text) echo "Foundation" ;;
    parksim) echo "ParkCommands ArgumentParser Foundation" ;;
    *) echo "unknown module $1" >&2; return 1 ;;
  esac
}

faults=0
# check FOLDER MODULE [FOLDER OF ANOTHER MODULE IN IT]
check() {
  local list
  list=" $(allowed "$2") "
  while IFS=: read -r file line text; do
    [ -n "$file" ] || continue
    name=$(sed -E 's/^.*import +((struct|class|enum|func|typealias) +)?([A-Za-z0-9_]+).*$/\3/' <<<"$text")
    if [[ "$list" != *" $name "* ]]; then
      echo "$file:$line: $2 must not import $name" >&2
      faults=1
    fi
  done < <(grep -rnE '^ *(@[A-Za-z_()]+ +)*((public|package|internal|private|fileprivate) +)?import ' \
    --include='*.swift' ${3:+--exclude-dir="$3"} "$1" || true)
}

for folder in Sources/*/; do
  check "$folder" "$(basename "$folder")"
done
check Examples/ ExampleModels Command
check Examples/Command/ example
check Benchmarks/Store/ samples-benchmark
check Benchmarks/Park/ park-benchmark
exit "$faults"
