#!/usr/bin/env python3
"""Questions to a ledger from outside: briefs by templates, gaps, what changed.

    TAMGA=build/release/tamga tests/cli/test_questions.py [-v] [TestClass[.test_name]]
"""
import json
import unittest
from html.parser import HTMLParser
from xml.etree import ElementTree

from test_cli import ROOT, Case

PUBLISHED = "2025-03-13"


class Page(HTMLParser):
    """Checks that elements close in order, and gathers text and links."""
    EMPTY = {"meta", "br", "link", "hr", "img"}

    def __init__(self, text):
        super().__init__()
        self.open, self.text, self.links, self.tags = [], "", [], set()
        self.feed(text)
        assert not self.open, self.open

    def handle_starttag(self, tag, attributes):
        self.tags.add(tag)
        self.links += [value for name, value in attributes if name == "href"]
        if tag not in self.EMPTY:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open and self.open.pop() == tag, tag

    def handle_data(self, data):
        self.text += data


class Ledger(Case):
    def setUp(self):
        super().setUp()
        self.environment["TAMGA_LEDGER"] = str(self.folder / "a.ledger")

    def add(self, *rows):
        lines = [json.dumps({"id": str(n), "lang": "en", "published": PUBLISHED, **row}) for n, row in enumerate(rows)]
        self.file("reports.jsonl", "\n".join(lines))
        self.tamga("add", "reports.jsonl")


SIGNED = "Orano and Navoiyuran signed an agreement on uranium mining in Uzbekistan on 12 March 2025."


class Briefs(Ledger):
    def test_a_country_that_no_report_names_has_its_name_from_the_pack(self):
        self.add({"outlet": "Gazeta", "url": "https://a.example/1", "text": SIGNED})
        for command in (("brief",), ("brief", "--template", "host"), ("standings",), ("initiatives",)):
            self.assertIn("France", self.tamga(*command).out, command)

    def test_every_template_comes_as_markdown_and_as_a_sound_page(self):
        self.add({"outlet": "Gazeta", "url": "https://a.example/1", "text": SIGNED})
        for template in ("weekly", "host", "sector", "actor"):
            text = self.tamga("brief", "--template", template).out
            self.assertIn("Orano", text)
            self.assertNotIn("{{", text)
            page = Page(self.tamga("brief", "--template", template, "--format", "html").out)
            self.assertIn("Orano", page.text)
            self.assertIn("https://a.example/1", page.links)
        self.assertIn("Orano", Page(self.tamga("brief", "--format", "html").out).text)

    def test_nothing_in_a_report_becomes_markup(self):
        self.add({"outlet": "<script>alert(1)</script>", "url": "javascript:alert(1)", "title": "[a](b) <i>", "text": SIGNED})
        page = Page(self.tamga("brief", "--format", "html").out)
        self.assertIn("<script>alert(1)</script>", page.text)
        self.assertNotIn("script", page.tags)
        self.assertEqual(page.links, [])
        self.assertNotIn("<script>", self.tamga("brief", "--template", "weekly").out.replace("\\<", ""))

    def test_templates_can_be_changed(self):
        self.add({"outlet": "Gazeta", "text": SIGNED})
        form = self.tamga("brief", "--print-template", "host").out
        self.assertIn("{{> _line}}", form)
        self.file("mine.md", form + "\nAt the end of mine\n")
        shown = self.tamga("brief", "--template", "mine.md").out
        self.assertIn("At the end of mine", shown)
        self.assertIn("Orano", shown)

    def test_mistakes_are_told(self):
        self.add({"outlet": "Gazeta", "text": SIGNED})
        self.file("bad.md", "{{#hosts}}")
        self.assertIn("tamga: bad.md: ", self.tamga("brief", "--template", "bad.md", code=3).err)
        self.assertIn("none.md", self.tamga("brief", "--template", "none.md", code=4).err)
        self.assertIn("briefs/yearly", self.tamga("brief", "--template", "yearly", code=4).err)


class Coverage(Ledger):
    def gaps(self, *options):
        return json.loads(self.tamga("gaps", "--json", *options).out)["gaps"]

    def test_a_promise_is_overdue_from_its_day_on(self):
        self.add({"outlet": "Gazeta", "text": "Rosatom will begin construction of a nuclear power plant in Uzbekistan in May 2025."})
        self.assertNotIn("overdue", {gap["kind"] for gap in self.gaps("--as-of", "2025-05-31")})
        late = [gap for gap in self.gaps("--as-of", "2025-06-01") if gap["kind"] == "overdue"]
        self.assertEqual([gap["detail"] for gap in late], ["was due 2025-05"])
        self.assertIn("2025-05", self.tamga("show", late[0]["events"][0]).out)

    def test_outlets_of_a_party_that_keep_silent_are_named(self):
        other = "Officials discussed uranium exploration with Kazatomprom in Astana on 14 March 2025."
        self.add({"outlet": "Gazeta.uz", "text": "On 12 March 2025 Rosatom and Uzatom signed a contract for a nuclear power plant in Uzbekistan."},
                 {"outlet": "TASS", "text": other})
        silent = [gap for gap in self.gaps("--as-of", "2025-06-01") if gap["kind"] == "silent-outlets"]
        self.assertEqual([gap["detail"].rpartition(": ")[2] for gap in silent], ["TASS"])
        self.assertEqual([gap for gap in self.gaps("--as-of", "2025-03-20") if gap["kind"] == "silent-outlets"], [])

    def test_kinds_are_those_of_the_manual(self):
        self.add(*({"outlet": f"Outlet {n}", "text": SIGNED + f" Report {n} said so."} for n in range(3)),
                 {"outlet": "Other", "text": "Officials said Rosatom had started construction of a nuclear power plant in Kazakhstan."})
        manual = (ROOT / "docs/ledger.md").read_text()
        for gap in self.gaps("--as-of", "2028-12-31"):
            self.assertIn(f"| `{gap['kind']}` |", manual)
            self.assertTrue(gap["subject"] and gap["detail"])


class Standings(Ledger):
    def test_a_picture_is_sound_and_the_same_twice(self):
        self.add({"outlet": "Gazeta", "text": SIGNED})
        picture = self.tamga("standings", "--svg").out
        root = ElementTree.fromstring(picture)
        words = [element.text for element in root.iter("{http://www.w3.org/2000/svg}text")]
        self.assertTrue({"France", "Uzbekistan", "uranium", "agreement"} <= {word.split(" ▲")[0] for word in words}, words)
        self.assertEqual(self.tamga("standings", "--format", "svg").out, picture)
        self.tamga("standings", "--svg", "--json", code=2)

    def test_every_form_says_the_trend(self):
        self.add({"outlet": "Gazeta", "text": SIGNED})
        [cell] = [c for c in json.loads(self.tamga("standings", "--json", "--as-of", "2025-12-31").out)["cells"] if c["sector"] == "uranium"]
        self.assertEqual((cell["trend"], cell["latest"], cell["stale"]), ("up", "2025-03-12", False))
        for form in ("csv", "markdown", "table"):
            self.assertRegex(self.tamga("standings", "--format", form, "--as-of", "2028-12-31").out, "stalled.*stale")


class Initiatives(Ledger):
    TALKS = "Rosatom and Uzatom held talks on a nuclear power plant in Uzbekistan on 10 March 2022."
    CONTRACT = "Rosatom and Uzatom signed a contract for a nuclear power plant in Uzbekistan on 12 March 2025."
    PROMISE = "Rosatom will begin construction of a nuclear power plant in Uzbekistan in May 2026."

    def setUp(self):
        super().setUp()
        self.add({"outlet": "A", "published": "2022-03-11", "text": self.TALKS}, {"outlet": "B", "text": self.CONTRACT},
                 {"outlet": "C", "text": self.PROMISE}, {"outlet": "D", "text": SIGNED})

    def listed(self, *options):
        return json.loads(self.tamga("initiatives", "--json", *options).out)["initiatives"]

    def of_russia(self, *options):
        [found] = [one for one in self.listed("--partner", "RU", *options) if one["subject"]["id"] == "nuclear"]
        return found

    def test_a_thread_keeps_the_history_of_its_stage(self):
        found = self.of_russia("--as-of", "2025-12-31")
        self.assertEqual((found["host"], found["stage"], found["evidenced"], found["since"]), ("UZ", "agreement", "agreement", "2025-03-12"))
        whole = json.loads(self.tamga("initiatives", found["id"], "--json", "--as-of", "2025-12-31").out)
        self.assertEqual([(move["stage"], move["rises"]) for move in whole["moves"] if move["status"] == "actual"], [("talks", True), ("agreement", True)])
        self.assertEqual([move["id"] for move in whole["moves"]], found["events"])
        for event in found["events"]:
            self.assertIn(event, self.tamga("show", event).out)

    def test_dates_are_those_of_every_question(self):
        self.assertEqual(self.of_russia("--as-of", "2024-01-01")["stage"], "talks")
        self.assertEqual(self.of_russia("--known-by", "2022-12-31")["stage"], "talks")
        self.assertEqual(self.of_russia("--as-of", "2024-12-31")["stage"], "stalled")
        self.assertTrue(self.of_russia("--as-of", "2024-12-31")["stale"])

    def test_promises_fall_due(self):
        self.assertEqual(self.of_russia("--as-of", "2026-05-31")["overdue"], 0)
        late = self.of_russia("--as-of", "2026-06-01")
        self.assertEqual(late["overdue"], 1)
        self.assertIn("construction, 2026-05: **overdue**", self.tamga("initiatives", late["id"], "--as-of", "2026-06-01").out)

    def test_what_is_chosen_never_cuts_a_history(self):
        whole = self.of_russia("--as-of", "2025-12-31")
        for options in (("--since", "2025"), ("--sector", "nuclear"), ("--host", "UZ")):
            self.assertEqual(self.of_russia("--as-of", "2025-12-31", *options), whole)
        self.assertEqual(self.listed("--host", "KZ"), [])

    def test_ids_outlive_what_is_read_later(self):
        before = self.of_russia()["id"]
        self.file("more.jsonl", json.dumps({"id": "9", "outlet": "E", "lang": "en", "published": "2019-01-02", "text":
            "Rosatom and Uzatom signed a memorandum on a nuclear power plant in Uzbekistan on 1 January 2019."}))
        self.tamga("add", "more.jsonl")
        self.assertEqual(self.of_russia()["id"], before)
        self.assertEqual(json.loads(self.tamga("initiatives", before[:9], "--json").out)["id"], before)

    def test_forms_and_mistakes(self):
        found = self.of_russia()
        for form in ("table", "markdown"):
            text = self.tamga("initiatives", "--format", form).out
            self.assertIn(found["id"], text)
            self.assertTrue(any(event in text for event in found["events"]))
        self.assertIn("no initiative", self.tamga("initiatives", "UZ-ffffffffffff", code=4).err)
        self.assertIn("not a date", self.tamga("initiatives", "--since", "soon", code=2).err)
        self.assertIn("at least 6", self.tamga("initiatives", "UZ-", code=2).err)


class Changes(Ledger):
    def test_between_two_dates_by_place_and_by_name(self):
        self.add({"outlet": "Gazeta", "text": SIGNED})
        by_place = self.tamga("diff", "2025-02", "2025-04", "--json").out
        self.assertEqual(self.tamga("diff", "--from", "2025-02", "--to", "2025-04", "--json").out, by_place)
        self.assertTrue(json.loads(by_place)["events"])
        self.assertEqual(json.loads(self.tamga("diff", "2025-04", "2025-05", "--json").out)["events"], [])
        self.assertIn("--help", self.tamga("diff", "--from", "2025", code=2).err)


if __name__ == "__main__":
    unittest.main()
