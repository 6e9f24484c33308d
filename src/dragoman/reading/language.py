"""Whether a text is English; what is not is set aside with the language's name."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

import pycld2

from dragoman.errors import StoryError

ENGLISH = "en"

# The lead of a story tells its language; more only costs time.
_SAMPLE = 10_000
# An English story may quote a foreign paragraph, but not consist of it.
_LEAST_ENGLISH_PERCENT = 30
_MOST_FOREIGN_LETTERS = 0.5
_FEWEST_LETTERS = 4

_FOREIGN_LETTER = re.compile(r"[^\W\d_\u0000-\u024f\u1e00-\u1eff]")
# Characters for which the detector refuses a whole text: controls, and places that stay empty.
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ud800-\udfff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
    )
    + "]"
)


def require_english(text: str, name: str) -> str:
    """The code of English; a StoryError if the text is surely in another language.

    A text too short or too odd to tell counts as English: it is read, not lost.
    """
    sample = _REFUSED.sub(" ", text[:_SAMPLE])
    script = _foreign_script(sample)
    certain, _, found = pycld2.detect(sample, isPlainText=True)
    english = any(
        code == ENGLISH and percent >= _LEAST_ENGLISH_PERCENT for _, code, percent, _ in found
    )
    if english or (not certain and not script):
        return ENGLISH
    # Scripts that only one language uses are reported as "X_Tifinagh": our own word is plainer.
    known = [
        str(language).title()
        for language, code, _, _ in found
        if code not in (ENGLISH, "un") and not language.startswith("X_")
    ]
    language = known[0] if certain and known else script or "another language"
    raise StoryError("language", f"{name}: the text is in {language}; only English is read")


def _foreign_script(sample: str) -> str:
    """The script that most letters are written in if it is not Latin, else ""."""
    foreign = _FOREIGN_LETTER.findall(sample)
    letters = len(foreign) and sum(map(str.isalpha, sample))
    if letters < _FEWEST_LETTERS or len(foreign) <= _MOST_FOREIGN_LETTERS * letters:
        return ""
    scripts = Counter(unicodedata.name(sign, "UNKNOWN").split()[0] for sign in foreign)
    return f"{scripts.most_common(1)[0][0].title()} script"
