#!/usr/bin/env bash
# Report pages in a headless browser; see Tools/check-pages/README.md.
#
#   Tools/check-pages.sh [PROGRAM [FOLDER FOR PICTURES]]
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-.build/release/parksim}
command -v chromium >/dev/null || Tools/install-package.sh chromium
fc-list 2>/dev/null | grep -qi cjk || Tools/install-package.sh fonts-noto-cjk
if [ ! -x .venv-pages/bin/python ] || ! .venv-pages/bin/python -c 'import playwright' 2>/dev/null; then
  python3 -m venv .venv-pages
  .venv-pages/bin/pip install --quiet --disable-pip-version-check playwright
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
pictures=${2:-$work/pictures}

page() { # name, options of the report, --, what is run
  local name=$1 options=()
  shift
  while [ "$1" != -- ]; do options+=("$1"); shift; done
  shift
  "$program" run "$@" --out "$work/$name.sqlite" >/dev/null
  "$program" report "$work/$name.sqlite" --out "$work/$name.html" "${options[@]}"
}
page day -- Scenarios/shangrao/day.json
page days --lang zh -- Scenarios/shangrao/day.json --replications 10
page two-warehouses -- Scenarios/shangrao/two-warehouses.json
hostile='name="</script><script>window.hacked=1</script> \" & \u202eمرحبا <b>很长的名字'
for _ in 1 2 3 4 5 6; do hostile+=' 很长的名字 a very long name'; done
page hostile -- Scenarios/shangrao/day.json --set "$hostile\"" --variant '<img src=x onerror="window.hacked=1">'
rates=$(printf '415,%.0s' {1..24})
page large -- Benchmarks/Park/park.json --telemetry none --set fleet.m100.count=500 \
  --set "demand.orders.orders_per_hour=[${rates%,}]" \
  --set warehouses.main.picking.shifts.all.people=18 \
  --set warehouses.main.packing.shifts.all.people=15 \
  --set charging.depot.chargers.standard.count=152 --set study.horizon_h=24

# Printed and not asserted, but for the sizes: a page that nobody can mail is of no use.
echo "the report of 500 drones and 10,000 orders:"
( time "$program" report "$work/large.sqlite" --out "$work/large.html" ) 2>&1 | grep -E 'real|html'
ls -l "$work"/*.html | awk '{print $5, $NF}'
[ "$(stat -c %s "$work/day.html")" -le 6000000 ]
[ "$(stat -c %s "$work/large.html")" -le 20000000 ]
mkdir -p "$pictures"
.venv-pages/bin/python Tools/check-pages/check_pages.py "$work"/*.html --screenshots "$pictures"
