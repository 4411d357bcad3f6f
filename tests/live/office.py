"""An office: the sample district's data behind a sign-in, and people of every role."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import BrowserContext

from dashboard.access.doors import COOKIE
from dashboard.config import SAMPLE_DISTRICT, Settings
from dashboard.store.entrance import Entrance, Grant
from tests.live.conftest import Server, start

PASSWORD = "a short sentence 7"
UNIT, OTHER = "东湖街道", "文昌街道"
PEOPLE: Mapping[str, tuple[Grant, ...]] = {
    "admin": (Grant("admin"),),
    "bureau": (Grant("bureau"),),
    "viewer": (Grant("viewer"),),
    "assessor": (Grant("assessor"),),
    "reporter": (Grant("reporter", UNIT),),
}


@dataclass
class Office:
    """A running server with accounts, and its tables."""

    server: Server
    entrance: Entrance
    settings: Mapping[str, str]

    @property
    def url(self) -> str:
        return self.server.url

    def admit(self, context: BrowserContext, name: str) -> str:
        """Gives a browser the sign-in of somebody, as the form would; returns it."""
        lasting = timedelta(hours=1)
        token = self.entrance.signins.begin(name, way="accounts", lasting=lasting, origin="", now=now())
        context.add_cookies([{"name": COOKIE, "value": token, "url": self.url, "httpOnly": True, "sameSite": "Lax"}])
        return token


def opened(folder: Path, filled: Path, *options: str, port: int | None = None, **settings: str) -> Office:
    """The office on a server of its own, with the sample week in its store."""
    shutil.copytree(filled / "sample", folder / "var")
    environ = {"DISPATCH_DATA_DIR": str(folder / "var"), "DISPATCH_DISTRICT": str(SAMPLE_DISTRICT), **settings}
    entrance = Entrance(Settings.current(environ))
    for name, given in PEOPLE.items():
        entrance.people.keep(name, "", given, by="test", now=now())
    return Office(start(folder, *options, port=port, **environ), entrance, environ)


def now() -> datetime:
    return datetime.now().astimezone()
