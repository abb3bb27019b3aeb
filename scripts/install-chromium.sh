#!/usr/bin/env bash
# Installs the Chromium that the browser test of the Swagger UI page drives. For Debian and Ubuntu; elsewhere install any
# Chromium or Chrome and, where it is not on the PATH, name it in BETRACE_CHROMIUM.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
  if command -v "$name" >/dev/null; then
    echo "found $(command -v "$name"): $("$name" --version 2>/dev/null)"
    exit 0
  fi
done

command -v apt-get >/dev/null || { echo "there is no apt-get here: install Chromium by hand" >&2; exit 1; }
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
"${as_root[@]}" apt-get update
"${as_root[@]}" apt-get install -y --no-install-recommends chromium fonts-liberation
chromium --version
