#!/usr/bin/env bash
# The slow checks: everything that `make test` leaves out. Needs about four hours on two cores, one of them for damaged files.
set -euo pipefail
cd "$(dirname "$0")/.."

step() { printf '\n== %s\n' "$1"; }
work=$(mktemp -d)
trap 'umount "$work/small" 2>/dev/null || true; rm -rf "$work"' EXIT
old_processor=glibc.cpu.hwcaps=-AVX2,-FMA,-AVX512F,-AVX512VL
day=Scenarios/shangrao/day.json

install() {
  command -v "$2" >/dev/null || Tools/install-package.sh "$1"
}

digest() { # program and wrapper words: prints the content digest of four replications of the day
  rm -f "$work/digest.sqlite"
  "$@" run "$day" --replications 4 --seed 42 --out "$work/digest.sqlite" --json \
    | sed -n 's/.*"content_digest" : "\([0-9a-f]*\)".*/\1/p'
}

step "Debug build and its tests"
swift build --build-tests
swift test --skip-build --disable-xctest

step "Release build and its tests"
swift build -c release --product parksim
swift build -c release --build-tests -Xswiftc -enable-testing --scratch-path .build-release-tests
swift test -c release --skip-build --disable-xctest -Xswiftc -enable-testing \
  --scratch-path .build-release-tests

step "10^7 random operations, 10^5 random programs, 1,000 random models"
PARKSIM_FUZZ_OPERATIONS=10000000 PARKSIM_RANDOM_MODELS=1000 swift test -c release --skip-build \
  --disable-xctest -Xswiftc -enable-testing --scratch-path .build-release-tests \
  --filter \
  'ResourceFuzzTests|ProcessFuzzTests|RandomNetworkTests|SavedRunTests|SavedRunHostileTests'

step "Intervals and stopping on 4,000 days of the reference day"
Tools/reference-days.sh "$PWD/.build/release/parksim" 4000 1 "$work/reference-days.csv"
PARKSIM_REFERENCE_DAYS="$work/reference-days.csv" PARKSIM_COVERAGE_SAMPLES=20000 swift test -c release \
  --skip-build --disable-xctest -Xswiftc -enable-testing --scratch-path .build-release-tests \
  --filter 'IntervalCoverageTests|StoppingTests'
step "Damaged results before every command, changed checkpoints, scenarios at the edges of every key"
PARKSIM_DAMAGES=1000000 PARKSIM_CHECKPOINT_CHANGES=1000000 PARKSIM_EDGE_SCENARIOS=10000 \
  swift test -c release --skip-build --disable-xctest -Xswiftc -enable-testing \
  --scratch-path .build-release-tests \
  --filter 'DamagedRowsTests|DamagedFileCommandTests|CheckpointDamageTests|EdgeScenarioTests'

step "The park beside the same park told as processes, 10,000 random ones"
PARKSIM_ORACLE_PARKS=10000 swift test -c release --skip-build --disable-xctest \
  -Xswiftc -enable-testing --scratch-path .build-release-tests --filter OracleTests

step "Theory beside simulation, at length"
PARKSIM_VERIFY_LONG=1 swift test -c release --skip-build --disable-xctest \
  -Xswiftc -enable-testing --scratch-path .build-release-tests --filter CaseTests
.build/release/parksim verify

step "Warm-ups: how often each answer is wrong, on processes and parks of which the truth is known"
PARKSIM_WARM_UP_STUDIES=500 swift test -c release --skip-build --disable-xctest \
  -Xswiftc -enable-testing --scratch-path .build-release-tests \
  --filter 'SteadyStateErrorRateTests|WarmUpErrorRateTests'

step "The notebook of the how-to, with pandas"
notebook=.venv-notebook
[ -x $notebook/bin/python ] || python3 -m venv $notebook
$notebook/bin/python -c "import pandas" 2>/dev/null || $notebook/bin/pip install --quiet pandas
PARKSIM_PYTHON="$PWD/$notebook/bin/python" swift test --skip-build --disable-xctest \
  --filter NotebookTests

step "A sweep of 40 runs through Slurm and GNU parallel"
Tools/check-cluster.sh .build/release/parksim

step "Regression against changes to the source"
Tools/check-regress.sh
Tools/check-oracle.sh

step "The JSON Schema under another validator"
Tools/check-schema.sh .build/release/parksim

step "Report pages in a browser"
Tools/check-pages.sh .build/release/parksim

step "Ten minutes of fuzzing what reads scenarios, a minute each for settings, tables and runs"
Tools/fuzz-readers.sh 600 scenario
Tools/fuzz-readers.sh 60 setting table run

step "The pages of the library"
make docs

step "Archives for machines without a toolchain, and the program in a root of its own"
Tools/check-dist.sh "$(Tools/make-kit.sh dist)"
Tools/make-kit.sh student-kit .build-dist/release/parksim

step "Elementary functions: 10^7 evaluations in debug, in release, and as on an older processor"
export PARKSIM_ELEMENTARY_EVALUATIONS=10000000
swift test --skip-build --disable-xctest --filter ElementaryFunctionsTests
swift test -c release --skip-build --disable-xctest -Xswiftc -enable-testing \
  --scratch-path .build-release-tests --filter ElementaryFunctionsTests
GLIBC_TUNABLES=$old_processor swift test -c release --skip-build --disable-xctest \
  -Xswiftc -enable-testing --scratch-path .build-release-tests --filter ElementaryFunctionsTests
unset PARKSIM_ELEMENTARY_EVALUATIONS

step "Instructions an event do not grow with the fleet"
install valgrind valgrind
Tools/check-instructions.sh

step "One digest: debug, release, twice, another zone and locale, older processors"
install qemu-user qemu-x86_64
expected=$(digest .build/release/parksim)
[ -n "$expected" ]
check() {
  local found
  found=$(digest "${@:2}")
  printf '%-34s %s\n' "$1" "$found"
  [ "$found" = "$expected" ] || { echo "digest differs from $expected" >&2; exit 1; }
}
check "release" .build/release/parksim
check "debug" .build/debug/parksim
check "another time zone and locale" env TZ=Asia/Shanghai LC_ALL=de_DE.UTF-8 .build/release/parksim
check "without AVX2 and FMA in libc" env GLIBC_TUNABLES=$old_processor .build/release/parksim
check "emulated Nehalem, no AVX at all" qemu-x86_64 -cpu Nehalem .build/release/parksim

step "The examples in release"
swift build -c release --product example
for name in $(.build/release/example --list | awk '{print $1}'); do
  for view in events processes; do
    .build/release/example "$name" --view "$view" | cmp - "Examples/Expected/$name.txt"
  done
done

step "A full disk costs nothing that was there"
if mkdir "$work/small" && mount -t tmpfs -o size=1500k tmpfs "$work/small" 2>/dev/null; then
  .build/release/parksim run "$day" --out "$work/small/day.sqlite" >/dev/null
  .build/release/parksim runs "$work/small/day.sqlite" --json >"$work/before.json"
  status=0
  .build/release/parksim run "$day" --telemetry full --out "$work/small/day.sqlite" \
    2>"$work/message" || status=$?
  cat "$work/message"
  [ "$status" -eq 74 ] || { echo "exit code $status, not 74" >&2; exit 1; }
  [ "$(grep -c '^error: ' "$work/message")" -eq 1 ]
  .build/release/parksim metrics "$work/small/day.sqlite" --run 1 >/dev/null
  [ "$(ls "$work/small")" = day.sqlite ]
else
  echo "skipped: a tmpfs can not be mounted here"
fi

step "200 kills while results are written cost nothing that was there"
python3 Tools/check-kill.py .build/release/parksim 200

step "Killed and starved of disk at each system call that writes, nothing is lost and nothing is left"
install strace strace
python3 Tools/check-starve.py .build/release/parksim

step "10,000 requests, nonsense and slow clients before the server"
swift build -c release --product parksim --traits Server --scratch-path .build-server
python3 Tools/check-serve.py .build-server/release/parksim

step "Kernel, park and files under the address sanitizer"
export ASAN_OPTIONS=detect_leaks=0
swift build --build-tests --sanitize=address --scratch-path .build-asan 2>&1 \
  | grep -v 'ld.gold\|warning: Cannot' | tail -3
swift test --skip-build --disable-xctest --sanitize=address --scratch-path .build-asan \
  --filter 'DiscreteEventsTests|LogisticsParkTests|ScenarioFilesTests|ResultStoreTests'

step "Processes under the thread sanitizer"
swift build --build-tests --sanitize=thread --scratch-path .build-tsan 2>&1 \
  | grep -v 'ld.gold\|warning: Cannot' | tail -3
swift test --skip-build --disable-xctest --sanitize=thread --scratch-path .build-tsan \
  --filter 'DiscreteEventsTests.*(Process|Wait|Occurrence|Foreign|Trouble|Deadlock)'

step "Replications on several threads under the thread sanitizer"
swift build --product parksim --sanitize=thread --scratch-path .build-tsan 2>&1 \
  | grep -v 'ld.gold\|warning: Cannot' | tail -3
.build-tsan/debug/parksim run "$day" --replications 6 --jobs 6 --telemetry none \
  --out "$work/threads.sqlite" >/dev/null

step "All slow checks passed"
