#!/usr/bin/env python3
"""Measure event types between a given source and target on PLV sentences (Halterman et al., PLOVER).

    tools/measure/plv.py --tamga build/release/tamga --pack build/release/share/tamga/plover.pack plv_train.jsonl

Each line of the file has text, source, target and label. The engine gets the sentence with the two spans marked as
somebody (`mentions` of a JSON Lines report) and nothing else. Its answer is the event of the claim that has the source
among who and the target among whom; else of one that has the one or the other where it should be; else of one that
names either, the first of several; else none, which counts as an error. YIELD of PLV is CONCEDE or RETREAT.

Prints accuracy and macro-F1 over roots, over the four quadrants, and over cooperation against conflict.
"""
import argparse
import json
import sys
from collections import Counter
from pathlib import Path

import reading

QUAD = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "COOPERATE": 2, "AID": 2, "YIELD": 2, "REQUEST": 3, "ACCUSE": 3,
        "REJECT": 3, "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4}
ROOT = {"CONCEDE": "YIELD", "RETREAT": "YIELD"}


def span(text, marked, tag):
    """Byte range of what stands between <tag> and </tag>."""
    plain, at, begin, end = "", 0, None, None
    while at < len(marked):
        for t in ("s", "t"):
            if marked.startswith(f"<{t}>", at):
                if t == tag:
                    begin = len(plain)
                at += 3
                break
            if marked.startswith(f"</{t}>", at):
                if t == tag:
                    end = len(plain)
                at += 4
                break
        else:
            plain += marked[at]
            at += 1
    if begin is None or end is None:
        return None
    while begin < end and plain[begin].isspace():
        begin += 1
    while begin < end and plain[end - 1].isspace():
        end -= 1
    offset = text.find(plain) if plain != text else 0
    if offset < 0:
        return None
    return len(plain[:begin].encode()) + len(text[:offset].encode()), len(plain[:end].encode()) + len(text[:offset].encode())


def overlaps(parties, wanted):
    return any(p["begin"] < wanted[1] and wanted[0] < p["end"] for p in parties)


def answer(claims, source, target):
    """Event and rule of the claim that says most of the two; None where no claim has an event."""
    def rank(claim):
        who, whom = claim["who"], claim["whom"]
        s, t = overlaps(who, source), overlaps(whom, target)
        either = any(overlaps(p, x) for p in (who, whom) for x in (source, target))
        return (s and t, s + t, either, -claim["evidence"]["begin"])
    events = [c for c in claims if c.get("event")]
    best = max(events, key=rank, default=None)
    return (None, None) if best is None else (ROOT.get(best["event"], best["event"]), best)


def macro(pairs):
    labels = {g for g, _ in pairs}
    scores = {}
    for label in labels:
        hit = sum(g == label == a for g, a in pairs)
        said, is_so = sum(a == label for _, a in pairs), sum(g == label for g, _ in pairs)
        scores[label] = 2 * hit / (said + is_so) if said + is_so else 0.0
    return sum(scores.values()) / len(scores), scores


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tamga", required=True)
    parser.add_argument("--pack", required=True)
    parser.add_argument("--misses", action="store_true", help="print each miss with the rule that decided")
    parser.add_argument("file", type=Path)
    args = parser.parse_args()
    cases = []
    for line in args.file.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        case["s"], case["t"] = span(case["text"], case["marked"], "s"), span(case["text"], case["marked"], "t")
        cases.append(case)
    claims = reading.claims_of(args.tamga, args.pack, [
        {"id": c["id"], "text": c["text"], "lang": "en",
         "mentions": [{"begin": r[0], "end": r[1]} for r in (c["s"], c["t"]) if r]} for c in cases])
    pairs = []
    for case in cases:
        nowhere = (-1, -1)
        said, claim = answer(claims.get(case["id"], []), case["s"] or nowhere, case["t"] or nowhere)
        pairs.append((case["label"], said))
        if args.misses and said != case["label"]:
            rule = claim["rule"] if claim else "-"
            print(f"{case['label']} not {said} by {rule}: {case['marked']}")
    quads = [(QUAD[g], QUAD.get(a)) for g, a in pairs]
    sides = [(g <= 2, None if a is None else a <= 2) for g, a in quads]
    root, by_root = macro(pairs)
    for label, score in sorted(by_root.items()):
        print(f"  {label:10} F1 {100 * score:5.1f}  of {sum(g == label for g, _ in pairs):4}  "
              f"unanswered {sum(g == label and a is None for g, a in pairs)}")
    for name, some in (("root", pairs), ("quad", quads), ("binary", sides)):
        right = sum(g == a for g, a in some) / len(some)
        print(f"{name:7} macro-F1 {100 * macro(some)[0]:.1f}  accuracy {100 * right:.1f}")
    print(f"answered {sum(a is not None for _, a in pairs)} of {len(pairs)}")
    if args.misses:
        print(Counter((g, a) for g, a in pairs if g != a).most_common(25))
    return 0


if __name__ == "__main__":
    sys.exit(main())
