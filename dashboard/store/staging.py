"""Projects filed by class, talks or signed, as they are filed now: by stage, on each form by itself."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from dashboard.store.blocks import frame_of
from dashboard.store.filing import Part
from dashboard.store.scopes import Claim, record_scopes


def by_stage(parts: Sequence[Part], claims: Sequence[Claim]) -> tuple[list[Part], list[Claim]]:
    """Parts and claims of one submission, those of projects by stage; the records stay as they are."""
    staged = [_staged(part) if part.ledger == "projects" else part for part in parts]
    listed = {part.unit: part for part in staged if part.ledger == "projects"}
    kept = [claim for claim in claims if claim.line.ledger != "projects"]
    old = [claim for claim in claims if claim.line.ledger == "projects"]
    first = {claim.line.unit: claim for claim in reversed(old) if claim.records}
    kept += [new for unit, claim in first.items() for new in _of_records(claim, listed[unit])]
    kept += [new for claim in old if not claim.records for new in _of_nothing(claim)]
    return staged, list({claim.line: claim for claim in reversed(kept)}.values())


def _staged(part: Part) -> Part:
    return replace(part, scopes=record_scopes("projects", frame_of("projects", part.columns)))


def _form(claim: Claim) -> str:
    return claim.line.variant.partition("|")[2]


def _of_records(claim: Claim, part: Part) -> Iterator[Claim]:
    """One claim a stage that the records of a unit are listed at."""
    letters = claim.cell.rstrip("0123456789")
    for stage, count in Counter(part.scopes).items():
        at = part.scopes.index(stage)
        line = replace(claim.line, scope=stage, variant=_form(claim))
        sheet, cell = part.columns["sheet"][at], f"{letters}{part.columns['row'][at]}"
        yield replace(claim, line=line, records=count, sheet=sheet, cell=cell)


def _of_nothing(claim: Claim) -> Iterator[Claim]:
    """A claim without records for each stage that its line named."""
    bare = "negotiating" if claim.line.scope == "talks" else "signed"
    form = "" if claim.kind == "nothing" else _form(claim)
    for stage in claim.line.variant.partition("|")[0].split(","):
        yield replace(claim, line=replace(claim.line, scope=stage or bare, variant=form))
