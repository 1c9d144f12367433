#!/usr/bin/env bash
# Runs the program of an archive where there is nothing but the system libraries that it needs: in a root of
# its own if this may be made, else with an empty environment.
# usage: Tools/check-dist.sh ARCHIVE
set -euo pipefail
cd "$(dirname "$0")/.."
archive=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
root=$work/root
mkdir "$root"
tar -xzf "$archive" -C "$root"
kit=$(ls "$root")

# The libraries of a bare Debian or Ubuntu, and no others.
bare='^/(usr/)?lib(64)?(/[a-z0-9_]+-linux-gnu)?/(libc|libm|libstdc\+\+|libgcc_s|libdl|libpthread|ld-linux-[a-z0-9-]+)\.so\.[0-9]+$'
libraries() { ldd "$1" | grep -oE '/[^ ]+' | sort -u; }
program=$root/$kit/bin/parksim
foreign=$(libraries "$program" | grep -vE "$bare" || true)
[ -z "$foreign" ] || { echo "the program needs $foreign" >&2; exit 1; }
for library in $(libraries "$program"); do
  mkdir -p "$root$(dirname "$library")"
  cp -L "$library" "$root$library"
done
mkdir -p "$root/proc" "$root/tmp"

# The system tells a program the words of its command in /proc.
mount_proc='mount -t proc proc "$0/proc"'
own=""
for flags in -rmpf -mpf; do
  if unshare $flags sh -c "$mount_proc" "$root" 2>/dev/null; then own=$flags; break; fi
done
place=/$kit
if [ -z "$own" ]; then
  echo "no root of its own can be made here: with an empty environment alone" >&2
  place=$root/$kit
fi
inside() { # arguments of the program; nothing is in the environment
  if [ -n "$own" ]; then
    unshare "$own" sh -c "$mount_proc"' && exec env -i "$(PATH=$PATH:/usr/sbin command -v chroot)" "$0" "$@"' \
      "$root" "$place/bin/parksim" "$@"
  else
    env -i "$place/bin/parksim" "$@"
  fi
}
inside run "$place/Scenarios/shangrao/day.json" --out "$place/Results/day.sqlite" | tee "$work/summary"
inside report "$place/Results/day.sqlite" --out "$place/Results/day.html"
[ -s "$root/$kit/Results/day.html" ]

# The same numbers as the baseline of the reference day.
delivered=$(sed -n 's/^Orders .*: \([0-9]*\) delivered.*/\1/p' "$work/summary")
[ "$delivered" = 284 ] || { echo "$delivered orders delivered, not 284" >&2; exit 1; }

# A lab from its start to what is handed in; nothing is answered, so a check does not hold.
inside lab start 1 --student anna --to "$place/lab-1" --lang zh
status=0
inside lab check "$place/lab-1" >"$work/checked" || status=$?
[ "$status" = 1 ] || { echo "lab check ended with $status, not 1" >&2; exit 1; }
inside lab submit "$place/lab-1"
grep -q '"digest"' "$root/$kit/lab-1/submission.json"
