#!/usr/bin/env python3
"""Kills `tamga add` at random moments, over and over, and looks at what is left of the ledger.

    bench/kill_add.py [--rounds 200] [--tamga build/release/tamga] [--postgres] [--reports 40] [--seed 1]

Each round adds the same reports to a new ledger and kills the program twice with SIGKILL, at a moment drawn from the
time that a whole run takes. While it runs, the ledger is read from beside it: what was seen there had been accepted.
After each kill
  - the ledger is sound: SQLite's integrity and foreign key checks, and `tamga verify`;
  - every accepted report is there, and every report in it is whole;
and after a run that is let finish, its content hash is that of a ledger that was never interrupted.

With --postgres the ledgers are in the database of TAMGA_POSTGRES, each in a schema of its own, and read by psql:
    tests/support/postgres.py bench/kill_add.py --postgres
Prints the figures; exit code 1 when anything was lost.
"""
import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IDENTITY = "SELECT report || ' ' || (SELECT count(*) FROM claims c WHERE c.reading = r.number) FROM readings r"
TEXT = ("{place} and Rosatom signed memorandum number {n} on a nuclear power plant, the energy ministry said on Monday. "
        "Orano will explore for uranium there, an official told reporters.")
PLACES = ("Kazakhstan", "Uzbekistan", "Kyrgyzstan", "Tajikistan")


class Lost(Exception):
    """Something that had been accepted is not there, or the ledger is not sound."""


class SqliteStore:
    """Ledgers in files of one folder."""

    def __init__(self, folder):
        self.folder = folder

    def address(self, name):
        return str(self.folder / (name + ".ledger"))

    def held(self, name):
        """Each report that a reader sees, with the number of its claims; nothing where there is no ledger yet."""
        path = self.address(name)
        if not os.path.exists(path):
            return set()
        with sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=20) as connection:
            try:
                return {row[0] for row in connection.execute(IDENTITY)}
            except sqlite3.OperationalError as error:
                if "no such table" in str(error):
                    return set()
                raise

    def check(self, name):
        if not os.path.exists(self.address(name)):
            return
        with sqlite3.connect(self.address(name), timeout=20) as connection:
            found = connection.execute("PRAGMA integrity_check").fetchall() + connection.execute(
                "PRAGMA foreign_key_check").fetchall()
        if found != [("ok",)]:
            raise Lost(f"damaged: {found[:3]}")

    def drop(self, name):
        for path in self.folder.glob(name + ".ledger*"):
            path.unlink()


class PostgresStore:
    """Ledgers in schemas of one database."""

    def __init__(self, server):
        self.server = server

    def psql(self, statement):
        done = subprocess.run(["psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", self.server, "-c", statement],
                              capture_output=True, text=True)
        if done.returncode != 0 and "does not exist" not in done.stderr:
            raise Lost(done.stderr.strip())
        return done.stdout.splitlines()

    def address(self, name):
        schema = name.replace("-", "_")
        self.psql(f"CREATE SCHEMA IF NOT EXISTS {schema}")
        return f"{self.server}?options=-csearch_path%3D{schema}"

    def held(self, name):
        return {line for line in self.psql(f"SET search_path = {name.replace('-', '_')}; {IDENTITY}") if line}

    def check(self, name):
        """Its own check is part of `tamga verify`."""

    def drop(self, name):
        self.psql(f"SET client_min_messages = error; DROP SCHEMA {name.replace('-', '_')} CASCADE")


def tamga(arguments, code=0):
    done = subprocess.run(arguments, capture_output=True, text=True)
    if done.returncode != code:
        raise Lost(f"{' '.join(arguments[1:3])}: exit code {done.returncode}: {done.stderr[-500:]}")
    return done.stdout


def write_reports(path, count):
    with open(path, "w", encoding="utf-8") as out:
        for n in range(count):
            text = TEXT.format(n=n, place=PLACES[n % len(PLACES)])
            out.write(json.dumps({"id": str(n), "outlet": "Steppe Wire", "published": "2025-06-14", "lang": "en",
                                  "title": f"Memorandum {n}", "text": text}) + "\n")


def kill_once(command, moment, seen, store, name):
    """Starts the program, reads beside it until the moment, kills it. Whether it was still at work."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    end = time.monotonic() + moment
    while process.poll() is None and time.monotonic() < end:
        seen |= store.held(name)
        time.sleep(min(0.02, max(0.0, end - time.monotonic())))
    process.kill()
    return process.wait() == -9


def run_round(options, store, name, reports, whole):
    """One ledger, killed twice, then finished. Returns how often it was killed at work, and what had been accepted."""
    command = [options.tamga, "add", "--threads", "2", "--ledger", store.address(name), reports]
    verify = [options.tamga, "verify", "--json", "--ledger", store.address(name)]
    seen, killed, partial = set(), 0, 0
    for _ in range(2):
        killed += kill_once(command, options.random.uniform(0, whole["seconds"]), seen, store, name)
        store.check(name)
        left = store.held(name)
        if not seen <= left:
            raise Lost(f"{len(seen - left)} accepted reports are gone")
        if not left <= whole["held"]:
            raise Lost(f"half a report: {sorted(left - whole['held'])[:3]}")
        if left:
            tamga(verify)
        seen |= left
        partial += 0 < len(left) < len(whole["held"])
    tamga(command)
    if json.loads(tamga(verify))["hash"] != whole["hash"]:
        raise Lost("finished, and the content hash is another one")
    store.drop(name)
    return killed, partial, len(seen)


def measure(options, store, reports):
    """A ledger that nobody interrupts: how long it takes, what it holds."""
    address = store.address("whole")
    began = time.monotonic()
    tamga([options.tamga, "add", "--threads", "2", "--ledger", address, reports])
    seconds = time.monotonic() - began
    answer = json.loads(tamga([options.tamga, "verify", "--json", "--ledger", address]))
    return {"seconds": seconds, "hash": answer["hash"], "held": store.held("whole")}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=int(os.environ.get("TAMGA_KILL_ROUNDS", 200)))
    parser.add_argument("--tamga", default=str(ROOT / "build/release/tamga"))
    parser.add_argument("--reports", type=int, default=40)
    parser.add_argument("--postgres", action="store_true")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    options.random = random.Random(options.seed)
    if options.postgres and not os.environ.get("TAMGA_POSTGRES"):
        sys.exit("kill_add.py: TAMGA_POSTGRES is not set; run it by tests/support/postgres.py")
    folder = Path(tempfile.mkdtemp(prefix="tamga-kill-"))
    try:
        reports = str(folder / "reports.jsonl")
        write_reports(reports, options.reports)
        store = PostgresStore(os.environ["TAMGA_POSTGRES"]) if options.postgres else SqliteStore(folder)
        whole = measure(options, store, reports)
        killed = partial = accepted = 0
        for number in range(options.rounds):
            try:
                results = run_round(options, store, f"round-{number}", reports, whole)
            except Lost as problem:
                print(f"round {number}: {problem}")
                return 1
            killed, partial, accepted = killed + results[0], partial + results[1], accepted + results[2]
        print(f"{'PostgreSQL' if options.postgres else 'SQLite'}: {options.rounds} rounds of {options.reports} reports, "
              f"{whole['seconds']:.2f} s each when left alone (seed {options.seed})")
        print(f"killed at work {killed} times, {partial} of them with part of the reports in the ledger")
        print(f"{accepted} reports had been accepted before a kill, 0 lost; every ledger sound; "
              f"every repeat ended in {whole['hash'][:23]}")
        return 0 if killed else 1
    finally:
        shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
