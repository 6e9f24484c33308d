"""ECB+: mentions of events in news of many topics, joined within and across stories.

Cybulska and Vossen (2014).  Only the sentences that the release lists are read: the others are
not annotated completely.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from dragoman.errors import SetupError

LIST = "ECBplus_coreference_sentences.csv"
TEXTS = "ECB+"
_EVENTS = ("ACTION", "NEG_ACTION")
_KINDS = {"HUMAN": "who", "NON": "what", "LOC": "where", "TIME": "when"}


@dataclass(frozen=True, slots=True)
class EcbMention:
    """One mention of an event, with what its sentence says of who, what, where and when."""

    id: str
    topic: str
    story: str
    sentence: int
    event: str
    kind: str
    words: tuple[str, ...]
    context: tuple[str, ...]
    around: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class EcbStory:
    """One story: its words, and its mentions in the sentences that are listed."""

    topic: str
    name: str
    words: tuple[str, ...]
    mentions: tuple[EcbMention, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """One file: for each token its sentence and word; for each mark its kind and tokens."""

    topic: str
    name: str
    tokens: Mapping[str, tuple[int, str]]
    marks: Mapping[str, tuple[str, tuple[str, ...]]]
    event_of: Mapping[str, str]


def is_ecb(folder: Path) -> bool:
    """Whether the folder is a release of ECB+."""
    return (folder / LIST).is_file() and (folder / TEXTS).is_dir()


def read_ecb(folder: Path) -> list[EcbStory]:
    """The stories of all topics that are there, by topic and name."""
    listed = _listed(folder / LIST)
    paths = sorted((folder / TEXTS).glob("*/*.xml"))
    return [_story(_read(path), listed.get(path.stem, frozenset())) for path in paths]


def _listed(path: Path) -> dict[str, frozenset[int]]:
    """For each story the numbers of its sentences that count."""
    found: dict[str, set[int]] = defaultdict(set)
    with path.open(encoding="utf-8-sig", newline="") as table:
        for row in csv.DictReader(table):
            found[f"{row['Topic']}_{row['File']}"].add(int(row["Sentence Number"]))
    return {name: frozenset(sentences) for name, sentences in found.items()}


def _read(path: Path) -> _Text:
    try:
        root = etree.parse(path).getroot()
    except etree.XMLSyntaxError as error:
        raise SetupError(f"{path} is no XML: {error}") from error
    tokens = {
        token.get("t_id"): (int(token.get("sentence")), token.text or "")
        for token in root.iter("token")
    }
    marks = {
        mark.get("m_id"): (mark.tag, tuple(part.get("t_id") for part in mark))
        for mark in root.find("Markables")
        if len(mark)
    }
    return _Text(path.parent.name, path.stem, tokens, marks, dict(_chains(root, path.stem)))


def _chains(root: etree._Element, story: str) -> Iterator[tuple[str, str]]:
    """Each mark that is in a chain with the chain's name, over stories where it runs over them."""
    for relation in root.find("Relations"):
        note = relation.get("note")
        across = relation.tag == "CROSS_DOC_COREF" and note is not None
        name = note if across else f"{story} {relation.get('r_id')}"
        for source in relation.iter("source"):
            yield source.get("m_id"), name


def _story(text: _Text, listed: frozenset[int]) -> EcbStory:
    sentences: dict[int, list[str]] = defaultdict(list)
    for sentence, word in text.tokens.values():
        sentences[sentence].append(word)
    words = [word for number in sorted(listed) for word in sentences[number]]
    mentions = _mentions(text, listed, sentences)
    return EcbStory(text.topic, text.name, tuple(words), tuple(mentions))


def _mentions(
    text: _Text, listed: frozenset[int], sentences: Mapping[int, list[str]]
) -> Iterator[EcbMention]:
    around = _around(text)
    for mark, (kind, anchors) in sorted(text.marks.items()):
        sentence = text.tokens[anchors[0]][0]
        if not kind.startswith(_EVENTS) or sentence not in listed:
            continue
        name = f"{text.name} {mark}"
        yield EcbMention(
            id=name,
            topic=text.topic,
            story=text.name,
            sentence=sentence,
            event=f"{text.topic} {text.event_of.get(mark, name)}",
            kind=kind.removeprefix("NEG_"),
            words=tuple(text.tokens[anchor][1] for anchor in anchors),
            context=tuple(sentences[sentence]),
            around={part: tuple(words) for part, words in around[sentence].items()},
        )


def _around(text: _Text) -> dict[int, dict[str, list[str]]]:
    """For each sentence the words of who, what, where and when."""
    found: dict[int, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for kind, anchors in text.marks.values():
        part = _KINDS.get(kind.split("_")[0])
        if part is not None:
            sentence = text.tokens[anchors[0]][0]
            found[sentence][part] += _words(text, anchors)
    return found


def _words(text: _Text, anchors: Iterable[str]) -> list[str]:
    return [text.tokens[anchor][1] for anchor in anchors]
