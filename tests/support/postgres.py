#!/usr/bin/env python3
"""Runs a command beside a PostgreSQL server of its own, which is thrown away afterwards.

    tests/support/postgres.py COMMAND [ARGUMENT...]

The command finds in its environment
    TAMGA_POSTGRES       a database, over a socket that lets everybody in
    TAMGA_POSTGRES_TCP   the same over the loopback, where user postgres has the password "secret"
and its exit code is ours. Servers refuse to run as root; then this one runs as the user postgres.
"""
import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import quote

SETTINGS = {"fsync": "off", "full_page_writes": "off", "autovacuum": "off", "max_connections": "60",
            "shared_buffers": "32MB", "listen_addresses": "127.0.0.1", "log_min_messages": "warning"}


def programs():
    """The folder of the newest server that is installed."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    here = found[-1] if found else shutil.which("initdb")
    if here is None:
        sys.exit("postgres.py: no PostgreSQL server is installed; on Debian: apt-get install postgresql")
    return Path(here).resolve().parent


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


@contextlib.contextmanager
def server():
    """Starts a server; yields the two addresses of its database. Stops it and removes what it wrote."""
    folder = Path(tempfile.mkdtemp(prefix="tamga-pg-", dir="/tmp"))  # a socket's path must be short
    user = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
    try:
        password = folder / "password"
        password.write_text("secret\n")
        if user:
            for path in (folder, password):
                shutil.chown(path, "postgres", "postgres")
        run = lambda *command: subprocess.run(list(map(str, command)), check=True, cwd=folder, stdout=subprocess.DEVNULL, **user)
        run(programs() / "initdb", "-D", folder / "data", "-U", "postgres", "-E", "UTF8", "--locale", "C.UTF-8",
            "--locale-provider", "icu", "--icu-locale", "en",  # orders text as people do: what we do ourselves must not depend on it
            "--auth-local", "trust", "--auth-host", "scram-sha-256", "--pwfile", password, "--no-sync")
        port = free_port()
        settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        run(programs() / "pg_ctl", "-D", folder / "data", "-l", folder / "log", "-w", "-t", "60", "start", "-o",
            " ".join([f"-k {folder} -p {port}", *settings]))
        try:
            yield f"postgresql://postgres@{quote(str(folder), safe='')}:{port}/postgres", f"postgresql://127.0.0.1:{port}/postgres"
        finally:
            run(programs() / "pg_ctl", "-D", folder / "data", "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command):
    if not command or command[0] in ("-h", "--help"):
        print(__doc__)
        return 0 if command else 2
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # so that the server is stopped, too
    with server() as (local, tcp):
        return subprocess.run(command, env={**os.environ, "TAMGA_POSTGRES": local, "TAMGA_POSTGRES_TCP": tcp}).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
