#!/bin/sh
# Reads the sample reports into a fresh ledger and prints the brief.
#
#     tools/demo.sh build/release/tamga
set -eu
if [ $# -ne 1 ] || [ "$1" = --help ]; then
  sed -n '2,4s/^# \{0,1\}//p' "$0"
  [ $# -eq 1 ]
  exit
fi
tamga=$1
root=$(dirname "$0")/..
samples=$root/samples
ledger=$(dirname "$(dirname "$tamga")")/demo.ledger

rm -f "$ledger" "$ledger"-*
echo "Reading the reports in samples/"
"$tamga" add --ledger "$ledger" "$samples"
echo
"$tamga" brief --ledger "$ledger"
cat <<END

The console shows it at http://127.0.0.1:8321/ while this runs:
  $tamga serve --ledger $ledger

Go on with
  $tamga standings --ledger $ledger
  $tamga timeline --ledger $ledger --host KZ
  $tamga find --ledger $ledger rosatom
  $tamga read samples/01-wire-rosatom-consortium.txt
END
