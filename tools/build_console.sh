#!/bin/sh
# Builds the web console into console/dist, which the program carries in itself; does nothing when that is up to date.
#
#     tools/build_console.sh
set -eu
if [ "${1:-}" = --help ]; then sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 0; fi
root=$(cd "$(dirname "$0")/.." && pwd)
console=$root/console

# Everything that the bundle is made of; a stamp keeps the sum of what was built last.
sum=$(cd "$console" && { cat package-lock.json package.json vite.config.ts tsconfig.json index.html ../openapi.yaml
  find src public tools -type f ! -path 'src/api/generated/*' ! -name '*.test.*' | LC_ALL=C sort | xargs cat; } | sha256sum | cut -d' ' -f1)
lock=$(sha256sum <"$console/package-lock.json" | cut -d' ' -f1)
if [ "$(cat "$console/node_modules/.tamga-lock" 2>/dev/null)" != "$lock" ]; then
  (cd "$console" && npm ci --no-audit --no-fund)
  echo "$lock" >"$console/node_modules/.tamga-lock"
fi
if [ "$(cat "$console/node_modules/.tamga-built" 2>/dev/null)" = "$sum" ] && [ -f "$console/dist/index.html" ]; then exit 0; fi
(cd "$console" && npm run build)
echo "$sum" >"$console/node_modules/.tamga-built"
