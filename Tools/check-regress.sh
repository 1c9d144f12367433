#!/usr/bin/env bash
# What `regress` says of changes to the source itself: five lines that move a metric by 1 % or more, and a
# stream of chance with another name.
#
#   Tools/check-regress.sh
#
# The changed programs are built in a copy of the sources, some minutes each.
set -euo pipefail
cd "$(dirname "$0")/.."
baseline=Results/baselines/shangrao-day-seed1.json

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source Tools/changed-sources.sh
copy_sources "$work"
cd "$work"

build() { swift build -c release --product parksim 2>&1 | tail -n 1; }
says() { # what, exit code, options of regress, --, parts of the text, each of which must be there
  local what=$1 status=$2 code=0 options=()
  shift 2
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  .build/release/parksim regress "$baseline" "${options[@]}" >said.txt 2>&1 || code=$?
  [ $code = "$status" ] || { cat said.txt; echo "$what: exit $code, not $status" >&2; exit 1; }
  for part in "$@"; do
    grep -qE -- "$part" said.txt || { cat said.txt; echo "$what: not said: $part" >&2; exit 1; }
  done
  echo "$what: $(head -n 1 said.txt)"
}
breaks() { # what, metric that is named, file, line, what it becomes
  local what=$1 metric=$2
  shift 2
  change "$@"
  build
  says "$what" 1 -- "DIFFERS  Scenarios/shangrao/day.json" "first event that differs|events are the same" \
    "$metric .*(DIFFERS|NOT shown to be equivalent)"
  change "$1" "$3" "$2"
}

park=Sources/LogisticsPark
breaks "three seconds more to pick" picker_utilization \
  $park/Demand/Park+Demand.swift \
  "let pick = own.workTime(at: .picking, fortune.pickDraw)" \
  "let pick = own.workTime(at: .picking, fortune.pickDraw) + .seconds(3)"
breaks "a coefficient of the cruise power is 1 % of the power larger" wait_drone_s \
  $park/Energy/MeasuredPowerModel.swift "cruise: Phase(b1: 68.9, b0: 16.8)" \
  "cruise: Phase(b1: 68.9, b0: 21.5)"
breaks "the drone that came last charges first" wait_charger_s \
  $park/Charging/Park+Charging.swift "request(for: Int(drone.index), at: now)" \
  "request(for: Int(drone.index), priority: -number, at: now)"
breaks "eight seconds more at the customer" flight_time_s \
  $park/Fleet/Mission.swift "case .deliver: conditions.handOverTime" \
  "case .deliver: conditions.handOverTime + .seconds(8)"
breaks "one withdrawal in ten more" orders_refunded \
  $park/Demand/Demand.swift "refundDraw < configuration.refundProbability" \
  "refundDraw < configuration.refundProbability + 0.002"

change $park/Demand/Demand.swift 'streams.stream("demand.order", entity' 'streams.stream("demand.order.again", entity'
change Sources/DiscreteEvents/Resources/Resource+Line.swift \
  "if claim.units <= capacity - busyUnits {" "if capacity - busyUnits >= claim.units {"
build
says "chances are drawn anew" 1 -- "DIFFERS" "compare with --redrawn"
says "chances are drawn anew, and that is said" 0 --redrawn -- \
  "equal    Scenarios" "means equivalent over 500 replications" "[a-z_]+ .*: equivalent"
says "and the pickers are slower" 1 --redrawn --set warehouses.main.picking.service.mean_s=200 -- \
  "DIFFERS" "picker_utilization .*DIFFERS"
change $park/Demand/Demand.swift 'streams.stream("demand.order.again", entity' 'streams.stream("demand.order", entity'
build
says "a condition is turned round" 0 --strict -- "same     Scenarios/shangrao/day.json"
