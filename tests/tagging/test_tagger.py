import json
import shutil
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path

import pytest

import dragoman
from dragoman.errors import SetupError
from dragoman.tagging import load_tagger
from dragoman.types import Span, Story

TINY = Path(__file__).parent.parent / "tiny_model"
TEXTS = [
    "Police arrested the minister in Narva on Friday. “No talks,” said the rebels.",
    "The court met and denied it. " * 12,
    "Hi",
    "İstanbul’da görüşme — €5",
]


def a_story(text):
    middle = text.find(". ") + 2 if ". " in text else len(text)
    cuts = sorted({0, middle, len(text)})
    sentences = tuple(Span(a, b) for a, b in pairwise(cuts))
    return Story(id="s", text=text, sentences=sentences)


def test_the_same_story_gets_the_same_answer_in_any_company():
    tagger = load_tagger(TINY)
    alone = [tagger.tag(a_story(text)) for text in TEXTS]
    with ThreadPoolExecutor(4) as threads:
        crowd = list(threads.map(tagger.tag, [a_story(text) for text in TEXTS[::-1] * 5]))
    assert crowd == alone[::-1] * 5


@pytest.mark.parametrize("text", TEXTS)
def test_every_answer_points_into_the_story(text):
    tagging = load_tagger(TINY).tag(a_story(text))
    spans = [m.span for m in tagging.mentions] + [t.span for t in tagging.triggers]
    assert spans
    assert all(0 <= s.start < s.end <= len(text) and s.of(text).strip() for s in spans)
    assert all(a.trigger < len(tagging.triggers) for a in tagging.arcs)
    assert all(a.mention < len(tagging.mentions) for a in tagging.arcs)


def test_a_text_without_words_has_nothing_to_tag():
    assert load_tagger(TINY).tag(a_story(" \n")).triggers == ()


def test_the_version_is_the_labels_version():
    assert load_tagger(TINY).version == json.loads((TINY / "labels.json").read_text())["version"]


def test_a_folder_without_a_model_says_what_to_do(tmp_path):
    with pytest.raises(SetupError, match=r"no model\.onnx.*run \"dragoman train"):
        load_tagger(tmp_path)


@pytest.mark.parametrize("name", ["model.onnx", "tokenizer.json", "labels.json"])
def test_a_broken_file_is_named(tmp_path, name):
    folder = tmp_path / "model"
    shutil.copytree(TINY, folder)
    (folder / name).write_bytes(b"\x00 not this")
    with pytest.raises(SetupError, match=name):
        load_tagger(folder)


SHIPPED = Path(dragoman.__file__).parent / "resources" / "model"


@pytest.mark.parametrize("folder", [TINY, SHIPPED], ids=["tiny", "shipped"])
def test_a_graph_tells_nothing_of_the_machine_that_wrote_it(folder):
    graph = (folder / "model.onnx").read_bytes()
    assert b"site-packages" not in graph
    assert b'File "' not in graph
