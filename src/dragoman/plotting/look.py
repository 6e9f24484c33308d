"""How all pictures look: colours, type, and a chart under its title and caption."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.ontology import load_ontology
from dragoman.plotting.picture import Row, Spec

INK, SOFT, LINE, LAND = "#1c2228", "#545d67", "#dedbd3", "#efede8"
MARK = "#0b6459"
#: Quad classes in the page's colours (web/src/page.css), which the colour-blind can tell apart.
QUAD_COLOURS = {1: "#3a8fc7", 2: "#0b5596", 3: "#b87700", 4: "#b53f0c"}
#: Where PLOVER's scale from -10 to 10 changes colour: as in the page's matrix.
SCALE_STEPS = (-5, -0.5, 0.5, 5)
#: From conflict to cooperation, as areas that carry dark or white words, and as lines on white.
SCALE_AREAS = ("#b53f0c", "#fadfd2", "#dedbd3", "#d3e4f5", "#0b5596")
SCALE_LINES = ("#b53f0c", "#e0906b", "#a8a49b", "#76acd8", "#0b5596")
WIDTH = 760
_FONT = "Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif"
_CONFIG: Spec = {
    "background": "white",
    "font": _FONT,
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT,
        "titleColor": SOFT,
        "titleFontWeight": "normal",
        "gridColor": LINE,
        "domainColor": SOFT,
        "tickColor": SOFT,
        "labelFontSize": 11,
        "titleFontSize": 11,
    },
    "legend": {
        "labelColor": INK,
        "titleColor": SOFT,
        "titleFontWeight": "normal",
        "labelFontSize": 11,
        "titleFontSize": 11,
        "titleLimit": 400,
        "symbolType": "square",
        "gradientLength": 240,
        "gradientThickness": 10,
    },
    "title": {
        "anchor": "start",
        "color": INK,
        "fontSize": 18,
        "fontWeight": 600,
        "subtitleColor": SOFT,
        "subtitleFontSize": 11.5,
        "subtitleLineHeight": 15,
        "subtitlePadding": 6,
        "offset": 14,
    },
}


def quad_names() -> dict[int, str]:
    """The quad classes as a legend names them."""
    return {quad: name.capitalize() for quad, name in load_ontology().quads.items()}


def quad_scale() -> Spec:
    """Names of quad classes to their colours."""
    names = quad_names()
    return {"domain": [names[quad] for quad in QUAD_COLOURS], "range": [*QUAD_COLOURS.values()]}


def mean_scale(colours: Sequence[str]) -> Spec:
    """Mean scales to five colours."""
    return {"type": "threshold", "domain": [*SCALE_STEPS], "range": [*colours]}


def legend_counts(rows: Sequence[Row]) -> list[int]:
    """The counts that a legend of sizes shows: one, half of the most, and the most."""
    most = max((int(str(row["count"])) for row in rows), default=1)
    return sorted({1, -(-most // 2), most})


def framed(chart: Spec, title: str, caption: Sequence[str]) -> Spec:
    """The whole chart, under its title and the lines of its caption."""
    return {
        "title": {"text": title, "subtitle": [*caption]},
        "padding": 16,
        "config": _CONFIG,
        **chart,
    }


def haloed(encoding: Spec, *, up: int) -> Spec:
    """Words in front of lines: in white and thick behind, in ink before."""
    text = {"type": "text", "dy": -up, "fontSize": 11}
    halo = {"stroke": "white", "strokeWidth": 4, "strokeJoin": "round", "aria": False}
    marks = (text | halo, text | {"color": INK})
    return {"encoding": encoding, "layer": [{"mark": mark} for mark in marks]}
