"""The linker's table: its weights, thresholds and word lists, from resources/linker.toml."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dragoman.ontology.table import Table

NAME = "linker.toml"


@dataclass(frozen=True, slots=True)
class LinkerTable:
    """What linker.toml says.  `weights` are log odds by feature and by what it found."""

    version: str
    constant: float
    same: float
    unsure: float
    weights: Mapping[str, Mapping[str, float]]
    common: tuple[str, ...]
    generic: tuple[str, ...]


@cache
def load_table() -> LinkerTable:
    """The table that the package brings, read once."""
    return read_table(text_of_table(), NAME)


def text_of_table() -> str:
    """The table as it is written."""
    path = resources.files("dragoman") / "resources" / NAME
    return path.read_text(encoding="utf-8")


def read_table(text: str, name: str) -> LinkerTable:
    """The table in a text; `name` is told in faults."""
    table = Table(name, "", tomllib.loads(text))
    words, weights = table.table("words"), table.table("weights")
    return LinkerTable(
        version=table.text("version"),
        constant=table.number("constant"),
        same=table.number("same"),
        unsure=table.number("unsure"),
        weights={
            feature.key: {found: feature.number(found) for found in feature.values}
            for feature in weights.tables()
        },
        common=words.texts("common"),
        generic=words.texts("generic"),
    )
