"""What a picture is before it has a title and a form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

#: A part of a Vega-Lite chart, and one row of what it draws.
Spec = Mapping[str, object]
Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart with its default title, and what its caption must not keep silent about.

    `drawn` counts what can be seen on it; where that is 0, `lacking` says what no event has.
    """

    title: str
    chart: Spec
    drawn: int
    lacking: str
    notes: Sequence[str] = ()
