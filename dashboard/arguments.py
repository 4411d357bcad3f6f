"""What may be typed after `python -m dashboard`: commands and their arguments, in words."""

import argparse
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TypeVar

from dashboard.i18n import Say
from dashboard.weeks import local

T = TypeVar("T")


def parser(say: Say) -> argparse.ArgumentParser:
    top = argparse.ArgumentParser(prog="python -m dashboard", description=say("command.program"))
    commands = top.add_subparsers(dest="command", required=True)
    taking = commands.add_parser("import", help=say("command.import"), description=say("command.import"))
    taking.add_argument("files", nargs="+", type=Path, metavar="FILE", help=say("command.files"))
    day = _typed(date.fromisoformat, "command.not-a-date", say)
    taking.add_argument("--period", type=day, metavar="DATE", help=say("command.period"))
    taking.add_argument("--unit", default="", metavar="NAME", help=say("command.unit"))
    scope = taking.add_mutually_exclusive_group()
    scope.add_argument("--whole", dest="scope", action="store_const", const="whole", help=say("command.whole"))
    scope.add_argument(
        "--increment", dest="scope", action="store_const", const="increment", help=say("command.increment")
    )
    number = _typed(int, "command.not-a-receipt", say)
    taking.add_argument("--replaces", type=number, metavar="RECEIPT", help=say("command.replaces"))
    telling = commands.add_parser("report", help=say("command.report"), description=say("command.report"))
    telling.add_argument("--as-of", type=day, required=True, metavar="DATE", help=say("command.as-of"))
    moment = _typed(lambda text: local(datetime.fromisoformat(text)), "command.not-a-time", say)
    telling.add_argument("--known-at", type=moment, metavar="TIME", help=say("command.known-at"))
    telling.add_argument("--since", type=day, metavar="DATE", help=say("command.since"))
    telling.add_argument("--json", action="store_true", help=say("command.json"))
    _meeting(commands, say)
    _keeping(commands, say)
    _people(commands, say)
    return top


def _people(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", say: Say) -> None:
    """The command about who may sign in."""
    people = commands.add_parser("people", help=say("command.people"), description=say("command.people"))
    deeds = people.add_subparsers(dest="deed", required=True)
    deeds.add_parser("list", help=say("command.people.list"))
    adding = deeds.add_parser("add", help=say("command.people.add"))
    inviting = deeds.add_parser("invite", help=say("command.people.invite"))
    ending = deeds.add_parser("end", help=say("command.people.end"))
    for deed in (adding, inviting, ending):
        deed.add_argument("name", metavar="NAME", help=say("command.people.name"))
    for deed in (adding, inviting):
        deed.add_argument("--base", metavar="URL", default="http://127.0.0.1:8501", help=say("command.people.base"))
    adding.add_argument("--shown", metavar="TEXT", default="", help=say("command.people.shown"))
    adding.add_argument("--role", metavar="ROLE", action="append", required=True, help=say("command.people.role"))


def _meeting(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", say: Say) -> None:
    """The commands about what a meeting shows."""
    day = _typed(date.fromisoformat, "command.not-a-date", say)
    freezing = commands.add_parser("freeze", help=say("command.freeze"), description=say("command.freeze"))
    freezing.add_argument("--as-of", type=day, required=True, metavar="DATE", help=say("command.as-of"))
    listing = commands.add_parser("actions", help=say("command.actions"), description=say("command.actions"))
    listing.add_argument("--as-of", type=day, required=True, metavar="DATE", help=say("command.as-of"))
    listing.add_argument("--json", action="store_true", help=say("command.json"))
    packing = commands.add_parser("pack", help=say("command.pack"), description=say("command.pack"))
    packing.add_argument("--as-of", type=day, required=True, metavar="DATE", help=say("command.as-of"))
    packing.add_argument("--out", type=Path, required=True, metavar="DIR", help=say("command.out"))
    verifying = commands.add_parser("verify", help=say("command.verify"), description=say("command.verify"))
    verifying.add_argument("hash", metavar="HASH", help=say("command.hash"))
    verifying.add_argument("--json", action="store_true", help=say("command.json"))


def _keeping(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", say: Say) -> None:
    """The commands about the store itself."""
    number = _typed(int, "command.not-a-receipt", say)
    for name in ("check", "rebuild"):
        made = commands.add_parser(name, help=say(f"command.{name}"), description=say(f"command.{name}"))
    made.add_argument(
        "--until", type=_typed(_act, "command.not-an-act", say), metavar="ACT", help=say("command.rebuild-until")
    )
    examining = commands.add_parser("doctor", help=say("command.doctor"), description=say("command.doctor"))
    examining.add_argument("--json", action="store_true", help=say("command.json"))
    province = commands.add_parser("province", help=say("command.province"), description=say("command.province"))
    province.add_argument("place", metavar="PLACE", help=say("command.province-place"))
    province.add_argument("--cluster", default="", metavar="URL", help=say("command.province-cluster"))
    province.add_argument("--states", default="", metavar="PLACE", help=say("command.province-states"))
    for name in ("backup", "restore"):
        moving = commands.add_parser(name, help=say(f"command.{name}"), description=say(f"command.{name}"))
        moving.add_argument("file", type=Path, metavar="FILE", help=say("command.backup-file"))
    commands.add_parser("join", help=say("command.join"), description=say("command.join"))
    moving = commands.add_parser("move", help=say("command.move"), description=say("command.move"))
    moving.add_argument("url", metavar="URL", help=say("command.move-url"))
    for name in ("retract", "withdraw"):
        taking = commands.add_parser(name, help=say(f"command.{name}"), description=say(f"command.{name}"))
        taking.add_argument("receipt", type=number, metavar="RECEIPT", help=say(f"command.{name}-receipt"))
        taking.add_argument("--reason", required=True, metavar="TEXT", help=say("command.reason"))


def _act(text: str) -> int:
    if int(text) < 1:
        raise ValueError(text)
    return int(text)


def _typed(read: Callable[[str], T], key: str, say: Say) -> Callable[[str], T]:
    """A reader of one argument whose refusal is the sentence `key`."""

    def argument(text: str) -> T:
        try:
            return read(text)
        except ValueError:
            raise argparse.ArgumentTypeError(say(key, found=text)) from None

    return argument
