import pytest

from dragoman.errors import UsageError

read_address = pytest.importorskip("dragoman.store.server_address").read_address


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("postgresql://ada:secret@db.example:5433/news", "postgresql://db.example:5433/news"),
        ("postgres://ada:secret@db.example/news", "postgresql://db.example/news"),
        ("postgresql://db.example/news?user=ada&password=secret", "postgresql://db.example/news"),
        ("postgresql:///news?host=/run/postgresql", "postgresql:///run/postgresql/news"),
        ("postgresql://ada:se%40cret@[::1]/news", "postgresql://::1/news"),
        ("postgresql://", "postgresql:///"),
    ],
)
def test_a_store_is_named_without_user_and_password(address, name):
    found = read_address(address)
    assert found.name == name
    assert "cret" not in repr(found)


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://ada:sec@ret@db.example/news",
        "postgresql://ada:sec/ret@db.example/news",
        "postgresql://ada:sec?ret@db.example/news",
        "postgresql://ada:sec%ret@db.example/news",
        "postgresql://ada@db.example/news?secret=1",
    ],
)
def test_an_address_that_is_none_is_refused_without_its_words(address):
    with pytest.raises(UsageError, match="written as %") as caught:
        read_address(address)
    shown = f"{caught.value} {caught.value.__cause__ or ''}"
    assert "sec" not in shown
    assert "ret" not in shown


def test_other_parts_of_an_address_reach_the_server():
    found = read_address("postgresql://ada:secret@db.example/news?sslmode=require")
    for part in ("sslmode=require", "connect_timeout=10", "application_name=dragoman"):
        assert part in found.connection
