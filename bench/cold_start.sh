#!/bin/sh
# How long `tamga read` takes from nothing, with a report of some 600 words put together from the samples, and how much
# memory. Best of several runs; the first one also warms the disk.
#
#     bench/cold_start.sh [build/release/tamga] [runs]
set -eu
cd "$(dirname "$0")/.."
tamga=${1:-build/release/tamga}
runs=${2:-5}
report=$(mktemp --suffix .txt)
times=$(mktemp)
trap 'rm -f "$report" "$times"' EXIT
for sample in samples/01-*.txt samples/02-*.txt samples/03-*.txt samples/04-*.txt samples/05-*.txt; do
  sed '1,/^$/d' "$sample"
  echo
done >"$report"
i=0
while [ "$i" -lt "$runs" ]; do
  /usr/bin/time -a -o "$times" -f '%e %U %M' "$tamga" read --format jsonl "$report" >/dev/null
  i=$((i + 1))
done
echo "$(wc -w <"$report") words"
sort -n "$times" | awk 'NR == 1 { printf "%.2f s elapsed, ", $1 } { if (NR == 1 || $2 < user) user = $2; if ($3 > most) most = $3 }
  END { printf "%.2f s of processor time, %.0f MiB at most\n", user, most / 1024 }'
