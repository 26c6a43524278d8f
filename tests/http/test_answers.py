#!/usr/bin/env python3
"""What the API says is what the ledger holds and what the commands print.

TAMGA=build/release/tamga tests/http/test_answers.py [-v]
"""

import csv
import gzip
import io
import json
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server import API, Case, segment, tamga, tamga_bytes  # noqa: E402


class Answers(Case):
    """What the API says is what the ledger holds."""

    def test_standings_are_those_of_the_command(self):
        for dates in ({}, {"as_of": "2025-06-30"}, {"known_by": "2025-09-01"}):
            options = [part for name, value in dates.items() for part in ("--" + name.replace("_", "-"), value)]
            wanted = json.loads(tamga("standings", "--ledger", self.ledger, "--json", *options))["cells"]
            found = self.api("/standings", claims="true", **dates)["cells"]
            keys = ("host", "sector", "partner", "stage", "claimed", "evidenced", "origins", "since", "claims")
            self.assertEqual(
                [{k: cell[k] for k in keys} for cell in found], [{k: cell[k] for k in keys} for cell in wanted]
            )
            for cell in found:
                self.assertEqual(cell["claim_count"], len(cell["claims"]))

    def test_the_history_replays_to_the_standings_of_any_day(self):
        history = self.api("/standings/history")["cells"]
        days = sorted({change["day"] for cell in history for change in cell["changes"] if change["day"]})
        self.assertGreater(len(days), 5)
        for day in days[:: max(1, len(days) // 12)]:
            replayed = {}
            for cell in history:
                past = [c for c in cell["changes"] if c["day"] is None or c["day"] <= day]
                if past:
                    replayed[cell["host"], cell["sector"], cell["partner"]] = tuple(
                        past[-1][k] for k in ("stage", "claimed", "evidenced")
                    )
            asked = {
                (c["host"], c["sector"], c["partner"]): (c["stage"], c["claimed"], c["evidenced"])
                for c in self.api("/standings", as_of=day)["cells"]
            }
            self.assertEqual(replayed, asked, day)

    def test_events_are_those_of_the_timeline_command(self):
        wanted = [event["id"] for event in json.loads(tamga("timeline", "--ledger", self.ledger, "--json"))["events"]]
        self.assertEqual([event["id"] for event in self.pages("/events", "events", order="oldest")], wanted)

    def test_pages_have_everything_once_in_either_order(self):
        for limit in (1, 3, 7, 1000):
            newest = [e["id"] for e in self.pages("/events", "events", limit=limit)]
            oldest = [e["id"] for e in self.pages("/events", "events", limit=limit, order="oldest")]
            self.assertEqual(len(set(newest)), len(newest))
            self.assertEqual(newest, oldest[::-1])
        for path, key in (
            ("/reports", "reports"),
            ("/actors", "actors"),
            ("/assets", "assets"),
            ("/outlets", "outlets"),
            ("/initiatives", "initiatives"),
            ("/gaps", "gaps"),
            ("/review/queue", "queue"),
            ("/decisions", "decisions"),
        ):
            whole = self.pages(path, key, limit=1000)
            self.assertEqual(self.pages(path, key, limit=2), whole, path)

    def test_places_have_the_events_of_the_map(self):
        def of_map(**question):
            found = self.api("/map", **question)["features"]
            return [f["properties"] | {"at": f["geometry"]["coordinates"]} for f in found if f["properties"]["kind"] == "event"]

        for question in ({}, {"host": "KZ"}, {"as_of": "2025-06-30"}, {"bbox": "60,35,75,50"}, {"status": "actual"}):
            events = of_map(**question)
            for by, field in (("stage", "stage"), ("sector", "sector"), ("partner", "partners")):
                answer = self.api("/places", by=by, **question)
                self.assertEqual((answer["total"], answer["by"]), (len(events), by))
                self.assertEqual(answer["total_places"], len({tuple(e["at"]) for e in events}))
                self.assertEqual(answer["places"], sorted(answer["places"], key=lambda p: (-p["events"], p["lat"], p["lon"])))
                for place in answer["places"]:
                    here = [e for e in events if e["at"] == [place["lon"], place["lat"]]]
                    self.assertEqual(place["events"], len(here))
                    self.assertIn(place["name"], {e["place"] for e in here})
                    groups = {}
                    for value in (v for e in here for v in (e[field] if isinstance(e[field], list) else [e[field]]) if v):
                        groups[value] = groups.get(value, 0) + 1
                    self.assertEqual(place["groups"], groups)
        # Months are of all time, places of the stretch that is asked for.
        whole, part = self.api("/places"), self.api("/places", **{"from": "2025-06-01", "to": "2025-06-30"})
        self.assertEqual(whole["months"], part["months"])
        self.assertEqual(sum(m["events"] for m in whole["months"]), sum(1 for e in of_map() if e["first"] or e["last"]))
        self.assertEqual(part["total"], len(of_map(**{"from": "2025-06-01", "to": "2025-06-30"})))
        self.assertLess(part["total"], whole["total"])
        self.assertEqual(len(self.api("/places", limit="2")["places"]), 2)

    def test_events_can_be_asked_for_by_where_they_are(self):
        place = self.api("/places")["places"][0]
        box = ",".join(str(place[name] + by) for by in (-0.0005, 0.0005) for name in ("lon", "lat"))
        found = self.api("/events", bbox=box, limit="1000")
        self.assertGreaterEqual(found["total"], place["events"])
        self.assertTrue(all(abs(e["point"]["lat"] - place["lat"]) < 0.001 for e in found["events"]))

    def test_every_claim_stands_at_its_bytes(self):
        for report in self.api("/reports")["reports"]:
            detail = self.api(f"/reports/{segment(report['id'])}")
            text = detail["text"].encode()
            for item in (
                [c["evidence"] for c in detail["claims"]]
                + detail["mentions"]
                + [r["evidence"] for r in detail["remarks"]]
            ):
                self.assertEqual(text[item["begin"] : item["end"]].decode(), item["words"])
            for claim, event in detail["events"].items():
                self.assertIn(claim, [told["id"] for told in self.api(f"/events/{event}")["told_by"]])
            plain = self.server.get(f"{API}/reports/{segment(report['id'])}", {"Accept": "text/plain"})
            self.assertEqual(plain.body, text)

    def test_filters_choose_what_they_say(self):
        every = self.pages("/events", "events")
        for name, key, value in (
            ("host", "host", "KZ"),
            ("sector", "sector", "nuclear"),
            ("partner", "partners", "RU"),
        ):
            self.assertEqual(self.pages("/events", "events", **{name: value}), [e for e in every if value in e[key]])
        for name in ("stage", "status", "event", "mode"):
            for value in {e[name] for e in every if e[name]}:
                self.assertEqual(
                    self.pages("/events", "events", **{name: value}),
                    [e for e in every if e[name] == value],
                    (name, value),
                )
        told = next(event for event in every if event["actors"] and event["outlets"])
        actor, outlet = told["actors"][0]["id"], told["outlets"][0]
        self.assertEqual(
            self.pages("/events", "events", actor=actor), [e for e in every if actor in [a["id"] for a in e["actors"]]]
        )
        self.assertEqual(self.pages("/events", "events", outlet=outlet), [e for e in every if outlet in e["outlets"]])
        self.assertEqual(
            self.pages("/events", "events", host="KZ", sector="nuclear,uranium"),
            [e for e in every if "KZ" in e["host"] and {"nuclear", "uranium"} & set(e["sector"])],
        )
        self.assertEqual(
            self.pages("/events", "events", **{"from": "2025-06-01", "to": "2025-06-30"}),
            [
                e
                for e in every
                if (not e["last"] or e["last"] >= "2025-06-01") and (not e["first"] or e["first"] <= "2025-06-30")
            ],
        )
        found = {hit["event"] for hit in self.api("/find", q="uranium", limit=1000)["hits"] if hit["kind"] == "claim"}
        self.assertEqual({e["id"] for e in self.pages("/events", "events", text="uranium")}, found)
        self.assertEqual(self.pages("/events", "events", host="XX"), [])

    def test_media_types_give_the_same_events(self):
        wanted = [e["id"] for e in self.pages("/events", "events")]
        get = lambda media: self.server.get(API + "/events", {"Accept": media}).body.decode()  # noqa: E731
        self.assertEqual([json.loads(line)["id"] for line in get("application/jsonl").splitlines()], wanted)
        self.assertEqual([f["id"] for f in json.loads(get("application/geo+json"))["features"]], wanted)
        self.assertEqual([row["id"] for row in csv.DictReader(io.StringIO(get("text/csv")))], wanted)

    def test_the_map_and_the_timeline_count_what_the_list_has(self):
        every = self.pages("/events", "events")
        features = self.api("/map")["features"]
        self.assertEqual(
            {f["id"] for f in features if f["properties"]["kind"] == "event"}, {e["id"] for e in every if e["point"]}
        )
        west = [f for f in self.api("/map", bbox="60,35,75,50")["features"] if f["geometry"]]
        self.assertTrue(
            all(
                60 <= f["geometry"]["coordinates"][0] <= 75 and 35 <= f["geometry"]["coordinates"][1] <= 50
                for f in west
            )
        )
        for lane, key in (("host", "host"), ("partner", "partners"), ("sector", "sector")):
            lanes = self.api("/timeline", lane=lane, span="year")["lanes"]
            self.assertEqual(
                {lane["id"]: lane["events"] for lane in lanes},
                {name: sum(name in e[key] for e in every) for e in every for name in e[key]},
            )

    def test_the_network_ties_only_those_who_share_events(self):
        by_id = {e["id"]: {a["id"] for a in e["actors"]} for e in self.pages("/events", "events")}
        network = self.api("/network", limit=5000)
        self.assertGreater(len(network["edges"]), 3)
        for edge in network["edges"]:
            self.assertEqual(edge["count"], len(edge["events"]))
            for event in edge["events"]:
                self.assertLessEqual({edge["source"], edge["target"]}, by_id[event])
        self.assertEqual(
            {n["id"] for n in network["nodes"]}, {end for e in network["edges"] for end in (e["source"], e["target"])}
        )

    def test_the_diff_moves_what_the_command_moves(self):
        wanted = json.loads(
            tamga("diff", "--ledger", self.ledger, "--from", "2025-06-01", "--to", "2026-06-01", "--json")
        )
        found = self.api("/diff", **{"from": "2025-06-01", "to": "2026-06-01", "limit": 1000})
        self.assertEqual({e["id"] for e in found["events"]}, {e["id"] for e in wanted["events"]})
        self.assertEqual(len(found["moves"]), len(wanted["moves"]))

    def test_a_brief_and_exports_are_those_of_the_commands(self):
        markdown = self.server.get(API + "/brief", {"Accept": "text/markdown"}, host="KZ").body.decode()
        self.assertEqual(markdown, tamga("brief", "--ledger", self.ledger, "--host", "KZ"))
        html = self.server.get(API + "/brief", {"Accept": "text/html"}, host="KZ").body.decode()
        self.assertEqual(html, tamga("brief", "--ledger", self.ledger, "--host", "KZ", "--format", "html"))
        for form in (
            "atom",
            "csv",
            "ftm",
            "gdelt-events",
            "gdelt-mentions",
            "geojson",
            "graphml",
            "jsonl",
            "parquet",
            "polecat",
            "prov",
            "stix",
        ):
            self.assertEqual(
                self.server.get(f"{API}/export/{form}").body,
                tamga_bytes("export", "--ledger", self.ledger, "--format", form),
                form,
            )

    def test_an_answer_is_not_sent_twice(self):
        for path in ("/contest", "/standings", "/events", "/map", "/reports"):
            first = self.server.get(API + path)
            again = self.server.get(API + path, {"If-None-Match": first.headers["etag"]})
            self.assertEqual((again.status, again.body), (304, b""), path)
            self.assertNotEqual(self.server.get(API + path, known_by="2025-06").headers["etag"], first.headers["etag"])
        other = self.server.get(API + "/standings", {"Accept": "text/csv"}).headers["etag"]
        self.assertNotEqual(other, self.server.get(API + "/standings").headers["etag"])

    def test_compressed_answers_say_the_same(self):
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
            self.assertRegex(line, r"^(# (HELP|TYPE) \w+ .+|\w+(\{[^{}]*\})? [0-9.e+-]+|\w+(\{[^{}]*\})? \+Inf)$")
        self.assertIn("tamga_ledger_claims ", metrics)
        self.assertIn('tamga_http_requests_total{operation="getHealth",status="200"}', metrics)


if __name__ == "__main__":
    unittest.main()
