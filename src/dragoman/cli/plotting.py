"""What `dragoman plot` does: from the events of a store that fit to a picture in a file."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from importlib.util import find_spec
from pathlib import Path

from dragoman.build import open_existing
from dragoman.cli.output import open_binary_output
from dragoman.errors import SetupError, UsageError
from dragoman.store.filter_reading import read_filter

FORMS = ("svg", "png", "html")
#: What drawing needs beside the base, by the name that it is installed by.
_NEEDED = {"vl_convert": "vl-convert-python", "networkx": "networkx"}


def plot_store(
    address: str, picture: str, out: Path, *, title: str | None, filters: Mapping[str, object]
) -> None:
    """Draw the events that fit into a file, which appears whole or not at all."""
    form = form_of(out)
    chosen = read_filter(**filters)
    require_plot()
    from dragoman.plotting.plot import plot  # loads what draws

    with closing(open_existing(address)) as store:
        drawn = plot(store, chosen, picture, form=form, title=title)
    with open_binary_output(out) as stream:
        stream.write(drawn)


def form_of(out: Path) -> str:
    """What a file is to be, by its ending; a UsageError names the endings there are."""
    form = out.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise UsageError(
            f"cannot draw {out.name}: the name must end in .{', .'.join(FORMS[:-1])} or .{FORMS[-1]}"
        )
    return form


def require_plot() -> None:
    """A SetupError where what draws is not installed."""
    for module, package in _NEEDED.items():
        if find_spec(module) is None:
            raise SetupError(f"pictures need {package}: pip install 'dragoman[plot]'")
