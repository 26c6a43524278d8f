#!/usr/bin/env python3
"""What each part of the reading adds: the marked reports read again with one part taken out at a time.

    tools/measure/ablations.py --tamga build/release/tamga --scorer ../shared/score --gold ../shared/score/reports

A part is taken out by emptying the words it works by in a copy of packs/, so nothing in the program is told of it.
Prints a Markdown table: claims F1, strict F1 and the fields that moved by two points and more.
"""
import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LANGUAGE = "languages/en/"

# Name of the part, what is emptied: file, keys of its top level.
PARTS = [
    ("pronouns", [(LANGUAGE + "mention.yaml", ["pronouns"])]),
    ("nouns that take up a name (\"the agency\", \"both countries\")",
     [(LANGUAGE + "mention.yaml", ["plural_nouns", "counterpart_nouns", "side_nouns", "government_nouns", "country_nouns"])]),
    ("unnamed groups and bodies", [(LANGUAGE + "mention.yaml", ["person_nouns", "outlet_nouns"])]),
    ("seats for governments (metonymy)", [(LANGUAGE + "mention.yaml", ["metonymy"])]),
    ("control of infinitives", [(LANGUAGE + "grammar.yaml", ["subject_control", "object_control"])]),
    ("light verbs", [(LANGUAGE + "grammar.yaml", ["light"])]),
    ("nouns that stand for what they are of", [(LANGUAGE + "grammar.yaml", ["transparent"])]),
    ("operators over predicates (future, possible, denied)",
     [(LANGUAGE + "grammar.yaml", ["auxiliaries", "adverbs", "governors", "clause_marks"])]),
    ("negation", [(LANGUAGE + "grammar.yaml", ["negators", "refutations"])]),
    ("attribution by verbs", [(LANGUAGE + "attribution.yaml", ["speech_verbs"])]),
    ("all codebook rules that take any verb", []),
]


def emptied(text, key):
    """The YAML with the value of a top-level key emptied."""
    pattern = re.compile(rf"^{re.escape(key)}:(.*\n(?:[ \t]+.*\n|\n|[ \t]*#.*\n)*)", re.M)
    found = pattern.search(text)
    if not found:
        raise SystemExit(f"ablations.py: no key {key}")
    value = found.group(1).strip()
    empty = "[]" if value.startswith(("[", "-")) else "{}"
    if empty == "{}":  # keep the shape: lists within become empty
        inner = re.sub(r"\[[^\]]*\]", "[]", found.group(1))
        return text[:found.start()] + f"{key}:" + inner + text[found.end():]
    return text[:found.start()] + f"{key}: [\"~\"]\n" + text[found.end():]  # a word that no text has


def without_fallback(packs):
    """Rules triggered by any word are taken out of the codebook."""
    for path in (packs / "central-asia/codebook").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        parts = re.split(r"(?m)^(?=- id: |classes:)", text)
        path.write_text("".join(p for p in parts if '"*"' not in p or not p.startswith("- id")), encoding="utf-8")


def measure(args, pack):
    run = f"{args.tamga} --pack {pack} read --format jsonl"
    done = subprocess.run([sys.executable, str(args.scorer / "score_claims.py"), "--gold", str(args.gold), "--lang", args.lang,
                           "--run", run], stdout=subprocess.PIPE, text=True, check=False)
    text = done.stdout[done.stdout.rfind("all:"):]
    out = {k: float(re.search(rf"^ *{k} .*F1 ([\d.]+)", text, re.M).group(1)) for k in ("claims", "strict")}
    fields = re.search(r"^ *fields +(.*)", text, re.M).group(1)
    out.update({k: float(v) for k, v in re.findall(r"(\w+) ([\d.]+)", fields)})
    return out


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tamga", required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--lang", default="en")
    args = parser.parse_args()
    print("| without | claims F1 | strict F1 | fields that moved |\n|---|---|---|---|")
    whole = None
    with tempfile.TemporaryDirectory() as work:
        for name, changes in [("(nothing taken out)", None), *PARTS]:
            packs = Path(work) / "packs"
            shutil.rmtree(packs, ignore_errors=True)
            shutil.copytree(ROOT / "packs", packs)
            for file, keys in changes or []:
                path = packs / file
                text = path.read_text(encoding="utf-8")
                for key in keys:
                    text = emptied(text, key)
                path.write_text(text, encoding="utf-8")
            if changes == []:
                without_fallback(packs)
            pack = Path(work) / "variant.pack"
            built = subprocess.run([args.tamga, "pack", "build", str(packs / "central-asia"), "-o", str(pack)],
                                   stderr=subprocess.PIPE, text=True, check=False)
            if built.returncode:
                print(f"| {name} | cannot be taken out: {built.stderr.strip().splitlines()[-1]} | | |")
                continue
            now = measure(args, pack)
            whole = whole or now
            moved = [f"{k} {now[k] - whole[k]:+.2f}" for k in now if k not in ("claims", "strict") and abs(now[k] - whole[k]) >= 0.02]
            print(f"| {name} | {now['claims']:.3f} | {now['strict']:.3f} | {', '.join(moved)} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
