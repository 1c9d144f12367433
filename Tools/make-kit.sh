#!/usr/bin/env bash
# An archive with the program, scenarios and pages, for machines without a Swift toolchain:
# dist/parksim-VERSION-SYSTEM-MACHINE.tar.gz, or parksim-student-... with what students get.
# usage: Tools/make-kit.sh dist|student-kit [PROGRAM]
#
# What goes in is listed in Tools/kit/, and has to be committed: nothing is left out by a rule, so nothing
# slips in for want of one. The same program and commit give the same archive to the byte.
# PROGRAM is taken as it is; without it one is built that needs no more than a bare system has.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=$1
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

case "$kind" in
  dist) lists=(Tools/kit/student.list Tools/kit/dist.list) name=parksim ;;
  student-kit) lists=(Tools/kit/student.list) name=parksim-student ;;
  *) echo "usage: $0 dist|student-kit [PROGRAM]" >&2; exit 2 ;;
esac

# The linker takes the archives of SQLite and OpenSSL from a folder in which there are no shared libraries, if
# it looks there first. The folder in which it would find those is named by pkg-config, ahead of all others.
build() {
  local scratch=$root/.build-dist library file
  mkdir -p "$scratch/static"
  for library in sqlite3 crypto; do
    file=$(ls /usr/lib/"$(uname -m)"-linux-gnu/lib$library.a /usr/lib64/lib$library.a 2>/dev/null | head -1)
    [ -n "$file" ] || { echo "lib$library.a is missing: it comes with the package that has the headers" >&2; exit 1; }
    ln -sf "$file" "$scratch/static/"
  done
  printf 'Name: libcrypto\nDescription: the archive alone\nVersion: 0\nLibs: -L%s -lcrypto\n' \
    "$scratch/static" >"$scratch/static/libcrypto.pc"
  PKG_CONFIG_PATH=$scratch/static swift build -c release --product parksim --static-swift-stdlib \
    --traits Server --scratch-path "$scratch" >&2
  echo "$scratch/release/parksim"
}

libraries() { readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p'; }

program=${2:-}
if [ -z "$program" ]; then
  program=$(build)
  # What Debian and Ubuntu have before anything is installed.
  foreign=$(libraries "$program" | grep -vE '^(libc|libm|libstdc\+\+|libgcc_s|libdl|libpthread|ld-linux-.*)\.so\.[0-9]+$' || true)
  [ -z "$foreign" ] || { echo "the program needs what a bare system lacks: $foreign" >&2; exit 1; }
fi

version=$("$program" --version)
name=$name-$version-$(uname -s | tr '[:upper:]' '[:lower:]')-$(uname -m)
kit=$work/$name
mkdir -p "$kit/bin"
cp "$program" "$kit/bin/parksim"
strip "$kit/bin/parksim"

chosen() { # prints the files of the lists, ended by NUL
  local line pattern
  cat "${lists[@]}" | while IFS= read -r line; do
    case "$line" in '' | '#'*) continue ;; esac
    pattern=${line#\?}
    git ls-files -z -- ":(glob)$pattern" >"$work/found"
    if [ ! -s "$work/found" ] && [ "$pattern" = "$line" ]; then
      echo "no committed file is $pattern" >&2
      exit 1
    fi
    cat "$work/found"
  done
}
chosen >"$work/chosen"
while IFS= read -r -d '' file; do
  if [ -L "$file" ] || [ ! -f "$file" ]; then
    echo "$file is no regular file" >&2
    exit 1
  fi
  mkdir -p "$kit/$(dirname "$file")"
  cp "$file" "$kit/$file"
done <"$work/chosen"

# A new file of a lab is easily forgotten in the list.
git ls-files Scenarios/coursework | while IFS= read -r file; do
  [ -e "$kit/$file" ] || echo "not in the archive: $file" >&2
done

glibc=$(objdump -T "$kit/bin/parksim" | grep -oE 'GLIBC_[0-9.]+' | sort -uV | tail -1)
needed=$(libraries "$kit/bin/parksim" | grep -vE '^ld-linux' | sort | sed 's/.*/`&`/' | paste -sd, | sed 's/,/, /g')
for page in README.md README.zh-Hans.md; do
  sed -e "s/@VERSION@/$version/" -e "s/@MACHINE@/$(uname -m)/" -e "s/@GLIBC@/${glibc#GLIBC_}/" \
    -e "s/@LIBRARIES@/$needed/" Tools/kit/$page >"$kit/$page"
done

find "$kit" -type d -exec chmod 755 {} +
find "$kit" -type f -exec chmod 644 {} +
chmod 755 "$kit/bin/parksim"
tar --create --directory "$work" --sort=name --format=ustar --owner=0 --group=0 --numeric-owner \
  --mtime="@${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}" --file "$work/archive" "$name"
Tools/check-kit.py "$kind" "$work/archive" >&2
mkdir -p dist
gzip -n "$work/archive"
mv "$work/archive.gz" "dist/$name.tar.gz"
echo "dist/$name.tar.gz"
