"""What stands around a person's name and says who they are: titles before, appositions after."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.resolving.countries import owner_before
from dragoman.resolving.describe import LEFT_STOPS, OWNING, Description, describe
from dragoman.resolving.sightings import is_country, is_demonym, is_person
from dragoman.resolving.towns import MAX_PLACE_WORDS, country_of_place
from dragoman.resolving.view import StoryView

MAX_APPOSITION = 14
CLOSING = (",", ";", ")", ".", ":", "—", " –", "”", '"')
POSSESSIVES = frozenset({"its", "their", "whose"})
OPENERS = frozenset({"the", "a", "an", "one", "its", "his", "her", "their"})
ABBREVIATED_TITLE = 4  # letters of "Gen." or "Sen."; after a longer word the stop ends a sentence
ARTICLES = frozenset({"the", "a", "an"})
US_PARTIES = {"r": "Republican", "d": "Democrat", "i": "independent"}


@dataclass(frozen=True, slots=True)
class Role:
    """What one mention says of a person; `titled` where a title or courtesy stands before."""

    text: str = ""
    country: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    gender: str | None = None
    titled: bool = False


NO_ROLE = Role()


def role_of(view: StoryView, first: int, last: int) -> Role:
    """What stands beside the name at words `first` up to `last`."""
    before = _before(view, first)
    after = _after(view, last)
    if not before.text and not after.text:
        return before
    best = before if before.country is not None or not after.text else after
    other = after if best is before else before
    return Role(
        best.text,
        best.country or other.country,
        best.sectors or other.sectors,
        best.office or other.office,
        before.gender or after.gender,
        before.titled,
    )


def _before(view: StoryView, first: int) -> Role:
    """The title that stands before a name: "South Korean Foreign Minister"."""
    start = _with_place(view, _title_start(view, first), first)
    while start < first and view.words.keys[start] in ("and", "of", "for", "in", "at", "to", "s"):
        start += 1
    if start == first:
        return NO_ROLE
    if not _tells_role(view, start, first):
        return NO_ROLE
    role = _role(view, start, first, titled=_opens_name(view, first - 1))
    if role.country is None and start > 0 and view.words.keys[start - 1] in POSSESSIVES:
        return replace(role, country=owner_before(view, start - 1))
    return role


def _title_start(view: StoryView, first: int) -> int:
    """The first word of the title that runs up to the name."""
    words = view.words
    at = first - 1
    start = first
    while at >= 0 and words.gap(at) in (" ", ". ", "-", "'", "’", ", ") and first - at < 12:
        if words.gap(at) == ", " and not (
            _only_courtesy(view, at + 1, first) and _closes_role(view, at)
        ):
            break
        if words.gap(at) == ". " and len(words.keys[at]) > ABBREVIATED_TITLE:
            break
        if at not in view.sighting_of_word and not _is_role_word(view, words.keys[at]):
            break
        sighting = view.sighting_of_word.get(at)
        if sighting is not None and is_person(sighting):
            break
        start = sighting.first if sighting is not None else at
        at = start - 1
        if words.keys[start] in ARTICLES and (at < 0 or words.keys[at] not in OWNING):
            break
    return start


def _tells_role(view: StoryView, start: int, first: int) -> bool:
    """Whether the words hold a noun, title or courtesy, or are a people's or body's name alone."""
    agents, keys = view.gazetteer.agents, view.words.keys
    for at in range(start, first):
        key = keys[at]
        if key in agents.nouns or key in agents.titles or agents.has("courtesy", key):
            return True
    sighting = view.sighting_of_word.get(first - 1)
    owned = keys[first - 1] == "s"
    return owned or (sighting is not None and (is_demonym(sighting) or not is_country(sighting)))


def _with_place(view: StoryView, start: int, first: int) -> int:
    """The title's start once a town or division before it is taken in: "South Carolina Governor"."""
    words = view.words
    if start == first or start in view.sighting_of_word or words.keys[start] in LEFT_STOPS:
        return start
    for count in range(MAX_PLACE_WORDS, 0, -1):
        at = start - count
        if at < 0 or not all(words.capital(word) for word in range(at, start)):
            continue
        plain = all(words.gap(word) in (" ", "-", "'", "’") for word in range(at, start))
        whole = at == 0 or not (words.capital(at - 1) and words.gap(at - 1) == " ")
        if plain and whole and country_of_place(words.slice(at, start), view.gazetteer, view.tally):
            return at
    return start


def _only_courtesy(view: StoryView, first: int, last: int) -> bool:
    """Whether nothing but "Mr", "Sheikh" and the like stands among these words."""
    agents = view.gazetteer.agents
    return all(agents.has("courtesy", key) for key in view.words.keys[first:last])


def _closes_role(view: StoryView, at: int) -> bool:
    """Whether a role can end here before a comma and a name: "the party's leader, Aino Virta"."""
    if view.gazetteer.agents.has("person", view.words.keys[at]):
        return True
    sighting = view.sighting_of_word.get(at)
    return sighting is not None and view.words.keys[sighting.first - 1] in ("of", "for", "the")


def _is_role_word(view: StoryView, key: str) -> bool:
    """Whether a word can be part of a title."""
    return key == "s" or view.gazetteer.agents.knows(key)


def _opens_name(view: StoryView, at: int) -> bool:
    """Whether a word opens a person's name: a title, a courtesy, a singular noun."""
    agents, key = view.gazetteer.agents, view.words.keys[at]
    if key in agents.titles or agents.has("courtesy", key):
        return True
    noun = agents.nouns.get(key)
    return noun is not None and not noun.plural and noun.sector not in ("PTY", "BUS")


def _after(view: StoryView, last: int) -> Role:
    """The apposition that follows a name: ", the Finnish prime minister," or "of Amnesty"."""
    words = view.words
    if last >= len(words):
        return NO_ROLE
    gap = words.gap(last - 1)
    if (
        gap == " ("
        and words.keys[last] in US_PARTIES
        and words.gap(last).startswith(("-", ")", "–"))
    ):
        return Role("US party label", "USA", ("LEG",))
    if gap not in (", ", " (", " – ", " — ") and not _belongs(view, last):
        return NO_ROLE
    end = _apposition_end(view, last)
    if gap != " " and (not _can_open(view, last) or _names_another(view, last, end)):
        return NO_ROLE
    found = _role(view, last, end, titled=False)
    if gap in (" ", " (") or _is_personal(view, last, end):
        return found
    return NO_ROLE


def _is_personal(view: StoryView, first: int, last: int) -> bool:
    """Whether an apposition's words hold a noun that means one person."""
    return any(view.gazetteer.agents.has("person", key) for key in view.words.keys[first:last])


def _belongs(view: StoryView, at: int) -> bool:
    """Whether "of" or "from" and a known name follow at once: "Brad Adams of Human Rights Watch"."""
    words = view.words
    if words.gap(at - 1) != " " or words.keys[at] not in ("of", "from") or at + 2 >= len(words):
        return False
    name = at + 2 if words.keys[at + 1] == "the" else at + 1
    return name in view.sighting_of_word


def _can_open(view: StoryView, at: int) -> bool:
    """Whether an apposition can open with this word."""
    key = view.words.keys[at]
    return key in OPENERS or at in view.sighting_of_word or _is_role_word(view, key)


def _names_another(view: StoryView, first: int, last: int) -> bool:
    """Whether the words are the next of a list: "and Cypriot president Nicos Anastasiades"."""
    words, agents = view.words, view.gazetteer.agents
    if words.keys[first] == "and":
        return True
    at = last - 1
    while at > first and words.capital(at) and at not in view.sighting_of_word:
        if agents.knows(words.keys[at]):
            break
        at -= 1
    return at < last - 1 and at > first and _opens_name(view, at)


def _apposition_end(view: StoryView, first: int) -> int:
    """Where an apposition ends: at the next stop of any kind."""
    words = view.words
    for at in range(first, min(len(words), first + MAX_APPOSITION)):
        gap = words.gap(at)
        if gap.startswith(CLOSING):
            return at + 1
        if at + 1 < len(words) and words.keys[at + 1] in ("who", "said", "told", "says", "and"):
            return at + 1
    return min(len(words), first + MAX_APPOSITION)


def _role(view: StoryView, first: int, last: int, *, titled: bool) -> Role:
    """What words `first` up to `last` beside a name say of its bearer."""
    said = describe(view, first, last)
    keys = view.words.keys[first:last]
    agents = view.gazetteer.agents
    text = view.words.slice(first, last)
    sectors = said.sectors or _title_sectors(view, keys)
    noun = said.noun is not None or bool(sectors)
    if not noun and said.owner is None:
        return Role(gender=_gender(view, keys), titled=titled)
    courtesy = all(agents.has("courtesy", key) for key in keys)
    return Role(
        text,
        said.country,
        sectors,
        None if courtesy or said.noun is None else _office(text, said),
        _gender(view, keys),
        titled,
    )


def _title_sectors(view: StoryView, keys: list[str]) -> tuple[str, ...]:
    """The sector of the last title among these words."""
    for key in reversed(keys):
        sector = view.gazetteer.agents.titles.get(key)
        if sector is not None:
            return (sector,)
    return ()


def _office(text: str, said: Description) -> str | None:
    """The office as the text tells it, without an article."""
    words = text.split(" ")
    bare = " ".join(words[1:]) if words[0].lower() in OPENERS else text
    return bare or said.noun


def _gender(view: StoryView, keys: list[str]) -> str | None:
    """What the words beside a name say of its bearer's gender."""
    for gender in ("female", "male"):
        if any(view.gazetteer.agents.has(gender, key) for key in keys):
            return gender
    return None
