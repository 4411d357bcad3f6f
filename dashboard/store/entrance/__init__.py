"""The entrance: who may come in and with what rights, by which key, and the log of what was done at the door."""

from dashboard.config import Settings
from dashboard.store.engine import connected
from dashboard.store.entrance.carrying import place
from dashboard.store.entrance.events import Event, Events
from dashboard.store.entrance.links import UploadLink, UploadLinks
from dashboard.store.entrance.migrations import migrate
from dashboard.store.entrance.passwords import Passwords
from dashboard.store.entrance.people import Grant, People, Person
from dashboard.store.entrance.signins import SignIn, SignIns

__all__ = ["Entrance", "Event", "Grant", "Person", "SignIn", "UploadLink"]


class Entrance:
    """People, passwords, links, sign-ins and events of one dashboard. Opening makes or migrates the tables."""

    def __init__(self, settings: Settings) -> None:
        engine = connected(place(settings))
        try:
            migrate(engine)
        except BaseException:
            # whatever stopped it, nobody else can let go of the connections
            engine.dispose()
            raise
        self.engine = engine
        self.people = People(engine)
        self.passwords = Passwords(engine)
        self.links = UploadLinks(engine)
        self.signins = SignIns(engine)
        self.events = Events(engine)

    def close(self) -> None:
        """Let go of every connection."""
        self.engine.dispose()
