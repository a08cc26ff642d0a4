"""Settings from files and the environment."""

from __future__ import annotations

import traceback
from pathlib import Path

import pytest
from pydantic import ValidationError

from dateline.errors import ConfigError
from dateline.settings import Profile, Retries, Settings

KEY = "sk-very-secret"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory: empty, two levels below `tmp_path`."""
    inner = tmp_path / "project" / "inner"
    inner.mkdir(parents=True)
    monkeypatch.chdir(inner)
    return inner


def refused(text: str, folder: Path) -> ConfigError:
    """What is said of a dateline.toml with this text."""
    (folder / "dateline.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        Settings.load()
    return caught.value


def test_with_no_file_and_no_variable_there_are_defaults() -> None:
    """Nothing has to be configured."""
    settings = Settings.load()
    assert settings.default is None
    assert settings.providers == {}
    assert settings.allow_remote
    assert settings.retries == Retries()
    assert settings.config_file is None


def test_dateline_toml_is_read_from_the_current_directory(folder: Path) -> None:
    """The file beside the user's work is theirs."""
    (folder / "dateline.toml").write_text(
        'default = "mine"\nallow_remote = false\nconcurrency = 3\n'
        '[providers.mine]\nmodel = "openai-compatible:qwen3:8b"\n'
        'base_url = "http://127.0.0.1:11434/v1"\n[retries]\nattempts = 2\n'
    )
    settings = Settings.load()
    assert (settings.default, settings.allow_remote, settings.concurrency) == ("mine", False, 3)
    assert settings.providers["mine"].base_url == "http://127.0.0.1:11434/v1"
    assert settings.retries == Retries(attempts=2)
    assert settings.config_file == folder / "dateline.toml"


def test_the_nearest_file_above_is_read(folder: Path) -> None:
    """A project's subfolders share its configuration, and a nearer file wins."""
    (folder.parent.parent / "dateline.toml").write_text('default = "far"')
    assert Settings.load().default == "far"
    (folder.parent / "dateline.toml").write_text('default = "near"')
    assert Settings.load().default == "near"


def test_pyproject_is_read_where_it_has_our_table(folder: Path) -> None:
    """A pyproject.toml of another project, below ours, is passed over."""
    (folder / "pyproject.toml").write_text("[tool.ruff]\nline-length = 100\n")
    (folder.parent / "pyproject.toml").write_text('[tool.dateline]\ndefault = "ours"\n')
    settings = Settings.load()
    assert settings.default == "ours"
    assert settings.config_file == folder.parent / "pyproject.toml"


def test_dateline_toml_goes_before_pyproject_in_the_same_folder(folder: Path) -> None:
    """The file that is all ours is meant."""
    (folder / "pyproject.toml").write_text('[tool.dateline]\ndefault = "project"\n')
    (folder / "dateline.toml").write_text('default = "own"')
    assert Settings.load().default == "own"


@pytest.mark.parametrize("text", ["[tool", "tool = 3", "[project]\nname = 'x'"])
def test_a_foreign_or_broken_pyproject_is_passed_over(folder: Path, text: str) -> None:
    """Another tool's broken file is not our error."""
    (folder / "pyproject.toml").write_text(text)
    assert Settings.load().config_file is None


def test_our_table_in_pyproject_has_to_be_a_table(folder: Path) -> None:
    """A value in its place is an error with the file's name."""
    (folder / "pyproject.toml").write_text("[tool]\ndateline = 3\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml: tool\.dateline is 3"):
        Settings.load()


def test_a_path_given_is_the_file_read(folder: Path) -> None:
    """An explicit file goes before what lies about."""
    (folder / "dateline.toml").write_text('default = "found"')
    (folder / "other.toml").write_text('default = "given"')
    assert Settings.load("other.toml").default == "given"


def test_the_environment_wins_over_the_file(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable changes one run without touching the file."""
    (folder / "dateline.toml").write_text('default = "file"\nconcurrency = 3\n')
    monkeypatch.setenv("DATELINE_DEFAULT", "environment")
    settings = Settings.load()
    assert (settings.default, settings.concurrency) == ("environment", 3)


def test_a_nested_variable_changes_one_value_of_a_table(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two underscores go one level down, and what stands beside it stays."""
    (folder / "dateline.toml").write_text(
        '[providers.mine]\nmodel = "openai:gpt-5"\ntimeout = 5\n[retries]\nattempts = 2\n'
    )
    monkeypatch.setenv("DATELINE_PROVIDERS__MINE__TIMEOUT", "7")
    monkeypatch.setenv("DATELINE_RETRIES__DEADLINE", "60")
    settings = Settings.load()
    assert settings.providers["mine"] == Profile(model="openai:gpt-5", timeout=7)
    assert settings.retries == Retries(attempts=2, deadline=60)


def test_a_provider_can_come_from_the_environment_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container needs no file."""
    monkeypatch.setenv("DATELINE_PROVIDERS", '{"mine": {"model": "openai:gpt-5"}}')
    assert Settings.load().providers["mine"].model_name == "gpt-5"


@pytest.mark.parametrize(
    ("text", "key", "near"),
    [
        ('defualt = "x"', "defualt", "default"),
        ('[provider.x]\nmodel = "openai"', "provider", "providers"),
        ('[providers.x]\nmodle = "openai"', "providers.x.modle", "model"),
        ("[retries]\nattemps = 3", "retries.attemps", "attempts"),
    ],
)
def test_an_unknown_key_is_refused_with_the_nearest(
    folder: Path, text: str, key: str, near: str
) -> None:
    """A typing error is never ignored, and the message holds the file, the key and a guess."""
    message = str(refused(text, folder))
    assert f"{key}: no such key; did you mean {near!r}?" in message
    assert str(folder / "dateline.toml") in message


def test_an_unknown_key_like_no_other_lists_what_there_is(folder: Path) -> None:
    """Where no name is near, all of them are shown."""
    assert "there are attempts, wait, max_wait, deadline" in str(
        refused("[retries]\nzzz = 1", folder)
    )


def test_broken_toml_names_the_file_and_the_place(folder: Path) -> None:
    """The line can be found."""
    message = str(refused('default = "a"\nconcurrency = [', folder))
    assert f"{folder / 'dateline.toml'} is not valid TOML" in message


def test_a_file_that_is_no_text_names_the_file(folder: Path) -> None:
    """UTF-16 or a binary is an error of ours, not of the decoder."""
    (folder / "dateline.toml").write_bytes(b"\xff\xfed\x00")
    with pytest.raises(ConfigError, match=r"dateline\.toml cannot be read"):
        Settings.load()


def test_a_missing_file_that_was_asked_for_is_an_error() -> None:
    """A path that was given has to be there."""
    with pytest.raises(ConfigError, match=r"no configuration file 'absent\.toml'"):
        Settings.load("absent.toml")


def test_a_folder_in_place_of_a_file_is_an_error(folder: Path) -> None:
    """What cannot be opened is named."""
    with pytest.raises(ConfigError, match="cannot be read"):
        Settings.load(folder)


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ('concurrency = "many"', "concurrency", "valid integer"),
        ("concurrency = 0", "concurrency", "greater than or equal to 1"),
        ("providers = 3", "providers", "valid dictionary"),
        ("[providers]\nx = 3", "providers.x", "valid dictionary"),
        ("[providers.x]\ntimeout = 5", "providers.x.model", "required"),
        (
            '[providers.x]\nmodel = "openai"\ntimeout = 0',
            "providers.x.timeout.total",
            "greater than 0",
        ),
        ('[providers.x]\nmodel = "openai"\nasking = "maybe"', "providers.x.asking", "'article'"),
        ("[retries]\nattempts = 0", "retries.attempts", "greater than or equal to 1"),
    ],
)
def test_a_wrong_value_names_its_key(folder: Path, text: str, key: str, words: str) -> None:
    """Type and range are checked before anything is spent."""
    message = str(refused(text, folder))
    assert f"{key}: " in message
    assert words in message


@pytest.mark.parametrize("url", ["127.0.0.1:11434", "ftp://127.0.0.1", ""])
def test_a_base_url_has_to_be_one(folder: Path, url: str) -> None:
    """The message says how one begins."""
    message = str(refused(f'[providers.x]\nmodel = "openai"\nbase_url = "{url}"', folder))
    assert f"{url!r} is no URL; it starts with http:// or https://" in message


def test_several_faults_are_named_together(folder: Path) -> None:
    """One run shows them all."""
    message = str(refused("concurrency = 0\nzzz = 1", folder))
    assert "concurrency: " in message
    assert "zzz: no such key" in message


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a file, the environment is what is blamed."""
    monkeypatch.setenv("DATELINE_ALLOW_REMOTE", "perhaps")
    with pytest.raises(ConfigError, match=r"\(DATELINE_\* variables\).*allow_remote: .*boolean"):
        Settings.load()


def test_a_variable_that_is_no_json_is_an_error_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    """The field is named; the value, which may hold a key, is not."""
    monkeypatch.setenv("DATELINE_PROVIDERS", f'{{"x": {{"api_key": "{KEY}"')
    with pytest.raises(ConfigError, match="providers") as caught:
        Settings.load()
    assert KEY not in "".join(traceback.format_exception(caught.value))


def test_a_key_never_shows(folder: Path) -> None:
    """Not in a repr, a str, a dump or JSON."""
    (folder / "dateline.toml").write_text(f'[providers.x]\nmodel = "openai"\napi_key = "{KEY}"')
    settings = Settings.load()
    key = settings.providers["x"].api_key
    assert key is not None
    assert key.get_secret_value() == KEY
    shown = [repr(settings), str(settings), str(settings.model_dump()), settings.model_dump_json()]
    assert not [text for text in shown if KEY in text]


@pytest.mark.parametrize("line", [f'apikey = "{KEY}"', f'api_key = ["{KEY}"]'])
def test_a_key_in_the_wrong_place_does_not_show_in_the_traceback(folder: Path, line: str) -> None:
    """Nor in that of the validation error that ours is chained to."""
    error = refused(f'[providers.x]\nmodel = "openai"\n{line}', folder)
    assert "providers.x." in str(error)
    assert error.__cause__ is not None
    assert KEY not in "".join(traceback.format_exception(error))


def test_a_key_in_the_file_that_no_header_can_hold_is_refused_by_its_name(folder: Path) -> None:
    """And is not shown."""
    error = refused('[providers.x]\nmodel = "openai"\napi_key = "sk-very\\nsecret"', folder)
    assert "providers.x.api_key" in str(error)
    shown = "".join(traceback.format_exception(error))
    assert "sk-very" not in shown


def test_a_profile_made_in_code_does_not_show_its_key() -> None:
    """Not in the validation error either."""
    with pytest.raises(ValidationError) as caught:
        Profile(model="openai", api_key="sk-very secret")
    assert "sk-very" not in str(caught.value)


@pytest.mark.parametrize(
    ("variable", "near"),
    [
        ("DATELINE_DEFUALT", "DATELINE_DEFAULT"),
        ("DATELINE_ALOW_REMOTE", "DATELINE_ALLOW_REMOTE"),
        ("DATELINE_PROVIDER__MINE__MODEL", "DATELINE_PROVIDERS"),
    ],
)
def test_a_misspelt_variable_is_refused_with_the_nearest(
    monkeypatch: pytest.MonkeyPatch, variable: str, near: str
) -> None:
    """A typing error is never ignored here either."""
    monkeypatch.setenv(variable, "openai")
    with pytest.raises(ConfigError, match=rf"{variable}.*mean {near}\?"):
        Settings.load()


@pytest.mark.parametrize("variable", ["DATELINE_CORPORA", "DATELINE_X", "DATELINES", "DATELINE"])
def test_a_variable_like_none_of_ours_is_not_ours(
    monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    """Other programs have theirs."""
    monkeypatch.setenv(variable, "x")
    assert Settings.load().default is None


def test_an_empty_default_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the file and in the environment."""
    assert "default: " in str(refused('default = ""', folder))
    (folder / "dateline.toml").unlink()
    monkeypatch.setenv("DATELINE_DEFAULT", " ")
    with pytest.raises(ConfigError, match=r"default: .*it is empty"):
        Settings.load()


def test_the_file_that_was_read_is_nobodys_to_set(folder: Path) -> None:
    """Nor is it among the keys that are offered."""
    assert "config_file: no such key" in str(refused('config_file = "x"', folder))
    message = str(refused("zzz = 1", folder))
    assert "there are default, providers" in message
    assert "config_file" not in message


def test_settings_are_frozen() -> None:
    """A running extraction cannot be changed under its feet."""
    settings = Settings(providers={"x": Profile(model="openai")})
    with pytest.raises(ValidationError):
        settings.default = "x"
    with pytest.raises(ValidationError):
        settings.providers["x"].model = "openai:other"


@pytest.mark.parametrize(
    ("model", "provider", "name"),
    [
        ("openai", "openai", None),
        ("openai:", "openai", None),
        ("openai:gpt-5-mini", "openai", "gpt-5-mini"),
        ("openai-compatible:qwen3:8b", "openai-compatible", "qwen3:8b"),
        ("llama.cpp:C:/models/x.gguf", "llama.cpp", "C:/models/x.gguf"),
    ],
)
def test_a_model_is_split_at_its_first_colon(model: str, provider: str, name: str | None) -> None:
    """Models have colons in their own names."""
    profile = Profile(model=model)
    assert (profile.provider, profile.model_name) == (provider, name)
