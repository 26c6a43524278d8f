#!/usr/bin/env python3
"""Pages that the server fetches: a web server, the system's own names, and the guard as it is.

TAMGA=build/release/tamga tests/http/test_fetching.py [-v]

Only a network without anything else in it has public addresses that are ours: the tests run in a namespace of their own, where
the loopback has them. Where the system makes no such namespaces, they are left out.
"""

import http.server
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server import API, Case  # noqa: E402

HOSTS = {
    "news.example": ["93.184.216.34"],
    "six.example": ["2606:2800:220:1:248:1893:25c8:1946"],
    "inside.example": ["10.1.2.3"],
    "both.example": ["93.184.216.34", "10.1.2.3"],
}
SENTENCE = "Russia's Rosatom signed an agreement with Kazakhstan on nuclear fuel on November 3, 2025."
PAGE = (
    "<!doctype html><html lang=en><head><title>Fuel signed</title></head>"
    f"<body><article><h1>Fuel signed</h1><p>{SENTENCE}</p></article></body></html>"
)
MARK = "TAMGA_TEST_NAMESPACE"


def separated():
    """The command that runs the rest in a network, and with names, of its own; None where there is no such thing."""
    unshare = shutil.which("unshare")
    if not unshare or not shutil.which("ip"):
        return None
    command = [unshare, "--map-root-user", "--net", "--mount"]
    return command if subprocess.run([*command, "true"], capture_output=True).returncode == 0 else None


def set_up():
    addresses = {address for some in HOSTS.values() for address in some}
    for arguments in (
        ("link", "set", "lo", "up"),
        # Without nodad an address of version 6 is not there at once.
        *(("addr", "add", address, "dev", "lo", *(["nodad"] if ":" in address else [])) for address in sorted(addresses)),
    ):
        subprocess.run(["ip", *arguments], check=True)
    with tempfile.NamedTemporaryFile("w", suffix=".hosts") as names:
        lines = [f"{address} {host}" for host, some in HOSTS.items() for address in some]
        names.write("\n".join(["127.0.0.1 localhost", *lines, ""]))
        names.flush()
        subprocess.run(["mount", "--bind", names.name, "/etc/hosts"], check=True)


class Web(http.server.BaseHTTPRequestHandler):
    asked = []

    def do_GET(self):
        host = self.headers["Host"]
        self.asked.append((host, self.path))
        if self.path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", self.path[4:])
            self.end_headers()
            return
        body = PAGE.encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class EveryAddress(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6

    def server_bind(self):
        self.socket.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
        super().server_bind()


@unittest.skipUnless(os.environ.get(MARK), "the system makes no network namespaces")
class Fetching(Case):
    """What a page on the Internet becomes."""

    options = ("--allow-fetch",)

    @classmethod
    def setUpClass(cls):
        cls.web = EveryAddress(("::", 80), Web)
        threading.Thread(target=cls.web.serve_forever, daemon=True).start()
        cls.addClassCleanup(cls.web.shutdown)
        super().setUpClass()

    def fetch(self, address):
        Web.asked.clear()
        return self.server.post(API + "/reports", {"fetch": address})

    def test_a_page_becomes_a_report_with_its_address(self):
        for address in ("http://news.example/a", "http://93.184.216.34/b", "http://six.example/c"):
            answer = self.fetch(address)
            self.assertIn(answer.status, (200, 201), answer.body[:300])
            report = answer.json()["report"]
            self.assertEqual((report["url"], report["title"]), (address, "Fuel signed"))
            self.assertEqual(len(Web.asked), 1)
            self.assertTrue(answer.json()["claims"], address)
        self.assertIn(SENTENCE, self.api(f"/reports/{report['id']}")["text"])

    def test_redirects_are_followed_to_what_is_public(self):
        answer = self.fetch("http://news.example/to/http://six.example/there")
        self.assertIn(answer.status, (200, 201), answer.body[:300])
        self.assertEqual(answer.json()["report"]["url"], "http://six.example/there")
        self.assertEqual([host for host, _ in Web.asked], ["news.example", "six.example"])

    def test_nothing_inside_is_asked_though_it_would_answer(self):
        for host in ("inside.example", "10.1.2.3", "both.example", "localhost", "127.0.0.1"):
            address = f"http://{host}/"
            self.assert_problem(self.fetch(address), 422, "unreadable")
            self.assertEqual(Web.asked, [], address)
            self.assert_problem(self.fetch("http://news.example/to/" + address), 422, "unreadable")
            self.assertEqual([host for host, _ in Web.asked], ["news.example"], address)
        self.assert_problem(self.fetch(f"http://127.0.0.1:{self.server.port}/healthz"), 422, "unreadable")


if __name__ == "__main__":
    command = None if os.environ.get(MARK) else separated()
    if command:
        os.environ[MARK] = "1"
        sys.exit(subprocess.run([*command, sys.executable, __file__, *sys.argv[1:]]).returncode)
    if os.environ.get(MARK):
        set_up()
    unittest.main()
