"""How users read the files, option by option."""

from __future__ import annotations

import csv
from io import BytesIO, StringIO

import pandas as pd
import polars as pl


def by_hand(lines, *, encoding="utf-8"):
    """As R reads with quote="" and as simple programs do: lines, then tabs."""
    text = in_bytes(lines).decode(encoding)
    return [line.split("\t") for line in text.removesuffix("\n").split("\n")]


def by_csv(lines, *, encoding="utf-8"):
    """Python's csv with a tab and all else as it comes, quotation marks too."""
    text = StringIO(in_bytes(lines).decode(encoding), newline=None)
    return list(csv.reader(text, delimiter="\t"))


def by_pandas(lines, **options):
    """pandas with a tab, and what the caller adds."""
    return pd.read_csv(BytesIO(in_bytes(lines)), sep="\t", **options)


def by_polars(lines, **options):
    """polars with a tab, and what the caller adds."""
    return pl.read_csv(in_bytes(lines), separator="\t", **options)


def in_bytes(lines):
    """What stands in the file."""
    return "".join(lines).encode(errors="replace")
