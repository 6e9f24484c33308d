"""The annotations kept without texts, and the way back to the gold."""

import csv
import io
import json
from pathlib import Path

import pytest

from dragoman.errors import StoryError
from dragoman.evaluation.corpus import Annotated, apply_edits, digest, edits, pack, unpack
from dragoman.evaluation.wikinews import joined, plain_text, read_articles, read_qanom
from tests.shared import shared

STORIES = Path(__file__).resolve().parents[2] / "corpus" / "wikinews" / "stories.jsonl"
TEXT = "He met the envoy. The envoy said he hoped."
LONGEST_WORDS = 80


def an_annotated_story(text=TEXT):
    article = {
        "id": "g1",
        "url": "https://x.example/1",
        "date": "2020-01-02",
        "title": "T",
        "text": text,
        "sentences": [[0, 17], [18, 42]],
    }
    event = {
        "s": 0,
        "e": "E1",
        "type": "CONSULT",
        "mode": None,
        "aux": "actual",
        "trigger": "met",
        "actors": [{"text": "He", "name": "Mart Kask", "country": None, "sector": None}],
        "recipients": [],
        "date": None,
        "place": None,
        "said": None,
    }
    source = {"s": 1, "text": "he@2", "name": "X", "country": "EST", "sector": ["GOV"]}
    content = [{"s": 1, "text": "hoped."}]
    voice = {"source": source, "cue": {"s": 1, "text": "said"}, "content": content}
    voice |= {"manner": "indirect", "verb": "belief"}
    return Annotated(article, ["diplomatic"], [event], [voice])


def rows():
    return [json.loads(line) for line in STORIES.read_text(encoding="utf-8").splitlines()]


def strings(value):
    """Every string inside a JSON value."""
    if isinstance(value, str):
        return [value]
    children = value.values() if isinstance(value, dict) else value
    return [s for child in children if isinstance(child, dict | list | str) for s in strings(child)]


def test_a_story_comes_back_as_it_was():
    gold = an_annotated_story()
    row = json.loads(json.dumps(pack(gold, split="dev")))
    assert unpack(row, TEXT, title="T") == gold


def test_a_row_holds_nothing_of_a_quotation():
    row = pack(an_annotated_story(), split="dev")
    assert "hoped" not in json.dumps(row)
    assert row["voices"][0]["content"] == [[36, 42]]
    assert row["voices"][0]["source"]["at"] == [33, 35]


def test_another_text_is_refused():
    row = pack(an_annotated_story(), split="dev")
    with pytest.raises(StoryError, match="not the one that was annotated"):
        unpack(row, TEXT.replace("envoy", "envoi"))


def test_what_the_rules_miss_is_kept_as_a_correction():
    rebuilt = TEXT.replace("envoy. The", "envoy . The")
    row = pack(an_annotated_story(), split="dev", rebuilt=rebuilt)
    assert row["edits"] == [(16, 17, "")]
    assert unpack(row, rebuilt).article["text"] == TEXT


@pytest.mark.parametrize(
    ("before", "after"), [("a b", "ab"), ("x--y", "x–y"), ("", "z"), ("q", "q")]
)
def test_edits_turn_one_text_into_the_other(before, after):
    assert apply_edits(before, edits(before, after)) == after


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("\n\n\nMonday \n\n\nA  b. \n", "Monday\n\nA b."),
        ("A b.\n \n\nC\u00a0d.", "A b.\n\nC d."),
        (" \n", ""),
    ],
)
def test_a_cell_becomes_paragraphs_with_single_spaces(cell, text):
    assert plain_text(cell) == text


@pytest.mark.parametrize(
    ("tokens", "sentence"),
    [
        (
            "They do n't , `` we do '' , said Kask 's aide .",
            "They don't, “we do”, said Kask's aide.",
        ),
        ("It -LRB- the port -RRB- can not open -- yet .", "It (the port) cannot open – yet."),
        ("By 4 -- 2 they won $ 5 .", "By 4–2 they won $5."),
    ],
)
def test_tokens_are_joined_as_one_would_write_them(tokens, sentence):
    assert joined(tokens) == sentence


def test_an_article_table_is_read_by_address():
    table = io.StringIO('url,date,title,text\nu1,2020-01-02,T,"A b.\n\n\n""C""  d."\n')
    assert read_articles(table) == {"u1": ("T", 'A b.\n\n"C" d.')}


def test_qanom_sentences_are_put_in_order_once_and_wikipedia_left_out():
    table = io.StringIO()
    writer = csv.writer(table)
    writer.writerow(["qasrl_id", "sentence"])
    for place in ("wikinews:7:1:0", "wikinews:7:0:10", "wikinews:7:0:2", "wikinews:7:0:2"):
        writer.writerow([f"Wiki1k:{place}", f"S {place[11:]} ."])
    writer.writerow(["Wiki1k:wikipedia:8:0:0", "Not news ."])
    table.seek(0)
    assert read_qanom([table]) == {"wnq-7": "S 0:2. S 0:10.\n\nS 1:0."}


def test_every_story_of_the_corpus_is_there_once_with_its_split():
    found = rows()
    assert len({row["id"] for row in found}) == len(found) == 449
    assert [row["split"] for row in found].count("dev") == 30
    assert not [row["id"] for row in found if row["split"] == "dev" and not row["url"]]
    assert all(len(row["sha256"]) == 64 for row in found)


def test_the_corpus_holds_no_words_of_a_story_but_short_ones():
    for row in rows():
        assert not {"text", "title"} & set(row)
        assert max(map(len, strings([row["events"], row["voices"]])), default=0) <= LONGEST_WORDS
        assert all(len(words) <= 1 for _, _, words in row.get("edits", ()))


def test_offsets_of_the_corpus_stand_inside_a_sentence():
    for row in rows():
        for voice in row["voices"]:
            spans = [*voice["content"], *filter(None, [voice["cue"]])]
            spans += [voice["source"]["at"]] if voice["source"] else []
            assert all(
                any(low <= start < end <= high for low, high in row["sentences"])
                for start, end in spans
            )


@pytest.mark.shared
def test_the_corpus_with_the_texts_is_the_gold():
    gold = shared("data/gold/wikinews")
    for row in rows():
        article, annotation, voices = (
            json.loads((gold / part / f"{row['id']}.json").read_bytes())
            for part in ("articles", "annotations", "voices")
        )
        row.pop("edits", None)
        back = unpack(row, article["text"], title=article["title"])
        expected = article, annotation["contexts"], annotation["events"], voices["voices"]
        assert (back.article, back.contexts, back.events, back.voices) == expected


@pytest.mark.shared
def test_qanom_texts_are_rebuilt_to_the_letter():
    names = ("annot.train.csv", "annot.dev.csv")
    tables = [io.StringIO(shared(f"data/qanom/{name}").read_text("utf-8"), "") for name in names]
    texts = read_qanom(tables)
    older = [row for row in rows() if not row["url"]]
    assert len(older) == 269
    for row in older:
        assert digest(apply_edits(texts[row["id"]], row.get("edits", ()))) == row["sha256"]
