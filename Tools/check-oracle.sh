#!/usr/bin/env bash
# Whether the oracle of the tests notices lines of the park that are wrong: a dozen mutants, each of which it
# has to tell from the park.
#
#   Tools/check-oracle.sh
#
# The mutants are built in a copy of the sources, some minutes each.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
source Tools/changed-sources.sh
copy_sources "$work"
cd "$work"

agrees() { # whether the oracle agrees with the park as it is built
  PARKSIM_OPTIMIZED=1 swift build --build-tests >build.txt 2>&1 || { tail -n 20 build.txt; exit 2; }
  PARKSIM_OPTIMIZED=1 PARKSIM_ORACLE_PARKS=300 \
    swift test --skip-build --disable-xctest --filter OracleTests >oracle.txt 2>&1
}
mutant() { # what, file, line, what it becomes
  local what=$1
  shift
  change "$@"
  if agrees; then
    echo "$what: not noticed" >&2
    missed=$((missed + 1))
  else
    grep -qE "recorded an issue|Fatal error" oracle.txt || { tail -n 20 oracle.txt; exit 2; }
    echo "$what: noticed"
  fi
  change "$1" "$3" "$2"
}

missed=0

agrees || { tail -n 20 oracle.txt; exit 2; }
echo "the park itself: agreed"
park=Sources/LogisticsPark
mutant "who stays until the next shift comes once more" $park/Workforce/Crews.swift \
  "becomeFree(CrewID(index), crew.people - atWork[index])" "becomeFree(CrewID(index), crew.people)"
mutant "whoever became free last works first" $park/Workforce/Crews.swift \
  "free.append(Free(crew: crew, people: people))" \
  "free.insert(Free(crew: crew, people: people), at: 0)"
mutant "the newest order goes first" $park/Dispatch/FirstFree.swift \
  "for order in view.waiting.indices {" "for order in view.waiting.indices.reversed() {"
mutant "a station with one free charger is passed by" $park/Charging/Park+Charging.swift \
  "if resource.freeUnits > 0 {" "if resource.freeUnits > 1 {"
mutant "the slowest charger first" $park/Charging/Charging.swift \
  "fastestFirst.first {" "fastestFirst.last {"
mutant "short transfers take no time" $park/Charging/Park+Charging.swift \
  "guard transfer > .zero else" "guard transfer > .minutes(1) else"
mutant "the ground before the air" $park/Pads/Park+Pads.swift \
  "ask(for: pad, .loading, drone, priority: 1)" "ask(for: pad, .loading, drone, priority: -1)"
mutant "drones hold for less" $park/Pads/Park+Pads.swift \
  "max(0.5 * configuration" "max(0.6 * configuration"
mutant "of two sources at one instant the last goes first" $park/Demand/Demand.swift \
  "instant < least" "instant <= least"
mutant "the warehouse that is farthest" $park/ParkConfiguration.swift \
  "ways.min().flatMap" "ways.max().flatMap"
mutant "a tenth of the reserve is used" $park/Safety/FlightRules.swift \
  "stored - need.energy >= leastStored[type]" "stored - need.energy >= 0.9 * leastStored[type]"
mutant "an order that is withdrawn in work is flown" $park/Demand/Park+Demand.swift \
  "state.orders[order].isWithdrawn = true" "state.orders[order].isWithdrawn = false"
mutant "more drones go to charge than are needed" $park/Dispatch/Park+Dispatch.swift \
  "candidates.prefix(max(0, stuck.count - coming.count))" "candidates.prefix(max(stuck.count, coming.count))"
mutant "drones turn to pads that are full" $park/Pads/Park+Pads.swift \
  'state[$0].resource.freeUnits > 0' 'state[$0].resource.freeUnits >= 0'
exit $((missed > 0))
