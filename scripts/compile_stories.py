"""Compile annotations written in short hand into the gold's own files.

usage: compile_stories.py NOTES_DIR OUT_DIR [--articles DIR]

Each NOTES_DIR/ID.txt holds one story in four parts (corpus/README.md shows one).  With
--articles the text is DIR/ID.json, else it stands in the notes, a sentence a line.  Faults are
printed with their lines; a story with a fault is not written.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from dragoman.errors import StoryError
from dragoman.ontology import load_ontology
from dragoman.types import Auxiliary, Manner, VoiceVerb

PARTS = ("text", "names", "events", "voices")
SECTORS = frozenset(
    [
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
    ]
)
DAY = r"\d{4}(-\d\d(-\d\d)?)?"
DATE = re.compile(rf"{DAY}(/{DAY})?")
COUNTRY = re.compile(r"[A-Z]{3}")


class Fault(StoryError):
    """A line of notes that cannot be read."""


def fail(message: str) -> None:
    """Stop at this line."""
    raise Fault("notes", message)


class Notes:
    """One story's notes: the head and the lines of each part, with their numbers."""

    def __init__(self, path: Path) -> None:
        self.head: dict[str, str] = {}
        self.parts: dict[str, list[tuple[int, str]]] = {name: [] for name in PARTS}
        part = None
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.startswith("---"):
                part = line.strip("- ").strip()
                if part not in PARTS:
                    fail(f"line {number}: a part is one of {', '.join(PARTS)}, not {part!r}")
            elif part is None:
                key, _, value = line.partition(":")
                self.head[key.strip()] = value.strip()
            else:
                self.parts[part].append((number, line.strip()))


def article_of(notes: Notes, name: str) -> dict[str, object]:
    """The article that the notes themselves hold."""
    text, sentences, gap = "", [], ""
    furniture = []
    for _, line in notes.parts["text"]:
        if not line:
            gap = "\n\n" if text else ""
            continue
        if line.startswith("#furniture "):
            line = line.removeprefix("#furniture ")
            furniture.append(len(sentences))
        text += gap
        sentences.append([len(text), len(text) + len(line)])
        text += line
        gap = " "
    if not sentences:
        fail("the part text is empty")
    return {
        "id": name,
        "date": notes.head.get("date") or None,
        "title": notes.head.get("title", ""),
        "outlet": notes.head.get("outlet", ""),
        "text": text,
        "sentences": sentences,
        "furniture": furniture,
    }


def occurrences(sentence: str, words: str) -> Iterator[int]:
    """Where some words stand, as plain parts of the sentence."""
    at = sentence.find(words) if words else -1
    while at >= 0:
        yield at
        at = sentence.find(words, at + 1)


def whole(sentence: str, start: int, end: int) -> bool:
    """Whether a stretch begins and ends at the borders of words."""
    opens = not (sentence[max(0, start - 1) : start].isalnum() and sentence[start].isalnum())
    return opens and not (sentence[end : end + 1].isalnum() and sentence[end - 1].isalnum())


class Story:
    """An article with the names that its notes define."""

    def __init__(self, article: dict[str, object], notes: Notes) -> None:
        text = str(article["text"])
        spans: list[list[int]] = article["sentences"]  # type: ignore[assignment]
        self.sentences = [text[low:high] for low, high in spans]
        self.names = dict(self._name(line) for _, line in notes.parts["names"] if line)

    def _name(self, line: str) -> tuple[str, dict[str, object]]:
        key, sign, rest = line.partition("=")
        parts = [part.strip() for part in rest.split("|")]
        if not sign or len(parts) != 3 or not parts[0]:
            fail(f"a name is «key = Name | COUNTRY or - | SECTORS or -», not {line!r}")
        country = None if parts[1] in {"-", ""} else parts[1]
        sectors = [] if parts[2] in {"-", ""} else parts[2].replace(",", " ").split()
        if country is not None and not COUNTRY.fullmatch(country):
            fail(f"{country!r} is not a country code")
        if not set(sectors) <= SECTORS:
            fail(f"unknown sector in {line!r}")
        return key.strip(), {"name": parts[0], "country": country, "sector": sectors}

    def words(self, number: int, quoted: str) -> str:
        """The quoted words as the gold writes them: those at the first place with whole words.

        "he@2" asks for the second plain occurrence itself.
        """
        if not 0 <= number < len(self.sentences):
            fail(f"there is no sentence {number}")
        sentence = self.sentences[number]
        needle, _, nth = quoted.rpartition("@")
        counted = bool(needle) and nth.isdigit()
        places = list(occurrences(sentence, needle if counted else quoted))
        if counted:
            places = places[int(nth) - 1 : int(nth)]
        words = needle if counted else quoted
        for at in places:
            if whole(sentence, at, at + len(words)):
                before = sum(1 for other in occurrences(sentence, words) if other < at)
                return f"{words}@{before + 1}" if before else words
        fail(f"{quoted!r} does not stand as whole words in sentence {number}: {sentence!r}")
        return quoted

    def person(self, key: str) -> dict[str, object]:
        """What the notes say of a name."""
        if key not in self.names:
            fail(f"no name {key!r} in the part names")
        return self.names[key]

    def mention(self, number: int, noted: str) -> dict[str, object]:
        """Words with whom they mean, from «words=key»."""
        words, sign, key = noted.rpartition("=")
        if not sign:
            fail(f"a mention is «words=key», not {noted!r}")
        return {"text": self.words(number, words.strip()), **self.person(key.strip())}

    def stretch(self, number: int, noted: str) -> str:
        """A stretch of content: all words, «first words .. last words», or * for all."""
        sentence = self.sentences[number] if 0 <= number < len(self.sentences) else ""
        if noted == "*":
            return sentence
        opening, sign, closing = noted.partition(" .. ")
        if not sign:
            return self.words(number, noted)
        low = sentence.find(opening)
        high = sentence.find(closing, low + len(opening))
        if low < 0 or high < 0:
            fail(f"{noted!r} is not in sentence {number}: {sentence!r}")
        words = sentence[low : high + len(closing)]
        before = sentence.count(words, 0, low)
        return f"{words}@{before + 1}" if before else words


def fields(line: str) -> tuple[list[str], list[tuple[str, str]]]:
    """The leading words of a line and its « | key rest» fields."""
    first, *rest = [part.strip() for part in line.split(" | ")]
    return first.split(None, 5), [([*part.split(None, 1), ""])[:2] for part in rest]  # type: ignore[misc]


def event_row(line: str, story: Story) -> dict[str, object]:
    """An event from «3 E1 CONSULT visit actual visited | a Virta=v | r ... | d | p | q»."""
    lead, rest = fields(line)
    if len(lead) != 6:
        fail("an event begins «sentence E1 TYPE mode-or-dash auxiliary trigger words»")
    number, event, kind, mode, auxiliary, trigger = lead
    s, mode_or_none = int(number), None if mode == "-" else mode
    if not load_ontology().known(kind, mode_or_none):
        fail(f"no type and mode {kind} {mode}")
    if auxiliary not in set(Auxiliary):
        fail(f"no auxiliary {auxiliary}")
    row: dict[str, object] = {
        "s": s, "e": event, "type": kind, "mode": mode_or_none, "aux": auxiliary,
        "trigger": story.words(s, trigger), "actors": [], "recipients": [],
        "date": None, "place": None, "said": None,
    }  # fmt: skip
    for key, value in rest:
        name, read = EVENT_FIELDS.get(key, (None, None))
        if name is None or read is None:
            fail(f"an event has no field {key!r}: a, r, d, p, q")
        else:
            row[name] = read(s, value, story)
    return row


def mentions(s: int, value: str, story: Story) -> list[dict[str, object]]:
    """«Virta=v; the minister=w»."""
    return [story.mention(s, part.strip()) for part in value.split(";") if part.strip()]


def date_row(s: int, value: str, story: Story) -> dict[str, object]:
    """«Friday=2019-05-17», or «=2019-05» where the words stand elsewhere."""
    words, _, day = value.rpartition("=")
    if not DATE.fullmatch(day.strip()):
        fail(f"{day!r} is not a day, month, year or «first/last»")
    return {"text": story.words(s, words.strip()) if words.strip() else None, "value": day.strip()}


def place_row(s: int, value: str, story: Story) -> dict[str, object]:
    """«Narva=Narva/EST», or «=Narva/EST» where the words stand elsewhere."""
    words, _, place = value.rpartition("=")
    name, _, country = place.rpartition("/")
    if not name or not (country == "-" or COUNTRY.fullmatch(country)):
        fail(f"a place is «words=Name/COD», not {value!r}")
    return {
        "text": story.words(s, words.strip()) if words.strip() else None,
        "name": name.strip(),
        "country": None if country == "-" else country,
    }


def said_row(s: int, value: str, story: Story) -> dict[str, object]:
    """«Tallinn=g; said; indirect», with «; s4» where the source stands in sentence 4."""
    source, cue, kind, *more = [part.strip() for part in value.split(";")] + [""] * 2
    where = next((int(part[1:]) for part in more if re.fullmatch(r"s\d+", part)), s)
    if kind not in set(Manner):
        fail(f"said is «words=key; cue or -; direct, mixed or indirect», not {value!r}")
    row: dict[str, object] = {"source": story.mention(where, source)}
    row |= {"cue": None if cue in {"-", ""} else story.words(where, cue), "kind": kind}
    return row if where == s else row | {"s": where}


EVENT_FIELDS = {
    "a": ("actors", mentions),
    "r": ("recipients", mentions),
    "d": ("date", date_row),
    "p": ("place", place_row),
    "q": ("said", said_row),
}


def voice_row(line: str, story: Story) -> dict[str, object]:
    """A voice from «4 statement direct | src Mart Kask=c | cue told | c “Nothing .. be,”»."""
    lead, rest = fields(line)
    if len(lead) != 3 or lead[1] not in set(VoiceVerb) or lead[2] not in set(Manner):
        fail("a voice begins «sentence verb manner»")
    row: dict[str, object] = {"source": None, "cue": None, "content": []}
    content: list[dict[str, object]] = []
    for key, value in rest:
        where, words = located(int(lead[0]), value)
        if key == "src":
            row["source"] = {"s": where, **story.mention(where, words)}
        elif key == "cue":
            row["cue"] = {"s": where, "text": story.words(where, words)}
        elif key == "c":
            content.append({"s": where, "text": story.stretch(where, words)})
        else:
            fail(f"a voice has no field {key!r}: src, cue, c")
    if not content:
        fail("a voice has content")
    return row | {"content": content, "manner": lead[2], "verb": lead[1]}


def located(s: int, value: str) -> tuple[int, str]:
    """«5: words» stand in sentence 5; without a number in the line's own."""
    found = re.match(r"(\d+):\s+(.*)$", value)
    return (int(found[1]), found[2]) if found else (s, value)


def compiled(path: Path, articles: Path | None) -> Iterator[tuple[str, dict[str, object]]]:
    """The article, annotations and voices of one file of notes."""
    notes, name = Notes(path), path.stem
    article = (
        article_of(notes, name)
        if articles is None
        else json.loads((articles / path.with_suffix(".json").name).read_text(encoding="utf-8"))
    )
    story, faults = Story(article, notes), []
    rows: dict[str, list[dict[str, object]]] = {"events": [], "voices": []}
    for part, read in (("events", event_row), ("voices", voice_row)):
        for number, line in notes.parts[part]:
            try:
                if line:
                    rows[part].append(read(line, story))
            except (Fault, ValueError) as error:
                faults.append(f"line {number}: {error}")
    contexts = notes.head.get("contexts", "").replace(",", " ").split()
    unknown = set(contexts) - set(load_ontology().contexts)
    faults += [f"unknown contexts {sorted(unknown)}"] if unknown else []
    if faults:
        fail("\n  ".join(faults))
    yield "articles", article
    yield "annotations", {"id": name, "contexts": contexts, "events": rows["events"]}
    yield "voices", {"id": name, "voices": rows["voices"]}


@click.command(help=__doc__)
@click.argument("notes", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.argument("out", type=click.Path(file_okay=False, path_type=Path))
@click.option("--articles", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(notes: Path, out: Path, articles: Path | None) -> None:
    """Compile every file of notes; see the head of this file."""
    good, events, voices, bad = 0, 0, 0, 0
    for path in sorted(notes.glob("*.txt")):
        try:
            files = dict(compiled(path, articles))
        except StoryError as error:
            print(f"{path.name}: {error}")
            bad += 1
            continue
        for folder, content in files.items():
            target = out / folder / f"{path.stem}.json"
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(json.dumps(content, ensure_ascii=False, indent=1) + "\n")
        good += 1
        events += len(files["annotations"]["events"])  # type: ignore[arg-type]
        voices += len(files["voices"]["voices"])  # type: ignore[arg-type]
    print(f"{good} stories, {events} events, {voices} voices; {bad} stories with faults")
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
