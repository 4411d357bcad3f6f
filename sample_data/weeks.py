"""Which file each unit sends on which Friday, in the order in which they arrive."""

from sample_data import district_files, park_files, street_files, town_files
from sample_data.drafts import Draftbook
from sample_data.files import Maker
from sample_data.people import FRIDAYS

MAKERS: tuple[Maker, ...] = (
    park_files.park_visits,
    park_files.park_projects,
    park_files.technopole_trips,
    park_files.technopole_space,
    park_files.harbour,
    street_files.lake_trips,
    street_files.lake_projects,
    street_files.culture_visits,
    street_files.green_week,
    street_files.bridge,
    town_files.towns,
    town_files.willow,
    street_files.river_counters,
    town_files.gate_counters,
    district_files.idle_space,
    street_files.street_space,
    district_files.leaders_and_events,
    district_files.targets,
    park_files.chain,
    district_files.resident_post,
)


def books() -> list[Draftbook]:
    """Every file of the four weeks."""
    made = [maker(friday, week) for week, friday in enumerate(FRIDAYS, 1) for maker in MAKERS]
    return [book for book in made if book is not None]
