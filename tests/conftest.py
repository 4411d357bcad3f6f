"""What holds for every test."""

import sys

import pytest
from hypothesis import settings

# how long a case takes is the machine's, which is shared
settings.register_profile("shared", deadline=None)
settings.load_profile("shared")


@pytest.fixture(autouse=True)
def main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit's test runner puts the page in the place of `__main__`, which a process started later would run."""
    monkeypatch.setitem(sys.modules, "__main__", sys.modules["__main__"])


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files begin first: begun last, one of them would keep one worker while the others stand idle."""
    items.sort(key=lambda item: "/live/" not in item.nodeid)


def pytest_unconfigure() -> None:
    """Streamlit's test runner leaves its folder to the interpreter's end, where the warning of it is an error."""
    runner = sys.modules.get("streamlit.testing.v1.app_test")
    if runner is not None:
        runner.TMP_DIR.cleanup()
