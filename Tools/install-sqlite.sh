#!/usr/bin/env bash
# Installs SQLite's header and library where they are missing (Debian, Ubuntu).
set -euo pipefail

if [ -e /usr/include/sqlite3.h ]; then exit 0; fi
if ! command -v apt-get >/dev/null; then
  echo "sqlite3.h is missing: install SQLite's development files (libsqlite3-dev on Debian)" >&2
  exit 1
fi
echo "Installing libsqlite3-dev ..." >&2
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq libsqlite3-dev >/dev/null; }
install || { "${as_root[@]}" apt-get update -qq && install; }
