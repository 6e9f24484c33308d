"""The head of a mention and the form that all its inflections share, by rule."""

from __future__ import annotations

from collections.abc import Sequence

# What is no head behind a verb: "checked into", "took over", "put on trial".
_PARTICLES = frozenset(
    [
        "into",
        "in",
        "on",
        "off",
        "out",
        "over",
        "up",
        "down",
        "away",
        "back",
        "to",
        "of",
        "from",
        "with",
        "by",
        "for",
        "at",
        "through",
        "about",
        "as",
        "against",
        "under",
        "along",
        "around",
        "after",
        "apart",
        "the",
        "a",
        "an",
        "his",
        "her",
        "its",
        "their",
    ]
)
_LIGHT = frozenset(
    [
        "be",
        "is",
        "are",
        "was",
        "were",
        "been",
        "being",
        "have",
        "has",
        "had",
        "do",
        "does",
        "did",
        "will",
        "to",
    ]
)
_IRREGULAR = {
    form: base
    for base, forms in {
        "be": "is are was were been being am", "have": "has had having", "do": "does did done",
        "say": "said", "tell": "told", "go": "went gone", "make": "made", "take": "took taken",
        "give": "gave given", "get": "got gotten", "come": "came", "become": "became",
        "find": "found", "win": "won", "lose": "lost", "leave": "left", "hold": "held",
        "keep": "kept", "send": "sent", "spend": "spent", "build": "built", "buy": "bought",
        "bring": "brought", "think": "thought", "catch": "caught", "fight": "fought",
        "seek": "sought", "teach": "taught", "shoot": "shot", "sell": "sold", "meet": "met",
        "lead": "led", "feel": "felt", "fall": "fell fallen", "rise": "rose risen",
        "speak": "spoke spoken", "steal": "stole stolen", "break": "broke broken",
        "choose": "chose chosen", "drive": "drove driven", "write": "wrote written",
        "see": "saw seen", "know": "knew known", "grow": "grew grown", "throw": "threw thrown",
        "fly": "flew flown flies flying", "run": "ran", "begin": "began begun",
        "strike": "struck stricken", "stand": "stood", "understand": "understood",
        "die": "died dies dying", "lie": "lay lain lying", "pay": "paid", "hear": "heard",
        "bear": "bore born borne", "beat": "beaten", "wear": "wore worn", "show": "shown",
        "sink": "sank sunk", "swear": "swore sworn", "shake": "shook shaken",
        "murder": "murders", "man": "men", "woman": "women", "arise": "arose",
    }.items()
    for form in forms.split()
}  # fmt: skip
_VOWELS = "aeiou"


def head_lemma(words: Sequence[str]) -> str:
    """The shared form of the mention's head: its last word that is no particle."""
    low = [word.lower() for word in words]
    telling = [word for word in low if word not in _PARTICLES and word.isalpha()]
    heavy = [word for word in telling if word not in _LIGHT]
    return lemma((heavy or telling or low)[-1])


def lemma(word: str) -> str:
    """What the inflections of a word share; no word by itself ("bomb", "acquir")."""
    word = word.lower()
    if word in _IRREGULAR:
        word = _IRREGULAR[word]
    for ending in ("ies", "ied"):
        if word.endswith(ending) and len(word) > 4:
            return word[:-3] + "y"
    for ending in ("ing", "ed", "es", "s"):
        bare = word.removesuffix(ending)
        if bare != word and len(bare) > 2 and any(v in bare for v in _VOWELS + "y"):
            if ending in ("s", "es") and word.endswith(("ss", "us", "is")):
                break
            return _single(bare)
    return word.removesuffix("e") if len(word) > 3 else word


def _single(bare: str) -> str:
    """Without a doubled last consonant ("stopp") and without a last "e"."""
    if len(bare) > 3 and bare[-1] == bare[-2] and bare[-1] not in "lsz" + _VOWELS:
        return bare[:-1]
    return bare.removesuffix("e") if len(bare) > 3 else bare
