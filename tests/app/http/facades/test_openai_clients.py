"""The real clients of OpenAI's moderation API, pointed at the real service."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from app.keys import Key, Scope, hash_of, make_key, write_keys

STANDARD = {"harassment/threatening", "hate", "illicit", "self-harm/intent", "sexual/minors", "violence/graphic"}


@pytest.fixture(scope="module")
def asked(clients: Any, scripts: Path, address: str, flip: str, harmless: str) -> dict[str, Any]:
    """Do with the openai package all that it can do here."""
    done: dict[str, Any] = clients.run(scripts / "openai_moderations.py", address, flip, harmless)
    return done


@pytest.mark.parametrize("mode", ["default", "strict", "async", "async_strict"])
def test_the_openai_package_works_unchanged(asked: dict[str, Any], mode: str) -> None:
    answer = asked[mode]

    assert answer["id"].startswith("modr-")
    assert answer["model"].startswith("flipguard:social@")
    assert (answer["flagged"], answer["flip"], answer["hate"]) == (True, True, False)
    assert STANDARD | {"flip", "flip/sale"} <= answer["scores"].keys()
    assert answer["scores"]["flip"] > 0.5
    assert (answer["applied"]["hate"], answer["applied"]["flip"]) == ([], ["text"])
    assert "customer" in answer["because"]


def test_the_openai_package_sends_several_posts_or_one_in_parts(
    asked: dict[str, Any], clients: Any, works: Any
) -> None:
    assert asked["several"] == [True, False, False]
    assert asked["parts"]["flagged"]
    works(
        "openai",
        "`openai` (Python)",
        clients.version("openai"),
        "`moderations.create`, sync and async, default and strict validation; a string, strings, parts; `models.list`",
        "works unchanged; a flip is flagged",
    )


def test_the_openai_package_names_the_readers_by_the_model_or_by_a_header(asked: dict[str, Any]) -> None:
    assert (asked["market"]["flagged"], asked["market"]["scores"]["flip"]) == (False, 0)
    assert asked["market"]["model"].startswith("flipguard:market@")
    assert asked["header"] == {**asked["market"], "id": asked["header"]["id"]}
    assert {"flipguard:social", "flipguard:mixed", "flipguard:market", "flipguard:linkedin"} <= set(asked["models"])
    assert asked["one_model"] == "flipguard:mixed"


@pytest.mark.parametrize(
    ("what", "kind", "code", "param"),
    [
        ("picture", "BadRequestError", "images_not_read", "input"),
        ("unknown_model", "NotFoundError", "model_not_found", "model"),
        ("empty", "BadRequestError", "no_input", "input"),
    ],
)
def test_the_openai_package_raises_its_own_errors(
    asked: dict[str, Any], what: str, kind: str, code: str, param: str
) -> None:
    refusal = asked[what]

    assert (refusal["kind"], refusal["code"], refusal["param"]) == (kind, code, param)
    assert refusal["type"] == "invalid_request_error"
    assert refusal["message"].endswith(".")
    assert refusal["request"]


@pytest.fixture(scope="module")
def guarded(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, list[str]]]:
    """Run the service with keys for any number of posts, for two a year and for one a second; give its address and them."""
    file, rates = tmp_path_factory.mktemp("keys") / "keys.toml", (None, "2/year", "1/second")
    secrets = [make_key() for _ in rates]
    check = frozenset({Scope.CHECK})
    keys = zip(secrets, rates, strict=True)
    write_keys(
        file,
        [Key(id=f"cms{n}", sha256=hash_of(key), scopes=check, rate=rate) for n, (key, rate) in enumerate(keys)],
    )
    with serve(FLIPGUARD_KEYS_FILE=str(file)) as service:
        yield service.address.rstrip("/"), secrets


def test_the_openai_package_brings_its_key_and_waits_when_it_is_told_to(
    clients: Any, scripts: Path, guarded: tuple[str, list[str]], flip: str, works: Any
) -> None:
    address, keys = guarded

    done = clients.run(scripts / "openai_doors.py", address, flip, *keys)

    assert (done["stranger"]["kind"], done["stranger"]["code"]) == ("AuthenticationError", "invalid_api_key")
    assert done["hasty"][:2] == [{"flagged": True}] * 2
    for each in done["hasty"][2:]:
        assert (each["kind"], each["code"], each["type"]) == ("RateLimitError", "rate_limit_exceeded", "requests")
        assert int(each["retry_after"]) >= 1
    assert done["patient"] == [{"flagged": True}] * 2
    assert done["azure"] == {"flagged": True}
    works(
        "openai",
        "`openai` (Python)",
        clients.version("openai"),
        "keys as `OpenAI` and `AzureOpenAI` send them; a wrong key; more posts than the key may send",
        "`AuthenticationError`, `RateLimitError`; its retries wait for `Retry-After` and succeed",
    )


def test_litellm_moderates(clients: Any, scripts: Path, address: str, flip: str, works: Any) -> None:
    done = clients.run(scripts / "litellm_moderation.py", address, flip)

    assert done["default"]["flagged"]
    assert (done["market"]["flagged"], done["market"]["flip"]) == (False, 0)
    assert done["async"]["model"].startswith("flipguard:mixed@")
    works(
        "openai",
        "LiteLLM",
        clients.version("litellm"),
        "`litellm.moderation` and `amoderation` with `api_base`",
        "works unchanged; `openai/flipguard:mixed` and the like name the readers",
    )


def test_langchain_moderates_a_chain_and_an_agent(
    clients: Any, scripts: Path, address: str, flip: str, harmless: str, works: Any
) -> None:
    here = {"OPENAI_BASE_URL": f"{address}/v1", "OPENAI_API_KEY": "any"}

    done = clients.run(scripts / "langchain_moderation.py", flip, harmless, **here)

    assert done["chain"] == {"flip": "Text was found that violates OpenAI's content policy.", "harmless": harmless}
    assert "flip" in done["agent"]["flip"]
    assert "FRIENDS10" not in done["agent"]["flip"]
    assert done["agent"]["harmless"] == harmless
    works(
        "openai",
        "LangChain",
        clients.version("langchain"),
        "`OpenAIModerationChain`, and an agent with `OpenAIModerationMiddleware`, by `OPENAI_BASE_URL`",
        "what flips is held back, what does not passes",
    )


def test_the_openai_package_for_node_works_unchanged(
    clients: Any, scripts: Path, address: str, flip: str, harmless: str, works: Any
) -> None:
    done = clients.run(scripts / "openai_moderations.mjs", address, flip, harmless)

    assert done["flagged"] == [True, False]
    assert done["flip"] > 0.5
    assert "flipguard:mixed" in done["models"]
    assert done["refusal"] == {"kind": "NotFoundError", "status": 404, "code": "model_not_found", "param": "model"}
    works(
        "openai",
        "`openai` (Node.js)",
        clients.node_version("openai"),
        "`moderations.create`, `models.list`, an unknown model",
        "works unchanged; a flip is flagged, errors are its own",
    )
