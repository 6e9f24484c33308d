"""The codebook's nouns: types, modes, labels, CAMEO crossings, reductions, and all in one."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.errors import SetupError

LABEL = re.compile(r"\s*([A-Za-z]+)(?:[\s\-_/:,]+(\S.*?))?\s*")
TAKES_PLACE = ("actual", "historical")  # what CAMEO's codes tell: it happened


@dataclass(frozen=True, slots=True)
class Mode:
    """How a type of event is done, with its score on the conflict-cooperation scale."""

    name: str
    scale: float


@dataclass(frozen=True, slots=True)
class EventType:
    """One of the sixteen types."""

    name: str
    quad: int
    scale: float
    needs_recipient: bool
    says: str
    modes: Mapping[str, Mode]


@dataclass(frozen=True, slots=True)
class Label:
    """A type and perhaps a mode.  `swapped`: actor and recipient change places."""

    type: str
    mode: str | None = None
    swapped: bool = False

    def __str__(self) -> str:
        return self.type if self.mode is None else f"{self.type}-{self.mode}"


@dataclass(frozen=True, slots=True)
class Crossing:
    """What a CAMEO code is in PLOVER; `type` is None for the families that PLOVER leaves out."""

    code: str
    type: str | None = None
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    swapped: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Reduction:
    """One of PLOVER's rules that fold an announced or threatened act into a single category."""

    name: str
    types: tuple[str, ...]
    auxiliary: str
    own_words: bool
    to: Label
    becomes: str
    note: str

    def fits(self, event_type: str, auxiliary: str, *, own_words: bool) -> bool:
        """Whether the rule is meant for such a record."""
        spoken = own_words or not self.own_words
        return event_type in self.types and auxiliary == self.auxiliary and spoken


@dataclass(frozen=True, slots=True)
class Reduced:
    """What a record is after the reductions; `rule` names the one that fired, if any."""

    type: str
    mode: str | None
    auxiliary: str
    rule: str = ""


@dataclass(frozen=True, slots=True)
class NonState:
    """A code that stands where a country stands; `cow` is its Correlates of War number."""

    code: str
    name: str
    cow: int | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """A contradiction of the sources and what was chosen."""

    name: str
    seen: str
    chosen: str
    because: str


@dataclass(frozen=True, slots=True)
class Ontology:
    """The whole codebook, read only."""

    version: str
    types: Mapping[str, EventType]
    quads: Mapping[int, str]
    auxiliaries: tuple[str, ...]
    contexts: tuple[str, ...]
    sectors: Mapping[str, str]
    nonstates: Mapping[str, NonState]
    aliases: Mapping[str, Label]
    merged: Mapping[str, tuple[str, ...]]
    reductions: tuple[Reduction, ...]
    decisions: tuple[Decision, ...]
    crossings: Mapping[str, Crossing]
    back: Mapping[str, str]
    back_future: Mapping[str, str]

    def type(self, name: str) -> EventType:
        """The type of that name; an unknown one is a SetupError."""
        found = self.types.get(name)
        if found is None:
            raise SetupError(f"the ontology has no event type {name!r}")
        return found

    def quad(self, event_type: str) -> int:
        """The quad class, 1 to 4."""
        return self.type(event_type).quad

    def scale(self, event_type: str, mode: str | None = None) -> float:
        """The score of the mode, or of the type where the mode is None or has none of its own."""
        found = self.type(event_type)
        known = found.modes.get(mode) if mode else None
        return found.scale if known is None else known.scale

    def known(self, event_type: str, mode: str | None = None) -> bool:
        """Whether there is such a type and, if given, such a mode of it."""
        found = self.types.get(event_type)
        return found is not None and (mode is None or mode in found.modes)

    def canonical(self, label: str) -> Label | None:
        """Our label for one that another coder wrote ("DEMAND", "coerce: ban"), or None.

        A label that lumps several of our types together (YIELD) is in `merged`, not guessed.
        """
        event_type, mode = parts(label)
        renamed = self.aliases.get(event_type)
        if mode is not None and renamed is not None and renamed.mode is None:
            event_type = renamed.type
        written = Label(event_type, mode)
        known = written if self.known(event_type, mode) else None
        return self.aliases.get(str(written), known)

    def from_cameo(self, code: str) -> Crossing | None:
        """What a CAMEO code is in PLOVER; None where CAMEO has no such code.

        A two-digit family means its own general code: "14" is "140".
        """
        written = code.strip()
        return self.crossings.get(written + "0" if len(written) == 2 else written)

    def to_cameo(
        self, event_type: str, mode: str | None = None, auxiliary: str = "actual"
    ) -> str | None:
        """The one CAMEO code for a record, or None where CAMEO cannot say it.

        CAMEO has no way to say that something is denied or only possible, and codes the
        future only of cooperation.
        """
        label = str(Label(event_type, mode))
        if auxiliary in TAKES_PLACE:
            return self.back.get(label) or None
        return self.back_future.get(label) if auxiliary == "future" else None

    def reduce(
        self, event_type: str, mode: str | None, auxiliary: str, *, own_words: bool = False
    ) -> Reduced:
        """The single category that PLOVER without auxiliary modes would give.

        For exports alone: records keep the announced act.  `own_words` says that the
        actor itself is the one who says so.
        """
        for rule in self.reductions:
            if rule.fits(event_type, auxiliary, own_words=own_words):
                return Reduced(rule.to.type, rule.to.mode, rule.becomes, rule.name)
        return Reduced(event_type, mode, auxiliary)


def parts(label: str) -> tuple[str, str | None]:
    """The type and the mode in a written label ("coerce: heavy weapons"), spelled our way."""
    found = LABEL.fullmatch(label)
    if found is None:
        return label.strip().upper(), None
    event_type, mode = found.groups()
    return event_type.upper(), re.sub(r"[\s_]+", "-", mode.lower()) if mode else None


def label_of(text: str, *, swapped: bool = False) -> Label:
    """The label as written, whether or not there is such a type."""
    event_type, mode = parts(text)
    return Label(event_type, mode, swapped)
