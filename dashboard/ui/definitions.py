"""Every indicator's basis, formula, source and exclusions, as the catalogue has them."""

from collections.abc import Sequence

import streamlit as st

from dashboard.i18n import Say
from dashboard.names import key
from dashboard.workflows.typed import UNSTATED
from metrics.catalogue import INDICATORS, Indicator

BY_LEVEL = ("outbound_trips", "inbound_groups")
"""Indicators whose levels are a rule of the district."""


def found(say: Say, search: str) -> list[Indicator]:
    """Indicators whose name, id, basis or formula contains the search text; all of them for an empty one."""
    wanted = key(search)
    return [item for item in INDICATORS.values() if wanted in key(" ".join(_texts(item, say)))]


def _texts(item: Indicator, say: Say) -> list[str]:
    return [item.id, *(say(k) for k in (item.name_key, item.basis_key, item.formula_key, item.unit_key))]


def draw(say: Say, items: list[Indicator], opened: str = "", levels: Sequence[str] = ()) -> None:
    """One section an indicator, each with an anchor of its own (`#outbound_trips`).

    `opened` names the indicator that a link asked for; it comes first. `levels` are those that the district counts.
    """
    for item in sorted(items, key=lambda i: i.id != opened):
        with st.container(border=True, key=f"definition-{item.id}"):
            st.subheader(say(item.name_key), anchor=item.id)
            st.markdown(say(item.basis_key))
            st.markdown(
                "\n".join(
                    f"- **{say(f'data.definition.{part}')}**　{text}"
                    for part, text in _facts(item, say, levels).items()
                    if text
                )
            )


def _levels(say: Say, levels: Sequence[str]) -> str:
    return say("data.joint").join(say(f"registry.word.visit_levels.{level or UNSTATED}") for level in levels)


def _facts(item: Indicator, say: Say, levels: Sequence[str]) -> dict[str, str]:
    scope = f"data.scope.{item.scope}"
    return {
        "formula": say(item.formula_key),
        "levels": _levels(say, levels) if item.id in BY_LEVEL else "",
        "unit": say.counted(item.unit_key),
        "source": say(f"data.table.{item.table}") + (f" · {say(scope)}" if say.knows(scope) else ""),
        "exclusions": say(item.exclusions_key),
        "version": say("data.definition.version_of", n=item.version, id=item.id),
    }
