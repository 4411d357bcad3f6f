"""A PostgreSQL server of our own: Debian's package on a Unix socket in a temporary folder, gone with the test run."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

_USER = "postgres"


@dataclass(frozen=True)
class Server:
    """Where a running server listens."""

    socket: Path

    def url(self, database: str) -> str:
        return f"postgresql+psycopg://{_USER}@/{database}?host={self.socket}"

    def sql(self, *statements: str, database: str = "postgres") -> None:
        """Statements on a connection of their own, each a transaction."""
        import psycopg

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
    """A server, stopped at the end whatever happened. It syncs nothing: no test pulls its plug."""
    folder = Path(tempfile.mkdtemp(prefix="pg-", dir="/tmp"))
    if os.geteuid() == 0:
        shutil.chown(folder, _USER)
    data = str(folder / "data")
    try:
        _as_owner(_program("initdb"), "-D", data, "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k {folder} -c listen_addresses='' -c fsync=off -c full_page_writes=off -c max_connections=60"
        _as_owner(_program("pg_ctl"), "-D", data, "-w", "-l", str(folder / "log"), "-o", options, "start")
        try:
            yield Server(folder)
        finally:
            _as_owner(_program("pg_ctl"), "-D", data, "-m", "immediate", "-w", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _program(name: str) -> str:
    """Debian keeps the server's programs apart, by version; the newest is taken."""
    homes = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    found = shutil.which(name, path=os.pathsep.join([*map(str, reversed(homes)), os.environ.get("PATH", "")]))
    assert found, "PostgreSQL is missing: `make packages` installs it or prints the command that does"
    return found


def _as_owner(*command: str) -> None:
    """Run a program of the server; it refuses to be root."""
    become: Sequence[str] = ()
    if os.geteuid() == 0:
        owner = pwd.getpwnam(_USER)
        become = ("setpriv", f"--reuid={owner.pw_uid}", f"--regid={owner.pw_gid}", "--clear-groups")
    said = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    run = subprocess.run([*become, *command], cwd="/", timeout=120, check=False, **said)
    assert run.returncode == 0, run.stdout
