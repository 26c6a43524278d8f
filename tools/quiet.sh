#!/bin/sh
# Runs a command without its output; shows the output when the command fails.
#
#     tools/quiet.sh 'what to say first (may be empty)' command...
set -u
if [ -n "$1" ]; then echo "$1"; fi
shift
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! "$@" >"$log" 2>&1; then
  status=1
  tail -60 "$log" >&2
  exit "$status"
fi
