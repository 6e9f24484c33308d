"""QANom (MIT): which nouns tell of an event, in sentences of Wikinews and Wikipedia."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from dragoman.training.side.space import SideText, joined

#: Penn Treebank writes brackets and quotation marks as words of their own.
MARKS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}
Place = tuple[int, int]


def read_qanom(folder: Path) -> Iterator[SideText]:
    """The texts of `annot.train.csv`: asked only of the nouns that were judged."""
    sentences: dict[str, dict[Place, list[str]]] = defaultdict(dict)
    nouns: dict[str, dict[tuple[Place, int], int]] = defaultdict(dict)
    with (folder / "annot.train.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            _, corpus, story, paragraph, number = row["qasrl_id"].split(":")
            name, place = f"qanom {corpus} {story}", (int(paragraph), int(number))
            sentences[name][place] = [MARKS.get(word, word) for word in row["sentence"].split(" ")]
            nouns[name][place, int(row["target_idx"])] = int(row["is_verbal"] == "True")
    for name, parts in sentences.items():
        places = sorted(parts)
        text, spans, tokens = joined([parts[place] for place in places])
        marked = [
            (tokens[places.index(place)][token], answer)
            for (place, token), answer in nouns[name].items()
        ]
        yield SideText(id=name, text=text, sentences=spans, labels={"noun": marked})
