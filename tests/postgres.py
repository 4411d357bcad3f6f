"""A PostgreSQL server of our own: Debian's package on a Unix socket in a temporary folder, gone with the test run."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psycopg

_USER = "postgres"


@dataclass(frozen=True)
class Server:
    """Where a running server listens."""

    socket: Path

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{_USER}@/{database}?host={self.socket}"

    def sql(self, *statements: str, database: str = "postgres") -> None:
        """Statements on a connection of their own, each a transaction."""
        with psycopg.connect(f"host={self.socket} user={_USER} dbname={database}", autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def emptied(self, database: str, template: str = "template0") -> str:
        """The URL of a database made anew, as a copy of another."""
        self.sql(
            f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)', f'CREATE DATABASE "{database}" TEMPLATE {template}'
        )
        return self.url(database)


@contextmanager
def running() -> Iterator[Server]:
    """A server, gone with its folder at the end whatever happened. It syncs nothing: no test pulls its plug."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, _USER)
    data = str(folder / "data")
    try:
        make = _owned(
            _program("initdb"), "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"
        )
        said = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
        made = subprocess.run(make, cwd="/", timeout=120, check=False, **said)
        assert made.returncode == 0, made.stdout
        settings = ("listen_addresses=", "fsync=off", "full_page_writes=off", "max_connections=60")
        options = [word for setting in settings for word in ("-c", setting)]
        command = _owned(_program("postgres"), "-D", data, "-k", str(folder), *options)
        with (folder / "log").open("wb") as log:
            server = subprocess.Popen(command, cwd="/", stdout=log, stderr=log)
        try:
            _await(server, folder)
            yield Server(folder)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait(timeout=60)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _await(server: "subprocess.Popen[bytes]", folder: Path) -> None:
    """Until the server answers; its own words when it does not."""
    for _ in range(600):
        assert server.poll() is None, (folder / "log").read_text(encoding="utf-8", errors="replace")
        with suppress(psycopg.OperationalError):
            psycopg.connect(f"host={folder} user={_USER} dbname=postgres").close()
            return
        time.sleep(0.1)
    raise AssertionError((folder / "log").read_text(encoding="utf-8", errors="replace"))


def _program(name: str) -> str:
    """Debian keeps the server's programs apart, by version; the newest is taken."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = shutil.which(name, path=os.pathsep.join([*map(str, reversed(homes)), os.environ.get("PATH", "")]))
    assert found, "PostgreSQL is missing: `make packages` installs it or prints the command that does"
    return found


def _owned(*command: str) -> Sequence[str]:
    """The command as the server's own user, since it refuses to be root; it ends when this process is killed."""
    become = ("setpriv", "--pdeathsig=INT")
    if os.geteuid() == 0:
        owner = pwd.getpwnam(_USER)
        become += (f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups")
    return [*become, *command]
