"""Where a user's own gazetteer lies."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

PLACES = "places.db"
PERSONS = "persons.tsv"


def data_folder(environment: Mapping[str, str]) -> Path:
    """The user's data folder for dragoman; a relative XDG_DATA_HOME counts as none."""
    told = Path(environment.get("XDG_DATA_HOME", ""))
    base = told if told.is_absolute() else Path.home() / ".local" / "share"
    return base / "dragoman"
