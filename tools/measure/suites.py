#!/usr/bin/env python3
"""Measure exact triples (source, target, event) on the validation suites of PETRARCH, PETRARCH-2 and TABARI.

The suites are JSON Lines: id, text, events (sourcecode, targetcode, eventcode, or a list of the three). They are no part of
this repository. Their actors are partly invented ("Arnor", code ARN) and the suites carry no dictionary, so a test pack is
made for the run: the codebook of --pack and the names it uses, and the suite's own actors, found in its texts and codes by
`suite_actors.py`. Event codes become PLOVER types by `suite_codes.py`, for the engine codes PLOVER.

A triple of the engine is a claim's event with each of its who and each of its whom. Right is what the record expects.
 - An act to come may be coded as the act or as what the pack's `not_yet` makes of it: the suites do not code tense.
 - CONSULT has no direction, nor has a type that a record expects both ways ("Kenya and Chad renewed ties").
 - Parties that neither a name nor a country gives a code are outside the dictionary and make no triple, as in the suites.
 - Comments (WEIS 02, CAMEO 01) are no events of PLOVER: nobody expects them.
Everything else counts: a triple too many as one too few.

Examples:
  tools/measure/suites.py --tamga build/release/tamga petrarch_unit.jsonl petr2_gsr.jsonl tabari_validate.jsonl
  tools/measure/suites.py --tamga build/release/tamga --half odd --misses tabari_validate.jsonl
  tools/measure/suites.py --tamga build/release/tamga --names tabari_validate.jsonl   # the actors that were found
"""
import argparse
import json
import sys
import tempfile
from collections import Counter
from pathlib import Path

import reading
import suite_actors
import suite_codes

VARIANTS = (("all", "every record whose expected codes are whole"),
            ("mapped", "records whose codes all have a PLOVER type"),
            ("standard", "of these, codes of the published scheme and actors with a name"))


def load(path):
    """Records with their expected triples (source, target, code); None where the data is broken."""
    records = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            record = json.loads(line)
            text, events = record["text"], record["events"]
        except (ValueError, KeyError, TypeError) as error:
            sys.exit(f"suites.py: {path}: line {number} is no record with text and events: {error!r}")
        triples, whole = [], bool(text.strip())
        for event in events:
            if isinstance(event, dict) and "noevents" in event:
                continue
            if isinstance(event, dict):
                event = [event.get(k) for k in ("sourcecode", "targetcode", "eventcode")]
            if isinstance(event, list) and len(event) == 3 and all(event):
                triples.append(tuple(event))
            else:
                whole = False  # the conversion lost a code, or the record expects an error of the tested program
        records.append({"key": f"{path.stem}:{number}", "id": record.get("id", number), "text": text, "gold": triples,
                        "whole": whole, "odd": number % 2 == 1})
    return records


def expected(record, suite):
    """Triples with PLOVER types, several where the scheme leaves it open; those that no type fits apart."""
    triples, unmapped = {}, 0
    for source, target, code in record["gold"]:
        types = suite_codes.types_of(suite, code)
        if types is None:
            unmapped += 1
        elif types:
            triples[(source, target, types)] = True
    return fold(list(triples)), unmapped


def fold(triples):
    """CONSULT, and what is expected both ways, are pairs without an order."""
    known = set(triples)
    folded = {}
    for source, target, types in triples:
        if "CONSULT" in types or (target, source, types) in known:
            folded[(frozenset((source, target)), types)] = True
        else:
            folded[((source, target), types)] = True
    return list(folded)


def fits(pair, answer, level):
    """Whether the expected pair of actors is that of the answer."""
    cut = (lambda code: code[:3]) if level == "country" else (lambda code: code)
    source, target = cut(answer[0]), cut(answer[1])
    if isinstance(pair, frozenset):
        return {cut(code) for code in pair} == {source, target}
    return (cut(pair[0]), cut(pair[1])) == (source, target)


def said_as(answer, types, not_yet, tense):
    """Whether the answer's event is one of the types, or what one of them is while it is still to come."""
    if answer[2] in types:
        return True
    return tense and answer[3] in ("future", "possible") and any(not_yet.get(t) == answer[2] for t in types)


def answers_of(claims, coder):
    """Triples of the claims: source, target, event, status, rule."""
    found = {}
    for claim in claims:
        if not claim.get("event"):
            continue
        for who in claim["who"]:
            for whom in claim["whom"]:
                source, target = coder.code(who), coder.code(whom)
                if source and target and source != target:
                    found.setdefault((source, target, claim["event"]), (claim["status"], claim["rule"]))
    return [key + value for key, value in found.items()]


def matched(gold, answers, fit):
    """Pairs of an expected triple and its answers, each answer once; an unordered one may take both directions."""
    left, pairs = list(answers), []
    for triple in gold:
        mine = [a for a in left if fit(triple, a)]
        mine = mine if isinstance(triple[0], frozenset) else mine[:1]
        for answer in mine:
            left.remove(answer)
        if mine:
            pairs.append((triple, mine))
    return pairs, left


def cause(gold, answers, claims):
    """What is wrong, in a word: nothing said, who or whom, the type, or a triple too many."""
    if not gold:
        return "extra"
    if not answers:
        return "half" if any(c.get("event") for c in claims) else "silent"
    if any(fits(g[0], a, "exact") for g in gold for a in answers):
        return "type"
    if any(fits(g[0], a, "country") for g in gold for a in answers):
        return "role"
    return "actors"


def in_variant(record, suite, unmapped, variant):
    if not record["whole"]:
        return False
    if variant == "all":
        return True
    if unmapped:
        return False
    return variant == "mapped" or all(suite_codes.is_standard(suite, code) and suite_actors.is_named(s) and
                                      suite_actors.is_named(t) for s, t, code in record["gold"])


def measure(records, suite, claims, coder, not_yet, args):
    """Counts by variant, level of actors and treatment of tense."""
    counts = {}
    for record in records:
        gold, unmapped = expected(record, suite)
        mine = claims.get(record["key"], [])
        answers = answers_of(mine, coder)
        for level, tense in (("exact", True), ("exact", False), ("country", True)):
            def fit(triple, answer, level=level, tense=tense):
                return fits(triple[0], answer, level) and said_as(answer, triple[1], not_yet, tense)
            pairs, extra = matched(gold, answers, fit)
            missing = len(gold) - len(pairs) + unmapped
            for variant, _ in VARIANTS:
                if in_variant(record, suite, unmapped, variant):
                    count = counts.setdefault((variant, level, tense), Counter())
                    count.update(records=1, expecting=bool(gold or unmapped), gold=len(gold) + unmapped, right=len(pairs),
                                 extra=len(extra), exact=not missing and not extra,
                                 exact_expecting=bool(gold or unmapped) and not missing and not extra)
            if args.misses and (level, tense) == ("exact", True) and record["odd"] and record["whole"] and not unmapped and (
                    missing or extra):
                show(record, cause(gold, answers, mine), gold, pairs, extra, mine)
    return counts


def show(record, why, gold, pairs, extra, claims):
    right = [p[0] for p in pairs]
    print(f"{record['id']} [{why}] {record['text'][:300]}")
    for pair, types in (g for g in gold if g not in right):
        print(f"    missing {'-'.join(sorted(pair)) if isinstance(pair, frozenset) else ' '.join(pair)} {'|'.join(types)}")
    for answer in extra:
        print(f"    extra   {' '.join(answer[:3])} ({answer[3]}) by {answer[4]}")
    for c in claims:
        names = ["+".join(p["words"] or p["name"] for p in c[k]) or "-" for k in ("who", "whom")]
        print(f"    claim   {c.get('event')}: {names[0]} -> {names[1]} ({c['status']}) by {c['rule']}")


def table(title, counts):
    print(f"\n{title}\n  {'':36} records  triples  precision  recall    F1   exact records  (of those with events)")
    for (variant, level, tense), c in sorted(counts.items(), key=lambda kv: (
            [v for v, _ in VARIANTS].index(kv[0][0]), kv[0][1] != "exact", not kv[0][2])):
        said = c["right"] + c["extra"]
        p, r = (c["right"] / said if said else 0.0), (c["right"] / c["gold"] if c["gold"] else 0.0)
        f = 2 * p * r / (p + r) if p + r else 0.0
        name = f"{variant}, {'actor codes' if level == 'exact' else 'countries only'}{'' if tense else ', type as said'}"
        print(f"  {name:36} {c['records']:7} {c['gold']:8} {p:10.3f} {r:7.3f} {f:5.3f} {c['exact'] / c['records']:15.3f}"
              f"  {c['exact_expecting'] / max(1, c['expecting']):6.3f} of {c['expecting']}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tamga", required=True, help="the program")
    parser.add_argument("--pack", type=Path, default=Path(__file__).resolve().parents[2] / "packs/plover",
                        help="folder of the pack whose codebook is measured (packs/plover)")
    parser.add_argument("--half", choices=["odd", "even", "all"], default="all",
                        help="odd lines may be looked at; even lines are kept to see what to expect elsewhere")
    parser.add_argument("--misses", action="store_true", help="print each miss of the odd lines (never of others) with its cause")
    parser.add_argument("--names", action="store_true", help="print the actors found in each suite")
    parser.add_argument("files", type=Path, nargs="+", help="petrarch_unit.jsonl, petr2_gsr.jsonl, tabari_validate.jsonl")
    args = parser.parse_args()
    for path in args.files:
        if not path.is_file():
            sys.exit(f"suites.py: {path}: no such file")
        if path.stem not in suite_codes.SCHEMES:
            sys.exit(f"suites.py: {path}: a suite is one of {', '.join(sorted(suite_codes.SCHEMES))}")
    total = {}
    for path in args.files:
        records = load(path)
        print(f"suites.py: {path.stem}: {len(records)} records", file=sys.stderr)
        with tempfile.TemporaryDirectory(prefix="suites-") as folder:
            actors = suite_actors.Actors(records, args.pack)
            if args.names:
                for name, code, kind in actors.rows():
                    print(f"{path.stem}\t{code}\t{name}\t{kind}")
            pack = actors.build(args.tamga, Path(folder))
            some = [r for r in records if args.half == "all" or r["odd"] == (args.half == "odd")]
            claims = reading.claims_of(args.tamga, pack, [{"id": r["key"], "text": r["text"], "lang": "en"}
                                                          for r in some if r["text"].strip()])
        counts = measure(some, path.stem, claims, actors, actors.not_yet, args)
        table(f"{path.stem} ({args.half} lines)", counts)
        for key, count in counts.items():
            total.setdefault(key, Counter()).update(count)
    if len(args.files) > 1:
        table(f"together ({args.half} lines)", total)
    return 0


if __name__ == "__main__":
    sys.exit(main())
