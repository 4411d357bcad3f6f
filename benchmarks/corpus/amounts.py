"""Figures as people type them."""

from collections.abc import Callable
from random import Random
from typing import Any

from benchmarks.corpus.drafts import FIELDS, Draft, Plan
from benchmarks.corpus.lists import Line, Shown
from benchmarks.corpus.messes import mess
from benchmarks.corpus.world import Fact

_ENDS = ("investment_low", "investment_high")
_FULL = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def _money_form(rng: Random, form: str, fact: Fact) -> Shown:
    """One cell of a column headed in 亿元."""
    amount = fact["investment"]
    if form in ("range", "tilde", "or-more"):
        return _range_form(form, *sorted(rng.sample((0.5, 1.0, 2.0, 3.0, 5.0, 8.0), 2)))
    if form in _HEDGED[:4]:
        return _hedged_form(form, amount)
    cells = {
        "wan": Shown(f"{amount * 10_000:,.0f}万元", _plain(amount)),
        "chinese": Shown("三亿元", _plain(3.0)),
        "full-width": Shown(f"{amount:g}".translate(_FULL), _plain(amount)),
        "dollars": Shown("3000万美元", {**_plain(None), "investment_usd": 3000.0}),
        "open": Shown(rng.choice(("面议", "待定", "—", "/", "暂未确定")), _plain(None)),
        "with-unit": Shown(f"{amount:g}亿元", _plain(amount)),
    }
    return cells[form]


def _hedged_form(form: str, amount: float) -> Shown:
    whole = int(amount) + 1.0
    text, value = {
        "about": (f"约{amount:g}亿元", amount),
        "near": (f"近{amount:g}亿元", amount),
        "over": (f"超{amount:g}亿", amount),
        "more": (f"{whole:g}亿余元", whole),
    }[form]
    return Shown(text, {"investment": value}, hedged="investment", free=_ENDS)


def _range_form(form: str, low: float, high: float) -> Shown:
    if form == "or-more":
        truth = {"investment": None, "investment_low": low}
        return Shown(f"{low:g}亿元以上", truth, hedged="investment", free=("investment_high",))
    text = f"{low:g}亿-{high:g}亿" if form == "range" else f"{low:g}~{high:g}"
    truth = {"investment": (low + high) / 2, "investment_low": low, "investment_high": high}
    return Shown(text, truth, hedged="investment")


def _plain(amount: float | None) -> Fact:
    return {"investment": amount, **dict.fromkeys(_ENDS, amount)}


_HEDGED = ("about", "near", "over", "more", "with-unit")
_RANGES = ("range", "tilde", "or-more", "open", "with-unit")
_ODD = ("wan", "chinese", "full-width", "dollars", "open")


def _money(draft: Draft, forms: tuple[str, ...]) -> None:
    rng = draft.rng
    plan = Plan(rng, "projects", fields=["unit", *FIELDS["projects"]])
    plan.rows = [plan.fact() for _ in range(10)]
    order = iter(forms * 4)
    plan.shows["investment"] = lambda fact: _money_form(rng, next(order), fact)
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)


@mess
def hedged_money(draft: Draft) -> None:
    """约, 近, 超, 余."""
    _money(draft, _HEDGED)


@mess
def money_ranges(draft: Draft) -> None:
    """1亿-5亿, 3~5, 5亿元以上, 面议."""
    _money(draft, _RANGES)


@mess
def odd_money(draft: Draft) -> None:
    """万元 under 亿元, Chinese numerals, full-width digits, dollars."""
    _money(draft, _ODD)


@mess
def odd_areas(draft: Draft) -> None:
    """Areas with hedges, separators, full-width digits and their own unit in the cell."""
    rng, subject = draft.rng, ("factory", "building", "land")[draft.index % 3]
    unit = ("亩", 2000 / 3) if subject == "land" else ("㎡", 1.0)
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]], area_unit=unit)
    plan.rows = [plan.fact() for _ in range(8)]
    for name in [n for n in plan.fields if "area" in n]:
        plan.shows[name] = _odd_area(name, draft.index, *unit)
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)


def _odd_area(name: str, form: int, word: str, factor: float) -> Callable[[Fact], Any]:
    def show(fact: Fact) -> Any:
        number = round(fact[name] / factor)
        exact = {name: number * factor}
        cells = (
            lambda: Shown(f"{number:,}", exact),
            lambda: Shown(f"约{number}{word}", exact, hedged=name),
            lambda: Shown(f"{number}".translate(_FULL), exact),
            lambda: Shown(f"{number}{word}", exact),
            lambda: Shown(f"{number}余{word}", exact, hedged=name),
            lambda: Shown(f" {number:,} {word} ", exact),
        )
        return cells[form % 6]() if number else Shown(0, exact)

    return show


_TENFOLD = (("万平方米", 10_000.0), ("平方米", 1.0), ("亩", 2000 / 3))


@mess
def own_units_in_cells(draft: Draft) -> None:
    """No unit of measure in the heading: each cell has its own."""
    rng, subject = draft.rng, ("land", "factory", "building")[draft.index % 3]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]], unit_in_heading=False)
    choices = _TENFOLD if subject == "land" else _TENFOLD[:2]
    for name in [n for n in plan.fields if "area" in n]:
        plan.shows[name] = _own_unit(rng, name, choices)
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)


def _own_unit(rng: Random, name: str, choices: tuple[tuple[str, float], ...]) -> Callable[[Fact], Any]:
    def show(fact: Fact) -> Any:
        word, factor = rng.choice(choices)
        number = round(fact[name] / factor, 4)
        return Shown(f"{number}{word}", {name: number * factor}) if number else Shown(0, {name: 0.0})

    return show


@mess
def wrong_totals(draft: Draft) -> None:
    """合计 that does not add up."""
    rng, subject = draft.rng, ("projects", "factory", "land")[draft.index % 3]
    plan = Plan(rng, subject, fields=["unit", *FIELDS[subject]])
    table = plan.table(title=plan.title("2024年"))
    draft.given()
    paper = draft.paper()
    rows = tuple(plan.rows)
    end = draft.write(table, [*plan.lines, Line("total", text="合计", over=rows)], paper)
    name = "investment" if subject == "projects" else "idle_area"
    where = draft.truth.tables[-1].columns[name]
    column = ord(where) - 64
    paper.cells[end - 1, column] = round(paper.cells[end - 1, column] * 2 + 7, 4)
    draft.truth.findings.append({"code": "total-mismatch", "sheet": paper.name, "cell": f"{where}{end - 1}"})


@mess
def unknown_units(draft: Draft) -> None:
    """Aliases and offices are their unit; a name outside the registry is none."""
    plan = Plan(draft.rng, "projects", fields=["unit", *FIELDS["projects"]])
    names = (
        ("板浦镇", "板浦"),
        ("朐阳街道", "朐阳办事处"),
        ("海州经济开发区", "海州经开区"),
        ("锦屏镇", "锦屏镇人民政府"),
        ("花果山街道", "花果山"),
        ("", "东盐河新城"),
        ("云台街道", "云台街道办事处"),
    )
    plan.rows = [{**plan.fact(), "unit": unit, "alias": alias} for unit, alias in names]
    plan.shows["unit"] = lambda fact: Shown(fact["alias"], {}, code="" if fact["unit"] else "unknown-unit")
    draft.given()
    draft.write(plan.table(title=plan.title("2024年")), plan.lines)
