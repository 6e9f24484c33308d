"""The public ruler: the PLOVER type between two given parties of a sentence (PLV).

The task and its 15 labels are those of Hu et al. (ACL 2024), "Leveraging Codebook Knowledge
with NLI and ChatGPT for Zero-Shot Political Relation Classification": CONCEDE and RETREAT are
one label, YIELD, and figures are macro F1 over the labels, the quad classes and cooperation
against conflict.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from dragoman.errors import SetupError
from dragoman.reading import read
from dragoman.types import GivenText, Span, Story

YIELD = "YIELD"
MERGED = {"CONCEDE": YIELD, "RETREAT": YIELD}
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT"), "1"),
    **dict.fromkeys(("AID", "COOPERATE", YIELD), "2"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "3"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "4"),
}
#: Quad classes of cooperation.
COOPERATION = frozenset({"1", "2"})
_MARK = re.compile(r"</?[st]>")


class RelatesParties(Protocol):
    """Whatever scores the types between two spans of a story."""

    def relation(self, story: Story, first: Span, second: Span) -> Mapping[str, float]:
        """For each type how well it stands between the two, 0 to 1."""
        ...


@dataclass(frozen=True, slots=True)
class Pair:
    """One row: a sentence, its two parties and the label; a party that is not marked is empty."""

    sentence: str
    source: Span
    target: Span
    root: str
    quad: str


def read_pairs(path: Path) -> list[Pair]:
    """The rows of a table with the columns marked_sentence, gold_root and gold_penta."""
    with path.open(encoding="utf-8", newline="") as table:
        rows = csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE)
        needed = {"marked_sentence", "gold_root", "gold_penta"}
        if not needed <= set(rows.fieldnames or ()):
            raise SetupError(f"{path} has no columns {', '.join(sorted(needed))}")
        return [_pair(row) for row in rows]


def _pair(row: Mapping[str, str]) -> Pair:
    sentence, spans = unmarked(row["marked_sentence"])
    nobody = Span(0, 0)
    return Pair(
        sentence,
        spans.get("s", nobody),
        spans.get("t", nobody),
        row["gold_root"],
        row["gold_penta"],
    )


def unmarked(marked: str) -> tuple[str, dict[str, Span]]:
    """A sentence without its marks, and where the words in <s> and <t> stand."""
    text, spans, opened, at = "", {}, 0, 0
    for mark in _MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[0].startswith("</"):
            spans[mark[0][2]] = Span(opened, len(text))
        else:
            opened = len(text)
    return text + marked[at:], spans


def evaluate_pairs(path: Path, tagger: RelatesParties) -> dict[str, float]:
    """Macro F1 in percent over roots, quad classes and cooperation or conflict; and the rows."""
    pairs = read_pairs(path)
    if not pairs:
        raise SetupError(f"{path} has no rows")
    found = [best_root(pair, tagger) for pair in pairs]
    quads = [QUADS[root] for root in found]
    gold = [pair.quad for pair in pairs]
    return {
        "root macro F1": macro_f1([pair.root for pair in pairs], found),
        "quad macro F1": macro_f1(gold, quads),
        "binary macro F1": macro_f1(list(_sides(gold)), list(_sides(quads))),
        "rows": len(pairs),
    }


def best_root(pair: Pair, tagger: RelatesParties) -> str:
    """The label with the greatest score; of merged types the greater counts."""
    story = read(GivenText(pair.sentence))
    scores = tagger.relation(story, pair.source, pair.target)
    best = max(scores, key=lambda name: (scores[name], name))
    return MERGED.get(best, best)


def _sides(quads: Sequence[str]) -> Iterator[str]:
    for quad in quads:
        yield "cooperation" if quad in COOPERATION else "conflict"


def macro_f1(gold: Sequence[str], found: Sequence[str]) -> float:
    """The mean F1, in percent, over the labels of the gold."""
    return round(sum(_f1(label, gold, found) for label in set(gold)) / len(set(gold)), 1)


def _f1(label: str, gold: Sequence[str], found: Sequence[str]) -> float:
    right = sum(g == f == label for g, f in zip(gold, found, strict=True))
    return 200 * right / (list(gold).count(label) + list(found).count(label))
