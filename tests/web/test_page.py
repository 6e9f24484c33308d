"""Every view, driven as a reader would."""

import json
import re
from time import monotonic
from urllib.request import urlopen

import pytest

from tests.web.browsing import AXE, HOSTILE, LONG_LINE, require_page, serving

OVER_THE_EDGE = "document.documentElement.scrollWidth - innerWidth"
SERIOUS = """axe.run({resultTypes: ["violations"]}).then(found => found.violations
    .filter(one => ["serious", "critical"].includes(one.impact)).map(one => one.id))"""
#: The middle of the longest row of painted pixels, on the screen, and how much is painted in all.
PAINTED = """canvas => {
    const {width, height} = canvas;
    const {data} = canvas.getContext("2d").getImageData(0, 0, width, height);
    let [most, run, all, x, y] = [0, 0, 0, 0, 0];
    for (let at = 3; at < data.length; at += 4) {
        run = data[at] && (at >> 2) % width ? run + 1 : 0;
        all += data[at] > 0;
        if (run > most) [most, x, y] = [run, (at >> 2) % width - run / 2, Math.floor((at >> 2) / width)];
    }
    const box = canvas.getBoundingClientRect(), scale = width / box.width;
    return {x: box.left + x / scale, y: box.top + (y + 0.5) / scale, most, all, scale};
}"""
#: The middle of a country on the screen, with no painted pixel near it.
FREE_LAND = """lands => {
    const canvas = document.querySelector(".map canvas"), from = canvas.getBoundingClientRect();
    const pen = canvas.getContext("2d");
    for (const land of lands) {
        const box = land.getBoundingClientRect();
        const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
        const near = pen.getImageData(x - from.x - 9, y - from.y - 9, 18, 18).data;
        if (document.elementFromPoint(x, y) === land && near.every(one => one === 0)) return [x, y];
    }
}"""
DOT_TOLD = re.compile(r": \d+ event")
LONG_SECONDS = 15  # a second on a quiet machine


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    require_page()
    with serving(tmp_path_factory.mktemp("page")) as one:
        yield one


def total(page):
    return int(re.sub(r"\D", "", page.locator("h1").inner_text()))


def asked(served, path):
    with urlopen(served.address + path) as answer:
        return json.load(answer)


def arrest(served):
    found = asked(served, "/v1/events?type=COERCE&limit=50")["items"]
    return max(found, key=lambda event: len(event["records"]))


def test_filters_are_the_address_and_going_back_undoes_them(served):
    with served.page("/") as page:
        everything = total(page)
        page.get_by_role("button", name="Filters").first.click()
        page.get_by_label("Coerce").check()
        page.wait_for_url("**/?type=COERCE")
        page.wait_for_function(
            "n => parseInt(document.querySelector('h1').innerText) < n", arg=everything
        )
        page.go_back()
        page.wait_for_function(
            "n => parseInt(document.querySelector('h1').innerText) === n", arg=everything
        )
        assert page.faults == []


def test_brushing_the_timeline_chooses_days(served):
    with served.page("/") as page:
        box = page.locator(".plane").bounding_box()
        page.mouse.move(box["x"] + 5, box["y"] + 30)
        page.mouse.down()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + 30, steps=5)
        page.mouse.up()
        page.wait_for_url(re.compile(r"since=\d{4}-\d\d-\d\d&until="))
        page.get_by_role("button", name="All days").click()
        page.wait_for_url(re.compile(r"/$"))


def painted(page):
    """Where a dot of the map is seen."""
    page.locator(".land").first.wait_for()
    return page.locator(".map canvas").evaluate(PAINTED)


def test_a_place_of_the_map_is_told_marked_and_chosen(served):
    with served.page("/") as page:
        dot = painted(page)
        page.mouse.move(dot["x"], dot["y"])
        page.locator(".told", has_text=DOT_TOLD).wait_for()
        mark = page.locator(".map circle").bounding_box()
        assert mark["x"] < dot["x"] < mark["x"] + mark["width"]
        assert mark["y"] < dot["y"] < mark["y"] + mark["height"]
        page.mouse.click(dot["x"], dot["y"])
        page.wait_for_url(re.compile("place="))
        assert page.faults == []


def test_beside_the_dots_the_country_is_told_and_chosen(served):
    with served.page("/") as page:
        page.locator(".land").first.wait_for()
        x, y = page.locator(".land").evaluate_all(FREE_LAND)
        page.mouse.move(x, y)
        page.locator(".map + .told", has_text=re.compile("^[A-Z][^:;]+$")).wait_for()
        assert page.locator(".map circle").count() == 0
        page.mouse.click(x, y)
        page.wait_for_url(re.compile(r"/\?place_country=[A-Z]{3}$"))


def test_dots_lie_where_the_map_was_moved_and_keep_their_size(served):
    with served.page("/") as page:
        before = painted(page)
        page.get_by_role("button", name="Fit").click()
        page.get_by_role("group", name=re.compile("^World map")).press("ArrowLeft")
        after = painted(page)
        assert (after["x"], after["y"]) != (before["x"], before["y"])
        page.mouse.move(after["x"], after["y"])
        page.locator(".told", has_text=DOT_TOLD).wait_for()
        page.get_by_role("group", name=re.compile("^World map")).press("-")
        page.mouse.click(*(painted(page)[one] for one in "xy"))
        page.wait_for_url(re.compile("place="))


def test_dots_are_as_sharp_as_the_screen(served):
    with served.page("/", scale=2) as page:
        dot = painted(page)
        assert dot["scale"] == pytest.approx(2, abs=0.01)
        page.mouse.click(dot["x"], dot["y"])
        page.wait_for_url(re.compile("place="))


def test_dots_are_drawn_anew_in_other_colours_and_for_other_filters(served):
    colour = """canvas => {
        const {data} = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        const at = data.findIndex((one, at) => at % 4 === 3 && one > 100);
        return at < 0 ? null : [...data.slice(at - 3, at)];
    }"""
    with served.page("/") as page:
        canvas = page.locator(".map canvas")
        light = canvas.evaluate(colour)
        page.get_by_role("button", name="Dark colours").click()
        page.wait_for_function(
            f"one => ({colour})(document.querySelector('.map canvas'))[1] > one + 30", arg=light[1]
        )
        served.visit(page, "/?words=xyzzy")
        assert painted(page)["all"] == 0


def test_days_are_chosen_by_keyboard(served):
    with served.page("/") as page:
        page.get_by_role("slider", name="First day").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_url(re.compile("since="))
        page.keyboard.press("Escape")
        page.wait_for_url(re.compile(r"/$"))


def test_an_event_shows_who_asserts_and_who_denies(served):
    event = arrest(served)
    with served.page(f"/events/{event['id']}") as page:
        asserts = page.get_by_role("region", name="Asserts")
        assert "arrested two men" in asserts.inner_text()
        assert "Narva Courier" in asserts.inner_text()
        assert {"Denies", "Doubts", "Plans"} <= set(
            page.locator(".column").evaluate_all("all => all.map(one => one.ariaLabel)")
        )


def test_a_merge_is_undone_and_the_undoing_withdrawn(served):
    event = arrest(served)
    with served.page(f"/events/{event['id']}") as page:
        reports = page.locator("li.report")
        before = reports.count()
        page.get_by_role("button", name="Take out report 2").click()
        page.get_by_text("Held apart.").wait_for()
        page.wait_for_function("n => document.querySelectorAll('li.report').length < n", arg=before)
        page.get_by_role("button", name="Undo").click()
        page.wait_for_function(
            "n => document.querySelectorAll('li.report').length === n", arg=before
        )


def test_a_field_is_corrected_in_its_place_and_put_back(served):
    with served.page("/stories/a") as page:
        page.get_by_role("button", name=re.compile("^arrested")).first.click()
        page.get_by_role("button", name="Correct Told as").click()
        page.get_by_role("combobox", name="Told as").select_option("negation")
        page.get_by_role("button", name="Save").click()
        page.get_by_text("Corrected.").wait_for()
        page.get_by_text("(the coder: happened)").wait_for()
        page.get_by_role("button", name="Undo the correction of Told as").click()
        page.get_by_role("button", name="Correct Told as").wait_for()


def test_each_field_is_explained(served):
    with served.page("/stories/a") as page:
        page.get_by_role("button", name=re.compile("^arrested")).first.click()
        page.get_by_role("button", name="Explain").click()
        page.get_by_text(re.compile("“Narva” → ")).first.wait_for()


def test_a_hostile_story_is_text_and_nothing_else(served):
    with served.page("/stories/e") as page:
        assert page.locator(".text").evaluate("one => one.textContent") == HOSTILE
        assert page.locator("h1").inner_text() == "<i>A hostile story</i>"
        assert page.locator(".text script, .text img, .text svg").count() == 0
        assert "owned" not in page.title()


def test_a_line_of_megabytes_is_text_and_soon_there(served):
    began = monotonic()
    with served.page("/stories/long", width=360) as page:
        assert monotonic() - began < LONG_SECONDS
        text = page.locator(".text")
        assert text.evaluate("one => one.textContent.trimEnd()") == LONG_LINE.rstrip()
        assert text.locator("script, img, svg").count() == 0
        assert page.evaluate(OVER_THE_EDGE) <= 0
        page.get_by_role("button", name=re.compile("^arrested")).last.click()
        page.get_by_role("heading", name="arrested").wait_for()
        assert "owned" not in page.title()
        assert page.faults == []


def test_a_pasted_text_is_coded_and_not_kept(served):
    with served.page("/try") as page:
        page.get_by_label("Text", exact=True).last.fill(
            "Soldiers attacked a village in Mali on Monday."
        )
        page.get_by_role("button", name="Code it").click()
        page.get_by_text(re.compile(r"\d+ records? and \d+ voices? read\.")).wait_for(
            timeout=60_000
        )
        page.get_by_role("button", name=re.compile("^attacked")).click()
        assert page.get_by_role("heading", name="attacked").is_visible()


def test_the_review_is_worked_by_keys(served):
    with served.page("/review") as page:
        page.get_by_role("heading", level=1).wait_for()
        if page.get_by_text("Pair 1 of").count():
            page.keyboard.press("k")
            assert page.get_by_text("Pair 1 of").count() == 0
            page.keyboard.press("b")
            page.get_by_text("Pair 1 of").wait_for()


def test_an_unknown_address_says_so(served):
    with served.page("/events/nothing") as page:
        assert "nothing" in page.locator(".notice").inner_text()


def paths(served):
    event = arrest(served)
    actors = asked(served, "/v1/actors?limit=5")["items"]
    return [
        "/",
        "/?words=xyzzy",
        f"/events/{event['id']}",
        f"/stories/a#{event['records'][0]}",
        "/actors",
        f"/actors/{actors[0]['id']}",
        "/try",
        "/review",
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (360, "dark")])
def test_every_view_fits_the_screen_and_axe_finds_nothing_serious(served, width, scheme):
    if not AXE.is_file():
        pytest.skip("axe-core is not installed: run `make web`")
    axe, ways = AXE.read_text(encoding="utf-8"), paths(served)
    with served.page("/try", width=width, scheme=scheme, bypass=True) as page:
        for path in ways:
            served.visit(page, path)
            assert (path, page.evaluate(OVER_THE_EDGE) <= 0) == (path, True)
            page.evaluate(axe)
            assert (path, page.evaluate(SERIOUS)) == (path, [])
