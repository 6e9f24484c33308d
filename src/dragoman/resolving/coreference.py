"""Who a pronoun or a short definite phrase speaks of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from operator import itemgetter

from dragoman.resolving.view import StoryView
from dragoman.types import Actor, Span

SINGULAR = frozenset(
    ["he", "she", "him", "her", "his", "hers", "himself", "herself", "who", "whose", "whom"]
)
THING = frozenset(["it", "its", "itself", "which"])
PLURAL = frozenset(["they", "them", "their", "theirs", "themselves", "those", "these"])
SPEAKER = frozenset(["i", "me", "my", "mine", "myself"])
SPEAKERS = frozenset(["we", "us", "our", "ours", "ourselves"])
PRONOUNS = SINGULAR | THING | PLURAL | SPEAKER | SPEAKERS
RELATIVES = frozenset({"who", "whose", "whom", "which"})
OBJECTS = frozenset({"him", "them"})
CLAUSE_BREAK = re.compile(
    r"[,;:“”\"]|\b(that|who|when|after|before|as|if|because|while|until|although|though|unless|since|said|says)\b"
)
REACH = 8  # sentences; further back a pronoun's owner would be named again
SHORTEST_VERB = 3  # letters; what is shorter and ends in "s" is "as" or "its"
QUOTE = re.compile(r"[“\"]([^“”\"]{2,1500})[”\"]")
AUXILIARIES = frozenset(
    {
        "are",
        "can",
        "could",
        "did",
        "does",
        "had",
        "has",
        "have",
        "is",
        "may",
        "met",
        "might",
        "said",
        "says",
        "told",
        "was",
        "were",
        "will",
        "would",
        "wrote",
    }
)
OBLIQUE = frozenset(
    {
        "about",
        "after",
        "against",
        "at",
        "between",
        "by",
        "for",
        "from",
        "in",
        "into",
        "of",
        "on",
        "over",
        "than",
        "through",
        "to",
        "under",
        "with",
    }
)
HEARING = frozenset({"told", "to", "with"})
SAYING = re.compile(
    r"\b(said|says|say|told|added|asked|wrote|tweeted|stated|explained|according|declared|warned|"
    r"insisted|announced|commented|replied|continued|noted|argued|claimed|stressed|concluded)\b"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """An actor whom a later word can mean, with the first word of its mention.

    `last` is the word after its last, `named` is told of a country or body that the story
    names without a mention being asked for.
    """

    word: int
    actor: Actor
    plural: bool = False
    person: bool = False
    gender: str | None = None
    last: int = 0
    named: bool = False


def antecedent(view: StoryView, word: int, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate that a third-person pronoun at this word means, if one is near enough.

    Nearer sentences come first, in each whose gender is known to be the pronoun's, then what
    looks like a subject, then what stands first.  For "they" a plural counts as a sentence
    nearer; "whose" means the one before it.
    """
    key, sentence = view.words.keys[word], view.sentence(word)
    before = [one for one in candidates if one.word < word]
    if key in RELATIVES:
        near = before[-1:]
        return near[0] if near and view.sentence(near[0].word) == sentence else None
    fitting = [one for one in before if _agrees(key, one)]
    if key in OBJECTS:
        fitting = _without_subject(view, word, fitting)
    ranked = [
        ((_nearness(view, key, one), one.gender is not None, is_subject(view, one), -one.word), one)
        for one in fitting
        if sentence - view.sentence(one.word) <= REACH
    ]
    return max(ranked, key=itemgetter(0))[1] if ranked else None


def _nearness(view: StoryView, key: str, one: Candidate) -> int:
    """The sentence of a candidate, where a plural counts as one later for "they"."""
    return view.sentence(one.word) + (key in PLURAL and one.plural)


def _without_subject(view: StoryView, word: int, fitting: list[Candidate]) -> list[Candidate]:
    """The candidates without the clause's own subject: who "urged him" is not him."""
    words, kept = view.words, []
    for one in fitting:
        between = words.text[words.ends[one.word] : words.starts[word]]
        near = view.sentence(one.word) == view.sentence(word)
        if not near or CLAUSE_BREAK.search(between):
            kept.append(one)
    return kept


def is_subject(view: StoryView, one: Candidate) -> bool:
    """Whether a candidate looks like its clause's subject: a verb follows, no preposition leads."""
    words, last = view.words, one.last or one.word + 1
    if last >= len(words) or words.gap(last - 1) != " ":
        return False
    at = one.word - 1
    if at >= 0 and words.keys[at] in ("the", "a", "an"):
        at -= 1
    if at >= 0 and words.gap(at) == " " and words.keys[at] in OBLIQUE:
        return False
    verb = words.keys[last]
    inflected = verb.endswith(("ed", "s")) and len(verb) > SHORTEST_VERB and verb != "this"
    return inflected or verb in AUXILIARIES


def _agrees(key: str, candidate: Candidate) -> bool:
    """Whether number, kind and gender allow the pronoun to mean the candidate."""
    if candidate.named and key not in THING:
        return False
    if key in THING:
        return not candidate.person and not candidate.plural
    if key in PLURAL:
        return candidate.plural or not candidate.person
    if not candidate.person or candidate.plural:
        return False
    female = key in ("she", "her", "hers", "herself")
    male = key in ("he", "him", "his", "himself")
    return not (female and candidate.gender == "male") and not (
        male and candidate.gender == "female"
    )


def quotations(text: str) -> tuple[Span, ...]:
    """The stretches between quotation marks."""
    return tuple(Span(match.start(), match.end()) for match in QUOTE.finditer(text))


def speaker(view: StoryView, quotation: Span, candidates: Sequence[Candidate]) -> Candidate | None:
    """The candidate who says a quotation: one beside it with a word of saying, else the last before."""
    starts = view.words.starts
    outside = [
        one
        for one in candidates
        if not (one.named or _in(quotation, starts[one.word]) or _is_hearer(view, one))
    ]
    after = _saying_after(view, quotation)
    if after is not None:
        named = [one for one in outside if after.start <= starts[one.word] < after.end]
        pronoun = _pronoun_saying(view, after)
        if pronoun is not None and (not named or pronoun < named[0].word):
            return antecedent(view, pronoun, outside)
        if named:
            return named[0]
    before = [one for one in outside if starts[one.word] < quotation.start]
    people = [one for one in before[-6:] if one.person]
    return (people or before)[-1] if before else None


def _is_hearer(view: StoryView, one: Candidate) -> bool:
    """Whether a candidate is told something: "he told the BBC"."""
    keys, at = view.words.keys, one.word - 1
    if at > 0 and keys[at] == "the":
        at -= 1
    return at >= 0 and keys[at] in HEARING


def _pronoun_saying(view: StoryView, after: Span) -> int | None:
    """The "he" or "she" that follows a quotation at once before a word of saying."""
    first, _ = view.words.within(after.start, after.end)
    keys = view.words.keys[first : first + 2]
    if len(keys) == 2 and keys[0] in ("he", "she", "they") and SAYING.fullmatch(keys[1]):
        return first
    return None


def _saying_after(view: StoryView, quotation: Span) -> Span | None:
    """The rest of the sentence after a quotation, if it holds a word of saying."""
    end = quotation.end
    stop = next(
        (one.end for one in view.story.sentences if one.end > end + 1), len(view.story.text)
    )
    tail = view.story.text[end : min(stop, end + 120)]
    return Span(end, end + len(tail)) if SAYING.search(tail) else None


def _in(span: Span, at: int) -> bool:
    """Whether a character stands inside."""
    return span.start <= at < span.end


def word_of(candidate: Candidate) -> int:
    """Where a candidate stands: what candidates are sorted by."""
    return candidate.word
