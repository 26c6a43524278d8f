#!/usr/bin/env python3
"""`tamga serve` as clients meet it: a real server on the sample reports, every operation of openapi.yaml.

    TAMGA=build/release/tamga tests/http/test_http.py [-v] [Contract|Answers|Hostile|Writing|Streams|Running]

Answers are checked against the schemas by Python packages (requirements.txt), which are installed into
TAMGA_TEST_PACKAGES and which nothing but this test needs.
"""
import concurrent.futures
import hashlib
import json
import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server import HERE, ROOT, TOKEN, Server, make_ledger, segment, tamga  # noqa: E402

PACKAGES = Path(os.environ.get("TAMGA_TEST_PACKAGES", ROOT / "build/http-packages"))
API = "/api/v1"


def install_packages():
    """Puts the packages into a folder of their own, once for each state of requirements.txt."""
    wanted = HERE / "requirements.txt"
    mark = PACKAGES / hashlib.sha256(wanted.read_bytes()).hexdigest()[:16]
    if not mark.exists():
        shutil.rmtree(PACKAGES, ignore_errors=True)
        environment = PACKAGES.with_suffix(".venv")
        subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
        subprocess.run([environment / "bin/pip", "install", "--quiet", "--disable-pip-version-check", "--target", PACKAGES, "-r", wanted], check=True)
        shutil.rmtree(environment)
        mark.touch()
    sys.path.insert(0, str(PACKAGES))


class Case(unittest.TestCase):
    options = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="tamga-http-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.ledger = make_ledger(cls.folder.name)
        cls.server = cls.enterClassContext(Server(cls.ledger, *cls.options)) if hasattr(cls, "enterClassContext") else cls.enter()

    @classmethod
    def enter(cls):
        server = Server(cls.ledger, *cls.options)
        server.__enter__()
        cls.addClassCleanup(server.__exit__)
        return server

    def api(self, path, **parameters):
        answer = self.server.get(API + path, **parameters)
        self.assertEqual(answer.status, 200, answer.body[:500])
        return answer.json()

    def assert_problem(self, answer, status, code):
        self.assertEqual((answer.status, answer.type), (status, "application/problem+json"), answer.body[:300])
        self.assertEqual(answer.json()["status"], status)
        self.assertEqual(answer.json()["code"], code)


class Contract(Case):
    """Every operation answers what openapi.yaml says it does."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        install_packages()
        import yaml
        cls.document = yaml.safe_load((ROOT / "openapi.yaml").read_text())
        cls.ids = cls.things()

    @classmethod
    def things(cls):
        """An id for each path that wants one."""
        get = lambda path: cls.server.get(API + path).json()  # noqa: E731
        event = get("/events?limit=1")["events"][0]
        decision = cls.server.post(API + "/decisions", {"kind": "accept", "ids": [event["id"]], "author": "A. Reader"}).json()["decisions"][0]
        return {"getEvent": event["id"], "getClaim": get(f"/events/{event['id']}")["told_by"][0]["id"], "getInitiative": get("/initiatives")["initiatives"][0]["id"],
                "getActor": get("/actors")["actors"][0]["id"], "getAsset": get("/assets")["assets"][0]["id"], "getOutlet": get("/outlets")["outlets"][0]["id"],
                "getReport": get("/reports")["reports"][0]["id"], "getDoubt": get("/review/queue")["queue"][0]["event"]["id"], "undo": decision["id"]}

    def validate(self, schema, value, place):
        import jsonschema
        whole = {**schema, "components": self.document["components"]}
        errors = sorted(jsonschema.Draft202012Validator(whole).iter_errors(value), key=lambda e: e.path)
        self.assertEqual([], [f"{place}: {'/'.join(map(str, e.absolute_path))}: {e.message[:300]}" for e in errors[:5]])

    def operations(self):
        for path, methods in self.document["paths"].items():
            for method, operation in methods.items():
                yield path, method.upper(), operation

    def resolve(self, value):
        while "$ref" in value:
            at = self.document
            for part in value["$ref"][2:].split("/"):
                at = at[part]
            value = at
        return value

    def path_of(self, path, operation):
        if "{format}" in path:
            return path.replace("{format}", "csv")
        return path.replace("{id}", segment(self.ids[operation["operationId"]])) if "{id}" in path else path

    def required(self, operation):
        values = {"from": "2025-01-01", "q": "nuclear"}
        given = [self.resolve(p) for p in operation.get("parameters", [])]
        return {p["name"]: values[p["name"]] for p in given if p["in"] == "query" and p.get("required")}

    def test_the_document_is_sound(self):
        from openapi_spec_validator import validate
        validate(self.document)
        self.assertEqual(self.server.get("/openapi.json").json(), json.loads(json.dumps(self.document)))

    def test_every_read_answers_by_its_schema_in_every_media_type(self):
        seen = 0
        for path, method, operation in self.operations():
            if method != "GET" or operation["operationId"] == "streamEvents":
                continue
            for media, content in self.resolve(operation["responses"]["200"])["content"].items():
                with self.subTest(operation=operation["operationId"], media=media):
                    answer = self.server.get(self.path_of(path, operation), {"Accept": media}, **self.required(operation))
                    self.assertEqual(answer.status, 200, answer.body[:500])
                    if media != "*/*":
                        self.assertEqual(answer.type, media)
                    if "json" in media and not media.endswith("jsonl"):
                        self.validate(content["schema"], answer.json(), operation["operationId"])
                    else:
                        self.assertTrue(answer.body)
                    seen += 1
        self.assertGreater(seen, 30)

    def test_every_parameter_is_taken_alone(self):
        values = {"as_of": "2025-06", "known_by": "2025-08-01", "recorded_by": "2100", "as_read": "true", "host": "KZ,UZ", "sector": "nuclear", "partner": "RU", "from": "2020",
                  "to": "2030", "since": "2020", "actor": "x", "asset": "x", "outlet": "x", "stage": "memorandum", "status": "actual", "event": "CONSULT", "mode": "visit",
                  "text": "nuclear", "ids": "e1", "order": "oldest", "limit": "3", "bbox": "40,30,90,60", "lane": "host", "span": "year", "level": "country", "claims": "true",
                  "name": "a", "title": "a", "lines": "2", "kind": "overdue", "table": "events", "q": "uranium"}
        for path, method, operation in self.operations():
            if method != "GET" or operation["operationId"] == "streamEvents":
                continue
            for parameter in map(self.resolve, operation.get("parameters", [])):
                name = parameter["name"]
                if parameter["in"] != "query" or name == "cursor":
                    continue
                with self.subTest(operation=operation["operationId"], parameter=name):
                    answer = self.server.get(self.path_of(path, operation), **{**self.required(operation), name: values[name].split(",")[0] if
                                                                                parameter.get("example") in ("KZ", "nuclear", "RU") else values[name]})
                    # What an id names may not have been known by then.
                    self.assertIn(answer.status, (200, 404) if "{id}" in path else (200,), answer.body[:300])
                    schema = self.resolve(operation["responses"]["200"])["content"].get(answer.type, {}).get("schema")
                    if schema and "json" in answer.type and answer.status == 200:
                        self.validate(schema, answer.json(), operation["operationId"])

    def test_every_write_answers_by_its_schema(self):
        bodies = {"addReport": {"text": "Kazakhstan and Rosatom signed an agreement on a nuclear power plant on 3 March 2025.", "outlet": "Test Wire", "published": "2025-03-04"},
                  "decide": {"kind": "dispute", "ids": [self.ids["getClaim"]], "author": "A. Reader", "reason": "to see"}, "undo": {"author": "A. Reader", "reason": "seen"}}
        for path, method, operation in self.operations():
            if method != "POST":
                continue
            with self.subTest(operation["operationId"]):
                answer = self.server.post(self.path_of(path, operation), bodies[operation["operationId"]])
                self.assertEqual(answer.status, 201, answer.body[:500])
                self.validate(operation["responses"]["201"]["content"]["application/json"]["schema"], answer.json(), operation["operationId"])

    def test_every_operation_tells_what_it_does_not_have(self):
        for path, method, operation in self.operations():
            if "{id}" not in path or method != "GET":
                continue
            with self.subTest(path):
                answer = self.server.get(path.replace("{id}", "no-such-thing"))
                self.assert_problem(answer, 404, "not-found")
                self.validate(self.document["components"]["schemas"]["Problem"], answer.json(), path)


class Answers(Case):
    """What the API says is what the ledger holds."""

    def test_standings_are_those_of_the_command(self):
        for dates in ({}, {"as_of": "2025-06-30"}, {"known_by": "2025-09-01"}):
            options = [part for name, value in dates.items() for part in ("--" + name.replace("_", "-"), value)]
            wanted = json.loads(tamga("standings", "--ledger", self.ledger, "--json", *options))["cells"]
            found = self.api("/standings", claims="true", **dates)["cells"]
            keys = ("host", "sector", "partner", "stage", "claimed", "evidenced", "origins", "since", "claims")
            self.assertEqual([{k: cell[k] for k in keys} for cell in found], [{k: cell[k] for k in keys} for cell in wanted])
            for cell in found:
                self.assertEqual(cell["claim_count"], len(cell["claims"]))

    def test_the_history_replays_to_the_standings_of_any_day(self):
        history = self.api("/standings/history")["cells"]
        days = sorted({change["day"] for cell in history for change in cell["changes"] if change["day"]})
        self.assertGreater(len(days), 5)
        for day in days[::max(1, len(days) // 12)]:
            replayed = {}
            for cell in history:
                past = [c for c in cell["changes"] if c["day"] is None or c["day"] <= day]
                if past:
                    replayed[cell["host"], cell["sector"], cell["partner"]] = tuple(past[-1][k] for k in ("stage", "claimed", "evidenced"))
            asked = {(c["host"], c["sector"], c["partner"]): (c["stage"], c["claimed"], c["evidenced"]) for c in self.api("/standings", as_of=day)["cells"]}
            self.assertEqual(replayed, asked, day)

    def test_events_are_those_of_the_timeline_command(self):
        wanted = [event["id"] for event in json.loads(tamga("timeline", "--ledger", self.ledger, "--json"))["events"]]
        self.assertEqual([event["id"] for event in self.pages("/events", "events", order="oldest")], wanted)

    def pages(self, path, key, **parameters):
        out, cursor = [], None
        for _ in range(1000):
            page = self.api(path, **parameters, **({"cursor": cursor} if cursor else {}))
            out += page[key]
            cursor = page["next"]
            if not cursor:
                self.assertEqual(len(out), page["total"])
                return out
        self.fail("pages without end")

    def test_pages_have_everything_once_in_either_order(self):
        for limit in (1, 3, 7, 1000):
            newest = [e["id"] for e in self.pages("/events", "events", limit=limit)]
            oldest = [e["id"] for e in self.pages("/events", "events", limit=limit, order="oldest")]
            self.assertEqual(len(set(newest)), len(newest))
            self.assertEqual(newest, oldest[::-1])
        for path, key in (("/reports", "reports"), ("/actors", "actors"), ("/assets", "assets"), ("/outlets", "outlets"), ("/initiatives", "initiatives"),
                          ("/gaps", "gaps"), ("/review/queue", "queue"), ("/decisions", "decisions")):
            whole = self.pages(path, key, limit=1000)
            self.assertEqual(self.pages(path, key, limit=2), whole, path)

    def test_every_claim_stands_at_its_bytes(self):
        for report in self.api("/reports")["reports"]:
            detail = self.api(f"/reports/{segment(report['id'])}")
            text = detail["text"].encode()
            for item in [c["evidence"] for c in detail["claims"]] + detail["mentions"] + [r["evidence"] for r in detail["remarks"]]:
                self.assertEqual(text[item["begin"]:item["end"]].decode(), item["words"])
            for claim, event in detail["events"].items():
                self.assertIn(claim, [told["id"] for told in self.api(f"/events/{event}")["told_by"]])
            plain = self.server.get(f"{API}/reports/{segment(report['id'])}", {"Accept": "text/plain"})
            self.assertEqual(plain.body, text)

    def test_filters_choose_what_they_say(self):
        every = self.pages("/events", "events")
        for name, key, value in (("host", "host", "KZ"), ("sector", "sector", "nuclear"), ("partner", "partners", "RU")):
            self.assertEqual(self.pages("/events", "events", **{name: value}), [e for e in every if value in e[key]])
        for name in ("stage", "status", "event", "mode"):
            for value in {e[name] for e in every if e[name]}:
                self.assertEqual(self.pages("/events", "events", **{name: value}), [e for e in every if e[name] == value], (name, value))
        actor, outlet = every[0]["actors"][0]["id"], every[0]["outlets"][0]
        self.assertEqual(self.pages("/events", "events", actor=actor), [e for e in every if actor in [a["id"] for a in e["actors"]]])
        self.assertEqual(self.pages("/events", "events", outlet=outlet), [e for e in every if outlet in e["outlets"]])
        self.assertEqual(self.pages("/events", "events", host="KZ", sector="nuclear,uranium"),
                         [e for e in every if "KZ" in e["host"] and {"nuclear", "uranium"} & set(e["sector"])])
        self.assertEqual(self.pages("/events", "events", **{"from": "2025-06-01", "to": "2025-06-30"}),
                         [e for e in every if (not e["last"] or e["last"] >= "2025-06-01") and (not e["first"] or e["first"] <= "2025-06-30")])
        found = {hit["event"] for hit in self.api("/find", q="uranium", limit=1000)["hits"] if hit["kind"] == "claim"}
        self.assertEqual({e["id"] for e in self.pages("/events", "events", text="uranium")}, found)
        self.assertEqual(self.pages("/events", "events", host="XX"), [])

    def test_media_types_give_the_same_events(self):
        wanted = [e["id"] for e in self.pages("/events", "events")]
        get = lambda media: self.server.get(API + "/events", {"Accept": media}).body.decode()  # noqa: E731
        self.assertEqual([json.loads(line)["id"] for line in get("application/jsonl").splitlines()], wanted)
        self.assertEqual([f["id"] for f in json.loads(get("application/geo+json"))["features"]], wanted)
        import csv
        import io
        self.assertEqual([row["id"] for row in csv.DictReader(io.StringIO(get("text/csv")))], wanted)

    def test_the_map_and_the_timeline_count_what_the_list_has(self):
        every = self.pages("/events", "events")
        features = self.api("/map")["features"]
        self.assertEqual({f["id"] for f in features if f["properties"]["kind"] == "event"}, {e["id"] for e in every if e["point"]})
        west = [f for f in self.api("/map", bbox="60,35,75,50")["features"] if f["geometry"]]
        self.assertTrue(all(60 <= f["geometry"]["coordinates"][0] <= 75 and 35 <= f["geometry"]["coordinates"][1] <= 50 for f in west))
        for lane, key in (("host", "host"), ("partner", "partners"), ("sector", "sector")):
            lanes = self.api("/timeline", lane=lane, span="year")["lanes"]
            self.assertEqual({lane["id"]: lane["events"] for lane in lanes}, {name: sum(name in e[key] for e in every) for e in every for name in e[key]})

    def test_the_network_ties_only_those_who_share_events(self):
        by_id = {e["id"]: {a["id"] for a in e["actors"]} for e in self.pages("/events", "events")}
        network = self.api("/network", limit=5000)
        self.assertGreater(len(network["edges"]), 3)
        for edge in network["edges"]:
            self.assertEqual(edge["count"], len(edge["events"]))
            for event in edge["events"]:
                self.assertLessEqual({edge["source"], edge["target"]}, by_id[event])
        self.assertEqual({n["id"] for n in network["nodes"]}, {end for e in network["edges"] for end in (e["source"], e["target"])})

    def test_the_diff_moves_what_the_command_moves(self):
        wanted = json.loads(tamga("diff", "--ledger", self.ledger, "--from", "2025-06-01", "--to", "2026-06-01", "--json"))
        found = self.api("/diff", **{"from": "2025-06-01", "to": "2026-06-01", "limit": 1000})
        self.assertEqual({e["id"] for e in found["events"]}, {e["id"] for e in wanted["events"]})
        self.assertEqual(len(found["moves"]), len(wanted["moves"]))

    def test_a_brief_and_exports_are_those_of_the_commands(self):
        markdown = self.server.get(API + "/brief", {"Accept": "text/markdown"}, host="KZ").body.decode()
        self.assertEqual(markdown, tamga("brief", "--ledger", self.ledger, "--host", "KZ"))
        html = self.server.get(API + "/brief", {"Accept": "text/html"}, host="KZ").body.decode()
        self.assertEqual(html, tamga("brief", "--ledger", self.ledger, "--host", "KZ", "--format", "html"))
        for form in ("atom", "csv", "ftm", "gdelt-events", "gdelt-mentions", "geojson", "graphml", "jsonl", "polecat", "prov", "stix"):
            self.assertEqual(self.server.get(f"{API}/export/{form}").body.decode(), tamga("export", "--ledger", self.ledger, "--format", form), form)

    def test_an_answer_is_not_sent_twice(self):
        for path in ("/contest", "/standings", "/events", "/map", "/reports"):
            first = self.server.get(API + path)
            again = self.server.get(API + path, {"If-None-Match": first.headers["etag"]})
            self.assertEqual((again.status, again.body), (304, b""), path)
            self.assertNotEqual(self.server.get(API + path, known_by="2025-06").headers["etag"], first.headers["etag"])
        other = self.server.get(API + "/standings", {"Accept": "text/csv"}).headers["etag"]
        self.assertNotEqual(other, self.server.get(API + "/standings").headers["etag"])

    def test_compressed_answers_say_the_same(self):
        import gzip
        plain, packed = self.server.get(API + "/events"), self.server.get(API + "/events", {"Accept-Encoding": "gzip"})
        self.assertEqual(packed.headers["content-encoding"], "gzip")
        self.assertEqual(gzip.decompress(packed.body), plain.body)
        self.assertLess(len(packed.body), len(plain.body) / 2)
        self.assertNotIn("content-encoding", self.server.get(API + "/events", {"Accept-Encoding": "gzip;q=0"}).headers)

    def test_head_says_what_get_would(self):
        head, get = self.server.ask("HEAD", API + "/standings"), self.server.get(API + "/standings")
        self.assertEqual((head.status, head.body, head.headers["content-length"]), (200, b"", str(len(get.body))))

    def test_the_server_tells_of_itself(self):
        self.assertEqual(self.server.get("/healthz").body, b"alive\n")
        self.assertEqual(self.server.get("/readyz").body, b"ready\n")
        metrics = self.server.get("/metrics").body.decode()
        for line in metrics.splitlines():
            self.assertRegex(line, r'^(# (HELP|TYPE) \w+ .+|\w+(\{[^{}]*\})? [0-9.e+-]+|\w+(\{[^{}]*\})? \+Inf)$')
        self.assertIn("tamga_ledger_claims ", metrics)
        self.assertIn('tamga_http_requests_total{operation="getHealth",status="200"}', metrics)


class Hostile(Case):
    """What nobody sane sends."""

    def test_parameters_that_make_no_sense(self):
        for path, parameters in (("/events", {"as_of": "yesterday"}), ("/events", {"limit": "0"}), ("/events", {"limit": "1001"}), ("/events", {"limit": "-1"}),
                                 ("/events", {"limit": "9" * 30}), ("/events", {"cursor": "x"}), ("/events", {"cursor": "12345"}), ("/reports", {"cursor": "n-1"}),
                                 ("/events", {"order": "up"}), ("/events", {"nonsense": "1"}), ("/map", {"bbox": "1,2,3"}), ("/map", {"bbox": "a,b,c,d"}),
                                 ("/map", {"bbox": "0,91,1,92"}), ("/diff", {}), ("/diff", {"from": "2026", "to": "2020"}), ("/find", {}), ("/find", {"q": ""}),
                                 ("/find", {"q": "..."}), ("/standings", {"as_read": "yes"}), ("/events", {"host": "x" * 501}), ("/events", {"host": "a\0b"}),
                                 ("/timeline", {"lane": "actor"}), ("/export/csv", {"table": "secrets"})):
            self.assert_problem(self.server.get(API + path, **parameters), 400, "bad-parameter")
        self.assert_problem(self.server.ask("GET", API + "/events?host=KZ&host=UZ"), 400, "bad-parameter")
        self.assert_problem(self.server.get(API + "/export/exe"), 404, "not-found")
        self.assert_problem(self.server.get(API + "/events", {"Accept": "image/png"}), 406, "not-acceptable")
        self.assert_problem(self.server.ask("POST", API + "/events", token=True), 405, "method-not-allowed")
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "PRI", "CONNECT"):
            self.assertIn(b"HTTP/1.1 4", self.server.raw(f"{method} /api/v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())[:12], method)

    def test_paths_that_lead_elsewhere(self):
        for path in ("/../etc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "/assets/..%2f..%2fetc/passwd", "/..%5c..%5cetc/passwd", "/%00", "/api/v1/../../etc/passwd",
                     "/api/v1/reports/..%2f..%2f..%2fetc%2fpasswd", "/api/v1/events/%00", "/api/v1/actors/%ff%fe", "/api/v1/events/" + "a" * 3000):
            answer = self.server.raw(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            self.assertRegex(answer[:12], rb"HTTP/1.1 (404|400|200)", path)
            self.assertNotIn(b"root:", answer, path)
            self.assertTrue(b"HTTP/1.1 200" not in answer[:12] or b"<html" in answer, path)

    def test_requests_that_are_two_in_one(self):
        post = b"POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN.encode() + b"\r\nContent-Type: text/plain\r\n"
        smuggled = b"GET /api/v1/contest HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for head in (b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
                     b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde", b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
                     b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n", b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n", b"Content-Length: 5\n\nabcde",
                     b"X: y\r\n Content-Length: 5\r\n\r\nabcde"):
            answer = self.server.raw(post + head + smuggled)
            self.assertRegex(answer[:12], rb"HTTP/1.1 (400|501)", head)
            self.assertEqual(answer.count(b"HTTP/1.1"), 1, head)

    def test_a_body_is_never_taken_for_the_next_request(self):
        inner = b"GET /api/v1/contest HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for path, method in (("/api/v1/decisions", "POST"), ("/api/v1/nowhere", "POST"), ("/api/v1/events", "DELETE"), ("/", "PUT")):
            request = f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(inner)}\r\n\r\n".encode() + inner
            last = b"GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            answer = self.server.raw(request + last)
            self.assertEqual(answer.count(b"HTTP/1.1 "), 2, answer[:500])
            self.assertTrue(answer.endswith(b"alive\n"), answer[-200:])

    def test_headers_cannot_be_made_by_values(self):
        answer = self.server.get(API + "/events", host="KZ\r\nSet-Cookie: a=b")
        self.assertNotIn("set-cookie", answer.headers)
        answer = self.server.get(API + "/export/csv", table="claims\r\nX-Evil: 1")
        self.assertNotIn("x-evil", answer.headers)

    def test_what_is_too_large(self):
        big = b"a" * (9 << 20)
        answer = self.server.ask("POST", API + "/reports", body=b"", headers={"Content-Type": "text/plain", "Content-Length": str(len(big))}, token=True)
        self.assertEqual(answer.status, 413)
        chunked = self.server.raw(b"POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n900000\r\n")
        self.assertIn(b"HTTP/1.1 413", chunked)
        self.assertIn(b"HTTP/1.1 431", self.server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20000))
        self.assertIn(b"HTTP/1.1 431", self.server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 100 + b"\r\n"))
        self.assertIn(b"HTTP/1.1 414", self.server.raw(b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n"))

    def test_nobody_slow_keeps_others_waiting(self):
        slow = [socket.create_connection(("127.0.0.1", self.server.port)) for _ in range(200)]
        try:
            for connection in slow:
                connection.sendall(b"GET /api/v1/contest HTTP/1.1\r\nHost: loc")
            start = time.monotonic()
            self.assertEqual(self.server.get(API + "/contest").status, 200)
            self.assertLess(time.monotonic() - start, 5)
            slow[0].settimeout(20)
            self.assertIn(b"408", slow[0].recv(1000))
        finally:
            for connection in slow:
                connection.close()

    def test_names_that_point_here_are_not_answered(self):
        self.assert_problem(self.server.get(API + "/contest", {"Host": "evil.example"}), 421, "forbidden")
        self.assert_problem(self.server.get("/", {"Host": "evil.example:80"}), 421, "forbidden")
        for host in ("localhost", f"localhost:{self.server.port}", "127.0.0.1", "[::1]:80"):
            self.assertEqual(self.server.get(API + "/session", {"Host": host}).status, 200)

    def test_every_answer_forbids_what_it_does_not_need(self):
        for path in ("/", API + "/contest", API + "/nowhere", "/healthz"):
            headers = self.server.get(path).headers
            self.assertEqual(headers["x-content-type-options"], "nosniff")
            self.assertEqual(headers["referrer-policy"], "no-referrer")
            self.assertIn("frame-ancestors 'none'", headers["content-security-policy"])
            self.assertNotRegex(headers["content-security-policy"], r"https?:|\*|unsafe-eval")
            self.assertNotIn("access-control-allow-origin", headers)

    def test_drawn_requests_get_an_answer_and_the_server_lives(self):
        random.seed(20260301)
        paths = [p for p in json.loads(self.server.get("/openapi.json").body)["paths"] if "stream" not in p]
        names = ["as_of", "known_by", "host", "limit", "cursor", "text", "ids", "bbox", "q", "from", "to", "order", "level", "\0", "%", "a&b"]
        values = ["", "KZ", "0", "-1", "1e9", "'; DROP TABLE claims; --", "../..", "\u202e", "𝔘", "2025-13-45", "9999-12-31", "-9999", "a" * 400, "\x00", "%00", "*", "\"", "NEAR(a b)",
                  "a OR b", "(((", "2025-02-30", "../2035", "2025-03~", "1,2,3,4", "null", "true"]
        for _ in range(400):
            path = random.choice(paths).replace("{id}", segment(random.choice(values) or "x")).replace("{format}", random.choice(["csv", "x"]))
            parameters = {random.choice(names): random.choice(values) for _ in range(random.randrange(4))}
            answer = self.server.get(path, **parameters)
            self.assertIn(answer.status, (200, 304, 400, 404), (path, parameters, answer.body[:300]))
        for _ in range(150):
            junk = bytes(random.randrange(256) for _ in range(random.randrange(1, 300)))
            self.server.raw(random.choice([b"", b"GET ", b"POST / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: "]) + junk + b"\r\n\r\n", timeout=0.2)
        self.assertEqual(self.server.get("/readyz").status, 200)
        self.assertNotIn("near \"", self.server.errors())


class Writing(Case):
    """Who may write, and what becomes of it."""
    REPORT = "outlet: Test Wire\npublished: 2025-11-0{day}\ntitle: Visit {day}\n\nRussia's Rosatom signed an agreement with Kazakhstan on nuclear fuel on November {day}, 2025."

    def add(self, day, **parameters):
        return self.server.ask("POST", API + "/reports", parameters, self.REPORT.format(day=day), {"Content-Type": "text/plain"}, True)

    def test_writes_need_the_token(self):
        for path in ("/reports", "/decisions", "/decisions/d1/undo"):
            for token in (False, "wrong", TOKEN[:-1], TOKEN + "x", TOKEN.upper()):
                answer = self.server.post(API + path, {}, token=token)
                self.assert_problem(answer, 401, "unauthorized")
                self.assertEqual(answer.headers["www-authenticate"], "Bearer")
        self.assert_problem(self.server.ask("POST", API + "/decisions", {}, "{}", {"Content-Type": "application/json", "Authorization": "Basic " + TOKEN}), 401, "unauthorized")
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
        html = self.server.ask("POST", API + "/reports", {"outlet": "Page Wire", "published": "2025-10-03"}, page, {"Content-Type": "text/html; charset=utf-8"}, True)
        self.assertEqual(html.status, 201, html.body[:300])
        self.assertIn(words, html.json()["text"])
        hostile = "<script>alert(1)</script> \u202eKazakhstan\u202c and China signed a contract on uranium on May 2, 2025. \x07"
        both = self.server.post(API + "/reports", {"text": hostile, "outlet": "<b>Bold</b>", "published": "2025-05-03"})
        self.assertIn(both.status, (201, 422), both.body[:300])
        self.assertEqual(both.type in ("application/json", "application/problem+json"), True)

    def test_bodies_that_make_no_sense(self):
        for value in ({}, {"text": "a", "html": "b"}, {"text": ""}, {"text": "a", "extra": "b"}, {"text": 1}, [], "a", {"text": "a", "published": "soon"}):
            self.assert_problem(self.server.post(API + "/reports", value), 400, "bad-body")
        answer = self.server.ask("POST", API + "/reports", {}, "{", {"Content-Type": "application/json"}, True)
        self.assert_problem(answer, 400, "bad-body")
        self.assert_problem(self.server.ask("POST", API + "/reports", {}, "a", {"Content-Type": "application/pdf"}, True), 415, "unsupported-media-type")
        self.assert_problem(self.server.ask("POST", API + "/reports", {}, b"\xff\xfe\xfa broken", {"Content-Type": "text/plain"}, True), 422, "unreadable")
        for value in ({"kind": "accept"}, {"kind": "burn", "ids": ["e1"], "author": "a"}, {"kind": "accept", "ids": [1], "author": "a"},
                      {"kind": "dispute", "ids": ["e1"], "author": "a"}, {"kind": "accept", "ids": ["e1"], "author": ""}):
            self.assert_problem(self.server.post(API + "/decisions", value), 400, "bad-body")
        self.assert_problem(self.server.post(API + "/decisions", {"kind": "accept", "ids": ["e00000000"], "author": "a"}), 404, "not-found")

    def test_pages_are_not_fetched_unless_the_server_may(self):
        self.assert_problem(self.server.post(API + "/reports", {"fetch": "https://example.org/"}), 403, "forbidden")
        with Server(self.ledger, "--allow-fetch") as server:
            for address in ("http://127.0.0.1/", "http://localhost:8080/", "http://[::1]/", "http://10.0.0.1/", "http://192.168.1.1/", "http://169.254.169.254/latest/meta-data/",
                            "http://2130706433/", "http://0x7f000001/", "http://0177.0.0.1/", "http://0/", "file:///etc/passwd", "ftp://example.org/", "gopher://127.0.0.1/",
                            "http://user@example.org/", "http://example.org:22/", "http://", "//example.org", "http://exa mple.org/", "http://127.0.0.1.nip.io@127.0.0.1/"):
                answer = server.post(API + "/reports", {"fetch": address})
                self.assert_problem(answer, 422, "unreadable")

    def test_decisions_change_what_is_seen_and_can_be_undone(self):
        claim = self.api("/events?stage=agreement,memorandum,selected&limit=1")["events"][0]
        before = self.api("/standings")
        told = self.api(f"/events/{claim['id']}")["told_by"][0]
        made = self.server.post(API + "/decisions", {"kind": "correct", "ids": [told["id"]], "fields": ["stage=mention"], "author": "A. Reader", "reason": "only talk"})
        self.assertEqual(made.status, 201, made.body[:300])
        decision = made.json()["decisions"][0]
        self.assertEqual(self.api(f"/claims/{told['id']}")["claim"]["stage"], "mention")
        self.assertIn(decision["id"], [d["id"] for d in self.api("/decisions")["decisions"]])
        undone = self.server.post(f"{API}/decisions/{decision['id']}/undo", {"author": "A. Reader", "reason": "it is one"})
        self.assertEqual(undone.status, 201)
        self.assertEqual(self.api(f"/claims/{told['id']}")["claim"]["stage"], told["stage"])
        self.assertEqual(self.api("/standings"), before)
        retracted = self.server.post(API + "/decisions", {"kind": "retract", "ids": [told["id"]], "author": "A. Reader", "reason": "of another plant"}).json()["decisions"][0]
        gone = self.api(f"/claims/{told['id']}")
        self.assertEqual((gone["retracted"], gone["event"]), (True, None))
        self.server.post(f"{API}/decisions/{retracted['id']}/undo", {"author": "A. Reader", "reason": "it is not"})
        self.assertEqual(self.api("/standings"), before)

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
        titles = {r["title"] for r in self.api("/reports?outlet=" + self.api("/outlets?name=test+wire")["outlets"][0]["id"].replace(" ", "+") + "&limit=1000")["reports"]}
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
        answer = self.server.post(API + "/reports", {"text": body, "outlet": f"Stream Wire {number}", "published": f"2025-07-{number:02}"})
        self.assertEqual(answer.status, 201, answer.body[:300])
        return answer.json()

    def test_new_claims_arrive_and_none_is_lost_by_coming_back(self):
        connection, response = self.listen()
        hello = self.messages(response, "hello")
        added = self.add(3)
        news = self.messages(response, "version")
        while not any(kind == "claim" for kind, _, _ in news):
            news += self.messages(response, "version")
        self.assertEqual([data["id"] for kind, data, _ in news if kind == "claim"], [claim["id"] for claim in added["claims"]])
        self.assertIn("reading", [kind for kind, _, _ in news])
        connection.close()
        missed = [self.add(4), self.add(5)]
        connection, response = self.listen(hello[-1][2])
        again = self.messages(response, "version")
        self.assertEqual({data["report"]["id"] for kind, data, _ in again if kind == "report"}, {a["report"]["id"] for a in [added, *missed]})
        connection.close()

    def test_what_another_program_adds_arrives_too(self):
        connection, response = self.listen()
        self.messages(response, "hello")
        report = Path(self.folder.name) / "other.txt"
        report.write_text("outlet: Other Wire\npublished: 2025-08-01\n\nTajikistan and Iran signed a contract on antimony mining on August 1, 2025.")
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


class Running(Case):
    def test_a_token_is_made_where_only_loopback_is_served(self):
        with Server(self.ledger, token=None) as server:
            token = re.search(r"(?:#token=|writing: )(\S+)", server.second).group(1)
            self.assertGreaterEqual(len(token), 32)
            self.assertEqual(server.get(API + "/contest").status, 200)
            self.assertTrue(server.get(API + "/session", token=token).json()["may_write"])
            self.assertEqual(server.post(API + "/reports", {"text": "Nothing to see here."}, token=token).status, 201)

    def test_other_addresses_need_a_token_for_everything(self):
        done = subprocess.run([os.environ.get("TAMGA", ""), "serve", "--ledger", self.ledger, "--listen", "0.0.0.0", "--port", "0"], capture_output=True, timeout=20,
                              env={k: v for k, v in os.environ.items() if k != "TAMGA_TOKEN"})
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"token", done.stderr)
        with Server(self.ledger, "--listen", "0.0.0.0") as server:
            self.assert_problem(server.get(API + "/contest"), 401, "unauthorized")
            self.assert_problem(server.get("/metrics"), 401, "unauthorized")
            self.assertEqual(server.get(API + "/contest", token=True).status, 200)
            self.assertEqual(server.get("/").status, 200)
            self.assertTrue(server.get(API + "/session", token=True).json()["needs_token"])

    def test_token_files(self):
        file = Path(self.folder.name) / "token"
        file.write_text("short\n")
        done = subprocess.run([os.environ.get("TAMGA", ""), "serve", "--ledger", self.ledger, "--token-file", file], capture_output=True, timeout=20)
        self.assertEqual(done.returncode, 2)
        file.write_text("a-token-out-of-a-file\n")
        with Server(self.ledger, "--token-file", file) as server:
            self.assertTrue(server.get(API + "/session", token="a-token-out-of-a-file").json()["may_write"])

    def test_clients_that_ask_too_often_wait(self):
        with Server(self.ledger, "--rate", 5) as server:
            answers = [server.get(API + "/session") for _ in range(40)]
            slow = [answer for answer in answers if answer.status == 429]
            self.assertGreater(len(slow), 5)
            self.assert_problem(slow[0], 429, "rate-limited")
            self.assertEqual(slow[0].headers["retry-after"], "1")

    def test_pages_of_one_origin_may_ask(self):
        with Server(self.ledger, "--cors-origin", "https://desk.example") as server:
            answer = server.get(API + "/contest", {"Origin": "https://desk.example"})
            self.assertEqual(answer.headers["access-control-allow-origin"], "https://desk.example")
            self.assertNotIn("access-control-allow-origin", server.get(API + "/contest", {"Origin": "https://evil.example"}).headers)
            asked = server.ask("OPTIONS", API + "/reports", headers={"Origin": "https://desk.example", "Access-Control-Request-Method": "POST"})
            self.assertEqual(asked.status, 204)
            self.assertIn("POST", asked.headers["access-control-allow-methods"])

    def test_stopping_loses_nothing(self):
        ledger = Path(self.folder.name) / "stopped.ledger"
        shutil.copy(self.ledger, ledger)
        server = Server(ledger)
        server.__enter__()
        answers = []

        def add(number):
            body = {"text": f"Uzbekistan and South Korea signed a contract on tungsten mining on June {number}, 2025.", "outlet": f"Wire {number}", "published": "2025-07-01"}
            try:
                answers.append((number, server.post(API + "/reports", body).status))
            except OSError:
                answers.append((number, None))
        server.post(API + "/reports", {"text": "Nothing to see here.", "outlet": "First Wire"})  # loads the models
        threads = [threading.Thread(target=add, args=(number,)) for number in range(1, 9)]
        for thread in threads:
            thread.start()
        time.sleep(0.05)
        self.assertEqual(server.stop(), 0)
        for thread in threads:
            thread.join()
        server.__exit__()
        kept = {report["outlet"] for report in map(json.loads, tamga("export", "--ledger", ledger, "--format", "jsonl").splitlines()) if report["kind"] == "report"}
        for number, status in answers:
            self.assertIn(status, (201, None, 503))
            if status == 201:  # what was answered is kept
                self.assertIn(f"Wire {number}", kept)
        tamga("verify", "--ledger", ledger)

    def test_it_stops_at_once_when_only_listened_to(self):
        with Server(self.ledger) as server:
            connection = server.connect()
            connection.request("GET", API + "/events-stream")
            self.assertEqual(connection.getresponse().status, 200)
            start = time.monotonic()
            self.assertEqual(server.stop(), 0)
            self.assertLess(time.monotonic() - start, 5)

    def test_a_port_that_is_taken_is_told(self):
        done = subprocess.run([os.environ.get("TAMGA", ""), "serve", "--ledger", self.ledger, "--port", str(self.server.port)], capture_output=True, timeout=20)
        self.assertEqual(done.returncode, 6)
        self.assertIn(b"cannot listen", done.stderr)

    def test_no_ledger_is_made_by_a_wrong_name(self):
        missing = Path(self.folder.name) / "missing.ledger"
        done = subprocess.run([os.environ.get("TAMGA", ""), "serve", "--ledger", missing, "--port", "0"], capture_output=True, timeout=20)
        self.assertEqual(done.returncode, 4)
        self.assertFalse(missing.exists())


if __name__ == "__main__":
    os.environ.setdefault("TAMGA", str(ROOT / "build/release/tamga"))
    unittest.main()
