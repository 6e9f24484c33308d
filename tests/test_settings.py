import pytest

from dragoman.errors import SetupError
from dragoman.settings import Settings, read_settings


def test_without_a_file_the_defaults_stand(tmp_path):
    assert read_settings(tmp_path, {}) == Settings()


def test_the_environment_outranks_the_file(tmp_path):
    (tmp_path / "dragoman.toml").write_text('model = "here"\nmin_score = 0.5\n')
    settings = read_settings(tmp_path, {"DRAGOMAN_MIN_SCORE": "0.7", "OTHER": "x"})
    assert settings == Settings(model="here", min_score=0.7)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("modle = 1", "no setting 'modle'"),
        ("a =", "is no TOML"),
        ('workers = "x"', "workers"),
        ("workers = 0", "less than 1"),
        ("min_score = 7", "not between 0 and 1"),
        ("min_score = nan", "not between"),
        ("store_memory = 100", "less than 200 MB"),
    ],
)
def test_a_wrong_file_is_named_with_its_fault(tmp_path, text, message):
    (tmp_path / "dragoman.toml").write_text(text)
    with pytest.raises(SetupError, match=message):
        read_settings(tmp_path, {})


def test_an_empty_model_is_the_one_in_the_package():
    assert Settings().model_folder.name == "model"
    assert Settings(model="/x").model_folder.as_posix() == "/x"
