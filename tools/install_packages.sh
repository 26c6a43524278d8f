#!/bin/sh
# Installs the Debian packages that building and testing need; does nothing where they are there already.
#
#     tools/install_packages.sh [demo|test]
set -eu
case "${1:-test}" in
  -h | --help) sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 0 ;;
  demo | test) ;;
  *) echo "tools/install_packages.sh: what is '$1'? demo or test" >&2; exit 2 ;;
esac
packages="g++ cmake ninja-build ccache python3 libssl-dev libutf8proc-dev libyaml-cpp-dev nlohmann-json3-dev
  libcli11-dev libsqlite3-dev libpq-dev libgumbo-dev libkainjow-mustache-dev libcpp-httplib-dev libdeflate-dev libroaring-dev"
if [ "${1:-test}" = test ]; then packages="$packages libgtest-dev libgmock-dev sqlite3 postgresql python3-venv"; fi
# The console is built with Node: Debian's, unless there is one already.
command -v npm >/dev/null || packages="$packages nodejs npm"
if [ "${1:-test}" = test ]; then packages="$packages chromium"; fi

missing=""
for package in $packages; do
  if ! dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'ok installed'; then missing="$missing $package"; fi
done
if [ -z "$missing" ]; then exit 0; fi

as_root=""
if [ "$(id -u)" -ne 0 ]; then
  command -v sudo >/dev/null || { echo "Please install as root:$missing" >&2; exit 1; }
  as_root=sudo
fi
echo "Installing Debian packages:$missing"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086
if ! { $as_root apt-get update -qq && $as_root apt-get install -y -qq --no-install-recommends $missing; } >"$log" 2>&1; then
  tail -20 "$log" >&2
  exit 1
fi
