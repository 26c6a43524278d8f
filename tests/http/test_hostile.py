#!/usr/bin/env python3
"""What nobody sane sends: bad parameters, smuggled requests, other paths, junk.

TAMGA=build/release/tamga tests/http/test_hostile.py [-v]
"""

import json
import random
import socket
import sys
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server import API, TOKEN, Case, segment  # noqa: E402


class Hostile(Case):
    """What nobody sane sends."""

    def test_parameters_that_make_no_sense(self):
        for path, parameters in (
            ("/events", {"as_of": "yesterday"}),
            ("/events", {"limit": "0"}),
            ("/events", {"limit": "1001"}),
            ("/events", {"limit": "-1"}),
            ("/events", {"limit": "9" * 30}),
            ("/events", {"cursor": "x"}),
            ("/events", {"cursor": "12345"}),
            ("/reports", {"cursor": "n-1"}),
            ("/events", {"order": "up"}),
            ("/events", {"nonsense": "1"}),
            ("/map", {"bbox": "1,2,3"}),
            ("/map", {"bbox": "a,b,c,d"}),
            ("/map", {"bbox": "0,91,1,92"}),
            ("/diff", {}),
            ("/diff", {"from": "2026", "to": "2020"}),
            ("/find", {}),
            ("/find", {"q": ""}),
            ("/find", {"q": "..."}),
            ("/standings", {"as_read": "yes"}),
            ("/events", {"host": "x" * 501}),
            ("/events", {"host": "a\0b"}),
            ("/timeline", {"lane": "actor"}),
            ("/export/csv", {"table": "secrets"}),
        ):
            self.assert_problem(self.server.get(API + path, **parameters), 400, "bad-parameter")
        self.assert_problem(self.server.ask("GET", API + "/events?host=KZ&host=UZ"), 400, "bad-parameter")
        self.assert_problem(self.server.get(API + "/export/exe"), 404, "not-found")
        self.assert_problem(self.server.get(API + "/events", {"Accept": "image/png"}), 406, "not-acceptable")
        self.assert_problem(self.server.ask("POST", API + "/events", token=True), 405, "method-not-allowed")
        for method in ("PUT", "DELETE", "PATCH", "TRACE", "PRI", "CONNECT"):
            self.assertIn(
                b"HTTP/1.1 4",
                self.server.raw(
                    f"{method} /api/v1/events HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode()
                )[:12],
                method,
            )

    def test_paths_that_lead_elsewhere(self):
        for path in (
            "/../etc/passwd",
            "/%2e%2e/%2e%2e/etc/passwd",
            "/assets/..%2f..%2fetc/passwd",
            "/..%5c..%5cetc/passwd",
            "/%00",
            "/api/v1/../../etc/passwd",
            "/api/v1/reports/..%2f..%2f..%2fetc%2fpasswd",
            "/api/v1/events/%00",
            "/api/v1/actors/%ff%fe",
            "/api/v1/events/" + "a" * 3000,
        ):
            answer = self.server.raw(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".encode())
            self.assertRegex(answer[:12], rb"HTTP/1.1 (404|400|200)", path)
            self.assertNotIn(b"root:", answer, path)
            self.assertTrue(b"HTTP/1.1 200" not in answer[:12] or b"<html" in answer, path)

    def test_requests_that_are_two_in_one(self):
        post = (
            b"POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
            + TOKEN.encode()
            + b"\r\nContent-Type: text/plain\r\n"
        )
        smuggled = b"GET /api/v1/contest HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for head in (
            b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
            b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcde",
            b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
            b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n",
            b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
            b"Content-Length: 5\n\nabcde",
            b"X: y\r\n Content-Length: 5\r\n\r\nabcde",
        ):
            answer = self.server.raw(post + head + smuggled)
            self.assertRegex(answer[:12], rb"HTTP/1.1 (400|501)", head)
            self.assertEqual(answer.count(b"HTTP/1.1"), 1, head)

    def test_a_body_is_never_taken_for_the_next_request(self):
        inner = b"GET /api/v1/contest HTTP/1.1\r\nHost: localhost\r\n\r\n"
        for path, method in (
            ("/api/v1/decisions", "POST"),
            ("/api/v1/nowhere", "POST"),
            ("/api/v1/events", "DELETE"),
            ("/", "PUT"),
        ):
            request = (
                f"{method} {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(inner)}\r\n\r\n".encode() + inner
            )
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
        answer = self.server.ask(
            "POST",
            API + "/reports",
            body=b"",
            headers={"Content-Type": "text/plain", "Content-Length": str(len(big))},
            token=True,
        )
        self.assertEqual(answer.status, 413)
        chunked = self.server.raw(
            b"POST /api/v1/reports HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n900000\r\n"
        )
        self.assertIn(b"HTTP/1.1 413", chunked)
        self.assertIn(b"HTTP/1.1 431", self.server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\nX: " + b"a" * 20000))
        self.assertIn(
            b"HTTP/1.1 431", self.server.raw(b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 100 + b"\r\n")
        )
        self.assertIn(
            b"HTTP/1.1 414", self.server.raw(b"GET /" + b"a" * 9000 + b" HTTP/1.1\r\nHost: localhost\r\n\r\n")
        )

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
            self.assertNotRegex(headers["content-security-policy"], r"https?:|\*|unsafe-")
            self.assertNotIn("access-control-allow-origin", headers)

    def test_drawn_requests_get_an_answer_and_the_server_lives(self):
        random.seed(20260301)
        paths = [p for p in json.loads(self.server.get("/openapi.json").body)["paths"] if "stream" not in p]
        names = [
            "as_of",
            "known_by",
            "host",
            "limit",
            "cursor",
            "text",
            "ids",
            "bbox",
            "q",
            "from",
            "to",
            "order",
            "level",
            "\0",
            "%",
            "a&b",
        ]
        values = [
            "",
            "KZ",
            "0",
            "-1",
            "1e9",
            "'; DROP TABLE claims; --",
            "../..",
            "\u202e",
            "𝔘",
            "2025-13-45",
            "9999-12-31",
            "-9999",
            "a" * 400,
            "\x00",
            "%00",
            "*",
            '"',
            "NEAR(a b)",
            "a OR b",
            "(((",
            "2025-02-30",
            "../2035",
            "2025-03~",
            "1,2,3,4",
            "null",
            "true",
        ]
        for _ in range(400):
            path = (
                random.choice(paths)
                .replace("{id}", segment(random.choice(values) or "x"))
                .replace("{format}", random.choice(["csv", "x"]))
            )
            parameters = {random.choice(names): random.choice(values) for _ in range(random.randrange(4))}
            answer = self.server.get(path, **parameters)
            self.assertIn(answer.status, (200, 400, 404, 405), (path, parameters, answer.body[:300]))
        for _ in range(150):
            junk = bytes(random.randrange(256) for _ in range(random.randrange(1, 300)))
            self.server.raw(
                random.choice([b"", b"GET ", b"POST / HTTP/1.1\r\n", b"GET / HTTP/1.1\r\nHost: "]) + junk + b"\r\n\r\n",
                timeout=0.2,
            )
        self.assertEqual(self.server.get("/readyz").status, 200)
        self.assertNotIn('near "', self.server.errors())


if __name__ == "__main__":
    unittest.main()
