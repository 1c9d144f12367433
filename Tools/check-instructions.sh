#!/usr/bin/env bash
# Instructions an event costs in a small and in a large park: a copy of the fleet on the event path
# would show as growth with it. Counted by callgrind, which repeats exactly where times drift.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# valgrind stumbles over Swift's debug information.
program=$work/parksim
cp .build/release/parksim "$program"
strip --strip-debug "$program"

measure() { # drones, orders an hour, people, bays, hours: prints instructions and events
  local rates
  rates=$(printf "$2,%.0s" {1..24})
  local shift="{\"a\":{\"from\":\"00:00\",\"to\":\"24:00\",\"people\":$3}}"
  valgrind --tool=callgrind --callgrind-out-file="$work/out" "$program" run \
    Scenarios/shangrao/day.json --telemetry none --jobs 1 --json --replace --out "$work/run.sqlite" \
    --set "fleet.m100.count=$1" --set "demand.orders.orders_per_hour=[${rates%,}]" \
    --set "warehouses.main.picking.shifts=$shift" --set "warehouses.main.packing.shifts=$shift" \
    --set "charging.depot.chargers.standard.count=$4" --set "study.horizon_h=$5" >"$work/json" 2>"$work/log"
  local events
  events=$(sed -n 's/.*"events" : \([0-9]*\).*/\1/p' "$work/json")
  echo "$(sed -n 's/.*Collected : \([0-9]*\).*/\1/p' "$work/log") $events"
}

# Two lengths each: the difference leaves out start-up and what a run costs once.
per_event() {
  read -r short few < <(measure "$@" 6)
  read -r long many < <(measure "$@" 24)
  echo $(((long - short) / (many - few)))
}

small=$(per_event 24 14 2 8)
large=$(per_event 500 292 24 170)
echo "instructions an event, storage included: $small with 24 drones, $large with 500"
if [ $((large * 10)) -gt $((small * 15)) ]; then
  echo "the cost of an event grows with the fleet" >&2
  exit 1
fi
