"""How well copies are found: stories shortened, re-headed and rewritten, against true others.

    python scripts/measure_copies.py ARTICLES_DIR EPISODES.jsonl...

ARTICLES_DIR holds one JSON a story ("id", "text"); each line of EPISODES names a story's
"article" and the episode ("story") that it tells of.  Printed: of each kind of copy how many
share a key with their original and how many are called copies, then how many pairs of one
episode and how many other pairs are called copies, which none of them are.
"""

from __future__ import annotations

import argparse
import json
import random
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path

from dragoman.linking.copies import compare, keys_of, sketch

Change = Callable[[str, Sequence[str], random.Random], str]


def kept_words(share: float) -> Change:
    """Every word is replaced by another word of the news with a chance of 1 - `share`."""

    def rewrite(text: str, others: Sequence[str], chance: random.Random) -> str:
        vocabulary = " ".join(others[:20]).split()
        words = text.split()
        return " ".join(w if chance.random() < share else chance.choice(vocabulary) for w in words)

    return rewrite


def shortened(share: float) -> Change:
    """The beginning, cut at a word."""

    def cut(text: str, others: Sequence[str], chance: random.Random) -> str:
        words = text.split()
        return " ".join(words[: max(12, int(len(words) * share))])

    return cut


def reheaded(text: str, others: Sequence[str], chance: random.Random) -> str:
    """The first 30 words give way to those of another story."""
    return " ".join(chance.choice(others).split()[:30] + text.split()[30:])


def thinned(text: str, others: Sequence[str], chance: random.Random) -> str:
    """A third of the sentences left out, the first kept."""
    first, *rest = text.split(". ")
    return ". ".join([first, *(sentence for sentence in rest if chance.random() > 1 / 3)])


def tailed(text: str, others: Sequence[str], chance: random.Random) -> str:
    """As many words of another story behind it."""
    return text + " " + " ".join(chance.choice(others).split()[: len(text.split())])


CHANGES: dict[str, Change] = {
    "same": shortened(1.0),
    "rewritten 1 word in 20": kept_words(0.95),
    "rewritten 1 word in 10": kept_words(0.9),
    "rewritten 1 word in 5": kept_words(0.8),
    "first 70 %": shortened(0.7),
    "first 40 %": shortened(0.4),
    "first 20 %": shortened(0.2),
    "re-headed": reheaded,
    "a third of sentences out": thinned,
    "twice as long": tailed,
}


def main() -> None:
    """Print the two tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("episodes", type=Path, nargs="*")
    given = parser.parse_args()
    rows = [json.loads(path.read_text()) for path in sorted(given.articles.glob("*.json"))]
    texts = {row["id"]: row["text"] for row in rows}
    show_copies(texts)
    show_others(texts, episode_by_article(given.episodes))


def episode_by_article(paths: Iterable[Path]) -> dict[str, str]:
    """The episode of each story that has one."""
    rows = [json.loads(line) for path in paths for line in path.read_text().splitlines()]
    return {row["article"]: row["story"] for row in rows}


def show_copies(texts: dict[str, str]) -> None:
    """What is found of the copies made."""
    print(f"{'copies':28}{'key shared':>12}{'called copy':>12}{'both':>8}")
    for name, change in CHANGES.items():
        pairs = [(sketch(text), sketch(changed(texts, of, change))) for of, text in texts.items()]
        keyed = [bool(set(keys_of(left)) & set(keys_of(right))) for left, right in pairs]
        called = [compare(left, right).is_copy for left, right in pairs]
        both = [one and other for one, other in zip(keyed, called, strict=True)]
        print(f"{name:28}{share(keyed):12.3f}{share(called):12.3f}{share(both):8.3f}")


def changed(texts: dict[str, str], of: str, change: Change) -> str:
    """The story after a change, the same each time."""
    others = [text for name, text in texts.items() if name != of]
    chance = random.Random(of)
    chance.shuffle(others)
    return change(texts[of], others, chance)


def show_others(texts: dict[str, str], episodes: dict[str, str]) -> None:
    """What is found where nothing is a copy."""
    sketches = {name: sketch(text) for name, text in texts.items()}
    keys = {name: set(keys_of(sketched)) for name, sketched in sketches.items()}
    pairs = list(combinations(sorted(texts), 2))
    inside = [pair for pair in pairs if len({episodes.get(name, name) for name in pair}) == 1]
    apart = sorted(set(pairs) - set(inside))
    print(f"{'no copies':28}{'pairs':>12}{'key shared':>12}{'called copy':>12}{'highest':>20}")
    for title, chosen in (("one episode", inside), ("others", apart)):
        found = [compare(sketches[left], sketches[right]) for left, right in chosen]
        keyed = sum(bool(keys[left] & keys[right]) for left, right in chosen)
        called = sum(like.is_copy for like in found)
        most = max((like.similarity for like in found), default=0.0)
        held = max((like.containment for like in found), default=0.0)
        print(f"{title:28}{len(chosen):12}{keyed:12}{called:12}{most:12.3f}{held:8.3f}")


def share(answers: Sequence[bool]) -> float:
    """The part of answers that are yes."""
    return sum(answers) / max(len(answers), 1)


if __name__ == "__main__":
    main()
