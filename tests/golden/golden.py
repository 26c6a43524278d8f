#!/usr/bin/env python3
"""Golden files: a text, and what the program finds in it, in one file.

    golden.py --tamga build/release/tamga FILE_OR_FOLDER...            compare
    golden.py --tamga build/release/tamga --update FILE_OR_FOLDER...   rewrite the answers; the diff is the review

A file begins with comment lines (#) and header lines as in a report, then sections that begin with a line "--- NAME":
`text` is given; `mentions`, `claims`, `remarks` are answers, and a file holds those it is about. A file whose name
begins with fail_ holds `text` and `error`: what the program says of it, and its exit code.
"""
import argparse
import difflib
import json
import subprocess
import sys
import tempfile
from pathlib import Path


def split(content: str) -> tuple[list[str], dict[str, str]]:
    """Lines before the first section, and the sections in order."""
    head, sections, name = [], {}, None
    for line in content.splitlines(keepends=True):
        if line.startswith("--- "):
            name = line[4:].strip()
            sections[name] = ""
        elif name is None:
            head.append(line)
        else:
            sections[name] += line
    return head, sections


def party(p: dict) -> str:
    return p["name"] + (f" ({p['country']})" if p.get("country") else "")


def amount(a: dict) -> str:
    upper = f"-{a['upper']:g}" if a.get("upper") is not None else ""
    return f"{a['value']:g}{upper} {a['unit']}"


def claim_lines(c: dict) -> str:
    what = "/".join(str(c[k]) for k in ("event", "mode", "stage", "status") if c.get(k))
    rows = [f"{what}  “{' '.join(c['evidence']['words'].split())}”"]
    fields = {
        "who": ", ".join(map(party, c["who"])), "whom": ", ".join(map(party, c["whom"])),
        "about": ", ".join(a["name"] for a in c["about"]), "sector": " ".join(c["sector"]), "host": " ".join(c["host"]),
        "when": f"{c['when']['edtf']} ({c['when']['basis']})" if c.get("when") else "",
        "where": c["where"]["name"] if c.get("where") else "", "amounts": ", ".join(map(amount, c.get("amounts") or [])),
        "said by": c["said_by"] + ": " + " < ".join(h["name"] for h in c["chain"]),
        "quote": c["quote"]["words"] if c.get("quote") else ""}
    rows += [f"    {name}: {' '.join(value.split())}" for name, value in fields.items() if value]
    return "\n".join(rows)


def mention_line(m: dict) -> str:
    known = m.get("id") or "-"
    return f"{m['type']:12} {m['words']} = {m['name']}" + (f" ({m['country']})" if m.get("country") else "") + f" [{known}]"


def answer(section: str, lines: list[dict]) -> str:
    show = {"claims": ("claim", claim_lines), "mentions": ("mention", mention_line),
            "remarks": ("remark", lambda r: f"{r['remark']:13} “{' '.join(r['evidence']['words'].split())}”")}
    kind, write = show[section]
    return "".join(write(line) + "\n" for line in lines if line["kind"] == kind)


def run(tamga: Path, head: list[str], text: str) -> subprocess.CompletedProcess:
    header = "".join(line for line in head if not line.startswith("#")).strip()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(f"{header}\n\n{text}" if header else text, encoding="utf-8")
        return subprocess.run([tamga, "read", "--format", "jsonl", path], capture_output=True, check=False)


def fresh(tamga: Path, path: Path) -> tuple[str, str]:
    """The file as it is, and as it should be."""
    content = path.read_text(encoding="utf-8")
    head, sections = split(content)
    done = run(tamga, head, sections["text"])
    said = done.stderr.decode("utf-8", "replace")
    if path.name.startswith("fail_"):
        sections["error"] = f"exit {done.returncode}\n" + said.replace(said.split(":")[1].strip(), "report.txt", 1)
    elif done.returncode:
        raise SystemExit(f"{path}: exit {done.returncode}: {said}")
    else:
        lines = [json.loads(line) for line in done.stdout.decode("utf-8").splitlines()]
        for name in sections:
            if name != "text":
                sections[name] = answer(name, lines)
    return content, "".join(head) + "".join(f"--- {name}\n{body}" for name, body in sections.items())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tamga", type=Path, required=True)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("paths", type=Path, nargs="+")
    args = parser.parse_args()
    files = sorted(f for p in args.paths for f in (p.rglob("[a-z]*.txt") if p.is_dir() else [p]))
    if not files:
        print("golden.py: no golden files", file=sys.stderr)
        return 2
    differ = 0
    for path in files:
        before, after = fresh(args.tamga, path)
        if before == after:
            continue
        differ += 1
        if args.update:
            path.write_text(after, encoding="utf-8")
        sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True), str(path), "now"))
    print(f"{len(files)} golden files, {differ} {'rewritten' if args.update else 'differ'}")
    return int(bool(differ) and not args.update)


if __name__ == "__main__":
    sys.exit(main())
