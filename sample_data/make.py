"""Write the sample workbooks, their truth and their README anew: `python -m sample_data.make [FOLDER]`."""

import shutil
import sys
from pathlib import Path

from sample_data import reference, weeks
from sample_data.drafts import Draftbook
from sample_data.people import FRIDAYS
from sample_data.readme import readme
from sample_data.registry import registry
from sample_data.truth import truth
from sample_data.writers import written

HERE = Path(__file__).resolve().parent


def write(folder: Path) -> list[Draftbook]:
    """Write every workbook below `folder`, replacing those of an earlier run; the drafts they were made from."""
    books = [*reference.books(), *weeks.books()]
    for friday in FRIDAYS:
        shutil.rmtree(folder / "weeks" / friday.isoformat(), ignore_errors=True)
    for book in books:
        target = folder / book.path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(written(book))
    (folder / "district.toml").write_text(registry(), encoding="utf-8", newline="\n")
    (folder / "truth.json").write_text(truth(books), encoding="utf-8", newline="\n")
    (folder / "README.md").write_text(readme(books), encoding="utf-8", newline="\n")
    return books


if __name__ == "__main__":
    made = write(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
    print(f"{len(made)} workbooks")
