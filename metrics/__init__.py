"""Canonical tables become numbers here. Pure functions: inputs untouched, no clock, no formatting."""

from metrics.measure import Measure, Note, Report, Source
from metrics.reporting import report

__all__ = ["Measure", "Note", "Report", "Source", "report"]
