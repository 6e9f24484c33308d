"""What the quantities of a sentence count: the dead, the hurt, the arrested, those who took part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.coding.count_words import Counter, load_count_words
from dragoman.coding.quantities import quantities
from dragoman.types import Count, Span

REACH = 48  # characters before a number in which its verb or a refusal stands
NOTHING = "no"  # "no" alone is a count only of what is named right behind it: "no arrests"
YEARS = range(1900, 2100)
BARE_YEAR = re.compile(r"\d{4}")
PEOPLE = " people"  # "2000 people" are no year
SUM = re.compile(r"(?<![,;]) and $|^and $", re.IGNORECASE)
LISTED = re.compile(r", and $", re.IGNORECASE)
LIST = 60  # characters over which a list of numbers runs on
AND = re.compile(r"\band\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Counted:
    """A count with the field that it fills and the stretch that says so, verb and all."""

    field: str
    where: Span
    count: Count


def counted(sentence: Span, text: str) -> list[Counted]:
    """Every count in the sentence, in text order."""
    words, found, idle = load_count_words(), list[Counted](), None
    for count in quantities(sentence, text):
        look = _Look(count, sentence, text)
        if look.is_year():
            continue
        free = look.stands_free(found, idle)
        new = [one for counter in words.counters for one in look.counted(counter, free=free)]
        found += new
        idle = idle if new else count.span
    return found


@dataclass(frozen=True, slots=True)
class _Look:
    """A quantity with what stands around it in its sentence."""

    count: Count
    sentence: Span
    text: str

    def is_year(self) -> bool:
        """Whether four bare digits are a year: "In 1972", "the 2003 protesters"."""
        if self.count.value not in YEARS or not BARE_YEAR.fullmatch(self.count.text):
            return False
        after_year = load_count_words().years.search(self._ahead())
        return after_year is not None or not self.text.startswith(PEOPLE, self.count.span.end)

    def stands_free(self, found: Sequence[Counted], idle: Span | None) -> bool:
        """Whether no word before it makes the number a part, a share or a member of a sum.

        "and" does, unless it opens a clause behind a count: "3 died and 12 were hurt".  After a
        comma it does where a number that counts nothing by itself, `idle`, stands near before:
        "30 soldiers, and 12 civilians, died".
        """
        ahead, start = self._ahead(), self.count.span.start
        if load_count_words().refused.search(ahead):
            return False
        if LISTED.search(ahead):
            return idle is None or idle.end < start - LIST
        if SUM.search(ahead):
            return bool(found) and len(AND.findall(self.text, found[-1].where.end, start)) == 1
        return True

    def counted(self, counter: Counter, *, free: bool) -> list[Counted]:
        """The count of one field, if the words around say so; words behind only if it is free."""
        where = self._behind_verb(counter) or (self._before_verb(counter) if free else None)
        return [] if where is None else [Counted(counter.field, where, self.count)]

    def _behind_verb(self, counter: Counter) -> Span | None:
        """ "killing 12 people", "a crowd of 500 marched": from the verb to the people."""
        verb = counter.before.search(self._ahead())
        if verb is None or self._is_nothing():
            return None
        people = self._match(load_count_words().whom) or self._match(counter.after)
        return None if people is None else self._from(len(verb[0]), people)

    def _before_verb(self, counter: Counter) -> Span | None:
        """ "12 people were killed", "12 arrests": from the number to the verb."""
        patterns = (counter.nouns,) if self._is_nothing() else (counter.nouns, counter.after)
        matches = (self._match(pattern) for pattern in patterns)
        return next((self._from(0, match) for match in matches if match is not None), None)

    def _ahead(self) -> str:
        """The words before the quantity, as far as they can matter."""
        start = self.count.span.start
        return self.text[max(self.sentence.start, start - REACH) : start]

    def _match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        return pattern.match(self.text, self.count.span.end, self.sentence.end)

    def _from(self, back: int, match: re.Match[str]) -> Span:
        return Span(self.count.span.start - back, match.end())

    def _is_nothing(self) -> bool:
        return self.count.text.lower() == NOTHING
