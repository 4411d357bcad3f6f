"""The same overview as anybody would write it: pandas, openpyxl and Streamlit, for files that all look alike.

`PLAIN_FOLDER` holds a week's workbooks and 目标.xlsx. With `PLAIN_CACHE` set the files are read once and kept.
It knows no findings, no memory, no earlier weeks, no units' names beyond those of the files.
"""

import os
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

folder = Path(os.environ["PLAIN_FOLDER"])
as_of = date.fromisoformat(folder.name)
elapsed = as_of.timetuple().tm_yday / 366


def read_all(folder: Path) -> dict[str, pd.DataFrame]:
    found: dict[str, list[pd.DataFrame]] = {"外出招商台账": [], "招商项目台账": [], "闲置厂房盘活台账": []}
    for path in sorted(folder.glob("*.xlsx")):
        for name, frames in found.items():
            if path.stem.endswith(name):
                frame = pd.read_excel(path, header=1, engine="openpyxl")
                frame["单位"] = path.stem.removesuffix(name)
                frames.append(frame)
    return {name: pd.concat(frames) for name, frames in found.items()}


def read_targets(folder: Path) -> pd.DataFrame:
    return pd.read_excel(folder / "目标.xlsx", header=1, engine="openpyxl").set_index("单位")


if os.environ.get("PLAIN_CACHE"):
    read_all, read_targets = st.cache_data(read_all), st.cache_data(read_targets)

books, targets = read_all(folder), read_targets(folder)
trips, projects, space = books["外出招商台账"], books["招商项目台账"], books["闲置厂房盘活台账"]
done = pd.DataFrame(
    {
        "走出去（次）": trips.groupby("单位").size(),
        "新签约项目（个）": projects[projects["状态"] != "在谈"].groupby("单位").size(),
        "新开工项目（个）": projects[projects["状态"] == "开工"].groupby("单位").size(),
        "盘活闲置厂房（万平方米）": space.groupby("单位")["已盘活面积（平方米）"].sum() / 10_000,
    }
).fillna(0)

st.title(f"总览（截至{as_of}）")
unit = st.selectbox("单位", ["全区", *sorted(done.index)])
shown, aimed = (done.sum(), targets.sum()) if unit == "全区" else (done.loc[unit], targets.loc[unit])
for title, names in (("盘活", ["盘活闲置厂房（万平方米）"]), ("项目", ["新签约项目（个）", "新开工项目（个）"])):
    st.subheader(title)
    completion = [shown[name] / aimed[name] * 100 for name in names]
    figure = go.Figure(go.Bar(y=names, x=completion, orientation="h", text=[f"{value:.1f} %" for value in completion]))
    figure.add_vline(x=elapsed * 100, line_dash="dash", annotation_text=f"序时 {elapsed:.1%}")
    figure.update_xaxes(range=[0, 120])
    st.plotly_chart(figure, key=title)
st.subheader("活动")
st.metric("走出去（次）", int(shown["走出去（次）"]))
table = done / targets.loc[done.index] * 100
st.dataframe(table.round(1))
