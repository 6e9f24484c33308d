"""GUM (CC BY family, the share that allows it): coreference and attributing clauses."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path

from dragoman.tagging.labels import SAME_ACTOR
from dragoman.training.side.space import SideText, joined
from dragoman.types import Span

_PART = re.compile(r"(\()?(\d+)(\))?")


def read_gum(folder: Path) -> Iterator[SideText]:
    """The documents of GUM's train part, in its own split."""
    for path in sorted((folder / "dep").glob("*.conllu")):
        if path.stem not in _kept_out(folder / "splits.md"):
            chains = next((folder / "ontogum_coref").glob(f"{path.stem}.*"), None)
            yield _document(path, chains)


def _kept_out(splits: Path) -> frozenset[str]:
    """The documents of dev and test."""
    parts = splits.read_text(encoding="utf-8").split("\n## ")
    lists = [part for part in parts if part.startswith(("dev", "test"))]
    return frozenset(re.findall(r"GUM_\w+", "".join(lists)))


def _document(path: Path, chains: Path | None) -> SideText:
    sentences: list[list[str]] = []
    unit, saying = False, []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("# sent_id"):
            sentences.append([])
        cells = line.split("\t")
        if len(cells) != 10 or not cells[0].isdigit():
            continue
        if "Discourse=" in cells[9]:
            unit = "Discourse=attribution" in cells[9]
        if unit:
            saying.append((len(sentences) - 1, len(sentences[-1])))
        sentences[-1].append(cells[1].replace(" ", ""))
    text, spans, tokens = joined(sentences)
    together = _coreference(chains, [span for row in tokens for span in row])
    return SideText(
        id=f"gum {path.stem}",
        text=text,
        sentences=spans,
        open=frozenset({"saying"}),
        labels={"saying": [(tokens[at][token], 1) for at, token in saying]},
        asks={SAME_ACTOR: [mention for chain in together for mention in chain]},
        pairs={SAME_ACTOR: [pair for chain in together for pair in permutations(chain, 2)]},
    )


def _coreference(path: Path | None, tokens: list[Span]) -> list[list[Span]]:
    """The chains of mentions, where the tokens of both files agree."""
    rows = [] if path is None else _rows(path)
    return list(_chains(rows, tokens).values()) if len(rows) == len(tokens) else []


def _rows(path: Path) -> list[str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t")[-1] for line in lines if line and not line.startswith("#")]


def _chains(rows: list[str], tokens: list[Span]) -> dict[str, list[Span]]:
    opened: dict[str, list[int]] = defaultdict(list)
    chains: dict[str, list[Span]] = defaultdict(list)
    for at, cell in enumerate(rows):
        for opens, name, closes in _PART.findall(cell):
            if opens:
                opened[name].append(at)
            if closes and opened[name]:
                chains[name].append(Span(tokens[opened[name].pop()].start, tokens[at].end))
    return chains
