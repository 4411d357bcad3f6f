"""A clerk in a process of its own: commits numbered files and says each receipt aloud once it has it.

python -m tests.dashboard.store.clerk FOLDER NAME COUNT
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from dashboard.store import Store
from tests.dashboard.store.desk import DISTRICT, MARCH_8, Desk, settings, trip


def main(folder: Path, name: str, count: int) -> None:
    with Store(settings(folder), DISTRICT) as store:
        desk = Desk(store, datetime.now(UTC))
        for place in range(count):
            content = f"{name} {place}".encode() * 2000
            rows = [trip(f"{name}{place}", MARCH_8, row=row) for row in (3, 4, 5)]
            receipt = desk.send(MARCH_8, content=content, name=f"{name}-{place}.xlsx", visits=rows)
            sys.stdout.write(f"{receipt.number} {receipt.sha256}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
