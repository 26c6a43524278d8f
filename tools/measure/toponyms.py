#!/usr/bin/env python3
"""How many marked toponyms the program resolves to the right place.

    toponyms.py --places build/release/apps/places/places --pack build/places.pack --tables build/places-pack --corpus geo_lgl.jsonl
    toponyms.py ... --weights weights.yaml --show wrong

The corpus has one text a line: {"text", "toponyms": [{"start", "end", "lat", "lon", "name", "fclass", "fcode", "country",
"admin1"}]}; start and end count characters. The spans are given to the program (apps/places), which says for each what it
means; toponyms without a position are left out, as elsewhere. The pack is made by gazetteer.py.

Exact: the same entry of GeoNames. The corpus has no ids, so an entry is told by its kind and names: a country by its code,
an area of first or second order by its code (found by its name, country and first-order area), a town by being one (P in
GeoNames) within 10 km of the place marked, under a name of it. Within 161 km (100 miles): by distance, and where exact. "held":
only toponyms whose entry is in the gazetteer at all; "reachable": whose entry bears the words of the text there.
A corpus without kinds (GeoVirus) has only distances, and of countries, which are too large for them, the page of
Wikipedia by whose title they are told; with --from-one its places count from 1.
"""
import argparse
import collections
import json
import math
import re
import subprocess
import sys
import tempfile
import unicodedata
import urllib.parse
from pathlib import Path

TOWN_KM, NEAR_KM = 10, 161
# What GeoNames of 2010 called countries that the pack calls otherwise.
OTHER_NAMES = {"palestinian territory": "PS", "ivory coast": "CI", "macedonia": "MK", "democratic republic of the congo": "CD",
               "republic of the congo": "CG", "swaziland": "SZ", "east timor": "TL", "vatican": "VA", "burma": "MM", "hong kong": "HK"}
STATES, AREAS = {"PCLI", "PCLS", "PCLD", "PCLF", "PCL", "PCLIX", "TERR"}, {"ADM1", "ADM2"}


def fold(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name)
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain if not unicodedata.combining(c)).lower()).strip()


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    (p, q), (r, s) = [tuple(math.radians(x) for x in point) for point in (a, b)]
    h = math.sin((r - p) / 2) ** 2 + math.cos(p) * math.cos(r) * math.sin((s - q) / 2) ** 2
    return 2 * 6371 * math.asin(min(1, math.sqrt(h)))


def table(path: Path) -> list[dict[str, str]]:
    _, columns, *rows = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    return [dict(zip(columns.split("\t"), row.split("\t"))) for row in rows]


class Gazetteer:
    """The test pack's tables, to find the entry that a toponym is marked with."""

    def __init__(self, folder: Path):
        self.iso = dict(OTHER_NAMES)
        self.states = {}
        for row in table(folder / "names" / "countries.tsv"):
            english = re.search(r"(?:^|;)en=([^;]*)", row["names"])
            for name in [row["name"], *(english[1].split("|") if english else [])]:
                self.iso.setdefault(fold(name), row["iso2"])
            self.states["state-" + row["iso2"]] = row
        self.areas = collections.defaultdict(list)
        self.first = {}
        self.towns = collections.defaultdict(list)
        self.names = collections.defaultdict(set)
        for row in table(folder / "names" / "areas.tsv"):
            names = [row["name"], *row.get("names", "").split("|"), *row.get("short", "").split("|")]
            self.names[row["id"]] |= {fold(n) for n in names}
            order = 2 if row["within"] else 1
            for name in names:
                self.areas[fold(name), row["country"], order].append(row["id"])
            if order == 1:
                self.first[row["id"]] = fold(row["name"])
        for file in ("towns", "small_towns"):
            for row in table(folder / "names" / f"{file}.tsv"):
                names = {fold(n) for n in [row["name"], *row.get("names", "").split("|")]}
                self.names[row["id"]] |= names
                place = (float(row["lat"]), float(row["lon"]))
                for name in names:
                    self.towns[name].append((row["id"], place))

    def entries(self, toponym: dict) -> set[str]:
        """Ids of the entry marked; several where the packages have it twice."""
        if not toponym.get("fcode"):
            title = urllib.parse.unquote(toponym.get("page", "").rpartition("/")[2]).replace("_(country)", "")
            return {"state-" + self.iso[fold(title)]} if fold(title) in self.iso else set()
        country = self.iso.get(fold(toponym.get("country") or toponym["name"]))
        code, name, place = toponym["fcode"], fold(toponym["name"]), (float(toponym["lat"]), float(toponym["lon"]))
        if code in STATES:
            return {"state-" + country} if country else set()
        if code in AREAS:
            found = self.areas.get((name, country, 1 if code == "ADM1" else 2), [])
            first = fold(toponym.get("admin1") or "")
            inside = [i for i in found if code == "ADM1" or self.first.get(".".join(i.split(".")[:2])) == first]
            return set(inside or (found if len(found) == 1 else []))
        if toponym["fclass"] == "P":
            return {i for i, where in self.towns.get(name, []) if kilometres(where, place) <= TOWN_KM}
        return set()


def texts(corpus: Path, first: int):
    """Texts and their toponyms that have a position, with bytes for characters."""
    for line in corpus.read_text(encoding="utf-8").rstrip("\n").split("\n"):
        row = json.loads(line)
        marked = sorted((t for t in row["toponyms"] if t.get("lat")), key=lambda t: int(t["start"]))
        at = lambda place: len(row["text"][: int(place) - first].encode())
        yield row["text"], marked, [[at(t["start"]), at(t["end"])] for t in marked]


def resolve(arguments, rows) -> list[list[dict | None]]:
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        file.writelines(json.dumps({"text": text, "spans": spans}) + "\n" for text, _, spans in rows)
        file.flush()
        command = [arguments.places, str(arguments.pack), file.name] + ([str(arguments.weights)] if arguments.weights else [])
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"toponyms: {done.stderr.strip()}")
    return [json.loads(line) for line in done.stdout.rstrip("\n").split("\n")]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--places", default="build/release/apps/places/places", help="the program")
    parser.add_argument("--pack", type=Path, required=True, help="pack built from --tables")
    parser.add_argument("--tables", type=Path, required=True, help="folder made by gazetteer.py")
    parser.add_argument("--corpus", type=Path, required=True, help="marked toponyms, JSON Lines")
    parser.add_argument("--from-one", action="store_true", help="the corpus counts characters from 1")
    parser.add_argument("--weights", type=Path, help="YAML instead of the pack's places.yaml")
    parser.add_argument("--show", choices=["wrong", "missing"], help="print toponyms: words, marked place, what was said")
    arguments = parser.parse_args()
    gazetteer = Gazetteer(arguments.tables)
    rows = list(texts(arguments.corpus, 1 if arguments.from_one else 0))
    count = collections.Counter()
    for number, ((text, marked, spans), answers) in enumerate(zip(rows, resolve(arguments, rows))):
        for toponym, (begin, end), answer in zip(marked, spans, answers):
            words = text.encode()[begin:end].decode()
            place = (float(toponym["lat"]), float(toponym["lon"]))
            entries = gazetteer.entries(toponym)
            exact = bool(answer and answer["id"] in entries)
            near = exact or bool(answer and "lat" in answer and kilometres((answer["lat"], answer["lon"]), place) <= NEAR_KM)
            reachable = any(fold(words) in gazetteer.names[i] or i.startswith("state-") for i in entries)
            for name, holds in (("all", True), ("held", bool(entries)), ("reachable", reachable)):
                if holds:
                    count[name] += 1
                    count[name, "exact"] += exact
                    count[name, "near"] += near
                    count[name, "answered"] += answer is not None
            if (arguments.show == "wrong" and reachable and not exact) or (arguments.show == "missing" and not reachable):
                said = f"{answer['id']} {answer['name']}" if answer else "-"
                print(number, words, toponym.get("name"), toponym.get("fcode"), toponym.get("country"), toponym.get("admin1"), said, sorted(entries)[:2], sep="\t")
    for name in ("all", "held", "reachable"):
        total = max(count[name], 1)
        print(f"{name:10} {count[name]:5}   exact {count[name, 'exact'] / total:.3f}   within {NEAR_KM} km {count[name, 'near'] / total:.3f}   "
              f"answered {count[name, 'answered'] / total:.3f}")


if __name__ == "__main__":
    main()
