"""The country of an actor when nothing beside its words tells it."""

from __future__ import annotations

from bisect import bisect_left

from dragoman.resolving.view import StoryView

# Set on the train stories: names near the mention against the country's share of the whole story.
SHARE_WEIGHT = 10.0
SAME_SENTENCE = 2.0
SENTENCE_BEFORE = 1.0
DOMINANT_SHARE = 0.75


def country_by_context(view: StoryView, word: int, *, without: str | None = None) -> str | None:
    """The country that the words before and the whole story speak of most, but for `without`."""
    counts = {code: count for code, count in _counts(view).items() if code != without}
    total = sum(counts.values())
    if not total:
        return None
    near = _near(view, word)
    scores = {
        code: SHARE_WEIGHT * count / total + near.get(code, 0.0) for code, count in counts.items()
    }
    return max(scores, key=scores.__getitem__)


def dominates(view: StoryView) -> bool:
    """Whether nearly all of the story's countries are one: "both sides" are then its own."""
    counts = _counts(view).values()
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


def _counts(view: StoryView) -> dict[str, float]:
    """The story's tally without the codes above countries."""
    countries = view.gazetteer.countries
    return {code: count for code, count in view.tally.items() if code in countries}


def _near(view: StoryView, word: int) -> dict[str, float]:
    """What the countries named before a word in its sentence and in the one before gain by it."""
    sentence = view.sentence(word)
    here: set[str] = set()
    previous: set[str] = set()
    before = bisect_left(view.country_places, (word,))
    for first, code in reversed(view.country_places[:before]):
        where = view.sentence(first)
        if where == sentence:
            here.add(code)
        elif where == sentence - 1:
            previous.add(code)
        else:
            break
    gains = dict.fromkeys(previous, SENTENCE_BEFORE)
    return gains | {code: SAME_SENTENCE + gains.get(code, 0.0) for code in here}
