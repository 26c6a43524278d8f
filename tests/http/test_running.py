#!/usr/bin/env python3
"""Starting and stopping: tokens, addresses, rates, ports.

TAMGA=build/release/tamga tests/http/test_running.py [-v]
"""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import unittest
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from server import API, TAMGA, Case, Server, tamga  # noqa: E402


class Running(Case):
    def test_a_token_is_made_where_only_loopback_is_served(self):
        with Server(self.ledger, token=None) as server:
            token = re.search(r"(?:#token=|writing: )(\S+)", server.second).group(1)
            self.assertGreaterEqual(len(token), 32)
            self.assertEqual(server.get(API + "/contest").status, 200)
            self.assertTrue(server.get(API + "/session", token=token).json()["may_write"])
            self.assertEqual(server.post(API + "/reports", {"text": "Nothing to see here."}, token=token).status, 201)

    def test_other_addresses_need_a_token_for_everything(self):
        done = subprocess.run(
            [TAMGA, "serve", "--ledger", self.ledger, "--listen", "0.0.0.0", "--port", "0"],
            capture_output=True,
            timeout=20,
            env={k: v for k, v in os.environ.items() if k != "TAMGA_TOKEN"},
        )
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
        done = subprocess.run(
            [TAMGA, "serve", "--ledger", self.ledger, "--token-file", file], capture_output=True, timeout=20
        )
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
            self.assertNotIn(
                "access-control-allow-origin", server.get(API + "/contest", {"Origin": "https://evil.example"}).headers
            )
            asked = server.ask(
                "OPTIONS",
                API + "/reports",
                headers={"Origin": "https://desk.example", "Access-Control-Request-Method": "POST"},
            )
            self.assertEqual(asked.status, 204)
            self.assertIn("POST", asked.headers["access-control-allow-methods"])

    def test_stopping_loses_nothing(self):
        ledger = Path(self.folder.name) / "stopped.ledger"
        shutil.copy(self.ledger, ledger)
        server = Server(ledger)
        server.__enter__()
        answers = []

        def add(number):
            body = {
                "text": f"Uzbekistan and South Korea signed a contract on tungsten mining on June {number}, 2025.",
                "outlet": f"Wire {number}",
                "published": "2025-07-01",
            }
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
        kept = {
            report["outlet"]
            for report in map(json.loads, tamga("export", "--ledger", ledger, "--format", "jsonl").splitlines())
            if report["kind"] == "report"
        }
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

    def test_many_clients_may_come_at_once(self):
        with Server(self.ledger) as server:
            os.kill(server.process.pid, signal.SIGSTOP)  # nobody is let in meanwhile: they wait at the door
            clients = []
            try:
                for _ in range(60):
                    client = socket.socket()
                    client.settimeout(0.8)  # a connection that was turned away is tried again after a second
                    clients.append(client)
                    client.connect(("127.0.0.1", server.port))
            finally:
                os.kill(server.process.pid, signal.SIGCONT)
                for client in clients:
                    client.close()

    def test_a_port_that_is_taken_is_told(self):
        done = subprocess.run(
            [TAMGA, "serve", "--ledger", self.ledger, "--port", str(self.server.port)], capture_output=True, timeout=20
        )
        self.assertEqual(done.returncode, 6)
        self.assertIn(b"cannot listen", done.stderr)

    def test_no_ledger_is_made_by_a_wrong_name(self):
        missing = Path(self.folder.name) / "missing.ledger"
        done = subprocess.run([TAMGA, "serve", "--ledger", missing, "--port", "0"], capture_output=True, timeout=20)
        self.assertEqual(done.returncode, 4)
        self.assertFalse(missing.exists())


if __name__ == "__main__":
    unittest.main()
