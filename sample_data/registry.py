"""The invented district's registry, roster, calendar, targets and rules as the TOML file the product reads."""

from datetime import timedelta

from sample_data.people import ALIASES, DISTRICT, DISTRICT_TARGETS, FRIDAYS, PLACES, ROSTER

PINNED = (
    "land_m2", "factory_m2", "building_m2", "projects_signed", "investment_signed", "projects_started",
    "outbound_trips",
    "inbound_groups", "leader_trips", "leader_receptions", "projects_discussed", "chambers",
)  # fmt: skip
POST = "驻上海招商组"


def registry() -> str:
    """The whole file; targets in base units (m², 亿元, counts)."""
    lines = ["# 示例区：单位、人员、数字均为虚构。由 sample_data.make 生成。", 'groups = ["园区", "街道", "镇"]', ""]
    lines += ["[district]", f'name = "{DISTRICT}"', f"aliases = {_list(ALIASES)}", "sample = true", ""]
    for place in PLACES:
        lines += [
            "[[units]]",
            f'name = "{place.name}"',
            f'group = "{place.group}"',
            f"aliases = {_list(place.aliases)}",
            "",
        ]
    lines += ["[[units]]", f'name = "{POST}"', 'kind = "post"', 'aliases = ["驻沪招商组"]', ""]
    for name, post, level, unit, since in ROSTER:
        lines += ["[[leaders]]", f'name = "{name}"', f'post = "{post}"', f'level = "{level}"', f'unit = "{unit}"']
        lines += [f"since = {since.isoformat()}", ""]
    for friday in FRIDAYS:
        lines += [
            "[[meetings]]",
            f"cover_to = {friday.isoformat()}",
            f"on = {(friday + timedelta(days=3)).isoformat()}",
        ]
        lines += [f"deadline = {friday.isoformat()}T17:00:00", "held = true", ""]
    targets = [(DISTRICT, DISTRICT_TARGETS), *((place.name, place.targets) for place in PLACES)]
    for unit, values in targets:
        for indicator, value in values.items():
            lines += [
                "[[targets]]",
                f'unit = "{unit}"',
                f'indicator = "{indicator}"',
                "year = 2024",
                f"value = {value}",
                "",
            ]
    lines += [
        "[rules]",
        'basis = "day"',
        'week_ends_on = "friday"',
        f"pinned = {_list(PINNED)}",
        "campaign_months = [4]",
    ]
    return "\n".join(lines) + "\n"


def _list(names: tuple[str, ...]) -> str:
    return "[" + ", ".join(f'"{name}"' for name in names) + "]"
