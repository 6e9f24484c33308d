"""Page extraction is scored as the public benchmark scores it."""

import gzip
import json

import pytest
import trafilatura

from dragoman.errors import SetupError
from dragoman.evaluation.pages import evaluate_pages, page_score
from tests.reading.builders import PARAGRAPHS, a_page
from tests.shared import shared


def a_folder(path, **bodies):
    (path / "html").mkdir()
    truths = {name: {"articleBody": body, "url": ""} for name, body in bodies.items()}
    (path / "ground-truth.json").write_text(json.dumps(truths))
    for name in bodies:
        (path / "html" / f"{name}.html.gz").write_bytes(gzip.compress(a_page().body))
    return path


@pytest.mark.parametrize(
    ("truth", "found", "precision", "recall"),
    [
        ("a b c d e", "a b c d e", 1, 1),
        ("a b c d e", "A, b - c d e!", 0.5, 0.5),
        ("a b c d e f", "a b c d", 1, 1 / 3),
        ("a b c d", "a b c d e f", 1 / 3, 1),
        ("a b c d a b c d", "a b c d", 1, 1 / 5),
        ("a b c d", "w x y z", 0, 0),
        ("a b c d", "", 0, 0),
        ("a b", "a b", 1, 1),
        ("", "", 1, 1),
    ],
)
def test_a_page_is_scored_by_its_runs_of_four_words(truth, found, precision, recall):
    assert page_score(truth, found) == pytest.approx((precision, recall))


def test_the_figures_are_means_over_the_pages(tmp_path):
    folder = a_folder(tmp_path, a="\n".join(PARAGRAPHS), b="quite another text altogether")
    score = evaluate_pages(folder)
    assert (score.precision, score.recall, score.f1, score.pages) == (0.5, 0.5, 0.5, 2)


def test_another_extractor_can_be_scored(tmp_path):
    folder = a_folder(tmp_path, a="one two three four five")
    score = evaluate_pages(folder, extract=lambda page: "one two three four")
    assert (score.precision, score.recall) == (1.0, 0.5)
    assert score.f1 == pytest.approx(2 / 3)


def test_a_page_without_an_article_counts_as_nothing(tmp_path):
    folder = a_folder(tmp_path, a="one two three four")
    (folder / "html" / "a.html.gz").write_bytes(gzip.compress(b""))
    assert evaluate_pages(folder).f1 == 0


@pytest.mark.parametrize("truths", [None, "no json", "{}"])
def test_a_folder_of_another_form_is_told(tmp_path, truths):
    if truths is not None:
        (tmp_path / "ground-truth.json").write_text(truths)
    with pytest.raises(SetupError, match=r"no ground truth|no page in"):
        evaluate_pages(tmp_path)


def test_a_missing_page_is_told(tmp_path):
    folder = a_folder(tmp_path, a="one two three four")
    (folder / "html" / "a.html.gz").unlink()
    with pytest.raises(SetupError, match="no such file"):
        evaluate_pages(folder)


@pytest.mark.shared
def test_reading_does_not_fall_below_the_extractor_alone():
    folder = shared("data/page_extraction_dev")
    alone = evaluate_pages(folder, extract=lambda page: trafilatura.extract(page.body) or "")
    ours = evaluate_pages(folder)
    assert ours.f1 > alone.f1
    assert ours.pages == alone.pages == 102
