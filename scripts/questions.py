"""What people ask a served store for: lists, filtered by what the store really has."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from urllib.parse import quote, urlencode
from urllib.request import urlopen

#: How many there are of each, the most frequent first.
_COUNTRIES, _NAMES, _TYPES, _MONTHS = 40, 30, 16, 60
#: Words of news; what is rare and what is in every second story.
_WORDS = ("police", "protest", "minister", "election", "border", "attack", "talks", "court",
          "strike", "arrested", "sanctions", "aid", "troops", "police protest", '"prime minister"')  # fmt: skip
#: Most people look at events; shares of a hundred.
_SHARES = {"events": 70, "records": 15, "stories": 10, "voices": 5}
_SEED = 20


def read_questions(url: str) -> list[str]:
    """Paths with their queries, the most popular first; the same ones for the same store."""
    chance = random.Random(_SEED)
    filters = list(dict.fromkeys(urlencode(one) for one in _filters(url, chance)))
    chance.shuffle(filters)
    kinds = chance.choices(list(_SHARES), list(_SHARES.values()), k=len(filters))
    paths = [f"/v1/{kind}?{_fitting(kind, one)}" for kind, one in zip(kinds, filters, strict=True)]
    first = [f"/v1/{kind}?limit=50" for kind in _SHARES]
    return list(dict.fromkeys([*first, *paths]))


def _fitting(kind: str, query: str) -> str:
    """The query, or the first page where voices cannot be asked so."""
    asked = [one for one in query.split("&") if one]
    if kind == "voices":
        asked = [one for one in asked if one.split("=")[0] in ("since", "until", "words", "voice")]
    return "&".join([*asked, "limit=50"])


def _filters(url: str, chance: random.Random) -> Iterator[list[tuple[str, str]]]:
    types, countries = _top(url, "type", _TYPES), _top(url, "actor-country", _COUNTRIES)
    places, months = _top(url, "place-country", _COUNTRIES), _top(url, "month", _MONTHS)
    yield from ([("type", one)] for one in types)
    yield from ([("quad", one)] for one in "1234")
    yield from ([("country", one)] for one in countries)
    yield from ([("place_country", one)] for one in places)
    yield from ([("words", one)] for one in _WORDS)
    for field, by in (("party", "actor"), ("voice", "voice"), ("publisher", "publisher")):
        yield from ([(field, one)] for one in _top(url, by, _NAMES))
    for month in months:
        days = [("since", f"{month}-01"), ("until", f"{month}-28")]
        yield days
        yield [*days, ("quad", chance.choice("1234"))]
    for one in countries:
        yield [("actor_country", one), ("type", chance.choice(types))]
        yield [("actor_country", one), ("recipient_country", chance.choice(countries))]
        yield [("place_country", one), ("since", f"{chance.choice(months)}-01")]
    yield from ([("disputed", "true"), ("type", one)] for one in types)
    yield from ([("min_corroboration", "2"), ("country", one)] for one in countries[:20])


def _top(url: str, by: str, most: int) -> Sequence[str]:
    with urlopen(f"{url}/v1/counts?by={quote(by)}", timeout=60) as answer:
        rows = json.loads(answer.read())["rows"]
    named = [row for row in rows if (row[0] is not None and len(str(row[0])) > 2) or by == "quad"]
    return [str(value) for value, _ in sorted(named, key=_most)[:most]]


def _most(row: Sequence[object]) -> tuple[int, str]:
    value, number = row
    assert isinstance(number, int)
    return -number, str(value)
