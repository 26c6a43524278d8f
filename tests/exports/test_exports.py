#!/usr/bin/env python3
"""Every format of `tamga export` on one small ledger, tests/exports/ledger.jsonl.

    TAMGA=build/release/tamga tests/exports/test_exports.py [-v] [Golden|Tables|Standards]
    TAMGA=build/release/tamga UPDATE=1 tests/exports/test_exports.py Golden      rewrite; the diff is the review

Golden compares with tests/exports/golden. Tables checks columns and types against what is written down here. Standards
has each format read by a tool of its own world; the tools are Python packages (requirements.txt), which it installs into
TAMGA_TEST_PACKAGES and which nothing but this test needs.
"""
import csv
import hashlib
import io
import json
import os
import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TAMGA = Path(os.environ.get("TAMGA", ROOT / "build/release/tamga")).resolve()
PACKAGES = Path(os.environ.get("TAMGA_TEST_PACKAGES", ROOT / "build/exports-packages"))
ARGUMENTS = {f"{name}{'.' + ending if ending else ''}": [name] for name, ending in (
    ("atom", "xml"), ("ftm", "jsonl"), ("gdelt-events", "tsv"), ("gdelt-mentions", "tsv"), ("geojson", "json"),
    ("graphml", "xml"), ("polecat", "tsv"), ("prov", "jsonld"), ("stix", "json"))}
ARGUMENTS |= {f"csv-{table}.csv": ["csv", "--table", table] for table in ("claims", "events", "standings", "reports")}
ARGUMENTS["jsonl-kz.jsonl"] = ["jsonl", "--host", "KZ"]


def tamga(*arguments):
    done = subprocess.run([TAMGA, *map(str, arguments)], capture_output=True, timeout=120)
    if done.returncode:
        raise AssertionError(f"tamga {arguments}: exit {done.returncode}: {done.stderr.decode()}")
    return done.stdout


class Case(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="tamga-exports-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.ledger = Path(cls.folder.name) / "a.ledger"
        tamga("import", "--ledger", cls.ledger, HERE / "ledger.jsonl")

    def export(self, *arguments):
        return tamga("export", "--ledger", self.ledger, "--format", *arguments)

    def file(self, *arguments):
        """An export, in a file."""
        path = Path(self.folder.name) / "export"
        path.write_bytes(self.export(*arguments))
        return path


class Golden(Case):
    maxDiff = 4000

    def test_each_format_gives_the_bytes_it_gave(self):
        for name, arguments in ARGUMENTS.items():
            with self.subTest(name):
                path, now = HERE / "golden" / name, self.export(*arguments)
                if os.environ.get("UPDATE"):
                    path.parent.mkdir(exist_ok=True)
                    path.write_bytes(now)
                self.assertEqual(path.read_bytes().decode("utf-8"), now.decode("utf-8"))

    def test_no_golden_file_is_left_over(self):
        self.assertEqual({path.name for path in (HERE / "golden").iterdir()}, set(ARGUMENTS))

    def test_everything_out_is_everything_in(self):
        self.assertEqual(self.export("jsonl"), (HERE / "ledger.jsonl").read_bytes())


# "The GDELT Event Database Data Format Codebook V2.0" of 19 February 2015, in order: name and type.
ACTOR = "Code:s Name:s CountryCode:s KnownGroupCode:s EthnicCode:s Religion1Code:s Religion2Code:s Type1Code:s Type2Code:s Type3Code:s"
GEO = "Geo_Type:i Geo_Fullname:s Geo_CountryCode:s Geo_ADM1Code:s Geo_ADM2Code:s Geo_Lat:f Geo_Long:f Geo_FeatureID:s"
GDELT_EVENTS = " ".join([
    "GlobalEventID:i Day:i MonthYear:i Year:i FractionDate:f",
    *(f"Actor{n}{column}" for n in (1, 2) for column in ACTOR.split()),
    "IsRootEvent:i EventCode:s EventBaseCode:s EventRootCode:s QuadClass:i GoldsteinScale:f NumMentions:i NumSources:i",
    "NumArticles:i AvgTone:f",
    *(f"{who}{column}" for who in ("Actor1", "Actor2", "Action") for column in GEO.split()), "DATEADDED:i SOURCEURL:s"])
GDELT_MENTIONS = ("GlobalEventID:i EventTimeDate:i MentionTimeDate:i MentionType:i MentionSourceName:s MentionIdentifier:s "
                  "SentenceID:i Actor1CharOffset:i Actor2CharOffset:i ActionCharOffset:i InRawText:i Confidence:i "
                  "MentionDocLen:i MentionDocTone:f MentionDocTranslationInfo:s Extras:s")
TYPES = {"i": r"-?\d+", "f": r"-?\d+(\.\d+)?", "s": r".*"}
# The header line of the yearly files of POLECAT (doi:10.7910/DVN/AJGVIT).
POLECAT = ("Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|Actor Country|Actor COW|Primary "
           "Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient "
           "COW|Primary Recipient Sector|Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient "
           "ID|Placename|City|District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature "
           "Type|Source|Publication Date|Story People|Story Organizations|Story Locations|Language|Version").split("|")
PLOVER = ("AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE "
          "ASSAULT").split()


class Tables(Case):
    def rows(self, columns, *arguments):
        specification = [column.split(":") for column in columns.split()]
        lines = self.export(*arguments).decode().split("\n")
        self.assertEqual(lines.pop(), "")
        self.assertTrue(lines)
        for line in lines:
            cells = line.split("\t")
            self.assertEqual(len(cells), len(specification), line)
            for (name, kind), cell in zip(specification, cells):
                self.assertRegex(cell, rf"^({TYPES[kind]})?$", name)
            yield dict(zip((name for name, _ in specification), cells))

    def test_gdelt_events(self):
        self.assertEqual(len(GDELT_EVENTS.split()), 61)
        for row in self.rows(GDELT_EVENTS, "gdelt-events"):
            self.assertLess(int(row["GlobalEventID"]), 2 ** 63)
            self.assertTrue(row["Day"].startswith(row["MonthYear"]) and row["Day"].startswith(row["Year"]))
            self.assertRegex(row["EventCode"], r"^(0[1-9]|1\d|20)\d\d?$")
            self.assertTrue(row["EventCode"].startswith(row["EventRootCode"]))
            root = int(row["EventRootCode"])
            self.assertEqual(int(row["QuadClass"]), 1 if root < 6 else 2 if root < 9 else 3 if root < 14 else 4)
            self.assertTrue(-10 <= float(row["GoldsteinScale"]) <= 10)
            self.assertRegex(row["Actor1CountryCode"], r"^([A-Z]{3})?$")
            self.assertIn(row["ActionGeo_Type"], ("", "1", "2", "3", "4", "5"))
            self.assertRegex(row["ActionGeo_CountryCode"], r"^([A-Z]{2})?$")
            self.assertRegex(row["DATEADDED"], r"^(\d{14})?$")

    def test_gdelt_mentions_belong_to_events(self):
        events = {row["GlobalEventID"]: row for row in self.rows(GDELT_EVENTS, "gdelt-events")}
        mentions = list(self.rows(GDELT_MENTIONS, "gdelt-mentions"))
        self.assertEqual(set(events), {row["GlobalEventID"] for row in mentions})
        for row in mentions:
            self.assertIn(row["MentionType"], "12")
            self.assertEqual(row["MentionType"] == "1", row["MentionIdentifier"].startswith("http"))
            self.assertIn(int(row["Confidence"]), range(10, 101, 10))
            self.assertLess(int(row["ActionCharOffset"]), int(row["MentionDocLen"]))
            self.assertEqual(row["EventTimeDate"], events[row["GlobalEventID"]]["DATEADDED"])

    def test_polecat(self):
        header, *rows = [line.split("\t") for line in self.export("polecat").decode().splitlines()]
        self.assertEqual(header, POLECAT)
        self.assertTrue(rows)
        for cells in rows:
            self.assertEqual(len(cells), len(POLECAT))
            row = dict(zip(POLECAT, cells))
            self.assertNotIn("", cells, "what is not known is None")
            self.assertIn(row["Event Type"], PLOVER)
            self.assertRegex(row["Quad Code"], r"^(VERBAL|MATERIAL) (COOPERATION|CONFLICT)$")
            self.assertRegex(row["Event Date"], r"^(\d{4}-\d\d-\d\d|None)$")
            self.assertRegex(row["Actor Country"], r"^([A-Z]{3}(;[A-Z]{3})*|None)$")

    def test_csv_has_as_many_cells_as_heads(self):
        for table in ("claims", "events", "standings", "reports"):
            text = self.export("csv", "--table", table).decode()
            self.assertTrue(text.endswith("\r\n"))
            head, *rows = csv.reader(io.StringIO(text, newline=""), strict=True)
            self.assertTrue(rows, table)
            self.assertEqual({len(row) for row in rows}, {len(head)}, table)
            self.assertEqual(len(set(head)), len(head))

    def test_csv_holds_every_claim_once_with_its_words(self):
        claims = [line for line in map(json.loads, self.export("jsonl").decode().splitlines()) if line["kind"] == "claim"]
        rows = list(csv.DictReader(io.StringIO(self.export("csv").decode(), newline="")))
        self.assertEqual(sorted((c["id"], c["evidence"]["words"]) for c in claims),
                         sorted((row["id"], row["evidence"]) for row in rows))


class Standards(Case):
    """Run with the packages: main() starts the virtual environment's Python for it."""

    def test_atom(self):
        import atoma
        feed = atoma.parse_atom_bytes(self.export("atom"))
        self.assertGreater(len(feed.entries), 3)
        self.assertEqual(len({entry.id_ for entry in feed.entries}), len(feed.entries))
        self.assertEqual(max(entry.updated for entry in feed.entries), feed.updated)
        self.assertTrue(all(entry.title.value and entry.content.value for entry in feed.entries))
        self.assertIn("https://tungsten.example/release?id=7&lang=en",
                      {link.href for entry in feed.entries for link in entry.links})

    def test_geojson(self):
        import geojson
        collection = geojson.loads(self.export("geojson"))
        self.assertTrue(collection.is_valid, collection.errors())
        kinds = {feature.properties["kind"] for feature in collection.features}
        self.assertEqual(kinds, {"event", "asset"})
        for feature in collection.features:
            self.assertTrue(feature.geometry is None or feature.geometry.is_valid)
            if feature.geometry and feature.properties["kind"] == "asset":
                longitude, latitude = feature.geometry.coordinates
                self.assertTrue(45 < longitude < 90 and 35 < latitude < 56, "Central Asia, longitude first")

    def test_graphml(self):
        import networkx
        graph = networkx.read_graphml(self.file("graphml"))
        self.assertTrue(graph.is_directed())
        kinds = networkx.get_node_attributes(graph, "kind")
        self.assertEqual(set(kinds), set(graph.nodes), "no edge makes a node of its own")
        for source, target, data in graph.edges(data=True):
            self.assertIn("event", (kinds[source], kinds[target]))
            self.assertTrue(data["claims"])
        self.assertTrue(all(graph.nodes[n]["evidence"] for n, kind in kinds.items() if kind == "event"))

    def test_followthemoney(self):
        schemata = ftm_schemata()
        entities = [json.loads(line) for line in self.export("ftm").decode().splitlines()]
        by_id = {entity["id"]: entity for entity in entities}
        self.assertEqual(len(by_id), len(entities))
        self.assertLessEqual({"Person", "PublicBody", "Event", "Article", "UnknownLink"}, {e["schema"] for e in entities})
        for entity in entities:
            schema = schemata[entity["schema"]]
            self.assertFalse(schema["abstract"], entity)
            self.assertLessEqual(set(entity["properties"]), set(schema["properties"]), entity["schema"])
            self.assertLessEqual(schema["required"], set(entity["properties"]), entity)
            for name, values in entity["properties"].items():
                self.assertTrue(values and all(isinstance(value, str) and value for value in values))
                self.check_ftm_values(schemata, by_id, schema["properties"][name], values)

    def check_ftm_values(self, schemata, by_id, definition, values):
        kind = definition.get("type", "string")
        if kind == "entity":
            for value in values:
                self.assertIn(definition.get("range", "Thing"), schemata[by_id[value]["schema"]]["is"])
        patterns = {"date": r"^\d{4}(-\d\d(-\d\d)?)?$", "country": "^[a-z]{2}$", "language": "^[a-z]{3}$", "url": "^https?://"}
        for value in values if kind in patterns else []:
            self.assertRegex(value, patterns[kind])

    def test_stix(self):
        import stix2
        import stix2validator
        bundle = stix2.parse(self.export("stix").decode(), allow_custom=False)
        ids = {thing["id"] for thing in bundle.objects}
        self.assertEqual(len(ids), len(bundle.objects))
        for thing in bundle.objects:
            for key in ("created_by_ref", "source_ref", "target_ref"):
                self.assertIn(thing.get(key, thing["id"]), ids)
            self.assertLessEqual(set(thing.get("object_refs", [])), ids)
        self.assertLessEqual({"identity", "location", "note", "report", "relationship", "extension-definition"},
                             {thing["type"] for thing in bundle.objects})
        # Two recommendations are not followed: ids are made of names (UUIDv5), and pages that are linked to have no hash.
        options = stix2validator.ValidationOptions(version="2.1", disabled="uuid-check,extref-hashes", strict=True)
        result = stix2validator.validate_file(str(self.file("stix")), options)
        self.assertTrue(result.is_valid, [error.message for r in result.object_results for error in r.errors])

    def parquet(self, path):
        """Rows of a Parquet file, as two programs read them that share no code for it."""
        import duckdb
        import pyarrow.parquet
        table = pyarrow.parquet.read_table(path)
        rows = [tuple(row.values()) for row in table.to_pylist()]
        self.assertEqual(duckdb.execute("SELECT * FROM read_parquet(?)", [str(path)]).fetchall(), rows)
        return [dict(zip(table.column_names, row)) for row in rows]

    def test_parquet_holds_every_shape_of_cell(self):
        import pyarrow.parquet
        path = HERE / "parquet/shapes.parquet"
        rows = self.parquet(path)
        self.assertEqual(pyarrow.parquet.ParquetFile(path).metadata.num_row_groups, 4)
        for i, row in enumerate(rows):
            self.assertEqual(row, {
                "often": None if i % 7 == 0 else "" if i % 5 == 0 else f"однажды {i % 11}",
                "once": None if i % 6 == 1 else f"ұ漢字🙂 {i * 7919}",
                "whole": None if i % 4 == 2 else -i if i % 2 == 0 else 2 ** 63 - 1 - i,
                "number": None if i % 3 == 0 else i / 8,
                "list": None if i % 10 == 3 else [None if n == 2 else f"п{n * i % 300}" for n in range(i % 5)]}, i)
        self.assertEqual(len(rows), 1000)

    def test_parquet_holds_what_json_lines_hold(self):
        claims = {line["id"]: line for line in map(json.loads, self.export("jsonl").decode().splitlines()) if line["kind"] == "claim"}
        rows = self.parquet(self.file("parquet", "--table", "claims"))
        self.assertEqual(sorted(row["id"] for row in rows), sorted(claims))
        for row in rows:
            self.check_parquet_claim(row, claims[row["id"]])

    def check_parquet_claim(self, row, claim):
        for key in ("report", "event", "mode", "stage", "status", "said_by", "sector", "host", "confidence"):
            self.assertEqual(row[key], claim[key], key)
        for side in ("who", "whom"):
            for column, key in ((side, "name"), (f"{side}_ids", "id"), (f"{side}_countries", "country")):
                self.assertEqual(row[column], [party[key] for party in claim[side]])
        self.assertEqual((row["about"], row["about_ids"]), ([t["name"] for t in claim["about"]], [t["id"] for t in claim["about"]]))
        self.assertEqual((row["evidence_begin"], row["evidence_end"], row["evidence"]), tuple(claim["evidence"][key] for key in ("begin", "end", "words")))
        self.assertEqual(row["chain"], [hop["name"] for hop in claim["chain"]])
        self.assertEqual(row["when"], (claim["when"] or {}).get("edtf"))
        self.assertEqual((row["where"], row["lat"], row["lon"]), tuple((claim["where"] or {}).get(key) for key in ("name", "lat", "lon")))
        self.assertEqual(row["quote"], (claim["quote"] or {}).get("words"))

    def test_parquet_and_csv_are_one_table(self):
        for table in ("claims", "events", "standings", "reports"):
            texts = list(csv.DictReader(io.StringIO(self.export("csv", "--table", table).decode(), newline="")))
            rows = self.parquet(self.file("parquet", "--table", table))
            self.assertEqual([list(row) for row in texts], [list(row) for row in rows])
            for text, row in zip(texts, rows):
                for name, value in row.items():
                    if isinstance(value, list):
                        self.assertEqual(text[name], "; ".join(item for item in value if item), name)
                    elif isinstance(value, float):
                        self.assertEqual(float(text[name]), value, name)
                    else:
                        self.assertEqual(text[name], "" if value is None else str(value), name)

    def test_prov(self):
        import rdflib
        from rdflib.namespace import PROV, RDF
        graph = rdflib.Graph().parse(data=self.export("prov").decode(), format="json-ld")
        entities = set(graph.subjects(RDF.type, PROV.Entity))
        agents = {s for kind in (PROV.Agent, PROV.Person, PROV.Organization, PROV.SoftwareAgent)
                  for s in graph.subjects(RDF.type, kind)}
        for _, used in graph.subject_objects(PROV.wasDerivedFrom):
            self.assertIn(used, entities)
        for _, agent in graph.subject_objects(PROV.wasAttributedTo):
            self.assertIn(agent, agents)
        for statement in graph.subjects(PROV.value, None):
            chain = list(graph.transitive_objects(statement, PROV.wasDerivedFrom))
            self.assertGreater(len(chain), 2, "a claim comes from its report and from somebody's statement")
            self.assertTrue(list(graph.objects(statement, PROV.wasAttributedTo)))
        names = {str(term) for _, term, _ in graph if str(term).startswith(str(PROV))}
        self.assertLessEqual(names, {str(PROV[name]) for name in (
            "wasDerivedFrom", "wasAttributedTo", "wasGeneratedBy", "used", "wasAssociatedWith", "value")})


def ftm_schemata():
    """The schemata of the package followthemoney, with what they inherit. Its code is not needed, only its model."""
    import yaml
    folder = next(Path(path) / "followthemoney/schema" for path in sys.path if (Path(path) / "followthemoney/schema").is_dir())
    raw = {}
    for path in folder.glob("*.y*ml"):
        raw |= yaml.safe_load(path.read_text("utf-8"))

    def resolved(name):
        schema = {"is": {name}, "properties": {}, "required": set(raw[name].get("required", [])),
                  "abstract": raw[name].get("abstract", False)}
        for parent in map(resolved, raw[name].get("extends", [])):
            schema["is"] |= parent["is"]
            schema["required"] |= parent["required"]
            schema["properties"] = parent["properties"] | schema["properties"]
        schema["properties"] |= raw[name].get("properties") or {}
        return schema

    return {name: resolved(name) for name in raw}


def python_with_packages():
    """The Python of a virtual environment that holds requirements.txt; made when it is not there."""
    wanted = hashlib.sha256((HERE / "requirements.txt").read_bytes() + sys.version.encode()).hexdigest()
    python, mark = PACKAGES / "bin/python", PACKAGES / "complete"
    if mark.is_file() and mark.read_text() == wanted:
        return python
    for command in ([sys.executable, "-m", "venv", "--clear", PACKAGES],
                    [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "-r",
                     HERE / "requirements.txt"]):
        done = subprocess.run(list(map(str, command)), capture_output=True, text=True)
        if done.returncode:
            sys.exit("test_exports.py: the packages that exports are checked with cannot be installed "
                     f"(python3-venv and a package index are needed): {' '.join(map(str, command))}\n{done.stdout}{done.stderr}")
    mark.write_text(wanted)
    return python


if __name__ == "__main__":
    wants_packages = any(argument.startswith("Standards") for argument in sys.argv) or not any(
        argument.startswith(("Golden", "Tables")) for argument in sys.argv)
    if wants_packages and not os.environ.get("TAMGA_TEST_HAS_PACKAGES"):
        python = python_with_packages()
        os.execve(python, [str(python), *sys.argv], os.environ | {"TAMGA_TEST_HAS_PACKAGES": "1"})
    unittest.main()
