"""A chart as a file: SVG with its words as text, PNG, or a page that loads nothing."""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Callable, Mapping
from hashlib import sha256
from html import escape

import vl_convert

from dragoman.plotting.picture import Spec

#: Pixels of a PNG for each of the chart's: sharp on screens and on paper.
_SHARPNESS = 2
#: No address that a chart may load data from.
_NOWHERE: list[str] = []
_START = """
const chart = JSON.parse(document.getElementById("chart").textContent);
vegaEmbed("#picture", chart, {mode: "vega-lite", renderer: "svg", actions: false, ast: true});
"""
_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'sha256-{hash}'; style-src 'unsafe-inline'; img-src data:">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
</head>
<body>
<div id="picture"></div>
<script id="chart" type="application/json">{chart}</script>
<script>{script}</script>
</body>
</html>
"""


def draw(chart: Spec, form: str, *, title: str) -> bytes:
    """The chart in one of the FORMS."""
    return FORMS[form](chart, title)


def _svg(chart: Spec, _: str) -> bytes:
    return bytes(vl_convert.vegalite_to_svg(json.dumps(chart), allowed_base_urls=_NOWHERE), "utf-8")


def _png(chart: Spec, _: str) -> bytes:
    return bytes(
        vl_convert.vegalite_to_png(json.dumps(chart), scale=_SHARPNESS, allowed_base_urls=_NOWHERE)
    )


def _html(chart: Spec, title: str) -> bytes:
    """A page whose only script is known by its hash, so that no name in the data can be one."""
    script = vl_convert.javascript_bundle(_START).replace("</script", "<\\/script")
    page = _PAGE.format(
        hash=b64encode(sha256(script.encode()).digest()).decode(),
        title=escape(title),
        chart=json.dumps(chart).replace("<", "\\u003c"),
        script=script,
    )
    return page.encode()


FORMS: Mapping[str, Callable[[Spec, str], bytes]] = {
    "svg": _svg,
    "png": _png,
    "html": _html,
}
