#!/usr/bin/env bash
# The kernel's public interface: compares it with the committed list, or writes the list anew with
# --accept. Every symbol of the library's modules must be documented. Needs a debug build.
set -euo pipefail
cd "$(dirname "$0")/.."

list=docs/reference/kernel-interface.txt
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
command -v python3 >/dev/null || Tools/install-package.sh python3

target=$(swift -print-target-info | sed -n 's/.*"unversionedTriple": "\(.*\)".*/\1/p' | head -1)
for module in ElementaryFunctions OutputStatistics DiscreteEvents; do
  swift symbolgraph-extract -module-name $module -I .build-test/debug/Modules -target "$target" \
    -minimum-access-level public -skip-synthesized-members -output-dir "$work"
  python3 Tools/kernel-interface.py "$work/$module"*.symbols.json >"$work/$module"
done
if [ "${1:-}" = --accept ]; then
  cp "$work/DiscreteEvents" "$list"
else
  diff -u "$list" "$work/DiscreteEvents" || {
    echo "the kernel's public interface differs from $list: Tools/kernel-interface.sh --accept" >&2
    exit 1
  }
fi
