#!/usr/bin/env python3
"""Make a C++ file that holds openapi.yaml and the files of a built console, compressed where that helps.

    tools/embed.py OUT.cpp openapi.yaml CONSOLE_FOLDER

The folder may be missing: then the program has no console. The same files give the same bytes.
"""

import gzip
import re
import sys
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".geojson": "application/geo+json",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
    ".woff2": "font/woff2",
    ".woff": "font/woff",
    ".txt": "text/plain; charset=utf-8",
    ".webmanifest": "application/manifest+json",
    ".wasm": "application/wasm",
    ".pbf": "application/x-protobuf",
}
# Names that carry a hash of their content: "index-B3x9_kQz.js".
HASHED = re.compile(r"[-.][A-Za-z0-9_-]{8,}\.[a-z0-9]+$")


def literal(data):
    """Bytes as string literals; octal escapes end after three digits whatever comes next."""
    rows = [data[i : i + 96] for i in range(0, len(data), 96)] or [b""]
    plain = set(range(32, 127)) - set(b'"\\?')
    return "\n".join('    "' + "".join(chr(b) if b in plain else f"\\{b:03o}" for b in row) + '"' for row in rows)


def view(data):
    return f"std::string_view(\n{literal(data)}, {len(data)})"


def entry(folder, path):
    data = path.read_bytes()
    packed = gzip.compress(data, 9, mtime=0)
    if len(packed) >= len(data):
        packed = b""
    name = "/" + path.relative_to(folder).as_posix()
    kind = TYPES.get(path.suffix, "application/octet-stream")
    hashed = "true" if HASHED.search(name) else "false"
    return f'  {{"{name}", "{kind}", {hashed},\n   {view(data)},\n   {view(packed)}}},\n'


def main(out, contract, folder):
    files = (
        sorted(p for p in folder.rglob("*") if p.is_file() and not p.name.endswith(".map")) if folder.is_dir() else []
    )
    text = '// Made by tools/embed.py.\n#include "http/detail/embedded.h"\n\nnamespace tamga::http {\nnamespace {\n\n'
    if files:
        text += f"constexpr Asset kAssets[] = {{\n{''.join(entry(folder, f) for f in files)}}};\n\n"
    text += "}  // namespace\n\n"
    text += f"std::span<const Asset> console_assets() {{ return {'kAssets' if files else '{}'}; }}\n\n"
    text += f"std::string_view contract_text() {{\n  return {view(contract.read_bytes())};\n}}\n\n}}  // namespace tamga::http\n"
    out.write_text(text)


if __name__ == "__main__":
    main(*(Path(argument) for argument in sys.argv[1:4]))
