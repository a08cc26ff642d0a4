"""Arguments over the environment over the file over what is built in, key by key."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.errors import ConfigError
from dateline.settings import (
    BudgetSettings,
    CacheSettings,
    Profile,
    Retries,
    Settings,
    Timeouts,
)
from dateline.settings.sources import Merged, Origin, origins_at


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current directory, empty."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(text: str) -> None:
    """The configuration file."""
    Path("dateline.toml").write_text(text, "utf-8")


def leaves(model: Any, place: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], Any]]:
    """Every key of a model with the annotation of its value, tables opened."""
    from dateline.settings.part import part_of

    found = []
    for name, field in model.model_fields.items():
        inner = part_of(field.annotation)
        at = (*place, name)
        found += leaves(inner, at) if inner is not None else [(at, field.annotation)]
    return found


VALUES: dict[tuple[str, ...], tuple[Any, Any, Any]] = {
    ("default",): ("a", "b", "c"),
    ("allow_remote",): (False, True, False),
    ("concurrency",): (2, 3, 4),
    ("retries", "attempts"): (2, 3, 4),
    ("retries", "wait"): (2.0, 3.0, 4.0),
    ("retries", "max_wait"): (2.0, 3.0, 4.0),
    ("retries", "deadline"): (2.0, 3.0, 4.0),
    ("breaker", "enabled"): (False, True, False),
    ("breaker", "failures"): (2, 3, 4),
    ("breaker", "recovery"): (2.0, 3.0, 4.0),
    ("budget", "article"): (Decimal(2), Decimal(3), Decimal(4)),
    ("budget", "run"): (Decimal(2), Decimal(3), Decimal(4)),
    ("recording", "mode"): ("record", "replay", "auto"),
    ("recording", "folder"): ("/a", "/b", "/c"),
    ("recording", "compress"): (True, False, True),
    ("recording", "commands"): (("a", "b"), ("c",), ("d",)),
    ("cache", "path"): ("/a", "/b", "/c"),
    ("cache", "max_age_days"): (2.0, 3.0, 4.0),
    ("cache", "max_size_mb"): (2.0, 3.0, 4.0),
    ("coders",): ("model", "both", "model"),
    ("grounding",): ("flag", "raise", "flag"),
    ("record_types",): (("a:A",), ("b:B", "c:C"), ("d:D",)),
    ("actors",): ("a.csv", "b.csv", "c.csv"),
    ("model",): ("openai:a", "openai:b", "openai:c"),
    ("base_url",): ("http://a", "http://b", "http://c"),
    ("api_key",): ("aa", "bb", "cc"),
    ("api_key_env",): ("A_KEY", "B_KEY", "C_KEY"),
    ("api_version",): ("1", "2", "3"),
    ("asking",): ("article", "choices", "article"),
    ("output_mode",): ("tools", "json", "tools"),
    ("timeout", "connect"): (2.0, 3.0, 4.0),
    ("timeout", "read"): (2.0, 3.0, 4.0),
    ("timeout", "total"): (2.0, 3.0, 4.0),
    ("max_tokens",): (2, 3, 4),
    ("context_tokens",): (2, 3, 4),
    ("sampling",): ({"top_k": 1}, {"top_k": 2}, {"top_k": 3}),
    ("headers",): ({"x-a": "1"}, {"x-a": "2"}, {"x-a": "3"}),
    ("extra_body",): ({"x": {"y": 1}}, {"x": {"y": 2}}, {"x": {"y": 3}}),
    ("fallback",): (("a",), ("b", "c"), ("d",)),
    ("requests_per_minute",): (2, 3, 4),
    ("tokens_per_minute",): (2, 3, 4),
    ("price", "input"): (Decimal(2), Decimal(3), Decimal(4)),
    ("price", "output"): (Decimal(2), Decimal(3), Decimal(4)),
    ("price", "cached_input"): (Decimal(2), Decimal(3), Decimal(4)),
    ("price", "cache_write"): (Decimal(2), Decimal(3), Decimal(4)),
}
SETTING_KEYS = [
    place for place, _ in leaves(Settings) if place not in {("providers",), ("config_file",)}
]
LISTS_OF_TABLES = {("price", "tiers")}  # see the test below: no variable reads as one
PROFILE_KEYS = [
    ("providers", "Mine-1", *place) for place, _ in leaves(Profile) if place not in LISTS_OF_TABLES
]


def nested(place: tuple[str, ...], value: Any) -> dict[str, Any]:
    """A table with one value."""
    for key in reversed(place):
        value = {key: value}
    return dict(value)


def as_toml(place: tuple[str, ...], value: Any) -> str:
    """One line of TOML."""
    keys = ".".join(place)
    if isinstance(value, dict):
        ((name, inner),) = value.items()
        return as_toml((*place, name), inner)
    if isinstance(value, tuple):
        return f"{keys} = [{', '.join(repr(v) for v in value)}]"
    if isinstance(value, bool):
        return f"{keys} = {str(value).lower()}"
    return f"{keys} = {str(value) if isinstance(value, Decimal | int | float) else repr(value)}"


def as_variable(place: tuple[str, ...], value: Any) -> tuple[str, str]:
    """A variable with the same value."""
    import json

    name = "DATELINE_" + "__".join(place).upper().replace("-", "_")
    if isinstance(value, dict):
        return name, json.dumps(value)
    return name, ",".join(value) if isinstance(value, tuple) else str(value)


def at(settings: Settings, place: tuple[str, ...]) -> Any:
    """The value at a place, as it was written."""
    found: Any = settings
    for key in place:
        found = found[key] if isinstance(found, dict) else getattr(found, key)
    if hasattr(found, "get_secret_value"):
        return found.get_secret_value()
    if isinstance(found, dict) and place[-1] == "headers":
        return {name: secret.get_secret_value() for name, secret in found.items()}
    return str(found) if isinstance(found, Path) else found


def with_price(place: tuple[str, ...], value: Any) -> dict[str, Any]:
    """A price has two parts that cannot be left out."""
    table = nested(place, value)
    if "price" in place:
        both = {"input": Decimal(1), "output": Decimal(1)}
        table["providers"]["Mine-1"]["price"] = {**both, place[-1]: value}
    return table


@pytest.mark.parametrize("place", SETTING_KEYS + PROFILE_KEYS, ids=".".join)
def test_every_key_can_be_set_by_file_by_variable_and_by_argument(
    place: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """And each of them wins over the one before, and is named as where the value comes from."""
    own = place[2:] if place[0] == "providers" else place
    by_file, by_variable, by_argument = VALUES[own]
    assert Settings.load().origins(*place) == ()
    price = "\nproviders.Mine-1.price = { input = 1, output = 1 }" if "price" in place else ""
    text = as_toml(place, by_file) if not price else as_price(place, by_file)
    write(text)
    loaded = Settings.load()
    assert at(loaded, place) == by_file
    assert {o.kind for o in loaded.origins(*place)} == {"file"}
    name, value = as_variable(place, by_variable)
    monkeypatch.setenv(name, value)
    loaded = Settings.load()
    assert at(loaded, place) == by_variable
    assert [str(o) for o in loaded.origins(*place)] == [name]
    loaded = Settings.load(**with_price(place, by_argument))
    assert at(loaded, place) == by_argument
    assert [str(o) for o in loaded.origins(*place)] == ["argument"]


def test_the_tiers_of_a_price_stand_in_the_file() -> None:
    """As a list of tables."""
    write(
        "[providers.mine]\n"
        'model = "openai:gpt-5-mini"\n'
        "price = { input = 1, output = 2, tiers = [{ above = 200000, input = 2, output = 4 }] }\n"
    )
    price = Settings.load().providers["mine"].price
    assert price is not None
    assert price.at(200_001).input == Decimal(2)
    assert price.at(200_000).input == Decimal(1)


def as_price(place: tuple[str, ...], value: Any) -> str:
    """A whole price, with one part as said."""
    parts = {"input": 1, "output": 1, place[-1]: value}
    inner = ", ".join(f"{name} = {number}" for name, number in parts.items())
    return f"providers.Mine-1.price = {{ {inner} }}"


def test_a_table_is_merged_key_by_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a variable does not say stays as the file says it."""
    write('[providers.x]\nmodel = "openai:m"\ntimeout = 5\n[providers.x.headers]\nX-Org = "a"\n')
    monkeypatch.setenv("DATELINE_PROVIDERS__X__TIMEOUT__CONNECT", "2")
    monkeypatch.setenv("DATELINE_PROVIDERS__X__HEADERS__X_ORG", "b")
    profile = Settings.load().providers["x"]
    assert profile.timeout == Timeouts(connect=2, read=5, total=5)
    assert {n: s.get_secret_value() for n, s in profile.headers.items()} == {"x-org": "b"}


def test_a_variable_reaches_a_provider_whatever_its_name(monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable's name has no small letters and no hyphens."""
    write('[providers."My Gate-2"]\nmodel = "openai:m"\n')
    monkeypatch.setenv("DATELINE_PROVIDERS__MY_GATE_2__MAX_TOKENS", "7")
    settings = Settings.load()
    assert list(settings.providers) == ["My Gate-2"]
    assert settings.providers["My Gate-2"].max_tokens == 7


def test_a_built_in_provider_can_be_changed_by_one_variable(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """With no file at all, and no model named."""
    monkeypatch.setenv("DATELINE_PROVIDERS__OPENAI__TIMEOUT", "30")
    monkeypatch.setenv("DATELINE_PROVIDERS__LOCAL__MAX_TOKENS", "99")
    settings = Settings.load()
    assert settings.providers["openai"] == Profile(model="openai", timeout=30)
    assert settings.providers["local"] == Profile(model="llama.cpp", max_tokens=99)


def test_numbers_in_free_tables_are_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server would refuse a temperature that is a string."""
    monkeypatch.setenv("DATELINE_PROVIDERS__OPENAI__SAMPLING__TEMPERATURE", "0.5")
    monkeypatch.setenv("DATELINE_PROVIDERS__OPENAI__EXTRA_BODY__OPTIONS__DEEP", "true")
    monkeypatch.setenv("DATELINE_PROVIDERS__OPENAI__EXTRA_BODY__WORD", "yes, please")
    profile = Settings.load().providers["openai"]
    assert profile.sampling == {"temperature": 0.5}
    assert profile.extra_body == {"options": {"deep": True}, "word": "yes, please"}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ('cache = "a.db"', "cache", "a.db"),
        ("cache = false", "cache", None),
        ('cache = ""', "cache", None),
    ],
)
def test_short_forms_of_the_cache(folder: Path, text: str, name: str, expected: str | None) -> None:
    """A path, or off."""
    write(text)
    wanted = folder / expected if expected else None
    assert Settings.load().cache == CacheSettings(path=wanted)


def test_a_cache_that_is_true_is_asked_for_its_file() -> None:
    """Nobody should look for it in a place that nobody chose."""
    write("cache = true")
    with pytest.raises(ConfigError, match=r'cache\.path: name the file, such as cache = "answers'):
        Settings.load()


@pytest.mark.parametrize("off", ["false", "False", ""])
def test_a_variable_turns_the_cache_off(off: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """For one run."""
    write('[cache]\npath = "a.db"\nmax_size_mb = 3')
    monkeypatch.setenv("DATELINE_CACHE", off)
    assert Settings.load().cache == CacheSettings(max_size_mb=3)


def test_other_short_forms(monkeypatch: pytest.MonkeyPatch) -> None:
    """The most usual key of a table, in its place; by file and by variable alike."""
    write("budget = 5.5\nretries = 2\nbreaker = false\n")
    settings = Settings.load()
    assert settings.budget == BudgetSettings(run=Decimal("5.5"))
    assert settings.retries == Retries(attempts=2)
    assert not settings.breaker.enabled
    monkeypatch.setenv("DATELINE_BUDGET", "6")
    monkeypatch.setenv("DATELINE_RETRIES", "3")
    monkeypatch.setenv("DATELINE_BREAKER", "true")
    settings = Settings.load()
    assert settings.budget == BudgetSettings(run=Decimal(6))
    assert settings.retries == Retries(attempts=3)
    assert settings.breaker.enabled
    assert Settings(budget=7, cache="x.db").budget == BudgetSettings(run=Decimal(7))


def test_a_cache_in_a_file_stands_beside_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One said by a variable is from where the variable was typed; ~ is home."""
    inner = folder / "inner"
    inner.mkdir()
    monkeypatch.chdir(inner)
    (folder / "dateline.toml").write_text('cache = "answers.db"')
    assert Settings.load().cache.path == folder / "answers.db"
    monkeypatch.setenv("DATELINE_CACHE", "mine.db")
    assert Settings.load().cache.path == inner / "mine.db"
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("DATELINE_CACHE", "~/home.db")
    assert Settings.load().cache.path == folder / "home.db"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ({"defualt": "x"}, r"defualt: no such key; did you mean 'default'\? \(argument\)"),
        ({"budget": {"runn": 1}}, r"budget\.runn: no such key; did you mean 'run'\? \(argument\)"),
        ({"config_file": "x"}, r"config_file: no such key \(argument\)"),
    ],
)
def test_a_wrong_argument_is_named(arguments: dict[str, Any], words: str) -> None:
    """As a wrong key of a file is."""
    with pytest.raises(ConfigError, match=words):
        Settings.load(**arguments)


def test_each_fault_names_where_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    """One in the file, one in a variable, told in one message."""
    write("concurrency = 0")
    monkeypatch.setenv("DATELINE_PROVIDERS__OPENAI__TIMEOUTS", "3")
    with pytest.raises(ConfigError) as caught:
        Settings.load()
    message = str(caught.value)
    assert "concurrency: Input should be greater than or equal to 1 (" in message
    assert "dateline.toml)" in message
    assert (
        "providers.openai.timeouts: no such key; did you mean 'timeout'? "
        "(DATELINE_PROVIDERS__OPENAI__TIMEOUTS)" in message
    )


def test_a_provider_that_falls_back_to_itself_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """It would be asked twice in a row for nothing."""
    write('[providers.x]\nmodel = "openai:m"\n')
    monkeypatch.setenv("DATELINE_PROVIDERS__X__FALLBACK", "local, x")
    with pytest.raises(ConfigError, match=r"providers\.x\.fallback: .*itself .*X__FALLBACK\)"):
        Settings.load()


tables = st.recursive(
    st.dictionaries(st.sampled_from("abc"), st.integers(0, 3), max_size=3),
    lambda inner: st.dictionaries(st.sampled_from("abc"), inner | st.integers(0, 3), max_size=3),
    max_leaves=8,
)


def flat(table: dict[str, Any], place: tuple[str, ...] = ()) -> dict[tuple[str, ...], Any]:
    """The values by their places."""
    found = {}
    for key, value in table.items():
        at_key = (*place, key)
        found |= flat(value, at_key) if isinstance(value, dict) else {at_key: value}
    return found


@given(st.lists(tables, max_size=4))
def test_every_value_comes_from_the_last_source_that_says_it(said: list[dict[str, Any]]) -> None:
    """Whatever is merged, a value and its origin belong together."""
    merged = Merged()
    for number, table in enumerate(said):
        merged.add(table, Origin("file", str(number)), object)
    values = flat(merged.values)
    assert set(values) == set(merged.origins)
    for place, value in values.items():
        (origin,) = origins_at(merged.origins, place)
        assert flat(said[int(origin.name)])[place] == value
        for later in said[int(origin.name) + 1 :]:
            assert place not in flat(later)
