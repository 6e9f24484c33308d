from dragoman.rewriting import rewritten
from tests.builders import the

TEXT = "Ann Lee left Oslo. Lee wept, and Leeds shrugged."
TABLE = {"Ann Lee": "Bo Tregunnick", "Lee": "Tregunnick"}


def test_whole_names_are_replaced_throughout_the_longest_first():
    new = rewritten(TEXT, TABLE)
    assert new.text == "Bo Tregunnick left Oslo. Tregunnick wept, and Leeds shrugged."
    assert [after.of(new.text) for _, after in new.cuts] == ["Bo Tregunnick", "Tregunnick"]


def test_spans_follow_whether_they_hold_a_name_or_are_part_of_one():
    new = rewritten(TEXT, TABLE)
    assert new.moved(the("wept", TEXT)).of(new.text) == "wept"
    assert new.moved(the("Ann Lee left", TEXT)).of(new.text) == "Bo Tregunnick left"
    assert new.moved(the("Ann", TEXT)).of(new.text) == "Bo Tregunnick"


def test_nothing_to_replace_leaves_the_text():
    assert rewritten(TEXT, {}).text == TEXT
