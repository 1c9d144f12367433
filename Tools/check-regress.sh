#!/usr/bin/env bash
# What `regress` says of changes to the source itself: a line of a policy, a stream of chance with another
# name, and that together with slower pickers.
#
#   Tools/check-regress.sh
#
# The changed programs are built in a copy of the sources, which takes some minutes.
set -euo pipefail
cd "$(dirname "$0")/.."
baseline=Results/baselines/shangrao-day-seed1.json

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tar --exclude='./.*' --exclude='*.sqlite' -cf - . | tar -xf - -C "$work"
cd "$work"

build() { swift build -c release --product parksim 2>&1 | tail -n 1; }
change() { # file, line, what it becomes
  python3 - "$@" <<'PY'
import sys
path, old, new = sys.argv[1:]
text = open(path).read()
assert text.count(old) == 1, f"{path}: {text.count(old)} times: {old}"
open(path, "w").write(text.replace(old, new))
PY
}
says() { # what, exit code, parts of the text, each of which must be there
  local what=$1 status=$2 code=0
  shift 2
  .build/release/parksim regress "$baseline" "${settings[@]}" >said.txt 2>&1 || code=$?
  [ $code = "$status" ] || { cat said.txt; echo "$what: exit $code, not $status" >&2; exit 1; }
  for part in "$@"; do
    grep -qF -- "$part" said.txt || { cat said.txt; echo "$what: not said: $part" >&2; exit 1; }
  done
  echo "$what: $(head -n 1 said.txt)"
}

policy=Sources/LogisticsPark/Dispatch/FirstFree.swift
change $policy "for drone in view.available.indices where" \
  "for drone in view.available.indices.reversed() where"
build
settings=()
says "the drone that landed last flies first" 0 "first event that differs: number 7" \
  "before  06:17:19.125962  m100-01 is loaded and lifts off" \
  "now     06:17:19.125962  m100-24 is loaded and lifts off"

change $policy "indices.reversed() where" "indices where"
change Sources/LogisticsPark/Demand/Demand.swift 'streams.stream("demand.order")' \
  'streams.stream("demand.order.again")'
build
says "the orders' chances are drawn anew" 0 "equal    Scenarios" "means equivalent over 500 replications" \
  "lead_time_s"
settings=(--set warehouse.picking.service.mean_s=200)
says "and the pickers are slower" 1 "DIFFERS" "NOT shown to be equivalent"
