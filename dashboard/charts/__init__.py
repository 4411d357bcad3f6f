"""Frames and measures as plotly figures: pure functions, one module a subject, each returning a `Chart`.

    canvas = Canvas(speaker("zh_CN"), place="示例区", as_of=date(2024, 3, 29), reported=21, expected=21)
    chart = overview.bullets(canvas, [report.district["building_m2"]])

A chart states its finding in the title and carries cover-to date and basis inside the picture, so that an exported
picture stands alone. Amounts arrive in base units; nothing here computes an indicator.
"""

from dashboard.charts.chart import Canvas, Chart

__all__ = ["Canvas", "Chart"]
