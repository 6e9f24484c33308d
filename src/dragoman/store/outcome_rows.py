"""Outcomes as rows of a table from which they come back whole, vectors and sentences with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import numpy as np
import pyarrow as pa

from dragoman.contract.reading import read_outcome
from dragoman.contract.writing import outcome_line
from dragoman.types import Coded, Outcome, SetAside, Span

#: What such a row holds.
OUTCOMES = pa.schema(
    {
        "line": pa.string(),  # the record contract's
        "coder": pa.string(),  # and what it leaves out
        "sentences": pa.list_(pa.int32()),
        "vectors": pa.list_(pa.binary()),
    }
)


def outcome_row(outcome: Outcome) -> dict[str, object]:
    """The row of one outcome; of a story that was set aside its line is all."""
    if isinstance(outcome, SetAside):
        return {"line": outcome_line(outcome)}
    bounds = [at for span in outcome.story.sentences for at in (span.start, span.end)]
    vectors = [np.asarray(record.vector, "<f8").tobytes() for record in outcome.records]
    row = {"line": outcome_line(outcome), "coder": outcome.coder}
    return row | {"sentences": bounds, "vectors": vectors}


def read_outcome_row(row: Mapping[str, Any]) -> Outcome:
    """The outcome of a row."""
    outcome = read_outcome(row["line"])
    if isinstance(outcome, SetAside):
        return outcome
    bounds = row["sentences"]
    sentences = tuple(map(Span, bounds[::2], bounds[1::2]))
    records = tuple(
        replace(record, vector=tuple(np.frombuffer(vector, "<f8").tolist()))
        for record, vector in zip(outcome.records, row["vectors"], strict=True)
    )
    story = replace(outcome.story, sentences=sentences)
    return Coded(story, records, outcome.voices, outcome.furniture, row["coder"])
