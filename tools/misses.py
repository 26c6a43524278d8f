#!/usr/bin/env python3
"""Why marked claims are missed: each miss of a marked set with its cause and the rule that decided.

    tools/misses.py --tamga build/release/tamga --scorer ../shared/score --gold ../shared/score/reports [--lang en] [NAME...]

Causes of a marked claim that has no match: "parse" (no predicate where it stands), "rule" (a predicate that no
rule knows, but for the one that takes any),
"silent" (a rule fits, but the words assert nothing), "within" (told by the predicate above it), "left out: ..." (no host,
no sector, elsewhere), "other fields" (a claim is there and says something else). Of matched claims, each wrong field
is listed with what was marked and what was read. The last table counts.
"""
import argparse
import collections
import re
import subprocess
import sys
from pathlib import Path

FATES = (("left out", "left out"), (": claim", "other fields"), ("for want of a better", "rule"), ("silent", "silent"),
         ("within another", "within"), ("no rule", "rule"))


def run(tamga: Path, path: Path, *options: str) -> str:
    done = subprocess.run([tamga, "read", *options, path], capture_output=True, text=True, check=True)
    return done.stdout


def frames(explained: str, text: str) -> list[tuple[int, int, str]]:
    """Begin and end in the text, and the line that says what became of the predicate."""
    out, at = [], 0
    for block in re.split(r"(?<=”)\n", explained):
        lines = block.strip().split("\n")
        words = re.search(r"“(.*)”\Z", block.strip(), re.S)
        if not words:
            continue
        found = text.find(words.group(1), max(0, at - 2000))
        if found < 0:
            found = text.find(words.group(1))
        at = max(at, found)
        out.append((found, found + len(words.group(1)), lines[0]))
    return out


def cause(gold: dict, text: str, predicates: list[tuple[int, int, str]]) -> tuple[str, str]:
    begin = text.find(gold["evidence"])
    end = begin + len(gold["evidence"])
    near = [line for b, e, line in predicates if b < end and begin < e]
    for sign, name in FATES:
        for line in near:
            if sign in line:
                reason = re.search(r"left out: ([^,\]]*)", line)
                return (f"left out: {reason.group(1)}" if reason else name), line
    return "parse", ""


def told(value) -> str:
    if isinstance(value, list):
        return ", ".join(filter(None, (told(v) for v in value))) or "-"
    if isinstance(value, dict):
        return str(value.get("name") or value.get("edtf") or value.get("words") or value.get("value") or "-")
    return "-" if value is None else str(value)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("tamga", "scorer", "gold"):
        parser.add_argument(f"--{name}", type=Path, required=True)
    parser.add_argument("--lang", default="en")
    parser.add_argument("names", nargs="*", metavar="NAME", help="only reports whose name holds one of these")
    args = parser.parse_args()
    sys.path.insert(0, str(args.scorer))
    import score_claims as scorer  # the contract's own scorer decides what matches

    causes, fields = collections.Counter(), collections.Counter()
    for path in sorted(args.gold.glob("*.txt")):
        gold = scorer.load_gold(path)
        if gold["report"]["lang"] != args.lang or (args.names and not any(n in path.name for n in args.names)):
            continue
        system = scorer.load_system(gold, run(args.tamga, path, "--format", "jsonl"), path)
        result = scorer.score_report(gold, system)
        text = gold["text"].decode() if isinstance(gold["text"], bytes) else gold["text"]
        predicates = frames(run(args.tamga, path, "--explain"), text)
        print(f"== {gold['name']}")
        for i, mark in enumerate(gold["claims"]):
            if i not in result["pairs"]:
                why, line = cause(mark, text, predicates)
                causes[why] += 1
                print(f"{mark['id']:5}{mark['level']:7}MISSED ({why})  {mark['evidence'][:120]}\n            {line}")
                continue
            claim = system["claim"][result["pairs"][i]]
            for field, credit in result["credits"][i].items():
                if credit < 1 and field != "chain_origin":
                    fields[field] += 1
                    print(f"{mark['id']:5}{mark['level']:7}{field}: marked {told(mark.get(field))}; read "
                          f"{told(claim.get(field))}  [{claim.get('rule')}]")
        matched = set(result["pairs"].values())
        for j, claim in enumerate(system["claim"]):
            if j not in matched:
                causes["unmarked"] += 1
                print(f"     UNMARKED  {claim.get('event')} {claim.get('stage')} {claim['evidence']['words'][:100]!r}  "
                      f"[{claim.get('rule')}]")
        for rule, line in result["broken"]:
            causes["must_not broken"] += 1
            print(f"     BROKEN by {line}: {rule['why']}")
    print("\nclaims: " + ", ".join(f"{n} {c}" for c, n in causes.most_common()))
    print("fields: " + ", ".join(f"{n} {c}" for c, n in fields.most_common()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
