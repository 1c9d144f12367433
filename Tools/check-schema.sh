#!/usr/bin/env bash
# The JSON Schema under a validator that is not ours; see check-schema.py.
set -euo pipefail
cd "$(dirname "$0")/.."
program=${1:-.build/release/parksim}
if [ ! -x .venv-schema/bin/python ] || ! .venv-schema/bin/python -c 'import jsonschema' 2>/dev/null; then
  python3 -m venv .venv-schema
  .venv-schema/bin/pip install --quiet --disable-pip-version-check jsonschema==4.26.0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for template in minimal day warehouse charging full; do
  "$program" scenario new --template "$template" --out "$work/$template.json" 2>/dev/null
done
cp Scenarios/shangrao/day.json "$work/base.json"
cat >"$work/patch.json" <<'PATCH'
{
  "extends": "base.json",
  "name": "a patch",
  "demand": { "refund": null, "zones": { "riverside": null } },
  "warehouse": { "picking": { "service": {
    "distribution": "exponential", "mean_s": 150, "coefficient_of_variation": null
  } } },
  "fleet": { "m100": { "count": 20 } }
}
PATCH
places=(Scenarios/shangrao Scenarios/validation)
broken=Tests/ScenarioFilesTests/Fixtures/broken
[ -d "$broken" ] && places+=("$broken")
.venv-schema/bin/python Tools/check-schema.py "$program" "${places[@]}" "$work"
# Between them these have every key, every way to charge, and null.
.venv-schema/bin/python Tools/check-schema.py "$program" --mutate \
  "$work/full.json" "$work/charging.json" "$work/patch.json"
