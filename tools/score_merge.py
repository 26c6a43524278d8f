#!/usr/bin/env python3
"""Score how claims are put together into events, against the same_event marks of marked reports.

    tools/score_merge.py --scorer SCORE --tamga build/release/tamga                      # the engine's own claims
    tools/score_merge.py --scorer SCORE --events 'build/release/bench/ledger/merge_lines PACK'  # the marked claims

SCORE is the folder of the scorer of claims (score_claims.py with marks.py) and of reports/NAME.gold.json. With
--tamga, reports are read and added to a new ledger, the engine's claims are aligned with the marks as the scorer
does, and its events are those of `timeline`. With --events, the marks themselves go to the command as report and
claim lines, and it prints an event for each claim. Scores are B-cubed (Bagga & Baldwin 1998).
"""
import argparse
import json
import shlex
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path


# ---------------------------------------------------------------- B-cubed

def b_cubed(truth, answer):
    """(precision, recall, F1) of a clustering; both map each item to the name of its cluster.

    An item's precision is the share of its answered cluster that is of its true cluster, its recall the share of its
    true cluster that is in its answered cluster; both count the item itself (Amigo et al. 2009, no overlaps)."""
    if not truth:
        return 1.0, 1.0, 1.0
    if truth.keys() != answer.keys():
        raise ValueError("the clusterings hold different items")
    wanted, given = defaultdict(set), defaultdict(set)
    for item in truth:
        wanted[truth[item]].add(item)
        given[answer[item]].add(item)
    precision = recall = 0.0
    for item in truth:
        common = len(wanted[truth[item]] & given[answer[item]])
        precision += common / len(given[answer[item]])
        recall += common / len(wanted[truth[item]])
    precision, recall = precision / len(truth), recall / len(truth)
    return precision, recall, 2 * precision * recall / (precision + recall)


def faults(truth, answer):
    """(kind, items) of each cluster that is torn apart or holds what does not belong together."""
    for kind, clusters, other in (("split", truth, answer), ("mixed", answer, truth)):
        groups = defaultdict(list)
        for item in clusters:
            groups[clusters[item]].append(item)
        for name, items in sorted(groups.items()):
            if len({other[item] for item in items}) > 1:
                yield kind, [f"{item}={truth[item]}@{answer[item]}" for item in sorted(items)]


# ---------------------------------------------------------------- marks as claims

def first(value):
    """The preferred value of a mark."""
    return value[0] if isinstance(value, list) and value else value if not isinstance(value, list) else None


def words_of(marks):
    """ "a|b" either, "a?" may be left out: the first of each."""
    return [mark.rstrip("?").split("|")[0].rstrip("?") for mark in marks or []]


def party_lines(marks):
    return [{"type": p["type"], "name": p["name"], "country": p.get("country"), "also": p.get("also", [])}
            for p in marks or []]


def claim_line(gold, claim):
    """A mark as the line an engine that reads perfectly would print."""
    when, where = first(claim["when"]), first(claim["where"])
    return {
        "kind": "claim", "id": f"{gold['name']}:{claim['id']}", "report": gold["name"],
        "evidence": {"begin": claim["span"][0], "end": claim["span"][1], "words": claim["evidence"]},
        "event": first(claim["event"]), "mode": first(claim.get("mode")), "stage": first(claim["stage"]),
        "status": first(claim["status"]), "who": party_lines(claim["who"]), "whom": party_lines(claim["whom"]),
        "about": [{"type": "asset", "name": name} for name in words_of(claim["about"])],
        "sector": words_of(claim["sector"]), "host": words_of(claim["host"]),
        "when": {"edtf": when, "words": when, "basis": "text"} if when else None,
        "where": {"name": where["name"], "country": where.get("country"), "words": where["name"]} if where else None,
        "amounts": [{**a, "words": f"{a['value']} {a['unit']}"} for a in claim.get("amounts") or []],
        "chain": [{"name": h["name"], "type": "organisation", "named": h["named"], "also": h.get("also", [])}
                  for h in claim["chain"]],
        "said_by": first(claim["said_by"]), "confidence": 1.0}


def marked_lines(golds):
    for gold in golds:
        report = gold["report"]
        yield {"kind": "report", "id": gold["name"], "outlet": report["outlet"], "published": report["published"],
               "title": report.get("title"), "lang": report["lang"], "text": gold["text"]}
        for claim in gold["claims"]:
            yield claim_line(gold, claim)


# ---------------------------------------------------------------- running

class Failed(Exception):
    """A program that was asked did not answer."""


def run(command, stdin=""):
    done = subprocess.run(command, input=stdin.encode(), capture_output=True)
    if done.returncode:
        raise Failed(f"{shlex.join(map(str, command))}: exit {done.returncode}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout.decode("utf-8")


def true_events(golds):
    return {f"{gold['name']}:{claim}": event for gold in golds for claim, event in gold.get("same_event", [])}


def events_of_marks(golds, command):
    lines = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in marked_lines(golds))
    answer = [json.loads(line) for line in run(shlex.split(command), lines).splitlines()]
    return {line["claim"]: line["event"] for line in answer}


def events_of_engine(golds, tamga, scorer):
    """Event of each mark that a claim of the engine was aligned with."""
    from marks import load_system
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "a.ledger"
        run([tamga, "add", "--ledger", ledger, *(gold["path"] for gold in golds)])
        events = json.loads(run([tamga, "timeline", "--ledger", ledger, "--json"]))["events"]
    event_of = {telling["claim"]: event["id"] for event in events for telling in event["told_by"]}
    out = {}
    for gold in golds:
        system = load_system(gold, run([tamga, "read", "--format", "jsonl", gold["path"]]), gold["name"])
        for mark, claim in scorer.score_report(gold, system)["pairs"].items():
            out[f"{gold['name']}:{gold['claims'][mark]['id']}"] = event_of[system["claim"][claim]["id"]]
    return out


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scorer", required=True, type=Path, help="folder of score_claims.py and marks.py")
    parser.add_argument("--gold", type=Path, help="folder of marked reports; SCORE/reports when not given")
    parser.add_argument("--tamga", help="the program: score its own claims")
    parser.add_argument("--events", help="command that puts claim lines into events: score the marked claims")
    parser.add_argument("--lang", help="only reports in this language")
    parser.add_argument("--faults", action="store_true", help="list the events that are torn apart or mixed")
    parser.add_argument("--lines", action="store_true", help="print the marks as report and claim lines, score nothing")
    args = parser.parse_args(arguments)
    sys.path.insert(0, str(args.scorer))
    import score_claims
    from marks import BadInput, load_gold
    try:
        golds = [load_gold(path) for path in sorted((args.gold or args.scorer / "reports").glob("*.txt"))]
        golds = [gold for gold in golds if args.lang in (None, gold["report"]["lang"])]
        if args.lines:
            for line in marked_lines(golds):
                print(json.dumps(line, ensure_ascii=False))
            return 0
        if bool(args.tamga) == bool(args.events):
            parser.error("give one of --tamga and --events")
        found = events_of_marks(golds, args.events) if args.events else events_of_engine(golds, args.tamga, score_claims)
    except (BadInput, Failed) as error:
        print(f"score_merge: {error}", file=sys.stderr)
        return 2
    marked = true_events(golds)
    truth = {item: event for item, event in marked.items() if item in found}
    answer = {item: found[item] for item in truth}
    precision, recall, f1 = b_cubed(truth, answer)
    print(f"{len(golds)} reports, {len(marked)} marked claims of {len(set(marked.values()))} events, {len(truth)} found")
    print(f"B-cubed P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f}")
    if args.faults:
        for kind, items in faults(truth, answer):
            print(f"  {kind}: " + "  ".join(items))
    return 0


if __name__ == "__main__":
    sys.exit(main())
