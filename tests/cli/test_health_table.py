from datetime import UTC, datetime, timedelta
from io import StringIO

from dragoman.cli.health_table import print_health
from dragoman.cli.table import table_console
from dragoman.watching.health import Health, Status

NOW = datetime(2024, 3, 9, 12, tzinfo=UTC)


def printed(**changes):
    fields = {
        "source": "Gazette",
        "status": Status.WELL,
        "url": "http://e.org/feed",
        "last_success": NOW - timedelta(minutes=5),
        "last_news": None,
        "next_poll": NOW,
        "stories_per_day": 12.5,
        "median_length": 3100,
        "failures": 0,
        "fault": "",
        "moved": "",
    }
    stream = StringIO()
    print_health(table_console(stream), [Health(**(fields | changes))], NOW)
    return stream.getvalue()


def test_a_source_is_a_row():
    words = printed().split()
    assert words[-8:] == ["Gazette", "well", "5", "min", "ago", "never", "12.5", "3,100"]


def test_what_is_wrong_stands_below_without_control_characters():
    words = printed(status=Status.FAILING, failures=3, fault="HTTP 500 \x1b[2J")
    assert "Gazette: HTTP 500" in words
    assert "(3 times in a row)" in words
    assert "\x1b" not in words


def test_a_new_address_is_told():
    assert "moved for good to http://e.org/new" in printed(moved="http://e.org/new")
