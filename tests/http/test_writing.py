#!/usr/bin/env python3
"""Reports and decisions over HTTP, and those who listen for them.

TAMGA=build/release/tamga tests/http/test_writing.py [-v]
"""

import concurrent.futures
import json
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server import API, ROOT, TOKEN, Case, Server, segment, tamga  # noqa: E402


class Writing(Case):
    """Who may write, and what becomes of it."""

    REPORT = "outlet: Test Wire\npublished: 2025-11-0{day}\ntitle: Visit {day}\n\nRussia's Rosatom signed an agreement with Kazakhstan on nuclear fuel on November {day}, 2025."

    def add(self, day, **parameters):
        return self.server.ask(
            "POST", API + "/reports", parameters, self.REPORT.format(day=day), {"Content-Type": "text/plain"}, True
        )

    def test_writes_need_the_token(self):
        for path in ("/reports", "/decisions", "/decisions/d1/undo"):
            for token in (False, "wrong", TOKEN[:-1], TOKEN + "x", TOKEN.upper()):
                answer = self.server.post(API + path, {}, token=token)
                self.assert_problem(answer, 401, "unauthorized")
                self.assertEqual(answer.headers["www-authenticate"], "Bearer")
        self.assert_problem(
            self.server.ask(
                "POST",
                API + "/decisions",
                {},
                "{}",
                {"Content-Type": "application/json", "Authorization": "Basic " + TOKEN},
            ),
            401,
            "unauthorized",
        )
        self.assertTrue(self.server.get(API + "/session", token=True).json()["may_write"])
        self.assertFalse(self.server.get(API + "/session").json()["may_write"])

    def test_a_report_is_read_kept_and_found(self):
        before = self.server.get(API + "/contest")
        dry = self.add(1, keep="false")
        self.assertEqual((dry.status, dry.json()["outcome"]), (200, "read"))
        self.assertEqual(self.server.get(API + "/contest").headers["etag"], before.headers["etag"])
        added = self.add(1)
        self.assertEqual((added.status, added.json()["outcome"]), (201, "added"))
        self.assertEqual(added.json()["claims"], dry.json()["claims"])
        self.assertGreater(len(added.json()["claims"]), 0)
        after = self.server.get(API + "/contest", {"If-None-Match": before.headers["etag"]})
        self.assertEqual(after.json()["ledger"]["readings"], before.json()["ledger"]["readings"] + 1)
        report = added.json()["report"]["id"]
        self.assertEqual(self.api(f"/reports/{segment(report)}")["report"]["outlet"], "Test Wire")
        for claim, event in added.json()["events"].items():
            self.assertIn(claim, [told["id"] for told in self.api(f"/events/{event}")["told_by"]])
        self.assertEqual((self.add(1).status, self.add(1).json()["outcome"]), (200, "known"))
        tamga("verify", "--ledger", self.ledger)

    def test_a_page_and_json_are_read_too(self):
        words = "Uzbekistan and the French company Orano signed a memorandum on uranium exploration in Tashkent on October 2, 2025."
        page = f"<html><head><title>Uranium</title></head><body><article><h1>Uranium</h1><p>{words}</p></article></body></html>"
        html = self.server.ask(
            "POST",
            API + "/reports",
            {"outlet": "Page Wire", "published": "2025-10-03"},
            page,
            {"Content-Type": "text/html; charset=utf-8"},
            True,
        )
        self.assertEqual(html.status, 201, html.body[:300])
        self.assertIn(words, html.json()["text"])
        hostile = "<script>alert(1)</script> \u202eKazakhstan\u202c and China signed a contract on uranium on May 2, 2025. \x07"
        both = self.server.post(API + "/reports", {"text": hostile, "outlet": "<b>Bold</b>", "published": "2025-05-03"})
        self.assertIn(both.status, (201, 422), both.body[:300])
        self.assertEqual(both.type in ("application/json", "application/problem+json"), True)

    def test_bodies_that_make_no_sense(self):
        for value in (
            {},
            {"text": "a", "html": "b"},
            {"text": ""},
            {"text": "a", "extra": "b"},
            {"text": 1},
            [],
            "a",
            {"text": "a", "published": "soon"},
        ):
            self.assert_problem(self.server.post(API + "/reports", value), 400, "bad-body")
        answer = self.server.ask("POST", API + "/reports", {}, "{", {"Content-Type": "application/json"}, True)
        self.assert_problem(answer, 400, "bad-body")
        self.assert_problem(
            self.server.ask("POST", API + "/reports", {}, "a", {"Content-Type": "application/pdf"}, True),
            415,
            "unsupported-media-type",
        )
        self.assert_problem(
            self.server.ask("POST", API + "/reports", {}, b"\xff\xfe\xfa broken", {"Content-Type": "text/plain"}, True),
            422,
            "unreadable",
        )
        for value in (
            {"kind": "accept"},
            {"kind": "burn", "ids": ["e1"], "author": "a"},
            {"kind": "accept", "ids": [1], "author": "a"},
            {"kind": "dispute", "ids": ["e1"], "author": "a"},
            {"kind": "accept", "ids": ["e1"], "author": ""},
        ):
            self.assert_problem(self.server.post(API + "/decisions", value), 400, "bad-body")
        self.assert_problem(
            self.server.post(API + "/decisions", {"kind": "accept", "ids": ["e00000000"], "author": "a"}),
            404,
            "not-found",
        )

    def test_pages_are_not_fetched_unless_the_server_may(self):
        self.assert_problem(self.server.post(API + "/reports", {"fetch": "https://example.org/"}), 403, "forbidden")
        with Server(self.ledger, "--allow-fetch") as server:
            for address in (
                "http://127.0.0.1/",
                "http://localhost:8080/",
                "http://[::1]/",
                "http://10.0.0.1/",
                "http://192.168.1.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://2130706433/",
                "http://0x7f000001/",
                "http://0177.0.0.1/",
                "http://0/",
                "file:///etc/passwd",
                "ftp://example.org/",
                "gopher://127.0.0.1/",
                "http://user@example.org/",
                "http://example.org:22/",
                "http://",
                "//example.org",
                "http://exa mple.org/",
                "http://127.0.0.1.nip.io@127.0.0.1/",
            ):
                answer = server.post(API + "/reports", {"fetch": address})
                self.assert_problem(answer, 422, "unreadable")

    def test_decisions_change_what_is_seen_and_can_be_undone(self):
        claim = self.api("/events?stage=agreement,memorandum,selected&limit=1")["events"][0]
        before = self.api("/standings")
        told = self.api(f"/events/{claim['id']}")["told_by"][0]
        made = self.server.post(
            API + "/decisions",
            {
                "kind": "correct",
                "ids": [told["id"]],
                "fields": ["stage=mention"],
                "author": "A. Reader",
                "reason": "only talk",
            },
        )
        self.assertEqual(made.status, 201, made.body[:300])
        decision = made.json()["decisions"][0]
        self.assertEqual(self.api(f"/claims/{told['id']}")["claim"]["stage"], "mention")
        self.assertIn(decision["id"], [d["id"] for d in self.api("/decisions")["decisions"]])
        undone = self.server.post(
            f"{API}/decisions/{decision['id']}/undo", {"author": "A. Reader", "reason": "it is one"}
        )
        self.assertEqual(undone.status, 201)
        self.assertEqual(self.api(f"/claims/{told['id']}")["claim"]["stage"], told["stage"])
        self.assertEqual(self.api("/standings"), before)
        retracted = self.server.post(
            API + "/decisions",
            {"kind": "retract", "ids": [told["id"]], "author": "A. Reader", "reason": "of another plant"},
        ).json()["decisions"][0]
        gone = self.api(f"/claims/{told['id']}")
        self.assertEqual((gone["retracted"], gone["event"]), (True, None))
        self.server.post(f"{API}/decisions/{retracted['id']}/undo", {"author": "A. Reader", "reason": "it is not"})
        self.assertEqual(self.api("/standings"), before)

    def test_no_answer_from_before_a_decision_outlives_it(self):
        """Readers that ask while a decision is made must not make an old answer pass for the new one."""
        stop = threading.Event()

        def read():
            while not stop.is_set():
                self.server.get(API + "/review/queue")

        def queue():
            return [doubt["event"]["id"] for doubt in self.api("/review/queue")["queue"]]

        def wait_for(right, what):
            until = time.monotonic() + 5
            while not right(queue()):
                self.assertLess(time.monotonic(), until, what)
                time.sleep(0.05)

        first = queue()[0]
        readers = [threading.Thread(target=read) for _ in range(3)]
        for reader in readers:
            reader.start()
        try:
            for _ in range(12):
                made = self.server.post(API + "/decisions", {"kind": "accept", "ids": [first], "author": "A. Reader"})
                self.assertEqual(made.status, 201, made.body[:300])
                wait_for(lambda ids: first not in ids, "what was decided is still in the queue")
                decision = made.json()["decisions"][0]["id"]
                undone = self.server.post(f"{API}/decisions/{decision}/undo", {"author": "A. Reader", "reason": "no"})
                self.assertEqual(undone.status, 201, undone.body[:300])
                wait_for(lambda ids: first in ids, "what was undone has not come back to the queue")
        finally:
            stop.set()
            for reader in readers:
                reader.join()

    def test_reading_and_writing_at_once(self):
        stop, failures = threading.Event(), []

        def read():
            while not stop.is_set():
                for path in ("/contest", "/standings", "/events?limit=5"):
                    answer = self.server.get(API + path)
                    if answer.status != 200:
                        failures.append((path, answer.status, answer.body[:200]))

        readers = [threading.Thread(target=read) for _ in range(4)]
        for reader in readers:
            reader.start()
        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            outcomes = [answer.status for answer in pool.map(self.add, range(2, 10))]
        tamga("add", "--ledger", self.ledger, ROOT / "samples")
        stop.set()
        for reader in readers:
            reader.join()
        self.assertEqual((failures, set(outcomes)), ([], {201}))
        titles = {
            r["title"]
            for r in self.api(
                "/reports?outlet="
                + self.api("/outlets?name=test+wire")["outlets"][0]["id"].replace(" ", "+")
                + "&limit=1000"
            )["reports"]
        }
        self.assertLessEqual({f"Visit {day}" for day in range(2, 10)}, titles)


class Streams(Case):
    def listen(self, last_id=None):
        connection = self.server.connect(timeout=20)
        connection.request("GET", API + "/events-stream", headers={"Last-Event-ID": last_id} if last_id else {})
        response = connection.getresponse()
        self.assertEqual((response.status, response.getheader("content-type")), (200, "text/event-stream"))
        return connection, response

    def messages(self, response, until):
        """Messages up to one of the kind `until`."""
        out, message = [], {}
        while True:
            line = response.readline().decode()
            self.assertTrue(line, "the stream ended")
            line = line.rstrip("\n")
            if line:
                key, _, value = line.partition(": ")
                message[key] = value
            elif "event" in message:
                out.append((message["event"], json.loads(message["data"]), message.get("id")))
                if message["event"] == until:
                    return out
                message = {}
            else:
                message = {}

    def add(self, number):
        body = f"China and Kyrgyzstan signed a memorandum on uranium mining on July {number}, 2025."
        answer = self.server.post(
            API + "/reports", {"text": body, "outlet": f"Stream Wire {number}", "published": f"2025-07-{number:02}"}
        )
        self.assertEqual(answer.status, 201, answer.body[:300])
        return answer.json()

    def test_new_claims_arrive_and_none_is_lost_by_coming_back(self):
        connection, response = self.listen()
        hello = self.messages(response, "hello")
        added = self.add(3)
        news = self.messages(response, "version")
        while not any(kind == "claim" for kind, _, _ in news):
            news += self.messages(response, "version")
        self.assertEqual(
            [data["id"] for kind, data, _ in news if kind == "claim"], [claim["id"] for claim in added["claims"]]
        )
        self.assertIn("reading", [kind for kind, _, _ in news])
        connection.close()
        missed = [self.add(4), self.add(5)]
        connection, response = self.listen(hello[-1][2])
        again = self.messages(response, "version")
        self.assertEqual(
            {data["report"]["id"] for kind, data, _ in again if kind == "report"},
            {a["report"]["id"] for a in [added, *missed]},
        )
        connection.close()

    def test_what_another_program_adds_arrives_too(self):
        connection, response = self.listen()
        self.messages(response, "hello")
        report = Path(self.folder.name) / "other.txt"
        report.write_text(
            "outlet: Other Wire\npublished: 2025-08-01\n\nTajikistan and Iran signed a contract on antimony mining on August 1, 2025."
        )
        tamga("add", "--ledger", self.ledger, report)
        self.assertIn("report", [kind for kind, _, _ in self.messages(response, "version")])
        connection.close()

    def test_those_who_listen_do_not_keep_others_waiting(self):
        listening = [self.listen() for _ in range(60)]
        start = time.monotonic()
        for _ in range(20):
            self.assertEqual(self.server.get(API + "/contest").status, 200)
        self.assertLess(time.monotonic() - start, 10)
        for connection, _ in listening:
            connection.close()


if __name__ == "__main__":
    unittest.main()
