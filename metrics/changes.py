"""What changed between two meetings: projects moved from stage to stage, adding up at every stage."""

from dataclasses import dataclass

import pandas as pd

from dashboard.contract import SIDE_STAGES, STAGES
from metrics.conversion import stage_now
from metrics.figures import State

_ALL = (*STAGES, *SIDE_STAGES)
_RANK = {stage: place for place, stage in enumerate(STAGES)}


@dataclass(frozen=True)
class Movement:
    """Movement of projects since the last meeting.

    `stages`: one row a stage with `stage opening new moved_in moved_out terminated vanished closing`; on every row
    opening + new + moved_in - moved_out - terminated - vanished = closing. `movers`: one row a project that is not
    where it was: `unit name was now kind investment submission sheet table row`, kind new / advanced / moved-back /
    paused / resumed / terminated / vanished, in the official order. Both empty of rows without an earlier meeting.
    """

    stages: pd.DataFrame
    movers: pd.DataFrame


def movement(state: State) -> Movement:
    """How the stock of projects (distinct, all units) moved since `state.previous`; residual always 0."""
    now = _placed(state)
    then = _placed(state.previous) if state.previous is not None else now.iloc[:0]
    both = now.add_suffix("_now").join(then.add_suffix("_was"), how="outer")
    was, is_now = both["stage_was"].fillna(""), both["stage_now"].fillna("")
    rows = [_stage_row(stage, was, is_now) for stage in _ALL]
    columns = ["stage", "opening", "new", "moved_in", "moved_out", "terminated", "vanished", "closing"]
    return Movement(pd.DataFrame(rows, columns=columns), _movers(both[was != is_now], state))


def _placed(state: State) -> pd.DataFrame:
    """One row a project by identity: stage, and the record that speaks for it."""
    ledger = state.ledger("projects")
    mask = ledger.unit > 0
    mask = mask if mask.any() else ledger.unit == 0
    stages = stage_now(ledger, mask)
    at = ledger.distinct(mask, by_unit=False)
    part = ledger.frame.iloc[at][["unit", "name", "investment", "submission", "sheet", "table", "row", "identity"]]
    part = part.assign(stage=stages.reindex(ledger.thing[at]).to_numpy())
    alone = part["identity"] == ""
    place = part["unit"] + "|" + part["name"] + "|" + part["row"].astype("str")
    return part.set_index(part["identity"].where(~alone, place).rename("thing")).drop(columns="identity")


def _stage_row(stage: str, was: pd.Series, now: pd.Series) -> tuple[str | int, ...]:
    before, after, moved = was == stage, now == stage, was != now
    ended = before & (now == "terminated") & moved
    return (
        stage,
        int(before.sum()),
        int((after & (was == "")).sum()),
        int((after & moved & (was != "")).sum()),
        int((before & moved & (now != "") & (now != "terminated")).sum()),
        int(ended.sum()),
        int((before & (now == "")).sum()),
        int(after.sum()),
    )


def _movers(moved: pd.DataFrame, state: State) -> pd.DataFrame:
    columns = ["unit", "name", "investment", "submission", "sheet", "table", "row"]
    table = pd.DataFrame({c: moved[f"{c}_now"].where(moved["stage_now"].notna(), moved[f"{c}_was"]) for c in columns})
    table["was"], table["now"] = moved["stage_was"].fillna(""), moved["stage_now"].fillna("")
    table["kind"] = [_kind(was, now) for was, now in zip(table["was"], table["now"], strict=True)]
    order = table["unit"].map(state.units).fillna(len(state.units))
    table = table.assign(order=order).sort_values(["order", "sheet", "table", "row", "name"], kind="stable")
    whole = {name: "int64" for name in ("submission", "table", "row")}
    names = ["unit", "name", "was", "now", "kind", "investment", "submission", "sheet", "table", "row"]
    return table[names].astype(whole).reset_index(drop=True)


def _kind(was: str, now: str) -> str:
    if not was or not now:
        return "vanished" if was else "new"
    if now in SIDE_STAGES:
        return now
    if was in SIDE_STAGES:
        return "resumed"
    return "advanced" if _RANK[now] > _RANK[was] else "moved-back"
