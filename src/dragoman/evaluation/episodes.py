"""Episodes of the gold: several stories of one happening, whose events have names in common."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypedDict

from dragoman.errors import SetupError

#: Stories of no episode are dealt over this many parts, so that each is left out once.
PARTS = 8


@dataclass(frozen=True, slots=True)
class Episodes:
    """For each story its episode, and the episode's name of each of its events."""

    of: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def folds(self, stories: Sequence[str]) -> dict[str, int]:
        """The part in which each story is left out of a fit: an episode is a part of its own."""
        parts = sorted({self.of[story] for story in stories if story in self.of})
        others = sorted(story for story in stories if story not in self.of)
        size = len(parts) or PARTS
        dealt = {story: at % size for at, story in enumerate(others)}
        return dealt | {story: parts.index(self.of[story]) for story in stories if story in self.of}


class _Row(TypedDict):
    story: str
    article: str
    events: dict[str, str]


def read_episodes(paths: Iterable[Path]) -> Episodes:
    """The episodes of one or more files: a line a story, with its episode and its events' names."""
    rows = [row for path in paths for row in _rows(path)]
    _refuse_twice([row["article"] for row in rows])
    return Episodes(
        {row["article"]: row["story"] for row in rows},
        {
            row["article"]: {own: f"{row['story']} {name}" for own, name in row["events"].items()}
            for row in rows
        },
    )


def _refuse_twice(stories: Sequence[str]) -> None:
    """One line would silently take the place of the other."""
    twice = sorted({story for story in stories if stories.count(story) > 1})
    if twice:
        raise SetupError(f"{twice[0]} has two lines: give each story's labels in one")


def _rows(path: Path) -> list[_Row]:
    lines = path.read_text(encoding="utf-8").splitlines()
    try:
        rows: list[_Row] = [json.loads(line) for line in lines if line]
        assert all({"story", "article", "events"} <= row.keys() for row in rows)
    except (json.JSONDecodeError, AssertionError, AttributeError) as error:
        raise SetupError(
            f"{path} has a line that is no JSON object of story, article and events"
        ) from error
    return rows
