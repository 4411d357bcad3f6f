"""How much a file may ask of the reader. Measured on hostile and on real workbooks; docs/SECURITY.md says why."""

FILE_BYTES = 20 * 2**20
PART_BYTES = 64 * 2**20
UNPACKED_BYTES = 96 * 2**20
RATIO = 300
"""Unpacked to packed, for parts above `RATIO_FROM_BYTES`; deflate cannot honestly exceed it on a sheet."""
RATIO_FROM_BYTES = 2**20
ENTRIES = 1_000
CELLS = 2_000_000
"""Of the bounding boxes of all sheets together, counted from the cells and never from `<dimension>`."""
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

REPLY_BYTES = 192 * 2**20
ADDRESS_SPACE_BYTES = 768 * 2**20
RESIDENT_BYTES = 470 * 2**20
SECONDS = 4.5
SECONDS_PER_MEGABYTE = 1.5
"""Processor time for one file; a busy machine does not make an honest file a hostile one."""
WALL_CLOCK_TIMES = 3
"""How many times its processor time a file may take by the clock."""
WORKERS = 2
READS_PER_WORKER = 200

ARCHIVE_FILES = 500
ARCHIVE_BYTES = 200 * 2**20
"""A ZIP of workbooks may be larger than one workbook; each member still has to be below `FILE_BYTES`."""
