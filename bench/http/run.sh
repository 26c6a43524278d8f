#!/bin/sh
# How fast `tamga serve` answers: bench/http/run.sh TAMGA LEDGER [SECONDS]. Needs wrk and bc (Debian).
#
# Asks drawn questions with 1 client, then others with 50; then one question again and again with 50. Processor time of the server for
# each request says more than elapsed time where other programs run.
set -eu
tamga=$1 ledger=$2 seconds=${3:-20} port=${PORT:-9471}
here=$(dirname "$0")
TAMGA_TOKEN=a-token-for-measuring "$tamga" serve --ledger "$ledger" --port "$port" ${PACK:+--pack "$PACK"} >/dev/null &
server=$!
trap 'kill $server 2>/dev/null || true' EXIT
cpu() { awk -v tick="$(getconf CLK_TCK)" '{print ($14 + $15) / tick}' "/proc/$server/stat"; }
answered() { curl -s "localhost:$port/metrics" | awk '/^tamga_http_requests_total.*status="200"/ {n += $2} END {print n}'; }
measure() {
  echo "== $1"
  shift
  before=$(cpu) first=$(answered)
  "$@" | grep -v '^ *Thread\|^Running\|threads and\|Transfer'
  last=$(answered)
  echo "processor time a request: $(echo "scale=2; 1000 * ($(cpu) - $before) / ($last - $first)" | bc) ms"
}
start=$(date +%s.%N)
until [ "$(curl -s "localhost:$port/readyz")" = ready ]; do
  kill -0 "$server" 2>/dev/null || { echo "bench/http/run.sh: the server has stopped" >&2; exit 1; }
  sleep 0.2
done
echo "ready after $(echo "$(date +%s.%N) - $start" | bc) s, $(cpu) s of processor time; load $(cut -d' ' -f1 /proc/loadavg) on $(nproc) processors"
for clients in 1 50; do
  measure "drawn questions, $clients clients" env SEED="$clients" wrk -t1 -c$clients -d"${seconds}s" -s "$here/questions.lua" "http://localhost:$port"
done
measure "the same question, 50 clients" wrk -t1 -c50 -d"${seconds}s" --latency "http://localhost:$port/api/v1/standings"
measure "an event with its words, 50 clients" wrk -t1 -c50 -d"${seconds}s" --latency "http://localhost:$port/api/v1/events/$(
  curl -s "localhost:$port/api/v1/events?limit=1" | sed 's/.*"id":"\(e[0-9a-f]*\)".*/\1/')"
curl -s "localhost:$port/metrics" | grep '^tamga_[a-z]*_bytes\|^tamga_ledger'
