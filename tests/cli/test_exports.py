#!/usr/bin/env python3
"""tamga export and tamga import as their users meet them. What the formats hold is tested in tests/exports.

    TAMGA=build/release/tamga tests/cli/test_exports.py [-v]
"""
import json
import re
import subprocess
import unittest

from test_cli import GOOD, SAMPLES, TAMGA, Case


class Exports(Case):
    def all_lines(self, ledger):
        return self.tamga("export", "--ledger", ledger, "--format", "jsonl").stdout

    def hash_of(self, ledger):
        return re.search("[0-9a-f]{64}", self.tamga("verify", "--ledger", ledger).out).group()

    def test_decisions_go_with_the_ledger(self):
        ledger = self.add_samples()
        events = json.loads(self.tamga("timeline", "--json", "--ledger", ledger).out)
        events = events if isinstance(events, list) else next(v for v in events.values() if isinstance(v, list))
        bare = self.hash_of(ledger)
        self.tamga("review", "dispute", events[0]["id"], "--author", "Ada", "--reason", "no source", "--ledger", ledger)
        self.assertNotEqual(self.hash_of(ledger), bare)
        done = self.tamga("import", "--ledger", "b.ledger", "-", stdin=self.all_lines(ledger))
        self.assertIn("; 1 decision\n", done.out)
        self.assertEqual(self.hash_of(ledger), self.hash_of("b.ledger"))
        self.assertNotIn('"kind":"decision"', self.tamga("export", "--ledger", ledger, "--format", "jsonl", "--as-read").out)

    def test_a_ledger_made_of_an_export_is_the_same(self):
        ledger = self.add_samples()
        self.tamga("export", "--ledger", ledger, "--format", "jsonl", "--out", "all.jsonl")
        self.assertRegex(self.tamga("import", "--ledger", "b.ledger", "all.jsonl").out,
                         r"^12 reports: 12 added, 0 known; \d+ claims; 0 bad lines\n$")
        self.assertEqual(self.all_lines("b.ledger"), (self.folder / "all.jsonl").read_bytes())
        self.assertEqual(*(self.hash_of(path) for path in (ledger, "b.ledger")))
        for command in ("standings", "timeline", "gaps"):
            first, second = (self.tamga(command, "--json", "--ledger", path).out for path in (ledger, "b.ledger"))
            self.assertEqual(first, second)
        self.assertIn("12 reports: 0 added, 12 known", self.tamga("import", "--ledger", "b.ledger", "all.jsonl").out)

    def test_an_import_can_be_added_to(self):
        lines = self.all_lines(self.add_samples())
        self.tamga("import", "--ledger", "b.ledger", "-", stdin=lines)
        self.assertIn("12 reports: 0 added, 12 known", self.tamga("add", "--ledger", "b.ledger", SAMPLES).out)

    def test_bad_lines_are_named_and_the_others_imported(self):
        lines = self.all_lines(self.add_samples()).decode().splitlines()
        claim = next(i for i, line in enumerate(lines) if '"kind":"claim"' in line)
        moved = json.loads(lines[claim])
        moved["evidence"]["begin"] += 1
        mixed = lines[:claim] + [json.dumps(moved), lines[claim][:40], '{"kind":"song"}'] + lines[claim + 1:]
        self.file("mixed.jsonl", "\n".join(mixed))
        done = self.tamga("import", "--ledger", "b.ledger", "mixed.jsonl", code=1)
        said = done.err.splitlines()
        self.assertEqual(len(said), 3, said)
        for number, line in enumerate(said, claim + 1):
            self.assertRegex(line, rf"^tamga: mixed.jsonl: byte \d+: line {number}: ")
        self.assertIn("12 reports: 12 added, 0 known; ", done.out)
        self.assertIn("; 3 bad lines", done.out)
        left = self.all_lines("b.ledger").decode().splitlines()
        self.assertEqual(sorted(left), sorted(lines[:claim] + lines[claim + 1:]))

    def test_a_report_that_is_lost_takes_only_its_own_lines(self):
        lines = self.all_lines(self.add_samples()).decode().splitlines()
        first = json.loads(lines[0])
        self.file("cut.jsonl", "\n".join([json.dumps({**first, "text": first["text"] + " More."}), *lines[1:]]))
        done = self.tamga("import", "--ledger", "b.ledger", "cut.jsonl", code=1)
        self.assertEqual(len(done.err.splitlines()), 1)
        self.assertIn("line 1: the report's id is not that of its text", done.err)
        self.assertRegex(done.out, r"^11 reports: 11 added, 0 known; .* 1 bad line, and \d+ of reports left out\n$")

    def test_check_stores_nothing(self):
        self.file("all.jsonl", self.all_lines(self.add_samples()))
        self.assertIn("12 reports: 12 sound", self.tamga("import", "--check", "--ledger", "b.ledger", "all.jsonl").out)
        self.assertFalse((self.folder / "b.ledger").exists())
        self.file("bad.jsonl", "{}\n")
        self.assertIn("bad.jsonl: byte 0: line 1: ", self.tamga("import", "--check", "bad.jsonl", code=3).err)

    def test_readings_of_tamga_read_are_refused_since_they_have_no_text(self):
        lines = self.tamga("read", "--format", "jsonl", GOOD).stdout
        done = self.tamga("import", "--ledger", "b.ledger", "-", stdin=lines, code=3)
        self.assertIn("without its text", done.err)

    def test_choices_leave_out_what_is_not_asked_for(self):
        ledger = self.add_samples()
        def lines(*choices):
            return list(map(json.loads, self.tamga("export", "--ledger", ledger, "--format", "jsonl", *choices).out.splitlines()))
        def count(found, kind):
            return sum(line["kind"] == kind for line in found)
        everything, host = lines(), lines("--host", "UZ")
        self.assertTrue(0 < count(host, "claim") < count(everything, "claim"))
        self.assertTrue(0 < count(host, "report") < count(everything, "report"))
        early = lines("--known-by", "2025-06-30")
        self.assertTrue(early and all(line["published"] <= "2025-06-30" for line in early if line["kind"] == "report"))
        self.assertEqual(lines("--since", "2100"), [])

    def test_every_format_takes_an_empty_answer(self):
        ledger = self.add_samples()
        for name in "atom csv ftm gdelt-events gdelt-mentions geojson graphml jsonl polecat prov stix".split():
            self.tamga("export", "--ledger", ledger, "--format", name, "--since", "2100")
        for name in ("geojson", "prov", "stix"):
            json.loads(self.tamga("export", "--ledger", ledger, "--format", name, "--since", "2100").out)

    def test_wrong_arguments_and_surroundings(self):
        ledger = self.add_samples()
        self.assertIn("--format", self.tamga("export", "--ledger", ledger, code=2).err)
        self.tamga("export", "--ledger", ledger, "--format", "pdf", code=2)
        self.tamga("export", "--ledger", ledger, "--format", "csv", "--table", "songs", code=2)
        self.assertIn("no.ledger", self.tamga("export", "--ledger", "no.ledger", "--format", "csv", code=4).err)
        self.assertIn("nowhere", self.tamga("export", "--ledger", ledger, "--format", "csv", "--out", "nowhere/x", code=6).err)
        self.assertIn("none.jsonl", self.tamga("import", "--ledger", "b.ledger", "none.jsonl", code=4).err)
        self.assertIn("yesterday", self.tamga("export", "--ledger", ledger, "--format", "csv", "--as-of", "yesterday", code=2).err)

    def test_a_full_disk_leaves_no_half_file(self):
        ledger = self.add_samples()
        with open("/dev/full", "wb") as full:
            done = subprocess.run([TAMGA, "export", "--ledger", ledger, "--format", "jsonl"], stdout=full,
                                  stderr=subprocess.PIPE, env=self.environment)
        self.assertEqual(done.returncode, 6)
        self.file("old.csv", "old")
        self.tamga("export", "--ledger", ledger, "--format", "csv", "--pack", "no.pack", "--out", "old.csv", code=4)
        self.assertEqual((self.folder / "old.csv").read_text(), "old")
        self.assertFalse((self.folder / "old.csv.new").exists())


if __name__ == "__main__":
    unittest.main()
