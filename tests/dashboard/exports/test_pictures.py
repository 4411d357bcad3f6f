"""Every kind of file of one chart."""

import io
import unicodedata
import zipfile
from dataclasses import replace

import plotly.graph_objects as go
import pypdfium2
import pytest
from PIL import Image, ImageChops, ImageStat
from pypdf import PdfReader

from dashboard.errors import ExportFailed
from dashboard.exports import browser, picture
from dashboard.exports.pictures import figure_of, size_of

TITLE = "两个单位走出去8次"


@pytest.mark.browser
def test_png_is_twice_the_figures_size_and_not_blank(chart) -> None:
    image = Image.open(io.BytesIO(picture(chart(colour="#ff0000"), "png")))
    image.load()
    assert image.size == (640, 480)
    assert (255, 0, 0) in {colour for _, colour in image.convert("RGB").getcolors(maxcolors=1 << 20)}


@pytest.mark.browser
def test_svg_holds_title_and_cover_to_date_as_text(chart) -> None:
    svg = picture(chart(), "svg").decode()
    assert TITLE in svg
    assert "截至2024年3月29日" in svg


@pytest.mark.browser
def test_pdf_holds_the_title_as_text(chart) -> None:
    pages = PdfReader(io.BytesIO(picture(chart(), "pdf"))).pages
    # the PDF's font maps some characters to their radicals' code points (走 -> U+2F9B); NFKC folds them back
    text = unicodedata.normalize("NFKC", pages[0].extract_text())
    assert len(pages) == 1
    assert TITLE in text.replace("\n", "")


@pytest.mark.browser
def test_pdf_shows_the_same_picture_as_png_from_edge_to_edge(chart) -> None:
    framed = chart()
    framed.figure.update_layout(paper_bgcolor="#000000", xaxis_title="次")
    png = Image.open(io.BytesIO(picture(framed, "png"))).convert("L").resize((320, 240))
    page = pypdfium2.PdfDocument(picture(framed, "pdf"))[0]
    pdf = page.render(scale=96 / 72).to_pil().convert("L")
    assert pdf.size == png.size
    assert ImageStat.Stat(ImageChops.difference(pdf, png)).mean[0] < 3


def test_a_figure_with_a_title_of_its_own_keeps_it(chart) -> None:
    titled = chart()
    titled.figure.update_layout(title_text="自有标题")
    assert figure_of(titled)["layout"]["title"]["text"] == "自有标题"


def test_a_title_is_shown_as_typed(chart) -> None:
    assert figure_of(chart(title="<b>甲</b> & 乙"))["layout"]["title"]["text"] == "&lt;b&gt;甲&lt;/b&gt; &amp; 乙"


def test_the_chart_stays_as_it_was(chart) -> None:
    given = chart()
    before = given.figure.to_json()
    figure_of(given)
    assert given.figure.to_json() == before


def test_without_a_size_of_its_own_a_figure_has_a_slides_shape() -> None:
    assert size_of({"layout": {}}) == (1280, 720)


def test_an_unknown_kind_is_refused(chart) -> None:
    with pytest.raises(ValueError, match="gif"):
        picture(chart(), "gif")


def test_a_failure_names_the_part(chart, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(browser, "executable", lambda: "")
    with pytest.raises(ExportFailed) as failure:
        picture(chart(), "png")
    assert (failure.value.code, failure.value.detail["name"]) == ("no-browser", "示例区_走出去_截至20240329")


@pytest.mark.parametrize("kind", ["html", "xlsx"])
def test_two_charts_differing_in_one_figure_get_two_addresses(chart, kind: str) -> None:
    """Streamlit names a large download by its length and samples of 64 KiB at head, middle and tail."""
    one, other = chart(), chart()
    other = replace(other, figure=go.Figure(other.figure), data=other.data.assign(次=[3.0, 6.0]))
    first, second = picture(one, kind), picture(other, kind)
    # what the address is made of; the deflated length of a workbook may differ by itself
    assert (len(first), first[:65536], first[-65536:]) != (len(second), second[:65536], second[-65536:])


def test_xlsx_is_a_zip_archive_without_damage(chart) -> None:
    assert zipfile.ZipFile(io.BytesIO(picture(chart(), "xlsx"))).testzip() is None
