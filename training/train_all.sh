#!/bin/sh
# Trains the English model from a pre-trained encoder and writes all files of models/en but the manifest.
#
#     sh train_all.sh TREEBANKS NER ENCODER TABLES OUT
#
# TREEBANKS holds UD_English-EWT and UD_English-GUM, NER holds WNUT17 and UNER_English-EWT, ENCODER is a folder of
# onnx_encoder.py (model.safetensors, vocab.txt), TABLES the folder of names of a pack (packs/central-asia/names). Needs torch
# and safetensors. What is trained lies in OUT/work.
set -eu
[ $# -eq 5 ] || { sed -n '2,8s/^# \{0,1\}//p' "$0" >&2; exit 2; }
here=$(dirname "$0") data=$1 ner=$2 encoder=$3 tables=$4 out=$5
work=$out/work
mkdir -p "$work"
train() {
  python3 "$here/train.py" --data "$data" --ner "$ner" --encoder "$encoder" --tables "$tables" "$@"
}
train --out "$work/parser1.pt" --epochs 8 --seed 1

# Names for the trees of EWT, told by the parser; then both together, with sentences of reports.
python3 "$here/label_names.py" --data "$data" --ner "$ner" --tables "$tables" --parser "$work/parser1.pt" \
  --vocabulary "$encoder/vocab.txt" --out "$work/ewt-names.tsv"
train --out "$work/parser2.pt" --start "$work/parser1.pt" --ewt-names "$work/ewt-names.tsv" --freeze-pieces --batch 1600 \
  --encoder-rate 5e-5 --head-rate 5e-4 --reported 1200 --epochs 2 --seed 2
python3 "$here/name_head.py" --data "$data" --ner "$ner" --tables "$tables" --parser "$work/parser2.pt" \
  --vocabulary "$encoder/vocab.txt" --ewt-names "$work/ewt-names.tsv" --out "$work/parser.pt"

python3 "$here/segmenter.py" --data "$data" --out "$work/segmenter1.pt"
python3 "$here/segmenter.py" --data "$data" --out "$work/segmenter.pt" --start "$work/segmenter1.pt" --rate 1e-3 --epochs 2

python3 "$here/export.py" --parser "$work/parser.pt" --segmenter "$work/segmenter.pt" --vocabulary "$encoder/vocab.txt" \
  --out "$out" --segmenter-weight 0.45
python3 "$here/lemma_table.py" "$data" /usr/share/wordnet "$out/lemmas.tsv"  # Debian: wordnet-base
