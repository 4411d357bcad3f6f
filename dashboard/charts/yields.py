"""From visit to project: how many days after the first visit to its investor a project appeared."""

from dataclasses import replace

from dashboard.charts import bars
from dashboard.charts.chart import Canvas, Chart, shortened
from metrics.yields import Yield

SHOWN = 15
_COLUMNS = (
    *("name", "unit", "stage", "investor", "appeared", "by"),
    *("visitor", "organisation", "met", "days", "visits"),
)


def after_visits(canvas: Canvas, found: Yield) -> Chart:
    """A bar a project, quickest first: days from the first visit to its appearance, with the organisation matched.

    A click stands for the project (its key in `found.projects`); at most fifteen are drawn, all stand in the table.
    """
    say = canvas.say
    table = found.projects.rows.sort_values(["days", "met", "name"], kind="stable").reset_index(drop=True)
    top = table.head(SHOWN)
    fields = zip(*(top[name] for name in ("by", "days", "organisation", "met", "appeared")), strict=True)
    said = [
        say(
            f"visiting.yield.bar.{by}", days=days, organisation=shortened(organisation, 14),
            met=say.day(met, year=False), appeared=say.day(appeared, year=False),
        )
        for by, days, organisation, met, appeared in fields
    ]  # fmt: skip
    word = "finding" if len(table) else "none" if found.hosts else "empty"
    title = say(f"visiting.yield.{word}", **({} if word == "empty" else {"hosts": found.hosts, "n": len(table)}))
    chart = bars.ranked(
        canvas, top["name"].to_list(), top["days"].to_list(), chart_id="yields", subject=say("visiting.yield"),
        title=title, unit=say("visiting.yield.axis"), texts=said,
    )  # fmt: skip
    chart.figure.data[0].customdata = top["key"].to_list()
    chart.figure.update_xaxes(range=[0, max([1, *top["days"]]) * 3])
    shown = table.assign(
        stage=[say(f"charts.stage.{stage}") if stage else "" for stage in table["stage"]],
        by=[say(f"visiting.by.{by}") for by in table["by"]],
        appeared=[say.day(on) for on in table["appeared"]],
        met=[say.day(on) for on in table["met"]],
    )[list(_COLUMNS)]
    data = shown.rename(columns={name: say(f"visiting.yield.{name}") for name in _COLUMNS})
    return replace(chart, data=data, keys=tuple(top["key"]))
