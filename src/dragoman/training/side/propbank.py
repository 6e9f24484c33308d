"""PropBank predicates with arguments (EWT, MASC; CC BY-SA 4.0) and UDS factuality (MIT) on EWT."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dragoman.training.side.space import FACT, NOT_FACT, SideText
from dragoman.training.space import UNASKED
from dragoman.types import Span

#: Auxiliaries: their frames say little of who does what (a known trap of EWT's labels).
LIGHT = frozenset({"be", "have", "do"})
ARGUMENTS = {
    "ARG0": "arg0",
    "ARG1": "arg1",
    "ARG2": "arg2",
    "ARGM-TMP": "time",
    "ARGM-LOC": "location",
    "ARGM-NEG": "negation",
    "ARGM-MOD": "modal",
}
Facts = Mapping[str, Sequence[tuple[int, int, float]]]


def read_propbank(folder: Path, facts: Path | None = None) -> Iterator[SideText]:
    """The texts of `ewt.train.jsonl` and `masc.all.jsonl`, with factuality where it is known."""
    known = {} if facts is None else _facts(facts / "train.jsonl")
    for name in ("ewt.train.jsonl", "masc.all.jsonl"):
        docs: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            docs[row["doc"]].append(row)
        for doc, rows in docs.items():
            yield _text(doc, sorted(rows, key=_number), known)


def _number(row: Mapping[str, Any]) -> int:
    number: int = row["sent"]
    return number


@dataclass
class _Marks:
    """What the sentences of one text mark, gathered one after the other."""

    predicates: list[tuple[Span, int]] = field(default_factory=list)
    facts: list[tuple[Span, int]] = field(default_factory=list)
    asks: dict[str, list[Span]] = field(default_factory=lambda: defaultdict(list))
    pairs: dict[str, list[tuple[Span, Span]]] = field(default_factory=lambda: defaultdict(list))

    def add_frame(self, frame: Mapping[str, Any], spans: Sequence[Span]) -> None:
        """A predicate with its arguments; `spans` are the sentence's tokens."""
        predicate = spans[frame["pred"]]
        self.predicates.append((predicate, 1))
        for relation in ARGUMENTS.values():
            self.asks[relation].append(predicate)
        for low, high, name in frame["args"]:
            if name in ARGUMENTS:
                argument = Span(spans[low].start, spans[high - 1].end)
                self.pairs[ARGUMENTS[name]].append((predicate, argument))


def _text(doc: str, rows: Sequence[Mapping[str, Any]], facts: Facts) -> SideText:
    text, sentences, marks = "", [], _Marks()
    for row in rows:
        start = len(text)
        spans = [Span(start + low, start + high) for low, high in row["offsets"]]
        marks.predicates += _unasked_nouns(row, spans)
        for frame in row["frames"]:
            if frame["lemma"] not in LIGHT:
                marks.add_frame(frame, spans)
        marks.facts += _facts_of(row["text"], start, facts)
        sentences.append(Span(start, start + len(row["text"])))
        text += row["text"] + " "
    return SideText(
        id=f"propbank {doc}",
        text=text,
        sentences=sentences,
        open=frozenset({"predicate"}),
        labels={"predicate": marks.predicates, "fact": marks.facts},
        asks=marks.asks,
        pairs=marks.pairs,
    )


def _unasked_nouns(row: Mapping[str, Any], spans: Sequence[Span]) -> Iterator[tuple[Span, int]]:
    """MASC annotates verbs only: nothing is asked of its nouns and adjectives."""
    if row["src"] == "masc":
        for span, tag in zip(spans, row["pos"], strict=True):
            if tag.startswith(("NN", "JJ")):
                yield span, UNASKED


def _facts(path: Path) -> dict[str, list[tuple[int, int, float]]]:
    """For each sentence without its spaces: characters of a predicate, and its factuality."""
    facts: dict[str, list[tuple[int, int, float]]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        tokens = row["text"].split()
        ends = [sum(len(token) for token in tokens[: at + 1]) for at in range(len(tokens))]
        facts["".join(tokens)] = [
            (ends[low] - len(tokens[low]), ends[low], target["label"])
            for target in row["targets"]
            for low in target["span1"][:1]
        ]
    return facts


def _facts_of(text: str, start: int, facts: Facts) -> Iterator[tuple[Span, int]]:
    places = [at for at, letter in enumerate(text) if not letter.isspace()]
    for low, high, value in facts.get("".join(text.split()), ()):
        label = 0 if value < NOT_FACT else 2 if value > FACT else 1
        yield Span(start + places[low], start + places[high - 1] + 1), label
