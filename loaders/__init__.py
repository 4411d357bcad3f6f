"""Bytes -> canonical tables and findings. Knows no interface, no store and no metric."""

from dashboard.errors import UnreadableWorkbook
from loaders.findings import SEVERITY, Finding
from loaders.ingest import ingest
from loaders.outcome import CellCount, Question, Reading, TableReading

__all__ = ["SEVERITY", "CellCount", "Finding", "Question", "Reading", "TableReading", "UnreadableWorkbook", "ingest"]
