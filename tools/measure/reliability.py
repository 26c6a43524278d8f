#!/usr/bin/env python3
"""How often claims are right at each confidence: a reliability table and its expected calibration error.

    tools/measure/reliability.py --tamga build/release/tamga --scorer ../shared/score --gold ../shared/score/reports [--svg OUT]

A claim is right when the contract's scorer pairs it with a marked claim ("found"), and wholly right when event, stage,
status, who and whom agree too ("strict"). The errors are the mean distances between a bin's confidence and its shares,
weighted by claims (Naeini, Cooper and Hauskrecht 2015). Confidence is meant to be the chance of the latter.
"""
import argparse
import subprocess
import sys
from pathlib import Path

EDGES = [0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 1.01]
STRICT = ("event", "stage", "status", "who", "whom")


def graded(args):
    """(confidence, found, strict) of every claim."""
    sys.path.insert(0, str(args.scorer))
    import score_claims as scorer
    out = []
    for path in sorted(args.gold.glob("*.txt")):
        gold = scorer.load_gold(path)
        if gold["report"]["lang"] != args.lang:
            continue
        text = subprocess.run([args.tamga, "read", "--format", "jsonl", path], capture_output=True, text=True, check=True).stdout
        system = scorer.load_system(gold, text, path)
        result = scorer.score_report(gold, system)
        credits = {j: result["credits"][i] for i, j in result["pairs"].items()}
        for j, claim in enumerate(system["claim"]):
            found = j in credits
            out.append((claim["confidence"], found, found and all(credits[j].get(f, 1) == 1 for f in STRICT)))
    return out


def bins(claims):
    for low, high in zip(EDGES, EDGES[1:]):
        some = [c for c in claims if low <= c[0] < high]
        if some:
            yield low, min(high, 1.0), len(some), *(sum(c[k] for c in some) / len(some) for k in range(3))


def svg(rows):
    out = ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 320" font-family="sans-serif" font-size="11">',
           '<rect width="320" height="320" fill="#fff"/>',
           '<path d="M40 280H300M40 280V20" stroke="#444" fill="none"/><path d="M40 280L300 20" stroke="#bbb" stroke-dasharray="4"/>']
    for k, colour, name in ((4, "#1f5f99", "found"), (5, "#b3541e", "wholly right")):
        points = [(40 + 260 * row[3], 280 - 260 * row[k]) for row in rows]
        out.append(f'<polyline fill="none" stroke="{colour}" points="{" ".join(f"{x:.0f},{y:.0f}" for x, y in points)}"/>')
        out += [f'<circle cx="{x:.0f}" cy="{y:.0f}" r="3" fill="{colour}"/>' for x, y in points]
        out.append(f'<text x="48" y="{34 if k == 4 else 50}" fill="{colour}">{name}</text>')
    out += ['<text x="130" y="308">confidence said</text>', '<text x="4" y="14">share that is so</text>', "</svg>"]
    return "\n".join(out) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tamga", required=True)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--lang", default="en")
    parser.add_argument("--svg", type=Path, help="write the diagram here")
    args = parser.parse_args()
    claims = graded(args)
    rows = list(bins(claims))
    print("| confidence | claims | mean said | found | wholly right |\n|---|---|---|---|---|")
    for low, high, count, said, found, strict in rows:
        print(f"| {low:.1f}–{high:.1f} | {count} | {said:.2f} | {found:.2f} | {strict:.2f} |")
    found, strict = (sum(row[2] * abs(row[3] - row[k]) for row in rows) / len(claims) for k in (4, 5))
    print(f"\nexpected calibration error over {len(claims)} claims: {found:.3f} of found, {strict:.3f} of wholly right")
    if args.svg:
        args.svg.write_text(svg(rows), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
