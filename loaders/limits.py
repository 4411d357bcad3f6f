"""How much a file may ask of the reader. Measured on hostile and on real workbooks; docs/SECURITY.md says why.

What an installation may set is `Limits`; what stands here besides is what no honest file comes near.
"""

from dashboard.allowances import Limits

__all__ = ["Limits", "configured"]

RATIO = 300
"""Unpacked to packed, for parts above `RATIO_FROM_BYTES`; deflate cannot honestly exceed it on a sheet."""
RATIO_FROM_BYTES = 2**20
ENTRIES = 1_000
COLUMNS = 16_384
ROWS = 1_048_576
SHEETS = 256
CELL_CHARACTERS = 100_000
"""Of one cell. Excel itself holds 32,767; a text file may say more."""
WORDS = 400
"""Of a cell that may be a heading, label, section or name: longer ones are prose, and no pattern searches them."""
SHEET_NAME_CHARACTERS = 255
SHARED_STRINGS = 2_000_000
MERGES = 100_000
STYLES = 65_536
FORMAT_CHARACTERS = 255
ATTRIBUTES = 48
SPAN = 1_000
"""Rows or columns that one HTML cell may cover."""

WALL_CLOCK_TIMES = 3
"""How many times its processor time a file may take by the clock: a busy machine makes no honest file a hostile one."""
READS_PER_WORKER = 200

ARCHIVE_FILES = 500
ARCHIVE_BYTES = 200 * 2**20
"""A ZIP of workbooks may be larger than one workbook; each member still has to be below its limit."""


def configured() -> Limits:
    """The limits of this installation.

    Raises
    ------
    SettingsError
        A setting that cannot be one, named.
    """
    # a reading process is told its limits and does without the settings
    from dashboard.config import Settings

    return Settings.current().limits
