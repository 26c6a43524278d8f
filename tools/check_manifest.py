#!/usr/bin/env python3
"""Check that every model's manifest.json names each file of its folder with its size and SHA-256, and nothing else.

    tools/check_manifest.py [models]
"""
import hashlib
import json
import sys
from pathlib import Path


def check(folder: Path) -> list[str]:
    manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
    problems = [f"{folder}/manifest.json: no {key}" for key in ("name", "language", "licence", "data", "training", "scores")
                if not manifest.get(key)]
    files = manifest.get("files", {})
    there = {p.name for p in folder.iterdir() if p.is_file() and p.name != "manifest.json"}
    problems += [f"{folder}/{name}: not in the manifest" for name in sorted(there - files.keys())]
    for name, row in sorted(files.items()):
        if name not in there:
            problems.append(f"{folder}/{name}: in the manifest, but not there")
            continue
        data = (folder / name).read_bytes()
        if len(data) != row["bytes"] or hashlib.sha256(data).hexdigest() != row["sha256"]:
            problems.append(f"{folder}/{name}: differs from the manifest")
    return problems


def main() -> int:
    if sys.argv[1:] in (["-h"], ["--help"]):
        print(__doc__.strip())
        return 0
    models = Path(sys.argv[1] if len(sys.argv) > 1 else "models")
    manifests = sorted(models.glob("*/manifest.json"))
    problems = [p for manifest in manifests for p in check(manifest.parent)] or ([] if manifests else ["no manifests"])
    print("\n".join(problems) or f"manifests: {len(manifests)} in order")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main())
