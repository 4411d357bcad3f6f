"""Looking back: what moved since an earlier meeting, and what of its figures is no longer as it was shown then."""

from typing import Any

from dashboard.charts import amounts
from dashboard.contract import STAGES
from dashboard.i18n import Say
from dashboard.store import Store
from dashboard.workflows import showing
from dashboard.workflows.report import Standing
from dashboard.workflows.restating import Restated, restatements
from metrics.bridge import STEPS
from metrics.restatements import Figure, Restatement


def document(store: Store, standing: Standing) -> dict[str, Any]:
    """As plain data, beside the report: `since`, `movement`, `assets` and `restated`, every digit kept."""
    since, assets = standing.filters.since, standing.asset_movement
    found = _restated(store, standing)
    return {
        "since": showing.plain(since),
        "movement": showing.plain({"stages": standing.movement.bridge.stages} | showing.movement(standing)),
        "assets": showing.plain({"statuses": assets.bridge.statuses, "events": assets.events}),
        "restated": showing.plain([*found.figures, *found.stock]),
    }


def listing(store: Store, standing: Standing, say: Say) -> str:
    """As text: the bridge of projects by stage and in total, then each figure of that meeting that is another now."""
    since, bridge = standing.filters.since, standing.movement.bridge
    assert since is not None
    lines = [say("moving.since.title", day=say.day(since))]
    for row in (*bridge.stages.to_dict("records"), *bridge.total.to_dict("records")):
        if row["measure"] == "projects" and any(row[step] for step in ("opening", *STEPS, "closing")):
            place = say(f"charts.stage.{row['place']}") if row["place"] else say("moving.all")
            lines.append(f"{place}  {_steps(say, row)}")
    found = _restated(store, standing)
    changed = [*found.figures, *found.stock]
    if changed:
        lines += ["", say("moving.since.restated", day=say.day(since), n=len(changed))]
        lines += [_changed(say, each) for each in changed]
    return "\n".join(lines) + "\n"


def _restated(store: Store, standing: Standing) -> Restated:
    since = standing.filters.since
    return Restated() if since is None else restatements(store, since, standing.filters.known_at)


def _steps(say: Say, row: dict[Any, Any]) -> str:
    """期初 12，新增 +3 … 期末 15: steps that are 0 are left out."""
    steps = [(name, sign * int(row[name])) for name, sign in STEPS.items() if row[name]]
    told = [f"{say(f'charts.movement.{name}')} {value:+d}".replace("-", "−") for name, value in steps]
    ends = [f"{say(f'charts.movement.{name}')} {say.number(int(row[name]))}" for name in ("opening", "closing")]
    return say("charts.comma").join([ends[0], *told, ends[1]])


def _changed(say: Say, found: Restatement) -> str:
    name = found.indicator
    called = say(f"charts.stage.{name}") if name in STAGES else amounts.named(say, name)
    was, stands = (_figure(say, name, *both) for both in zip((found.was, found.stands), found.wholes, strict=True))
    return f"{found.unit}  {called}  {was} → {stands}"


def _figure(say: Say, name: str, figure: Figure, whole: float | None) -> str:
    """Value, target and light, as far as there are any."""
    counted = "projects_signed" if name in STAGES else name
    told = [amounts.amount(say, figure.value, counted, whole=whole) or say("reason.no-data")]
    if figure.amount is not None:
        told.append(amounts.amount(say, figure.amount, "investment_signed"))
    if figure.target is not None:
        told.append(say("meeting.target", target=amounts.amount(say, figure.target, counted)))
        told += [say(f"light.{figure.light}")] if figure.light else []
    return say("charts.comma").join(told)
