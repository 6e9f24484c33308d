"""The sentences of a text that are page furniture: teasers, prompts, captions, notices."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.reading.sentences import paragraphs_of
from dragoman.types import Span

# A caption or teaser is short; a long paragraph behind a label is a story told by its first word.
_MOST_WORDS = 45
_MOST_TITLE_WORDS = 20
# In a picture gallery the captions are the story; two pictures make no gallery.
_MOST_CAPTIONS = 0.25
_FEW_CAPTIONS = 2
# A teaser's sentence says its title over again: words that begin alike.
_STEM = 5
_LEAST_SHARED = 2
_LEAST_SHARE_OF_TITLE = 0.3

_ENDS_SENTENCE = re.compile(r"[.!…;,:][\"'”’)\]]*$")
_NUMBERED = re.compile(r"\d{1,2}[.)]\s")
# "... opens inquiry into ferry company The transport ministry said ..."
_RUN_TOGETHER = re.compile(
    r"[a-z0-9] (?:The|A|An|In|On|At|After|As|It|He|She|They|His|Her|Its|Their|There|This|More) [a-z]"
)
_WORD = re.compile(r"[^\W\d_]{4,}")
_ORNAMENT = " :|-–—>»▶•"


@dataclass(frozen=True, slots=True)
class _Cues:
    heading: re.Pattern[str]
    teaser: re.Pattern[str]
    weak: re.Pattern[str]
    caption: re.Pattern[str]
    credit: re.Pattern[str]
    whole: re.Pattern[str]
    prompt: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    words: str
    sentences: tuple[Span, ...]


def find_furniture(text: str, sentences: Sequence[Span]) -> tuple[Span, ...]:
    """The sentences that are furniture, in text order.

    Only what a cue shows is marked: a story sentence lost is worse than a teaser kept.
    """
    paragraphs = tuple(_paragraphs(text, sentences))
    captions = {sentence for paragraph in paragraphs for sentence in _captions(paragraph)}
    is_gallery = len(captions) > max(_FEW_CAPTIONS, _MOST_CAPTIONS * len(sentences))
    marked = set() if is_gallery else captions
    position = 0
    while position < len(paragraphs):
        end = _teasers_end(paragraphs, position)
        for paragraph in paragraphs[position:end]:
            marked.update(_whole(paragraph))
        if end == position:
            marked.update(_notices(paragraphs[position]))
        position = max(end, position + 1)
    return tuple(sorted(marked))


def _paragraphs(text: str, sentences: Sequence[Span]) -> Iterator[_Paragraph]:
    rest = list(reversed(sentences))
    for paragraph in paragraphs_of(text):
        inside: list[Span] = []
        while rest and paragraph.holds(rest[-1]):
            inside.append(rest.pop())
        yield _Paragraph(paragraph.of(text), tuple(inside))


def _teasers_end(paragraphs: Sequence[_Paragraph], first: int) -> int:
    """Where the teasers end that a heading or label at `first` opens; `first` if none does."""
    words = paragraphs[first].words
    headed = _cues().heading.fullmatch(words.strip(_ORNAMENT)) is not None
    title = "" if headed else _labelled(words)
    if title is None:
        return first
    end = first + 1
    # A label may point to more on the same matter: only below a title of its own is a sentence told.
    is_open = False
    while end < len(paragraphs):
        if title and _stems(paragraphs[end].words) == _stems(title):
            is_open = True
        elif is_open and _is_told(paragraphs, first, end, title=title):
            is_open = False
        elif headed and _is_listed(paragraphs, first, end, is_first=not title):
            title, is_open = paragraphs[end].words, True
        elif headed and _is_run_together(paragraphs[end]):
            title, is_open = paragraphs[end].words, False
        else:
            break
        end += 1
    return end


def _labelled(words: str) -> str | None:
    """The title of the other story behind a label such as "Read more:"."""
    cues = _cues()
    label = cues.teaser.match(words)
    if label is None and not _ENDS_SENTENCE.search(words):
        label = cues.weak.match(words)
    return None if label is None else words[label.end() :].strip()


def _is_listed(paragraphs: Sequence[_Paragraph], first: int, here: int, *, is_first: bool) -> bool:
    """Whether a title-like line below a heading is another story's, not the story's next part."""
    words = paragraphs[here].words
    if not _is_title(words):
        return False
    if is_first or _NUMBERED.match(words) or here + 1 == len(paragraphs):
        return True
    follows = paragraphs[here + 1].words
    return _is_title(follows) or _is_told(paragraphs, first, here + 1, title=words)


def _is_run_together(paragraph: _Paragraph) -> bool:
    """Whether a short paragraph is a title and its story's first sentence without a stop between."""
    is_one = len(paragraph.sentences) == 1 and _is_short(paragraph.words)
    return is_one and _RUN_TOGETHER.search(paragraph.words) is not None


def _is_told(paragraphs: Sequence[_Paragraph], first: int, here: int, *, title: str) -> bool:
    """Whether a one-sentence paragraph says what a title says.

    One shared word is enough if the story itself never uses it.
    """
    paragraph = paragraphs[here]
    if len(paragraph.sentences) != 1:
        return False
    wanted = _stems(title)
    shared = wanted & _stems(paragraph.words)
    if len(shared) >= max(_LEAST_SHARED, _LEAST_SHARE_OF_TITLE * len(wanted)):
        return True
    story = " ".join(other.words for other in (*paragraphs[:first], *paragraphs[here + 1 :]))
    return bool(shared - _stems(story))


def _captions(paragraph: _Paragraph) -> tuple[Span, ...]:
    """The sentences that tell of a picture: all of a short paragraph with a credit, or some."""
    cues = _cues()
    is_credited = _is_short(paragraph.words) and cues.credit.search(paragraph.words) is not None
    if is_credited or cues.caption.match(paragraph.words):
        return _whole(paragraph)
    return tuple(
        sentence for sentence, words in _sentences(paragraph) if _is_cue(cues.caption, words)
    )


def _notices(paragraph: _Paragraph) -> tuple[Span, ...]:
    """The sentences that speak to the visitor or of another story: all of a paragraph, or some."""
    cues = _cues()
    if cues.whole.fullmatch(paragraph.words):
        return _whole(paragraph)
    return tuple(
        sentence
        for sentence, words in _sentences(paragraph)
        if _is_cue(cues.prompt, words) or _is_cue(cues.teaser, words)
    )


def _whole(paragraph: _Paragraph) -> tuple[Span, ...]:
    return paragraph.sentences if _is_short(paragraph.words) else paragraph.sentences[:1]


def _sentences(paragraph: _Paragraph) -> Iterator[tuple[Span, str]]:
    for sentence in paragraph.sentences:
        start = sentence.start - paragraph.sentences[0].start
        yield sentence, paragraph.words[start : start + sentence.end - sentence.start]


def _is_cue(cue: re.Pattern[str], sentence: str) -> bool:
    return cue.match(sentence) is not None and _is_short(sentence)


def _is_short(words: str) -> bool:
    return len(words.split()) <= _MOST_WORDS


def _is_title(words: str) -> bool:
    short = len(words.split()) <= _MOST_TITLE_WORDS
    return short and (_NUMBERED.match(words) is not None or not _ENDS_SENTENCE.search(words))


def _stems(words: str) -> set[str]:
    return {word[:_STEM].lower() for word in _WORD.findall(words)}


@cache
def _cues() -> _Cues:
    written = files("dragoman.resources").joinpath("furniture.toml").read_text(encoding="utf-8")
    lists: dict[str, list[str]] = tomllib.loads(written)
    return _Cues(
        heading=_any_of(lists["headings"]),
        teaser=_label(lists["teaser_labels"]),
        weak=_label(lists["weak_labels"]),
        caption=_label(lists["caption_labels"]),
        credit=_any_of(lists["credits"]),
        whole=_any_of(lists["whole"]),
        prompt=_any_of(lists["prompts"], before=r"\W{0,3}"),
    )


def _label(cues: Sequence[str]) -> re.Pattern[str]:
    return _any_of(cues, before=r"\W{0,3}", after=r"\s*[:|]\s*(?=\S)")


def _any_of(cues: Sequence[str], *, before: str = "", after: str = "") -> re.Pattern[str]:
    joined = "|".join(f"(?:{cue})" for cue in cues)
    return re.compile(f"{before}(?:{joined}){after}", re.IGNORECASE)
