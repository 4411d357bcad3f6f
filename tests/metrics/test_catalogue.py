"""The catalogue: complete, worded in both languages, and printed in docs/METRICS.md."""

import pytest

from dashboard.config import ROOT
from dashboard.contract import INDICATOR_IDS
from dashboard.i18n import LANGUAGES, speaker
from metrics.catalogue import INDICATORS, definitions, ledger

CONTRACT_IDS = [
    "outbound_trips", "leader_trips", "inbound_groups", "leader_receptions", "chambers", "projects_discussed",
    "signing_events", "training_events", "promotions", "projects_signed", "projects_signed_1yi",
    "projects_signed_10yi", "projects_signed_50yi", "investment_signed", "projects_started",
    "projects_completed", "conversion_same_period", "conversion_stock", "land_m2", "factory_m2",
    "building_m2", "surveyed_share",
]  # fmt: skip


def test_every_indicator_of_the_contract_is_there():
    assert list(INDICATORS) == CONTRACT_IDS == list(INDICATOR_IDS)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_indicator_is_worded(language):
    say = speaker(language)
    keys = [
        k for i in INDICATORS.values() for k in (i.name_key, i.basis_key, i.exclusions_key, i.unit_key, i.formula_key)
    ]
    assert [key for key in keys if not say.knows(key)] == []


def test_stops_come_with_the_visits():
    assert ledger(INDICATORS["chambers"]) == "visits"


def test_the_printed_definitions_are_up_to_date():
    assert (ROOT / "docs" / "METRICS.md").read_text(encoding="utf-8") == definitions(speaker("en"))
