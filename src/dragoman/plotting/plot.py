"""From a store, a filter and the name of a picture to the bytes of its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from dragoman.errors import UsageError
from dragoman.plotting.caption import caption, lacking, tell
from dragoman.plotting.drawing import draw
from dragoman.plotting.look import framed
from dragoman.plotting.matrix import matrix
from dragoman.plotting.network import network
from dragoman.plotting.picture import Picture
from dragoman.plotting.places import place_map
from dragoman.plotting.timeline import timeline
from dragoman.store.asked import Asked
from dragoman.store.filters import Filter

PICTURES: Mapping[str, Callable[[Asked, Filter], Picture]] = {
    "timeline": timeline,
    "map": place_map,
    "network": network,
    "dyads": matrix,
}


def plot(store: Asked, chosen: Filter, name: str, *, form: str, title: str | None = None) -> bytes:
    """The picture of the events that fit; a UsageError says why there would be none."""
    told = tell(store, chosen)
    picture = PICTURES[name](store, chosen)
    if picture.drawn == 0:
        raise UsageError(lacking(picture, told))
    heading = picture.title if title is None else title
    return draw(framed(picture.chart, heading, caption(told, picture)), form, title=heading)
