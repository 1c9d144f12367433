#!/usr/bin/env bash
# Replications of the reference day, with eight bays and with twelve, as CSV: what the intervals of
# means and of differences are measured on.
# usage: Tools/reference-days.sh PARKSIM DAYS SEED FILE
#
# orders_refunded_morning are the refunds of a day that ends at nine: a rare count.
set -euo pipefail
cd "$(dirname "$0")/.."
parksim=$1 days=$2 seed=$3 file=$4
day=Scenarios/shangrao/day.json
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

make() { # variant and settings
  "$parksim" run "$day" --out "$work/days.sqlite" --variant "$1" "${@:2}" \
    --replications "$days" --seed "$seed" --telemetry none >/dev/null 2>&1
}
make eight
make twelve --set charging.depot.chargers.standard.count=12
make morning --set study.horizon_h=9

columns=""
for name in lead_time_s on_time_share wait_charger_s energy_grid_kwh orders_refunded; do
  for variant in eight twelve; do
    columns+=", max(CASE WHEN variant = '$variant' AND name = '$name'
      THEN printf('%.7g', value) END) AS ${name}_$variant"
  done
done
columns+=", max(CASE WHEN variant = 'morning' AND name = 'orders_refunded'
  THEN printf('%.7g', value) END) AS orders_refunded_morning"

{
  echo "# Tools/reference-days.sh PARKSIM $days $seed FILE: $day, version $("$parksim" --version)"
  "$parksim" query "$work/days.sqlite" \
    "SELECT replication AS day$columns FROM v_metric GROUP BY replication ORDER BY replication" \
    --format csv
} >"$file"
