"""English is read; what is surely something else is set aside with the language's name."""

import pytest

from dragoman.errors import StoryError
from dragoman.reading.language import require_english
from tests.reading.gold_texts import gold_texts


@pytest.mark.parametrize(
    "text",
    [
        "Ministers met in Narva on Friday.",
        "Friday, May 3, 2019",
        "Putin visits Kim Jong Un in Pyongyang",
        "Ouagadougou",
        "42",
        "The slogan reads “Свобода Сербије”, “Вечерас сви на улице”, witnesses said on Friday.",
        "RT @minister: #Brexit now!!! \x07\x85\ufdd0\ufffe\U0010ffff",
        "\u202bMinisters met in Narva on Friday and agreed to talk.\u202c",
    ],
)
def test_english_and_what_cannot_be_told_is_kept(text):
    assert require_english(text, "story") == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le président a signé la loi vendredi à Paris, selon son porte-parole.", "French"),
        ("El presidente firmó la ley el viernes en Madrid, dijo el portavoz.", "Spanish"),
        ("Presiden menandatangani undang-undang pada hari Jumat.", "Indonesian"),
        ("Президент подписал закон в пятницу.", "Russian"),
        ("وقع الرئيس القانون يوم الجمعة", "Arabic"),
        ("הנשיא חתם על החוק ביום שישי", "Hebrew"),
        ("习近平访问", "Chinese"),
        ("ⴰⵎⴰⵣⵉⵖ ⵜⴰⵎⵓⵔⵜ", "Tifinagh script"),
    ],
)
def test_another_language_is_named(text, language):
    with pytest.raises(StoryError, match=f"the text is in {language}; only English") as caught:
        require_english(text, "story")
    assert caught.value.kind == "language"


@pytest.mark.shared
def test_no_story_of_the_gold_is_set_aside():
    assert {require_english(text, name) for name, text in gold_texts("train")} == {"en"}
