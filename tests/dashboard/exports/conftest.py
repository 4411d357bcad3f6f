"""A small chart to export."""

from collections.abc import Callable

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.charts import Chart

FONT = "Noto Sans CJK SC"


def bars(title: str = "两个单位走出去8次", stem: str = "示例区_走出去_截至20240329", colour: str = "#1f4e79") -> Chart:
    figure = go.Figure(go.Bar(x=["甲街道", "乙镇"], y=[3, 5], marker_color=colour))
    figure.update_layout(template="none", font_family=FONT, width=320, height=240)
    data = pd.DataFrame({"单位": ["甲街道", "乙镇"], "次": [3.0, 5.0]})
    return Chart("bars", title, "截至2024年3月29日 · 按日", figure, data, stem, "两根柱")


@pytest.fixture
def chart() -> Callable[..., Chart]:
    return bars
