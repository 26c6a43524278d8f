"""A real `tamga serve` on a port of its own, and a client that says exactly what it is told to."""

import http.client
import json
import os
import re
import signal
import socket
import subprocess
import tempfile
import time
import unittest
from pathlib import Path
from urllib.parse import quote, urlencode

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TAMGA = Path(os.environ.get("TAMGA", ROOT / "build/release/tamga")).resolve()
TOKEN = "0123456789abcdef-test"


def tamga_bytes(*arguments):
    """What a command prints."""
    done = subprocess.run([TAMGA, *map(str, arguments)], capture_output=True, timeout=300)
    if done.returncode:
        raise AssertionError(f"tamga {arguments}: exit {done.returncode}: {done.stderr.decode()}")
    return done.stdout


def tamga(*arguments):
    return tamga_bytes(*arguments).decode()


def make_ledger(folder):
    """The sample reports in a ledger, made once in `folder`."""
    ledger = Path(folder) / "samples.ledger"
    tamga("add", "--ledger", ledger, ROOT / "samples")
    return ledger


class Answer:
    def __init__(self, response, body):
        self.status, self.headers, self.body = response.status, {k.lower(): v for k, v in response.getheaders()}, body

    @property
    def type(self):
        return self.headers.get("content-type", "").split(";")[0]

    def json(self):
        return json.loads(self.body)


class Server:
    """`with Server(ledger, "--rate", 5) as server:`"""

    def __init__(self, ledger, *options, token=TOKEN):
        self.ledger, self.options, self.token = ledger, options, token
        self.log = tempfile.TemporaryFile()

    def __enter__(self):
        environment = {**os.environ, "TAMGA_TOKEN": self.token or ""}
        self.process = subprocess.Popen(
            [TAMGA, "serve", "--ledger", self.ledger, "--port", "0", *map(str, self.options)],
            stdout=subprocess.PIPE,
            stderr=self.log,
            env=environment,
        )
        self.first = self.process.stdout.readline().decode()
        self.second = "" if self.token else self.process.stdout.readline().decode()
        found = re.search(r"http://\S+:(\d+)", self.first)
        if not found:
            self.process.wait(10)
            self.log.seek(0)
            raise AssertionError(f"did not start: {self.first!r} {self.log.read().decode()}")
        self.port = int(found.group(1))
        for _ in range(300):
            if self.get("/readyz").status == 200:
                return self
            time.sleep(0.1)
        raise AssertionError("is not ready after 30 seconds")

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(20)
            except subprocess.TimeoutExpired:
                self.process.kill()
                raise AssertionError("did not stop within 20 seconds")
        self.process.stdout.close()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(20)

    def errors(self):
        self.log.seek(0)
        return self.log.read().decode()

    def connect(self, timeout=60):
        return http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)

    def ask(self, method, path, parameters=None, body=None, headers=None, token=False):
        headers = dict(headers or {})
        if token:
            headers["Authorization"] = f"Bearer {self.token if token is True else token}"
        if parameters:
            path += "?" + urlencode(parameters)
        connection = self.connect()
        try:
            connection.request(method, path, body, headers)
            response = connection.getresponse()
            return Answer(response, response.read())
        finally:
            connection.close()

    def get(self, path, headers=None, token=False, **parameters):
        return self.ask("GET", path, parameters, headers=headers, token=token)

    def post(self, path, value, token=True, **parameters):
        return self.ask("POST", path, parameters, json.dumps(value), {"Content-Type": "application/json"}, token)

    def raw(self, data, timeout=5):
        """What the server answers to these bytes until it closes or says nothing more."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as connection:
            connection.sendall(data)
            out = b""
            try:
                while piece := connection.recv(65536):
                    out += piece
            except TimeoutError:
                pass
            return out


def segment(text):
    """An id as a segment of a path."""
    return quote(text, safe="")


API = "/api/v1"


class Case(unittest.TestCase):
    options = ()

    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="tamga-http-")
        cls.addClassCleanup(cls.folder.cleanup)
        cls.ledger = make_ledger(cls.folder.name)
        cls.server = (
            cls.enterClassContext(Server(cls.ledger, *cls.options))
            if hasattr(cls, "enterClassContext")
            else cls.enter()
        )

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

    def pages(self, path, key, **parameters):
        """All entries of a list, page by page."""
        out, cursor = [], None
        for _ in range(1000):
            page = self.api(path, **parameters, **({"cursor": cursor} if cursor else {}))
            out += page[key]
            cursor = page["next"]
            if not cursor:
                self.assertEqual(len(out), page["total"])
                return out
        self.fail("pages without end")
