"""What a model's outputs stand for: the columns of `tags` and the layers of `pairs`.

A model folder carries its own `labels.json`, so the code never assumes an order.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from dragoman.errors import SetupError
from dragoman.tagging.windows import Room

#: What a pair of words can be: from a trigger's first word, or from a cue's first word.
TRIGGER_RELATIONS = ("actor", "recipient", "place", "date", "said")
CUE_RELATIONS = ("source", "content")
#: From a mention's first word to the first words of other mentions of the same actor, and
#: from a trigger's to those of other triggers of the same event.
SAME_ACTOR, SAME_EVENT = "same_actor", "same_event"
#: Relations that reach over the whole window; the others stay inside the sentence.
WIDE = frozenset({"said", *CUE_RELATIONS, SAME_ACTOR, SAME_EVENT})
NONE = "none"
#: A voice without any cue is anchored on the first word of what it says.
BARE = "bare"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Where a score becomes an answer; chosen on training stories that the model has not seen.

    `more` is that of every actor or recipient beside the surest one.
    """

    trigger: float = 0.5
    actor: float = 0.5
    recipient: float = 0.5
    more: float = 0.5
    place: float = 0.5
    date: float = 0.5
    said: float = 0.5
    cue: float = 0.5
    source: float = 0.5
    content: float = 0.5
    furniture: float = 0.5
    same_actor: float = 0.5
    same_event: float = 0.5
    context: float = 0.5


@dataclass(frozen=True, slots=True)
class Calibration:
    """The weight of each sign of sureness (tagging/sureness.py) in the log-odds of a score."""

    bias: float = 0.0
    found: float = 1.0
    type: float = 0.0
    actors: float = 0.0
    recipients: float = 0.0
    no_actor: float = 0.0
    no_recipient: float = 0.0
    several: float = 0.0


@dataclass(frozen=True, slots=True)
class Labels:
    """Names of the model's outputs, its thresholds and its version.

    `types`, `verbs` and `kinds` start with "none"; `modes` are "TYPE mode" with "TYPE" for no
    mode.  The columns of `tags` are, in order: types, a trigger's begin, auxiliaries, modes,
    mention kinds, a mention's begin, verbs, a cue's begin, content, furniture.  `contexts` are
    the columns of the story's contexts, `vector` is the width of a record's vector.  The model
    reads windows of `window` words, of at most `pieces` pieces, and words of rare names as the
    piece `rare_name`, as they stand where it is empty.
    """

    version: str
    types: tuple[str, ...]
    auxiliaries: tuple[str, ...]
    modes: tuple[str, ...]
    kinds: tuple[str, ...]
    verbs: tuple[str, ...]
    contexts: tuple[str, ...] = ()
    relations: tuple[str, ...] = (*TRIGGER_RELATIONS, *CUE_RELATIONS, SAME_ACTOR, SAME_EVENT)
    vector: int = 64
    window: int = 220
    pieces: int = 384
    rare_name: str = ""
    thresholds: Thresholds = Thresholds()
    calibration: Calibration = Calibration()

    @property
    def room(self) -> Room:
        """What one window holds."""
        return Room(self.window, self.pieces)

    def widths(self) -> dict[str, int]:
        """How many columns each part of `tags` has, in order."""
        return {
            "type": len(self.types),
            "trigger_begin": 1,
            "auxiliary": len(self.auxiliaries),
            "mode": len(self.modes),
            "kind": len(self.kinds),
            "mention_begin": 1,
            "verb": len(self.verbs),
            "cue_begin": 1,
            "content": 1,
            "furniture": 1,
        }

    def columns(self) -> dict[str, slice]:
        """Where each part of `tags` stands."""
        at, out = 0, {}
        for name, width in self.widths().items():
            out[name] = slice(at, at + width)
            at += width
        return out


def save_labels(labels: Labels, path: Path) -> None:
    """Write `labels.json`."""
    path.write_text(json.dumps(asdict(labels), indent=1) + "\n", encoding="utf-8")


def load_labels(path: Path) -> Labels:
    """The labels of a model folder."""
    try:
        row = json.loads(path.read_text(encoding="utf-8"))
        parts = {
            "thresholds": Thresholds(**row.pop("thresholds")),
            "calibration": Calibration(**row.pop("calibration")),
        }
        lists = {name: tuple(value) for name, value in row.items() if isinstance(value, list)}
        return Labels(**{**row, **lists, **parts})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise SetupError(f"{path} is not the labels file of a model: {error}") from error
