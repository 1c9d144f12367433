#!/usr/bin/env bash
# Installs a Debian or Ubuntu package, as root or by sudo.
set -euo pipefail

if ! command -v apt-get >/dev/null; then
  echo "$1 is missing, and there is no apt-get to install it with" >&2
  exit 1
fi
echo "Installing $1 ..." >&2
as_root=()
if [ "$(id -u)" -ne 0 ]; then as_root=(sudo); fi
install() { "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "$1" >/dev/null; }
install "$1" || { "${as_root[@]}" apt-get update -qq && install "$1"; }
