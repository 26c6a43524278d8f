#!/usr/bin/env python3
"""Review from outside: the queue, decisions, undoing, another reading.

    TAMGA=build/release/tamga tests/cli/test_review.py [-v] [TestClass[.test_name]]
"""
import json
import shutil
import sqlite3
import tempfile
import unittest
from pathlib import Path

from test_cli import SAMPLES, Case

REASON = ("--reason", "as the text has it")


class ReviewCase(Case):
    """The samples are read once; each test gets a copy of the ledger."""
    kept = None

    def setUp(self):
        super().setUp()
        self.environment["TAMGA_AUTHOR"] = "A. Reader"
        if ReviewCase.kept is None:
            ReviewCase.kept = tempfile.TemporaryDirectory(prefix="tamga-test-")
            unittest.addModuleCleanup(ReviewCase.kept.cleanup)
            shutil.copy(self.add_samples(), ReviewCase.kept.name)
        ledger = self.folder / "a.ledger"
        shutil.copy(Path(ReviewCase.kept.name) / "a.ledger", ledger)
        self.environment["TAMGA_LEDGER"] = str(ledger)

    def ask(self, *arguments, **options):
        return json.loads(self.tamga(*arguments, "--json", **options).out)

    def events(self, *options):
        return self.ask("timeline", *options)["events"]

    def event(self, wanted=lambda event: True):
        return next(event for event in self.events() if wanted(event))

    def decide(self, *arguments):
        """Decides; the id of the last decision."""
        done = self.tamga("review", *arguments, "--json").out.splitlines()
        return json.loads(done[-1])["id"]


class Review(ReviewCase):
    def test_the_queue_is_in_order_and_says_why(self):
        queue = self.ask("review", "--limit", 1000)["queue"]
        self.assertGreater(len(queue), 3)
        scores = [item["score"] for item in queue]
        self.assertEqual(scores, sorted(scores, reverse=True))
        for item in queue:
            self.assertTrue(item["reasons"])
            self.assertTrue(0 < item["doubt"] <= 1 and 0 < item["importance"] <= 1)
        self.assertEqual(len(self.tamga("review", "--limit", 2).out.splitlines()), 2)
        first = self.ask("review", "next")
        self.assertEqual(first["id"], queue[0]["id"])
        self.assertTrue(first["told_by"][0]["words"])
        shown = self.tamga("review", "next").out
        self.assertIn(first["id"], shown)
        self.assertIn("## Evidence", shown)

    def test_what_was_accepted_leaves_the_queue(self):
        first = self.ask("review", "next")["id"]
        self.decide("accept", first)
        self.assertNotEqual(self.ask("review", "next")["id"], first)
        self.assertNotIn(first, [item["id"] for item in self.ask("review", "--limit", 1000)["queue"]])

    def test_a_correction_shows_with_author_and_reason_and_can_be_undone(self):
        before = self.tamga("timeline", "--json").out
        event = self.event(lambda event: event["status"] == "actual" and event["what"] != "retired")
        claim = event["told_by"][0]["claim"]
        decision = self.decide("correct", claim, "stage=retired", *REASON)
        self.assertEqual(self.ask("show", claim)["stage"], "retired")
        shown = self.tamga("show", claim).out
        self.assertIn("corrected stage to retired, A. Reader", shown)
        self.assertIn("as the text has it", shown)
        self.assertEqual(self.tamga("timeline", "--as-read", "--json").out, before)
        undone = self.decide("undo", decision, *REASON)
        self.assertEqual(self.tamga("timeline", "--json").out, before)
        self.decide("undo", undone, *REASON)
        self.assertEqual(self.ask("show", claim)["stage"], "retired")
        log = self.ask("review", "log")["decisions"]
        self.assertEqual([item["decision"] for item in log], ["correct", "undo", "undo"])
        self.assertTrue(log[0]["stands"])

    def test_retracted_claims_are_in_no_view_but_can_be_shown(self):
        event = self.event(lambda event: len(event["told_by"]) == 1)
        claim = event["told_by"][0]
        words = " ".join(claim["words"].split()[:3])
        self.assertIn(claim["claim"], self.tamga("find", words, "--json").out)
        self.decide("retract", claim["claim"], *REASON)
        for command in ("timeline", "brief", "gaps", "standings"):
            self.assertNotIn(claim["claim"], self.tamga(command, "--json").out)
        self.assertNotIn(claim["claim"], self.tamga("find", words, "--json").out)
        self.assertIn(claim["claim"], self.tamga("find", words, "--as-read", "--json").out)
        self.assertIn("retracted, A. Reader", self.tamga("show", claim["claim"]).out)

    def test_a_disputed_event_lifts_no_standing(self):
        cell = next(cell for cell in self.ask("standings")["cells"] if len(cell["claims"]) == 1)
        self.decide("dispute", cell["claims"][0], *REASON)
        same = [c for c in self.ask("standings")["cells"] if all(c[k] == cell[k] for k in ("host", "sector", "partner"))]
        self.assertTrue(not same or cell["claims"][0] not in same[0]["claims"])
        self.assertIn("disputed, A. Reader", self.tamga("brief").out)

    def test_events_are_merged_and_split(self):
        one, two = self.events()[:2]
        decision = self.decide("merge", one["id"], two["id"], *REASON)
        joined = next(e for e in self.events() if {t["claim"] for t in e["told_by"]} >= {t["claim"] for t in one["told_by"] + two["told_by"]})
        self.assertEqual(len(self.events()), len(self.events("--as-read")) - 1)
        self.decide("split", joined["id"], two["told_by"][0]["claim"], *REASON)
        self.assertFalse(any({one["told_by"][0]["claim"], two["told_by"][0]["claim"]} <= {t["claim"] for t in e["told_by"]}
                             for e in self.events()))
        self.assertTrue(decision.startswith("d"))

    def test_entities_become_one(self):
        claims = [line for line in self.lines(SAMPLES) if line["kind"] == "claim"]
        parties = {party["id"]: party["name"] for claim in claims for party in claim["who"] if party["id"]}
        (kept, kept_name), (other, other_name) = list(parties.items())[:2]
        claim = next(c["id"] for c in claims if any(p["id"] == other for p in c["who"]))
        self.decide("same-as", kept, other, *REASON)
        self.assertNotIn(other, [party["id"] for party in self.ask("show", claim)["who"]])
        self.assertIn(kept, [party["id"] for party in self.ask("show", claim)["who"]])
        self.assertIn("is the same as", self.tamga("show", claim).out)
        self.decide("not-same-as", kept, other, *REASON)
        self.assertIn(other, [party["id"] for party in self.ask("show", claim)["who"]])

    def test_old_questions_get_their_old_answers(self):
        event = self.event()
        before = self.tamga("timeline", "--json", "--known-by", "2025-12-31").out
        self.decide("retract", event["id"], *REASON)
        self.assertEqual(self.tamga("timeline", "--json", "--known-by", "2025-12-31").out, before)
        self.assertNotIn(event["id"], [e["id"] for e in self.events()])
        self.assertEqual(self.ask("review", "log", "--recorded-by", "2025-12-31")["decisions"], [])

    def test_mistakes_are_told_and_nothing_is_kept(self):
        event = self.event()
        for code, arguments in ((2, ("correct", event["id"], "stage=signed", *REASON)), (2, ("correct", event["id"], "colour=red", *REASON)),
                                (2, ("retract", event["id"])), (4, ("retract", "ffffffff", *REASON)), (2, ("accept", "ff")),
                                (2, ("merge", event["id"], event["id"], *REASON)), (4, ("undo", "dffffff", *REASON)),
                                (2, ("same-as", "a", "a", *REASON)), (2, ("same-as", "a", *REASON)),
                                (2, ("split", event["id"], *[t["claim"] for t in event["told_by"]], *REASON))):
            done = self.tamga("review", *arguments, code=code)
            self.assertTrue(done.err.startswith("tamga: "), arguments)
        self.assertEqual(self.ask("review", "log")["decisions"], [])
        self.assertIn("none.ledger", self.tamga("review", "accept", "--ledger", "none.ledger", event["id"], code=4).err)
        self.assertFalse((self.folder / "none.ledger").exists())

    def test_the_author_comes_from_where_it_is_told(self):
        event = self.event()
        self.decide("accept", event["id"], "--author", "B. Writer")
        del self.environment["TAMGA_AUTHOR"]
        self.assertIn("--author", self.tamga("review", "accept", event["id"], code=2).err)
        self.environment["USER"] = "cmiller"
        self.decide("accept", event["id"])
        self.file("tamga.toml", 'author = "D. Lead"\n')
        self.decide("accept", event["id"])
        authors = [decision["author"] for decision in self.ask("review", "log")["decisions"]]
        self.assertEqual(authors, ["B. Writer", "cmiller", "D. Lead"])


class Files(ReviewCase):
    def apply(self, *lines, **options):
        self.file("decisions.jsonl", "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines))
        return self.tamga("review", "apply", "decisions.jsonl", **options)

    def test_a_file_of_decisions_is_kept_whole(self):
        first, second = self.events()[:2]
        self.apply({"decision": "accept", "ids": [first["id"]]},
                   {"decision": "correct", "ids": [second["told_by"][0]["claim"]], "fields": ["stage=mention", "mode="], "reason": "сказано так",
                    "author": "B. Другой"},
                   {"decision": "same-as", "ids": ["org-ru-rosatom", "Rosatom State Corporation"], "reason": "its full name"})
        log = self.ask("review", "log")["decisions"]
        self.assertEqual([(d["decision"], d["author"]) for d in log],
                         [("accept", "A. Reader"), ("correct", "B. Другой"), ("correct", "B. Другой"), ("same-as", "A. Reader")])

    def test_one_bad_line_and_nothing_is_kept(self):
        good = {"decision": "accept", "ids": [self.events()[0]["id"]]}
        for bad, code, words in (({"decision": "retract", "ids": ["zzzz0000"], "reason": "x"}, 4, "zzzz0000"),
                                 ({"decision": "bless", "ids": ["x"]}, 3, "no kind of decision"),
                                 ({"decision": "retract", "ids": ["x"]}, 3, "reason"),
                                 ({"decision": "accept", "ids": []}, 3, "ids"),
                                 ({"decision": "accept", "ids": ["x"], "because": "y"}, 3, "because"),
                                 ({"decision": "accept", "ids": ["x"], "fields": ["stage=talks"]}, 3, "fields"),
                                 ({"decision": "undo", "ids": ["d00000000000000"], "reason": "x"}, 4, "d000")):
            self.assertIn(words, self.apply(good, bad, code=code).err)
            self.assertEqual(self.ask("review", "log")["decisions"], [], bad)
        self.file("bad.jsonl", json.dumps(good) + "\n{")
        self.assertIn("bad.jsonl: byte", self.tamga("review", "apply", "bad.jsonl", code=3).err)


class Pairs(ReviewCase):
    NAMES = ("Steppe Lithium Company", "Steppe Lithum Company", "Lithium Steppe Company", "Northern Copper")

    def setUp(self):
        super().setUp()
        lines = [json.dumps({"id": str(n), "lang": "en", "published": "2025-03-13", "outlet": f"O{n}",
                             "text": f"{name} and Kazatomprom signed an agreement on lithium mining in Kazakhstan on {n + 10} March 2025."})
                 for n, name in enumerate(self.NAMES)]
        self.file("more.jsonl", "\n".join(lines))
        self.tamga("add", "more.jsonl")

    def pairs(self):
        return {frozenset((pair["keep"]["name"], pair["other"]["name"])): pair for pair in self.ask("review", "pairs", "--limit", "1000")["pairs"]}

    def test_names_that_look_like_one_wait_for_a_person(self):
        found = self.pairs()
        [spelt] = [pair for names, pair in found.items() if names == set(self.NAMES[:2])]
        self.assertEqual(spelt["why"], "spelt alike")
        [turned] = [pair for names, pair in found.items() if names == {self.NAMES[0], self.NAMES[2]}]
        self.assertEqual(turned["why"], "the same words")
        self.assertGreater(turned["score"], spelt["score"])
        self.assertFalse(any("Northern Copper" in names and names & set(self.NAMES[:3]) for names in found))
        for event in turned["events"]:
            self.assertIn(turned["other"]["name"], self.tamga("show", event).out)
        self.assertIn("spelt alike", self.tamga("review", "pairs").out)

    def test_an_answer_takes_a_pair_out(self):
        self.tamga("review", "same-as", self.NAMES[0], self.NAMES[1], *REASON)
        self.tamga("review", "not-same-as", self.NAMES[0], self.NAMES[2], *REASON)
        left = self.pairs()
        self.assertFalse(any({self.NAMES[0], other} == names for names in left for other in self.NAMES[1:3]))


class ReadAgain(ReviewCase):
    """A ledger whose front reading comes from another model, as a newer `tamga add` would leave it."""

    def read_again(self, change):
        """Adds to each reading one by another model, whose claims `change` makes of the old ones; None drops one."""
        with sqlite3.connect(self.environment["TAMGA_LEDGER"]) as ledger:
            columns = [row[1] for row in ledger.execute("PRAGMA table_info(readings)")]
            rows = [dict(zip(columns, row)) for row in ledger.execute("SELECT * FROM readings").fetchall()]
            for row in rows:
                claims = ledger.execute("SELECT record FROM claims WHERE reading = ? ORDER BY position", (row["number"],)).fetchall()
                fresh = row | {"number": row["number"] + len(rows), "model": "newer"}
                ledger.execute(f"INSERT INTO readings VALUES ({','.join('?' * len(columns))})", list(fresh.values()))
                made = [claim for (record,) in claims if (claim := change(json.loads(record)))]
                for position, claim in enumerate(made):
                    ledger.execute("INSERT INTO claims (reading, position, id, event, stage, status, record) VALUES (?,?,?,?,?,?,?)",
                                   (fresh["number"], position, claim["id"], claim["event"] or "", claim["stage"] or "",
                                    claim["status"], json.dumps(claim)))

    def test_decisions_outlive_other_ids_and_say_what_changed(self):
        events = [e for e in self.events() if len(e["told_by"]) == 1 and e["status"] == "actual"]
        kept, changed, lost = (e["told_by"][0]["claim"] for e in events[:3])
        self.decide("correct", kept, "stage=retired", *REASON)
        self.decide("accept", changed)
        orphan = self.decide("dispute", lost, *REASON)
        self.assertEqual(self.ask("review", "changes")["changes"], [])
        lost_words = self.ask("show", lost)["evidence"]

        def change(claim):
            if claim["evidence"] == lost_words:
                return None
            if claim["id"] == changed:
                claim["status"] = "denied"
            claim["id"] = claim["id"][::-1]
            return claim

        self.read_again(change)
        self.assertEqual(self.ask("show", kept[::-1])["stage"], "retired")
        found = {item["what"]: item for item in self.ask("review", "changes")["changes"]}
        self.assertEqual(set(found), {"changed", "orphaned"})
        self.assertEqual(found["changed"]["fields"], [{"field": "status", "before": "actual", "after": "denied"}])
        self.assertEqual(found["orphaned"]["decision"], orphan)
        self.assertIn("orphaned", self.tamga("review", "changes").out)

    def test_a_reading_that_is_not_in_the_ledger(self):
        claim = self.event()["told_by"][0]["claim"]
        self.decide("accept", claim)
        lines = self.tamga("read", "--format", "jsonl", SAMPLES).out
        self.file("same.jsonl", lines)
        self.assertEqual(self.ask("review", "changes", "--reading", "same.jsonl")["changes"], [])
        other = [json.loads(line) for line in lines.splitlines()]
        other = [line | {"mode": "visit", "id": "0" * 16} if line.get("id") == claim else line for line in other]
        self.file("other.jsonl", "\n".join(map(json.dumps, other)))
        changes = self.ask("review", "changes", "--reading", "other.jsonl")["changes"]
        self.assertEqual([field["field"] for field in changes[0]["fields"]], ["mode"])
        self.file("bad.jsonl", '{"kind": ')
        self.assertIn("bad.jsonl", self.tamga("review", "changes", "--reading", "bad.jsonl", code=3).err)


if __name__ == "__main__":
    unittest.main()
