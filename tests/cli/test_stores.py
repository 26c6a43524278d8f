#!/usr/bin/env python3
"""Ledgers in files and in PostgreSQL as users meet them; beside a server that is thrown away:

    TAMGA=build/release/tamga tests/support/postgres.py tests/cli/test_stores.py [-v]
"""
import json
import os
import subprocess
import unittest

from test_cli import GOOD, SAMPLES, TAMGA, Case

SERVER = os.environ["TAMGA_POSTGRES"]
TCP = os.environ["TAMGA_POSTGRES_TCP"]
VIEWS = ("brief", "standings", "timeline", "gaps")


class Stores(Case):
    def database(self, name):
        """The address of an empty schema."""
        schema = f"{self._testMethodName}_{name}".lower()
        subprocess.run(["psql", "-X", "-q", SERVER, "-c", f"CREATE SCHEMA {schema}"], check=True)
        return f"{SERVER}?options=-csearch_path%3D{schema}"

    def answers(self, ledger):
        return {view: self.tamga(view, "--json", "--ledger", ledger).out for view in VIEWS} | {
            words: self.tamga("find", words, "--json", "--ledger", ledger).out for words in ("rosat", "uran", "казах")}

    def verified(self, ledger):
        return json.loads(self.tamga("verify", "--json", "--ledger", ledger).out)


class Databases(Stores):
    def test_a_database_answers_as_a_file_does(self):
        file, database = self.add_samples(), self.database("a")
        self.assertIn("12 added", self.tamga("add", "--ledger", database, SAMPLES).out)
        self.assertIn("12 known", self.tamga("add", "--ledger", database, SAMPLES).out)
        self.assertEqual(self.answers(database), self.answers(file))
        self.assertEqual(self.verified(database), self.verified(file))

    def test_named_by_the_environment(self):
        self.environment["TAMGA_LEDGER"] = self.database("a")
        self.tamga("add", GOOD)
        self.assertIn("Rosatom", self.tamga("find", "rosat").out)

    def test_a_database_that_is_no_ledger(self):
        self.assertIn("is no ledger", self.tamga("brief", "--ledger", self.database("a"), code=5).err)

    def test_many_programs_add_at_once(self):
        ledger, alone = self.database("a"), self.database("b")
        rows = [json.dumps({"id": str(n), "lang": "en", "text": f"Rosatom visited Kazakhstan {n} times to discuss uranium."})
                for n in range(30)]
        self.file("many.jsonl", "\n".join(rows))
        programs = [subprocess.Popen([TAMGA, "add", "--threads", "1", "--ledger", ledger, "many.jsonl"], cwd=self.folder,
                                     env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                    for _ in range(4)]
        for program in programs:
            said = program.communicate(timeout=120)[0].decode()
            self.assertRegex(said, r"^30 reports: \d+ added, \d+ known, 0 failed")
            self.assertEqual(program.returncode, 0)
        self.tamga("add", "--ledger", alone, "many.jsonl")
        self.assertEqual(self.verified(ledger), self.verified(alone))
        self.assertEqual(self.verified(ledger)["readings"], 30)


class Passwords(Stores):
    def test_are_never_printed(self):
        user = TCP.replace("//", "//postgres:not-the-password@")
        asked = ((6, "lets this user not in", user),
                 (6, "cannot be reached", "postgresql://u:not-the-password@127.0.0.1:1/x"),
                 (2, "is no PostgreSQL address", "postgres://u:not-the-password@h/x?odd=1"),
                 (4, "no such database", TCP.replace("//", "//postgres:secret@").removesuffix("postgres") + "nowhere"))
        for code, words, address in asked:
            done = self.tamga("brief", "--ledger", address, code=code)
            self.assertIn(words, done.err)
            self.assertIn(":***@", done.err)
            self.assertNotRegex(done.err + done.out, "not-the-password|secret")
        done = self.tamga("brief", user, code=2)
        self.assertNotIn("not-the-password", done.err + done.out)

    def test_let_in_who_has_them(self):
        self.tamga("add", "--ledger", TCP.replace("//", "//postgres:secret@"), GOOD)


class Copying(Stores):
    def test_there_and_back(self):
        file, database, back = self.add_samples(), self.database("a"), self.folder / "back.ledger"
        before = self.verified(file)
        copied = json.loads(self.tamga("copy", file, database, "--json").out)
        self.assertEqual(copied, {"readings": {"copied": 12, "known": 0}, "decisions": {"copied": 0, "known": 0},
                                  "from": before["hash"], "to": before["hash"]})
        self.assertIn("both hold " + before["hash"], self.tamga("copy", database, back).out)
        again = self.tamga("copy", database, back).out
        self.assertIn("12 readings: 0 copied, 12 known", again)
        self.assertEqual(self.verified(back), before)
        self.assertEqual(self.answers(back), self.answers(file))

    def test_into_one_that_holds_more(self):
        file, other = self.add_samples(), self.folder / "other.ledger"
        self.tamga("add", "--ledger", other, "-", stdin=b"lang: en\n\nRosatom visited Kazakhstan.")
        self.assertRegex(self.tamga("copy", file, other).out, "12 copied, 0 known(.|\n)*all of [0-9a-f]{64} is in")
        self.assertEqual(self.verified(other)["readings"], 13)

    def test_what_cannot_be_copied(self):
        file = self.add_samples()
        self.assertIn("nowhere.ledger", self.tamga("copy", "nowhere.ledger", "b.ledger", code=4).err)
        self.assertIn("the same ledger", self.tamga("copy", file, file, code=2).err)
        self.tamga("copy", file, code=2)
        self.assertIn("cannot", self.tamga("copy", file, "no/such/folder/b.ledger", code=6).err)


class Verifying(Stores):
    def test_tells_what_is_damaged(self):
        ledger, database = self.add_samples(), self.database("a")
        self.tamga("copy", ledger, database)
        subprocess.run(["psql", "-X", "-q", database, "-c", "UPDATE claims SET record = '{'"], check=True)
        self.assertIn("damaged record", self.tamga("verify", "--ledger", database, code=5).err)
        with open(ledger, "r+b") as file:
            file.seek(4096 * 3)
            file.write(b"\xff" * 4096)
        self.assertIn("a.ledger: damaged", self.tamga("verify", "--ledger", ledger, code=5).err)


if __name__ == "__main__":
    unittest.main()
