"""Settings, registry and rules; what is wrong is said with its line."""

from pathlib import Path

import pytest

from dashboard.config import REFERENCE_DISTRICT, SAMPLE_DISTRICT, Settings, district
from dashboard.contract import BASES
from dashboard.errors import SettingsError
from dashboard.i18n.speech import LANGUAGES, catalogue

SETTINGS = (
    "registry-missing",
    "registry-syntax",
    "registry-value",
    "registry-field",
    "registry-incomplete",
    "registry-overlap",
    "basis-unknown",
)
GOOD = 'groups = ["街道"]\n[district]\nname = "示例区"\n\n[[units]]\nname = "甲街道"\ngroup = "街道"\n'


def written(folder: Path, text: str) -> Path:
    path = folder / "district.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_environment_names_folder_store_and_registry(tmp_path: Path) -> None:
    registry = tmp_path / "d.toml"
    settings = Settings.current({"DISPATCH_DATA_DIR": str(tmp_path), "DISPATCH_DISTRICT": str(registry)})
    assert settings.data_dir == tmp_path.resolve()
    assert settings.database_url == f"sqlite:///{tmp_path.resolve() / 'dispatch.sqlite3'}"
    assert settings.district_file == registry.resolve()


def test_the_sample_district_lives_in_a_folder_of_its_own(tmp_path: Path) -> None:
    sample = Settings.current({"DISPATCH_DATA_DIR": str(tmp_path)}).sample()
    assert sample.data_dir == tmp_path.resolve() / "sample"
    assert sample.district_file == SAMPLE_DISTRICT


@pytest.mark.parametrize("path", [REFERENCE_DISTRICT, SAMPLE_DISTRICT])
def test_the_registries_that_come_with_the_project_load(path: Path) -> None:
    loaded = district(path)
    assert loaded.names[0] == loaded.name
    assert len(loaded.groups) == 3


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        (GOOD + '[[units]]\nname = "甲街道"\n', "registry-value", 9),
        (GOOD + '[[units]]\nname = "乙镇"\ngroup = "镇"\n', "registry-value", 10),
        (GOOD + '[[units]]\nname = "乙"\ncolour = "red"\n', "registry-field", 10),
        (GOOD + '[[credt]]\nrole = "host"\nshare = 0.5\n', "registry-field", 8),
        (GOOD + "[[units]]\nname = 5\n", "registry-value", 9),
        (GOOD + '[[units]]\ngroup = "街道"\n', "registry-incomplete", 8),
        (GOOD + '[[targets]]\nunit = "甲街道"\nyear = 2024\nvalue = 5\n', "registry-incomplete", 8),
        ("[district]\n", "registry-value", 1),
        (GOOD + '[rules]\n\nbasis = "moon"\n', "basis-unknown", 10),
        (GOOD + '[rules]\nlevel_points = "ten"\n', "registry-value", 9),
        (GOOD + '[leaders]\nname = "甲"\n', "registry-value", 8),
        ('district = "甲区"\n', "registry-value", 1),
        ('groups = "街道"\n[district]\nname = "甲区"\n', "registry-value", 1),
        ('[district]\nname = "甲区"\naliases = "甲"\n', "registry-value", 3),
        (GOOD + "[[units]\n", "registry-syntax", 8),
        (GOOD + 'x = "', "registry-syntax", 8),
    ],
    ids=[
        "twice",
        "unknown group",
        "unknown field",
        "unknown section",
        "wrong type",
        "a unit without a name",
        "a target without an indicator",
        "nameless",
        "unknown basis",
        "rule of a wrong type",
        "one table for a list",
        "no section",
        "groups no list",
        "aliases no list",
        "bracket",
        "open at the end",
    ],
)
def test_a_slip_in_the_registry_is_said_with_its_line(tmp_path: Path, text: str, code: str, line: int) -> None:
    with pytest.raises(SettingsError) as caught:
        district(written(tmp_path, text))
    assert (caught.value.code, caught.value.detail["line"]) == (code, line)


RULE = [
    ("campaign_months", "[4, 13]"), ("campaign_months", "[0]"), ("early_share", "-3"), ("early_share", "1.5"),
    ("level_points", "nan"), ("red_points", "inf"), ("small_target", "-1"), ("outing_gap_days", "0"),
    ("stuck_signed_days", "[365, 180, 90]"), ("stuck_signed_days", "[90, 180]"), ("stuck_asset_days", "[-1, 90]"),
    ("stuck_negotiating_meetings", "[4]"), ("stuck_unpaid_share", "15"), ("stuck_postponements", "0"),
    ("visit_levels", '["deputyy"]'), ("pinned", '["landm2"]'), ("cadence_weeks.visits", '"x"'),
    ("cadence_weeks.visits", "0"), ("cadence_weeks.visit", "1"), ("visit_levels", "[]"), ("red_points", "9"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "value"), RULE, ids=[f"{rule} {value}" for rule, value in RULE])
def test_a_rule_that_cannot_be_is_said_with_its_own_line(tmp_path: Path, rule: str, value: str) -> None:
    text = f'{GOOD}[rules]\nbasis = "day"\n\n{rule} = {value}\n'
    with pytest.raises(SettingsError) as caught:
        district(written(tmp_path, text))
    found = {name: caught.value.detail[name] for name in ("line", "field")}
    assert (caught.value.code, found) == ("registry-value", {"line": 11, "field": rule})


def test_a_part_of_a_rule_in_a_table_of_its_own_is_said_with_its_line(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        district(written(tmp_path, f"{GOOD}[rules]\n[rules.cadence_weeks]\nvisits = 1\nassets = 0\n"))
    assert (caught.value.detail["line"], caught.value.detail["field"]) == (11, "cadence_weeks.assets")


AIM = 'unit = "甲街道"\nindicator = "land_m2"\nyear = 2024\nvalue = 5'


@pytest.mark.parametrize(
    ("section", "entry", "field"),
    [
        ("targets", 'unit = "甲街道"\nindicator = "landm2"\nyear = 2024\nvalue = 5', "indicator"),
        ("targets", 'unit = "丙街道"\nindicator = "land_m2"\nyear = 2024\nvalue = 5', "unit"),
        ("targets", 'unit = "甲街道"\nindicator = "land_m2"\nyear = 2024\nvalue = nan', "value"),
        ("targets", 'unit = "甲街道"\nindicator = "land_m2"\nyear = 2024\nvalue = -5', "value"),
        ("targets", 'unit = "甲街道"\nindicator = "land_m2"\nyear = 2024\nvalue = 5\nperiod = "Q9"', "period"),
        ("leaders", 'name = "张三"\nlevel = "pricipal"', "level"),
        ("leaders", 'name = "张三"\nunit = "丙街道"', "unit"),
        ("leaders", 'name = "张三"\nsince = 2024-05-01\nuntil = 2024-01-01', "until"),
        ("units", 'name = "乙镇"\nsince = 2024-05-01\nuntil = 2024-01-01', "until"),
        ("units", 'name = "示例区"', "name"),
        ("units", 'name = "乙镇"\naliases = ["甲 街道"]', "aliases"),
        ("units", 'name = "乙镇"\nledgers = ["visit"]', "ledgers"),
        ("units", 'name = "乙镇"\nkind = "carier"', "kind"),
        ("credit", 'role = "host"\nshare = nan', "share"),
        ("credit", 'role = "host"\nshare = 0.5\nsince = 2024-05-01\nuntil = 2024-01-01', "until"),
        ("targets", f"{AIM}\n[[targets]]\n{AIM}", "indicator"),
        ("meetings", "cover_to = 2024-03-29\n[[meetings]]\ncover_to = 2024-03-29", "cover_to"),
    ],
)
def test_an_entry_that_cannot_be_is_said_with_its_field(tmp_path: Path, section: str, entry: str, field: str) -> None:
    with pytest.raises(SettingsError) as caught:
        district(written(tmp_path, f"{GOOD}[[{section}]]\n{entry}\n"))
    assert (caught.value.code, caught.value.detail["field"]) == ("registry-value", field)
    typed = f"{GOOD}[[{section}]]\n{entry}".splitlines()
    assert caught.value.detail["line"] == max(n for n, line in enumerate(typed, 1) if line.startswith(f"{field} ="))


def test_two_shares_of_one_role_on_one_day_are_said_with_both_lines(tmp_path: Path) -> None:
    entry = '[[credit]]\nrole = "host"\nshare = 0.5\n'
    with pytest.raises(SettingsError) as caught:
        district(written(tmp_path, GOOD + entry + entry))
    found = {name: caught.value.detail[name] for name in ("line", "role", "other")}
    assert (caught.value.code, found) == ("registry-overlap", {"line": 11, "role": "host", "other": 8})


def test_a_registry_of_another_encoding_is_said_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "gbk.toml"
    path.write_bytes('[district]\nname = "甲区"\n'.encode("gbk"))
    with pytest.raises(SettingsError) as caught:
        district(path)
    assert (caught.value.code, caught.value.detail["line"]) == ("registry-syntax", 2)


@pytest.mark.parametrize("basis", BASES)
def test_a_registry_may_name_every_basis(tmp_path: Path, basis: str) -> None:
    assert district(written(tmp_path, f'{GOOD}[rules]\nbasis = "{basis}"\n')).rules.basis == basis


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", SETTINGS)
def test_every_fault_of_the_registry_has_a_sentence_that_names_the_file(language: str, code: str) -> None:
    assert "{file}" in catalogue(language)[f"error.{code}"]
    assert code == "registry-missing" or "{line}" in catalogue(language)[f"error.{code}"]


def test_a_registry_that_is_no_toml_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as broken:
        district(written(tmp_path, "[district\n"))
    with pytest.raises(SettingsError) as missing:
        district(tmp_path / "none.toml")
    assert (broken.value.code, missing.value.code) == ("registry-syntax", "registry-missing")


def test_the_week_may_close_on_another_day(tmp_path: Path) -> None:
    assert district(written(tmp_path, GOOD + '[rules]\nweek_ends_on = "Sunday"\n')).rules.week_ends_on == 6


def test_without_a_word_of_it_the_dashboard_is_one_persons_at_this_machine() -> None:
    doors = Settings.current({}).doors
    assert (doors.way, doors.open, doors.hosts) == ("local", True, ("127.0.0.1", "localhost", "[::1]"))


def test_the_settings_say_how_people_come_in() -> None:
    doors = Settings.current(
        {
            "DISPATCH_ACCESS": "header", "DISPATCH_PROXIES": "10.0.0.1, 10.0.0.2", "DISPATCH_HOSTS": "Board.office",
            "DISPATCH_HTTPS": "yes", "DISPATCH_SIGN_IN_HOURS": "8", "DISPATCH_HEADER": "X-Remote-User",
        }
    ).doors  # fmt: skip
    assert (doors.open, doors.proxies, doors.hosts[-1]) == (False, ("10.0.0.1", "10.0.0.2"), "board.office")
    assert (doors.https, doors.hours, doors.header) == (True, 8, "x-remote-user")


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("DISPATCH_ACCESS", "open"), ("DISPATCH_HTTPS", "true"), ("DISPATCH_SIGN_IN_HOURS", "0"),
        ("DISPATCH_SIGN_IN_HOURS", "-1"), ("DISPATCH_UPLOAD_MIB_PER_HOUR", "much"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_named(field: str, found: str) -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.current({field: found})
    code = "setting-value" if field in ("DISPATCH_ACCESS", "DISPATCH_HTTPS") else "settings-limit"
    assert (caught.value.code, caught.value.detail["field"], caught.value.detail["found"]) == (code, field, found)


def test_a_header_is_believed_of_named_proxies_alone() -> None:
    with pytest.raises(SettingsError) as caught:
        Settings.current({"DISPATCH_ACCESS": "header"})
    assert caught.value.detail["field"] == "DISPATCH_PROXIES"
