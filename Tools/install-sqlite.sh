#!/usr/bin/env bash
# Installs SQLite's header and library where they are missing (Debian, Ubuntu).
set -euo pipefail
cd "$(dirname "$0")"

[ -e /usr/include/sqlite3.h ] || ./install-package.sh libsqlite3-dev
