"""The country of an actor when nothing beside its words tells it."""

from __future__ import annotations

from collections import Counter

from dragoman.resolving.view import StoryView

DOMINANT_SHARE = 0.75
# Weights set on the train stories: a name in the sentence against the share of the whole story.
W = dict(share=10.0, before=2.0, after=0.0, previous=1.0, para=0.0)


def country_by_context(view: StoryView, word: int) -> str | None:
    """The country that the words around and the whole story speak of most."""
    countries = view.gazetteer.countries
    counts = {code: count for code, count in view.tally.items() if code in countries}
    total = sum(counts.values())
    if not total:
        return None
    scores: Counter[str] = Counter()
    for code, count in counts.items():
        scores[code] = W["share"] * count / total
    sentence = view.sentence(word)
    near = {}
    for first, code in view.country_places:
        where = view.sentence(first)
        if where == sentence:
            near[code, "before" if first < word else "after"] = 1
        elif where == sentence - 1:
            near[code, "previous"] = 1
        elif where == sentence - 2:
            near[code, "para"] = 1
        elif where > sentence:
            break
    for code, kind in near:
        if code in counts:
            scores[code] += W[kind]
    return scores.most_common(1)[0][0]


def dominates(view: StoryView) -> bool:
    """Whether nearly all of the story's countries are one: "both sides" are then its own."""
    countries = view.gazetteer.countries
    counts = [count for code, count in view.tally.items() if code in countries]
    return bool(counts) and max(counts) >= DOMINANT_SHARE * sum(counts)


def owner_before(view: StoryView, word: int) -> str | None:
    """The country that "its", "their" or "whose" at this word speaks of, as far as names tell."""
    key, sentence = view.words.keys[word], view.sentence(word)
    before = [place for place in view.country_places if place[0] < word]
    here = [code for first, code in before if view.sentence(first) == sentence]
    if here:
        return here[-1] if key == "whose" else here[0]
    previous = [code for first, code in before if view.sentence(first) == sentence - 1]
    return previous[0] if previous else None
