import re
from pathlib import Path

from dragoman.plotting.look import QUAD_COLOURS, SCALE_AREAS, legend_counts, quad_scale

PAGE = (Path(__file__).resolve().parents[2] / "web" / "src" / "page.css").read_text("utf-8")


def of_page(name):
    """The page's light colour of this name."""
    return re.search(rf"--{name}: light-dark\((#[0-9a-f]+)", PAGE)[1]


def test_quad_classes_have_the_pages_colours():
    assert {quad: of_page(f"quad-{quad}") for quad in QUAD_COLOURS} == QUAD_COLOURS


def test_mean_scales_have_the_colours_of_the_pages_matrix():
    names = ("quad-4", "quad-4-wash", "line", "quad-2-wash", "quad-2")
    assert [of_page(name) for name in names] == [*SCALE_AREAS]


def test_a_legend_names_the_quad_classes_in_their_order():
    assert quad_scale()["domain"][0] == "Verbal cooperation"
    assert len(quad_scale()["domain"]) == len(quad_scale()["range"]) == 4


def test_a_legend_of_sizes_counts_whole_events():
    assert legend_counts([{"count": 7}, {"count": 2}]) == [1, 4, 7]
    assert legend_counts([{"count": 1}]) == legend_counts([]) == [1]
