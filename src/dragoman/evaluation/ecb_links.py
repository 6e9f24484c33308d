"""Linking measured on ECB+: the linker's way of scoring and clustering, fitted to its annotations.

Each topic is judged by weights fitted to the others; no weights of ECB+ are shipped.  Beside it
stands the baseline of the field: mentions of a topic with the same head lemma are one event.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import numpy as np

from dragoman.evaluation.ecb import EcbMention, EcbStory, read_ecb
from dragoman.evaluation.lemmas import head_lemma, lemma
from dragoman.evaluation.links import LinkFigures, LinkGold, figures
from dragoman.linking.clusters import clusters
from dragoman.linking.model import Levels, Weights, scores
from dragoman.linking.words import stem, stems

#: Fits weights to levels, which pairs are one event, and how many levels each feature has.
FitLevels = Callable[
    [Levels, np.ndarray[tuple[int, ...], np.dtype[np.bool_]], Sequence[int]], Weights
]

#: Topics are left out of a fit by turns, in so many parts.
PARTS = 5
#: Links under it are not made.
SAME = 0.2
#: As in `linking.clusters`; its mentions say less, so their links are weaker.
TOGETHER = 0.25
_SURELY = 0.999999
_SHARES = (0.5, 0.25, 0.01)
_ALIKE = (0.3, 0.2, 0.1)


@dataclass(frozen=True, slots=True)
class _Face:
    """A mention as it is compared."""

    mention: EcbMention
    lemma: str
    stems: frozenset[str]
    context: frozenset[str]
    around: Mapping[str, frozenset[str]]
    story: frozenset[str]


def ecb_figures(folder: Path, fit: FitLevels) -> dict[str, dict[str, object]]:
    """The figures of the linker and of its baselines, over all topics that are there."""
    stories = read_ecb(folder)
    mentions = [mention for story in stories for mention in story.mentions]
    gold = LinkGold(
        {mention.id: mention.event for mention in mentions},
        {mention.id: mention.story for mention in mentions},
        {story.name: story.topic for story in stories},
    )
    ours: LinkFigures = figures(gold, _linked(stories, fit))
    return {
        "gold records": {
            **ours,
            "baseline alone": figures(gold, [(mention.id,) for mention in mentions]),
            "baseline same head lemma": figures(gold, same_lemma(mentions)),
        }
    }


def same_lemma(mentions: Iterable[EcbMention]) -> list[Collection[str]]:
    """The mentions of a topic with one head lemma as one event."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for mention in mentions:
        found[mention.topic, head_lemma(mention.words)].append(mention.id)
    return list(found.values())


# --- fitting and linking -------------------------------------------------------------


def _linked(stories: Sequence[EcbStory], fit: FitLevels) -> list[tuple[str, ...]]:
    topics = sorted({story.topic for story in stories})
    pairs = {topic: _pairs([s for s in stories if s.topic == topic]) for topic in topics}
    levels = {topic: _levels(found) for topic, found in pairs.items()}
    links = []
    for part in range(PARTS):
        out = topics[part::PARTS]
        kept = [topic for topic in topics if topic not in out]
        same = [one.mention.event == other.mention.event for t in kept for one, other in pairs[t]]
        weights = fit(np.concatenate([levels[t] for t in kept]), np.array(same), SIZES)
        for topic in out:
            sure = scores(weights.odds(levels[topic])).tolist()
            links += [
                (one.mention.id, other.mention.id, min(_SURELY, score))
                for (one, other), score in zip(pairs[topic], sure, strict=True)
                if score >= SAME
            ]
    ids = [mention.id for story in stories for mention in story.mentions]
    return clusters(ids, links, together=TOGETHER)


def _pairs(stories: Sequence[EcbStory]) -> list[tuple[_Face, _Face]]:
    """The pairs of a topic that share a word of the mention or of who takes part."""
    faces = [face for story in stories for face in _faces(story)]
    return [(one, other) for one, other in combinations(faces, 2) if _worth(one, other)]


def _worth(one: _Face, other: _Face) -> bool:
    if one.lemma == other.lemma or not one.stems.isdisjoint(other.stems):
        return True
    return _share(one.context, other.context) >= _ALIKE[-1]


def _faces(story: EcbStory) -> list[_Face]:
    words = _lemmas(story.words)
    return [
        _Face(
            mention=mention,
            lemma=head_lemma(mention.words),
            stems=frozenset(stems(" ".join(mention.words))),
            context=_lemmas(mention.context),
            around={part: _lemmas(said) for part, said in mention.around.items()},
            story=words,
        )
        for mention in story.mentions
    ]


def _lemmas(words: Iterable[str]) -> frozenset[str]:
    kept = stems(" ".join(words))
    return frozenset(lemma(word) for word in words if stem(word.lower()) in kept)


# --- comparing -----------------------------------------------------------------------


def _levels(pairs: Sequence[tuple[_Face, _Face]]) -> Levels:
    return np.array([_compared(*pair) for pair in pairs], np.int8).reshape(-1, len(SIZES))


def _compared(one: _Face, other: _Face) -> list[int]:
    """What each of SIZES finds, the most alike first; -1 abstains."""
    word = _words(one, other)
    stories = _bin(_share(one.story, other.story), _ALIKE)
    return [
        word,
        *(_part(one, other, part) for part in ("who", "what", "where", "when")),
        _bin(_share(one.context, other.context), _ALIKE),
        stories,
        stories if word == 0 else -1,
        _bin(_share(one.context, other.context), _ALIKE) if word == 0 else -1,
        _kind(one.mention.kind, other.mention.kind),
        *_inside(one.mention, other.mention, word),
    ]


SIZES = (3, 4, 4, 4, 4, 4, 4, 4, 4, 4, 2, 1)
_TOLD = "ACTION_REPORTING"  # who says it again says something else


def _kind(one: str, other: str) -> int:
    if one != other:
        return 3
    return 0 if one == "ACTION_OCCURRENCE" else 2 if one == _TOLD else 1


def _inside(one: EcbMention, other: EcbMention, word: int) -> tuple[int, int]:
    """Whether both are of one story, with one word or not, and of one sentence."""
    if one.story != other.story:
        return -1, -1
    return (0 if word == 0 else 1), (0 if one.sentence == other.sentence else -1)


def _words(one: _Face, other: _Face) -> int:
    if one.lemma == other.lemma:
        return 0
    return 1 if one.stems & other.stems else 2


def _part(one: _Face, other: _Face, part: str) -> int:
    mine, yours = one.around.get(part), other.around.get(part)
    return -1 if not mine or not yours else _bin(_share(mine, yours), _SHARES)


def _share(one: frozenset[str], other: frozenset[str]) -> float:
    """Twice the shared words over all of both."""
    total = len(one) + len(other)
    return 2 * len(one & other) / total if total else 0.0


def _bin(value: float, edges: Sequence[float]) -> int:
    return next((at for at, edge in enumerate(edges) if value >= edge), len(edges))
