"""What the story says around a date: the words it runs on with, other dates, and tense."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from dragoman.resolving.date_words import date_words
from dragoman.types import Auxiliary, Span, Story

SPOKEN_SENTENCES = 2  # a "next day" rarely points further back
CLAUSE_LETTERS = 120  # how far "since" may stand from the date of its clause

_MONTHS = "|".join(month.capitalize() for month in date_words().months)
_WEEKDAYS = "|".join(day.capitalize() for day in date_words().weekdays)
SAID_DATE = re.compile(
    rf"\b(?:(?:(?:{_WEEKDAYS}),? )?(?:(?:{_MONTHS}) \d\d?(?:st|nd|rd|th)?|\d\d? (?:{_MONTHS}))(?:,? \d{{4}})?"
    rf"(?! ?\d)|(?:{_MONTHS}) \d{{4}}|(?:last|Last|this|next) (?:{_WEEKDAYS}|{_MONTHS})|{_WEEKDAYS}"
    rf"|(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Ll]ast night)"
    rf"|(?<=[Ii]n )(?:(?:{_MONTHS})|\d{{4}})|(?<=[Ss]ince )(?:(?:{_MONTHS})|\d{{4}}))\b"
)
_DAY_NUMBER = r"\d\d?(?:st|nd|rd|th)?"
_AND = r"(?:,? and |,? or | to |, | ?[-–] ?)(?:the )?"
MONTH_AFTER = re.compile(rf"(?:{_AND}{_DAY_NUMBER})+ (?:of )?((?:{_MONTHS}))\b")
MONTH_BEFORE = re.compile(rf"\b((?:{_MONTHS})) (?:{_DAY_NUMBER}{_AND})+$")
BARE_DAY = re.compile(_DAY_NUMBER)
PAST_TOLD = re.compile(r"\b(?:had|have been|has been|was|were|having)\b")
COUNTED_ON = re.compile(r" (?:ago|earlier|later|before|after)\b")
UNIT_LAST = re.compile(r"\b(?:day|night|week|fortnight|month|year|decade)s?$")
SIDED_UNIT = re.compile(r"\b(?:last|this|next|previous|current) [a-z]+$", re.IGNORECASE)
CLAUSE_END = re.compile(r"[,;:—]|\b(?:after|since|because)\b")
CUT_OFF = re.compile(r"^(?:of|on|and|to) | (?:after|before|when|as|while|where|and)$")
FOR_DATE = re.compile(r"\bfor $")
RUNS_ON = re.compile(
    r",? (?:of )?(?:last|this|next|that|the same) year\b|,? [12]\d{3}\b(?! [a-z]+s\b)"
)


def words_at(span: Span, story: Story) -> str:
    """The words at the span with those right around it that belong to the same date."""
    text = story.text
    words = span.of(text)
    if words.lower() == "since":
        said = SAID_DATE.search(
            text, span.end, min(span.end + CLAUSE_LETTERS, _sentence(span, story).end)
        )
        return words if said is None else f"{words} {said[0]}"
    if BARE_DAY.fullmatch(words):
        return _with_month(span, story)
    if words[-4:].isdigit():
        return words
    if UNIT_LAST.search(words) and SIDED_UNIT.search(words):
        return words
    counted = UNIT_LAST.search(words) and not SAID_DATE.search(words)  # "Sunday night" is whole
    runs_on = (COUNTED_ON if counted else RUNS_ON).match(text, span.end)
    return words if runs_on is None else words + runs_on[0]


def _with_month(span: Span, story: Story) -> str:
    """A day's number with the month that it shares: the 18 of "18 and 19 June"."""
    text = story.text
    shared = MONTH_AFTER.match(text, span.end) or MONTH_BEFORE.search(
        text, max(0, span.start - CLAUSE_LETTERS), span.start
    )
    return span.of(text) if shared is None else f"{shared[1]} {span.of(text)}"


def in_other_calendar(span: Span, story: Story) -> bool:
    """Whether the date's words, or those right after it or its year, are of another calendar."""
    text, other = story.text, date_words().other_calendar
    year = RUNS_ON.match(text, span.end)
    ends = (span.end, year.end() if year else span.end)
    return bool(other.search(text, span.start, span.end)) or any(
        other.match(text, end) for end in ends
    )


def date_within(words: str) -> str | None:
    """The one date inside longer words, with its opening: "since he fled in May 1999".

    Words of the clause that begins right behind do not count: "Thursday before" a court.
    """
    said = [found[0] for found in SAID_DATE.finditer(words)]
    opening = words.split(" ")[0].lower()
    if len(said) != 1:
        return None
    if CUT_OFF.sub("", words) == said[0]:
        return said[0]
    if opening not in ("since", "until", "before", "after", "around", "by"):
        return None
    return f"{opening} {said[0]}"


def said_before(span: Span, story: Story, *, sentences: int) -> Iterator[Span]:
    """The dates said before the span, nearest first, in its sentence and so many before it.

    "since Friday" tells how long, not when: the story does not stand at that Friday.
    """
    place = _sentence_number(span, story)
    bounds = [_sentence(span, story), *reversed(story.sentences[max(0, place - sentences) : place])]
    for bound in bounds:
        said = SAID_DATE.finditer(story.text, bound.start, min(bound.end, span.start))
        for found in reversed(list(said)):
            if not story.text.endswith(("since ", "until "), 0, found.start()):
                yield Span(*found.span())


def _sentence_number(span: Span, story: Story) -> int:
    """The place of the last sentence that starts at or before the span."""
    return max(0, bisect_right(story.sentences, span.start, key=_start) - 1)


def _start(sentence: Span) -> int:
    return sentence.start


def _sentence(span: Span, story: Story) -> Span:
    """The sentence that the span stands in; its paragraph where sentences are not known."""
    place = _sentence_number(span, story)
    if place < len(story.sentences) and story.sentences[place].holds(span):
        return story.sentences[place]
    start = story.text.rfind("\n", 0, span.start) + 1
    end = story.text.find("\n", span.end)
    return Span(start, end if end >= 0 else len(story.text))


def lies_ahead(span: Span, story: Story, auxiliary: Auxiliary) -> bool:
    """Whether a date that could be either side of publication is meant as one to come.

    What is feared or considered lies ahead unless its clause is told in the past.
    """
    if auxiliary in (Auxiliary.FUTURE, Auxiliary.HISTORICAL):
        return auxiliary is Auxiliary.FUTURE
    clause = _clause_before(span, story)
    if FOR_DATE.search(clause) or span.of(story.text)[:4].lower() == "for ":
        return True
    past = max((found.end() for found in PAST_TOLD.finditer(clause)), default=-1)
    ahead = max((found.end() for found in date_words().ahead.finditer(clause)), default=-1)
    return ahead >= past and (ahead >= 0 or auxiliary is Auxiliary.HYPOTHETICAL)


def _clause_before(span: Span, story: Story) -> str:
    start = max(_sentence(span, story).start, span.start - CLAUSE_LETTERS)
    return CLAUSE_END.split(story.text[start : span.start])[-1].lower().replace("’", "'")
