"""What the district's own master has to say: its typefaces, its cover, where a title stands."""

from collections.abc import Iterator
from typing import Any

from lxml import etree
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml.ns import qn

from dashboard.exports.fonts import EAST_ASIAN, LATIN

_COVER = "title"
"""The kind of layout that begins a presentation."""
_HANS = "Hans"
"""The script under which a theme without an East Asian typeface of its own may name the one for Simplified Chinese."""


def emptied(made: Any) -> None:
    """Takes the slides out of a presentation; master and layouts stay."""
    slides = made.slides._sldIdLst
    for entry in list(slides):
        made.part.drop_rel(entry.rId)
        slides.remove(entry)


def cover(made: Any) -> Any:
    """The layout for a title with a line below it; None where the master has none."""
    for layout in made.slide_layouts:
        if layout._element.get("type") == _COVER and len(list(layout.placeholders)) > 1:
            return layout
    return None


def places(slide: Any) -> tuple[Any, Any]:
    """Where a cover's title and the lines below it go; what else may be filled in on it is taken away."""
    title = below = None
    for shape in list(slide.placeholders):
        kind = shape.placeholder_format.type
        if shape.placeholder_format.idx == 0:
            title = shape
        elif kind in (PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY) and below is None:
            below = shape
        else:
            shape._element.getparent().remove(shape._element)
    return title, below


def dressed(made: Any) -> None:
    """Gives every run of slides and charts the typefaces of the theme in place of the product's own."""
    faces = dict(zip((LATIN, EAST_ASIAN), _faces(made), strict=True))
    for root in _roots(made):
        for name in ("a:latin", "a:ea", "a:cs"):
            for face in root.iter(qn(name)):
                face.set("typeface", faces.get(face.get("typeface"), face.get("typeface")))


def _roots(made: Any) -> Iterator[Any]:
    for slide in made.slides:
        yield slide._element
        for shape in slide.shapes:
            if shape.has_chart:
                yield shape.chart._chartSpace


def _faces(made: Any) -> tuple[str, str]:
    """Latin and East Asian typeface of the theme's body text; the product's own for one that it does not name."""
    theme = made.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    minor = next(etree.fromstring(theme.blob).iter(qn("a:minorFont")), None)
    if minor is None:
        return LATIN, EAST_ASIAN
    named = {child.tag: child.get("typeface") for child in minor if child.tag in (qn("a:latin"), qn("a:ea"))}
    hans = next((each.get("typeface") for each in minor.iter(qn("a:font")) if each.get("script") == _HANS), "")
    return named.get(qn("a:latin")) or LATIN, named.get(qn("a:ea")) or hans or EAST_ASIAN
