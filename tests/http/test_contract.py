#!/usr/bin/env python3
"""Every operation of openapi.yaml, called on a real server; every answer checked against its schema.

    TAMGA=build/release/tamga tests/http/test_contract.py [-v]

The schemas are checked by Python packages (requirements.txt), which are installed into TAMGA_TEST_PACKAGES and which nothing
but this test needs.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server import API, HERE, ROOT, Case, segment  # noqa: E402

PACKAGES = Path(os.environ.get("TAMGA_TEST_PACKAGES", ROOT / "build/http-packages"))


def install_packages():
    """Puts the packages into a folder of their own, once for each state of requirements.txt."""
    wanted = HERE / "requirements.txt"
    mark = PACKAGES / hashlib.sha256(wanted.read_bytes()).hexdigest()[:16]
    if not mark.exists():
        shutil.rmtree(PACKAGES, ignore_errors=True)
        environment = PACKAGES.with_suffix(".venv")
        subprocess.run([sys.executable, "-m", "venv", "--clear", environment], check=True)
        subprocess.run(
            [
                environment / "bin/pip",
                "install",
                "--quiet",
                "--disable-pip-version-check",
                "--target",
                PACKAGES,
                "-r",
                wanted,
            ],
            check=True,
        )
        shutil.rmtree(environment)
        mark.touch()
    sys.path.insert(0, str(PACKAGES))


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
        decision = cls.server.post(
            API + "/decisions", {"kind": "accept", "ids": [event["id"]], "author": "A. Reader"}
        ).json()["decisions"][0]
        return {
            "getEvent": event["id"],
            "getClaim": get(f"/events/{event['id']}")["told_by"][0]["id"],
            "getInitiative": get("/initiatives")["initiatives"][0]["id"],
            "getActor": get("/actors")["actors"][0]["id"],
            "getAsset": get("/assets")["assets"][0]["id"],
            "getOutlet": get("/outlets")["outlets"][0]["id"],
            "getReport": get("/reports")["reports"][0]["id"],
            "getDoubt": get("/review/queue")["queue"][0]["event"]["id"],
            "undo": decision["id"],
        }

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
                    answer = self.server.get(
                        self.path_of(path, operation), {"Accept": media}, **self.required(operation)
                    )
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
        values = {
            "as_of": "2025-06",
            "known_by": "2025-08-01",
            "recorded_by": "2100",
            "as_read": "true",
            "host": "KZ,UZ",
            "sector": "nuclear",
            "partner": "RU",
            "from": "2020",
            "to": "2030",
            "since": "2020",
            "actor": "x",
            "asset": "x",
            "outlet": "x",
            "stage": "memorandum",
            "status": "actual",
            "event": "CONSULT",
            "mode": "visit",
            "text": "nuclear",
            "ids": "e1",
            "order": "oldest",
            "limit": "3",
            "bbox": "40,30,90,60",
            "lane": "host",
            "span": "year",
            "level": "country",
            "by": "sector",
            "claims": "true",
            "name": "a",
            "title": "a",
            "lines": "2",
            "kind": "overdue",
            "table": "events",
            "q": "uranium",
        }
        for path, method, operation in self.operations():
            if method != "GET" or operation["operationId"] == "streamEvents":
                continue
            for parameter in map(self.resolve, operation.get("parameters", [])):
                name = parameter["name"]
                if parameter["in"] != "query" or name == "cursor":
                    continue
                with self.subTest(operation=operation["operationId"], parameter=name):
                    answer = self.server.get(
                        self.path_of(path, operation),
                        **{
                            **self.required(operation),
                            name: (
                                values[name].split(",")[0]
                                if parameter.get("example") in ("KZ", "nuclear", "RU")
                                else values[name]
                            ),
                        },
                    )
                    # What an id names may not have been known by then.
                    self.assertIn(answer.status, (200, 404) if "{id}" in path else (200,), answer.body[:300])
                    schema = self.resolve(operation["responses"]["200"])["content"].get(answer.type, {}).get("schema")
                    if schema and "json" in answer.type and answer.status == 200:
                        self.validate(schema, answer.json(), operation["operationId"])

    def test_every_write_answers_by_its_schema(self):
        bodies = {
            "addReport": {
                "text": "Kazakhstan and Rosatom signed an agreement on a nuclear power plant on 3 March 2025.",
                "outlet": "Test Wire",
                "published": "2025-03-04",
            },
            "decide": {"kind": "dispute", "ids": [self.ids["getClaim"]], "author": "A. Reader", "reason": "to see"},
            "undo": {"author": "A. Reader", "reason": "seen"},
        }
        for path, method, operation in self.operations():
            if method != "POST":
                continue
            with self.subTest(operation["operationId"]):
                answer = self.server.post(self.path_of(path, operation), bodies[operation["operationId"]])
                self.assertEqual(answer.status, 201, answer.body[:500])
                self.validate(
                    operation["responses"]["201"]["content"]["application/json"]["schema"],
                    answer.json(),
                    operation["operationId"],
                )

    def test_every_operation_tells_what_it_does_not_have(self):
        for path, method, operation in self.operations():
            if "{id}" not in path or method != "GET":
                continue
            with self.subTest(path):
                answer = self.server.get(path.replace("{id}", "no-such-thing"))
                self.assert_problem(answer, 404, "not-found")
                self.validate(self.document["components"]["schemas"]["Problem"], answer.json(), path)


if __name__ == "__main__":
    unittest.main()
