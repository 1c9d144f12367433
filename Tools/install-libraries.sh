#!/usr/bin/env bash
# Installs the system libraries that the build needs, where they are missing (Debian, Ubuntu).
set -euo pipefail
cd "$(dirname "$0")"

[ -e /usr/include/sqlite3.h ] || ./install-package.sh libsqlite3-dev
[ -e /usr/include/openssl/evp.h ] || ./install-package.sh libssl-dev
