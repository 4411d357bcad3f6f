"""What holds for every test."""

import sys


def pytest_unconfigure() -> None:
    """Streamlit's test runner leaves its folder to the interpreter's end, where the warning of it is an error."""
    runner = sys.modules.get("streamlit.testing.v1.app_test")
    if runner is not None:
        runner.TMP_DIR.cleanup()
