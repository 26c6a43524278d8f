#!/usr/bin/env python3
"""Check that the folders of src/ only look down: every #include names a module listed in the includer's DEPS,
every DEPS entry stands on a lower row, and third-party headers stay where they belong."""
import re
import sys
from pathlib import Path

ROWS = [["base"],
        ["json", "text", "nn", "sql", "model", "pack"],
        ["parse", "names", "page"],
        ["mention", "when", "quantity", "pattern"],
        ["source"],
        ["extract", "merge", "store"],
        ["review"],
        ["pipeline", "query", "eval"],
        ["exchange"],
        ["http"],
        ["cli"],
        ["apps"]]
ROW = {module: number for number, row in enumerate(ROWS) for module in row}
# Modules of one row that may know each other, with the reason.
SIDEWAYS = {("pack", "json"): "a pack's tables are JSON sections",
            ("nn", "json"): "weight files have a JSON header",
            ("model", "json"): "records are written and read as JSON Lines"}
# A third-party header and the only module that may include it.
OWNERS = {"nlohmann/": {"json", "nn"}, "yaml-cpp/": {"json"}, "sqlite3.h": {"sql"}, "libpq-fe.h": {"sql"},
          "gumbo.h": {"page"}, "kainjow/": {"query"}, "CLI/": {"cli"}, "httplib.h": {"http"}, "libdeflate.h": {"http"}, "roaring/": {"query"}, "oneapi/dnnl": {"nn"}, "openssl/": {"base"}, "utf8proc.h": {"text"}, "unicode/": {"text"}}


def dependencies(module_folder):
    text = (module_folder / "CMakeLists.txt").read_text()
    call = re.search(r"tamga_module\(\s*(\w+)([^)]*)\)", text)
    if not call or call.group(1) != module_folder.name:
        return None
    deps = re.search(r"(?<!PRIVATE_)\bDEPS\s+((?:[a-z_0-9]+\s*)*)", call.group(2))
    return set(deps.group(1).split()) if deps else set()


def check(root):
    problems = []
    modules = {p.parent.name: p.parent for p in sorted((root / "src").glob("*/CMakeLists.txt"))}
    for name, folder in modules.items():
        deps = dependencies(folder)
        if deps is None or name not in ROW:
            problems.append(f"src/{name}: no tamga_module({name} ...) or no row in tools/check_layers.py")
            continue
        for dep in sorted(deps):
            if dep not in ROW:
                problems.append(f"src/{name}: unknown module {dep}")
            elif ROW[dep] >= ROW[name] and (name, dep) not in SIDEWAYS:
                problems.append(f"src/{name}: {dep} is not on a lower row")
        for source in sorted([*folder.rglob("*.h"), *folder.rglob("*.cpp")]):
            problems += check_includes(root, source, name, deps, modules)
    for stray in (root / "src").glob("*.*"):
        problems.append(f"{stray.relative_to(root)}: no code in the root of src/")
    return problems


def check_includes(root, source, module, deps, modules):
    problems = []
    for number, line in enumerate(source.read_text().splitlines(), 1):
        include = re.match(r'\s*#include\s*[<"]([^>"]+)[>"]', line)
        if not include:
            continue
        path, place = include.group(1), f"{source.relative_to(root)}:{number}"
        first = path.split("/")[0]
        if "/" in path and first in modules and first != module and first not in deps:
            problems.append(f"{place}: {path}: {first} is not in DEPS of {module}")
        for prefix, owners in OWNERS.items():
            if path.startswith(prefix):
                if module not in owners:
                    problems.append(f"{place}: {path} belongs to {' '.join(sorted(owners))} only")
                elif source.suffix == ".h":
                    problems.append(f"{place}: {path} in a header")
    return problems


if __name__ == "__main__":
    found = check(Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve())
    print("\n".join(found) or "layers: in order")
    sys.exit(bool(found))
