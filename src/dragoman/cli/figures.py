"""Figures of a ruler as a person or a program reads them."""

from __future__ import annotations

import json
from collections.abc import Mapping

import click


def print_figures(figures: Mapping[str, float], *, as_json: bool) -> None:
    """Print each figure on a line under its name, or all as one JSON object."""
    if as_json:
        click.echo(json.dumps(figures))
        return
    width = max(map(len, figures), default=0)
    for name, value in figures.items():
        click.echo(f"{name:<{width}}  {value}")
