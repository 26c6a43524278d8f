"""Write the raw text of a treebank, as the shared tasks give it: paragraphs apart, no sentence marks.

    python raw_text.py en_ewt-ud-test.conllu > en_ewt-ud-test.txt
"""
import sys
from pathlib import Path


def raw_text(lines) -> str:
    out, multi_end, fresh = [], 0, True
    for line in lines:
        line = line.rstrip("\n")
        if line.startswith(("# newdoc", "# newpar")) and not fresh:
            out.append("\n\n")
            fresh = True
        if not line:
            multi_end = 0
        if not line or line.startswith("#"):
            continue
        columns = line.split("\t")
        if "." in columns[0] or ("-" not in columns[0] and int(columns[0]) <= multi_end):
            continue
        if "-" in columns[0]:
            multi_end = int(columns[0].split("-")[1])
        out.append(columns[1] + ("" if "SpaceAfter=No" in columns[9] else " "))
        fresh = False
    return "".join(out).replace(" \n\n", "\n\n").strip() + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.stdout.write(raw_text(Path(sys.argv[1]).read_text(encoding="utf-8").split("\n")))
