#!/usr/bin/env bash
# Coverage-guided fuzzing of what reads files (libFuzzer, with the address sanitizer).
#
#   Tools/fuzz-readers.sh SECONDS [READER...]
#
# Each reader of Tests/ReaderChecks gets SECONDS on two processes: scenario, setting, table, run.
# Starts from Tests/Fuzzing/Corpus, the shipped scenarios and the broken ones of the tests. A fault
# leaves its input in the folder `fuzzing-faults` and ends the script with 1. With PARKSIM_RECORD=1
# inputs that reach new code are added to the corpus, which `make test` reads too.
set -euo pipefail
cd "$(dirname "$0")/.."

seconds=${1:?seconds for each reader}
shift
[ $# -gt 0 ] || set -- scenario setting table run
scratch=.build-fuzzing
faults=$PWD/fuzzing-faults
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# The hash of a run decides the order of sets and so the coverage; the backtrace of Swift hangs under
# the sanitizer.
export SWIFT_DETERMINISTIC_HASHING=1 SWIFT_BACKTRACE=enable=no ASAN_OPTIONS=detect_leaks=0
export PARKSIM_FUZZING=1

build() {
  swift build -c release --product reader-fuzzing --scratch-path $scratch \
    -Xswiftc -sanitize=fuzzer,address -Xswiftc -use-ld=lld
}
build >"$work/build" 2>&1 || { cat "$work/build" >&2; exit 1; }
program=$scratch/release/reader-fuzzing

# Keys and words of the format, and the columns of a table.
grep -ohE '"[a-z][A-Za-z0-9_-]{1,40}"' Sources/ScenarioFiles/Scenario/*.swift \
  Sources/ScenarioFiles/Tables/*.swift | sort -u >"$work/words"
sed -E 's/^"(.*)"$/"\\"\1\\""/' "$work/words" >"$work/dictionary"
cat "$work/words" >>"$work/dictionary"

seeds() { # READER: prints folders with inputs to start from
  mkdir -p "$work/seeds-$1"
  case "$1" in
    scenario | run)
      cp Scenarios/*/*.json Tests/ScenarioFilesTests/Fixtures/broken/*.json "$work/seeds-$1" ;;
    setting)
      printf 'fleet.m100.count=40\ndispatch={"policy":"nearest"}' >"$work/seeds-$1/settings" ;;
    table) cp Scenarios/*/*.csv "$work/seeds-$1" ;;
  esac
  echo "$work/seeds-$1"
}

for reader in "$@"; do
  kept=Tests/Fuzzing/Corpus/$reader
  found=$work/found-$reader
  mkdir -p "$kept" "$found" "$faults"
  start=$(seeds "$reader")
  echo "$reader: $seconds s on two processes, from $(ls "$kept" "$start" | grep -c .) inputs"
  # The working folder holds nothing that an input could name.
  (
    mkdir -p "$work/empty" && cd "$work/empty"
    status=0
    PARKSIM_READER=$reader "$OLDPWD/$program" -fork=2 -dict="$work/dictionary" -max_len=8192 -timeout=20 \
      -rss_limit_mb=2048 -max_total_time="$seconds" -artifact_prefix="$faults/" \
      "$found" "$OLDPWD/$kept" "$start" >"$work/log" 2>&1 || status=$?
    grep -E '^#[0-9]+: cov' "$work/log" | tail -1
    if [ "$status" -ne 0 ]; then
      grep -E 'Fatal error|ERROR: ' "$work/log" | head -5 >&2
      echo "$reader: exit code $status; the input is in fuzzing-faults" >&2
      exit 1
    fi
  )
  if [ "${PARKSIM_RECORD:-}" = 1 ]; then
    PARKSIM_READER=$reader "$program" -set_cover_merge=1 -max_len=8192 "$kept" "$start" "$found" >"$work/log" 2>&1
    echo "$reader: $(ls "$kept" | wc -l) inputs kept"
  fi
done
rmdir "$faults" 2>/dev/null || true
echo "no fault found"
