"""Streamlit's own test runner, which reads what is installed once for all tests and not once for every page."""

from functools import cache

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest

__all__ = ["AppTest"]

# every runner asks each installed package whether it brings components: 0.4 s for an answer that never changes
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)
