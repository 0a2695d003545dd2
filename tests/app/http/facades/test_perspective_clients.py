"""The real clients of Perspective's API, pointed at the real service."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.keys import Key, Scope, hash_of, make_key, write_keys
from app.store import FeedbackStore

FACADE = "perspective"
GOOGLE = "`google-api-python-client`"


@dataclass(frozen=True, slots=True)
class Running:
    """A running service, where its feedback is, and what else a test needs of it."""

    service: Any
    database: str
    key: str = "any"

    @property
    def address(self) -> str:
        address: str = self.service.address
        return address.rstrip("/")


@pytest.fixture(scope="module")
def text(flip: str) -> str:
    """Give a flip with characters that UTF-16 counts twice before what flips."""
    return f"🎉🎉 {flip}"


@pytest.fixture(scope="module")
def running(serve: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """Run the service with a database of feedback of its own."""
    database = f"sqlite:///{tmp_path_factory.mktemp('feedback') / 'feedback.sqlite'}"
    with serve(FLIPGUARD_FEEDBACK_DATABASE=database) as service:
        yield Running(service, database)


@pytest.fixture
def guarded(serve: Any, tmp_path: Path) -> Iterator[Running]:
    """Run the service with a key that may send two posts a second."""
    file, secret = tmp_path / "keys.toml", make_key()
    key = Key(id="cms", sha256=hash_of(secret), scopes=frozenset({Scope.CHECK}), rate="2/second")
    write_keys(file, [key])
    with serve(FLIPGUARD_KEYS_FILE=str(file)) as service:
        yield Running(service, "", secret)


@pytest.fixture(scope="module")
def asked(clients: Any, scripts: Path, running: Running, text: str, harmless: str) -> dict[str, Any]:
    """Do with Google's client all that it can do here."""
    done: dict[str, Any] = clients.run(scripts / "google_perspective.py", running.address, text, harmless)
    return done


def test_googles_client_builds_itself_from_the_document_and_scores(
    asked: dict[str, Any], running: Running, clients: Any, text: str, works: Any
) -> None:
    answer, harmless = asked["flip"], asked["harmless"]
    check = running.service.client.post("/v1/check", json={"text": text}).json()

    assert answer["attributeScores"].keys() == {"FLIP", "FLIP_SALE"}
    assert answer["attributeScores"]["FLIP"]["summaryScore"] == {"value": check["flip_risk"], "type": "PROBABILITY"}
    assert (answer["clientToken"], answer["sessionId"]) == ("comment-53922", "8371")
    assert (answer["flipguard"]["verdict"], harmless["flipguard"]["verdict"]) == ("flip", "clear")
    assert asked["market"]["attributeScores"]["FLIP"]["summaryScore"]["value"] == 0
    assert asked["unknown_version"] == "UnknownApiNameOrVersion"
    works(
        FACADE,
        GOOGLE,
        clients.version("google-api-python-client"),
        "`build` with `discoveryServiceUrl`, `build_from_document`; `comments().analyze` with several attributes, a threshold, "
        "spans, tokens, a community",
        "works with its new address; scores are those of `/v1/check`",
    )


@pytest.mark.parametrize(
    ("what", "error_type", "words"),
    [
        ("toxicity", "INVALID_REQUEST", "Unknown requested attribute: TOXICITY."),
        ("empty", "COMMENT_EMPTY", "Comment must be non-empty."),
        ("long", "COMMENT_TOO_LONG", "Comment text too long."),
        ("nothing_asked", "NO_REQUESTED_ATTRIBUTES", "Missing requested_attributes"),
        ("french", "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE", "Attribute FLIP does not support request languages: fr"),
    ],
)
def test_googles_client_reads_the_errors_that_it_knows(
    asked: dict[str, Any], what: str, error_type: str, words: str
) -> None:
    refusal = asked[what]

    assert (refusal["status"], refusal["type"]) == (400, error_type)
    assert refusal["reason"].startswith(words)


def test_what_googles_client_suggests_is_on_the_disk_and_its_text_only_by_consent(
    asked: dict[str, Any], running: Running, clients: Any, text: str, works: Any
) -> None:
    entries = {entry.id: entry for entry in FeedbackStore(running.database).entries()}
    without, with_text = (entries[asked[kept]["flipguard"]["id"]] for kept in ("kept", "kept_with_text"))

    for entry in (without, with_text):
        assert (entry.verdict, entry.right, entry.label) == ("flip", False, "clear")
    assert (without.text, with_text.text) == (None, text)
    works(
        FACADE,
        GOOGLE,
        clients.version("google-api-python-client"),
        "`comments().suggestscore`, with and without consent to keep the text",
        "kept as feedback; a text only by consent",
    )


def test_googles_client_brings_its_key_and_waits_when_it_is_told_to(
    clients: Any, scripts: Path, guarded: Running, text: str, works: Any
) -> None:
    done = clients.run(scripts / "google_perspective_doors.py", guarded.address, text, guarded.key)

    assert (done["nobody"]["status"], done["nobody"]["reason"]) == (401, "CREDENTIALS_MISSING")
    assert (done["stranger"]["status"], done["stranger"]["reason"]) == (401, "API_KEY_INVALID")
    refused = [each for each in done["hasty"] if "status" in each]
    assert refused
    assert {(each["status"], each["reason"]) for each in refused} == {(429, "RATE_LIMIT_EXCEEDED")}
    assert done["patient"] == {"verdict": "flip"}
    said = guarded.service.said()
    assert "/v1alpha1/comments:analyze" in said
    assert guarded.key not in said
    assert "FRIENDS10" not in said
    works(
        FACADE,
        GOOGLE,
        clients.version("google-api-python-client"),
        "`developerKey`: none, a wrong one, a good one; more posts than the key may send, with `num_retries`",
        "401 with Google's reason; 429, after which its retries succeed",
    )


def test_the_package_perspective_scores_and_suggests(
    clients: Any, scripts: Path, running: Running, text: str, works: Any
) -> None:
    done = clients.run(scripts / "perspective_package.py", running.address, text)

    assert done["score"]["FLIP"] > 0.5
    assert done["score"]["FLIP_SALE"] > 0.5
    assert done["market"]["attributeScores"]["FLIP"]["summaryScore"]["value"] == 0
    assert (done["market"]["clientToken"], done["market"]["sessionId"]) == ("comment-1", "session-1")
    assert done["suggested"]["flipguard"]["textKept"] is False
    assert done["refusal"]["message"].startswith("Unknown requested attribute: TOXICITY.")
    works(
        FACADE,
        "`perspective` (Python)",
        clients.version("perspective"),
        "`score`, `analyze_comment` with every argument, `suggest_score`, by `api.api_client.url`",
        "works with its new address",
    )


def test_pyperspective_knows_a_good_key_and_scores(
    clients: Any, scripts: Path, guarded: Running, text: str, works: Any
) -> None:
    done = clients.run(scripts / "pyperspective_package.py", guarded.address, text, guarded.key)

    assert done["flip"] > 0.5
    assert done["sale"] > 0.5
    assert done["span"] == text
    assert done["languages"] == ["en"]
    assert done["knows"] == [True, False]
    works(
        FACADE,
        "`PyPerspective`",
        clients.version("pyperspective"),
        "`get_score`, by `Perspective.base_url` and `Allowed_Tests`; a wrong key",
        "works with its new address; `InvalidAuthKey`",
    )


def test_perspective_api_client_cuts_spans_as_javascript_counts(
    clients: Any, scripts: Path, running: Running, text: str, works: Any
) -> None:
    check = running.service.client.post("/v1/check", json={"text": text}).json()
    (sale,) = (cue for cue in check["cues"] if cue["cue"] == "sale")

    done = clients.run(scripts / "perspective_api_client.mjs", running.address, text)

    assert done["flip"] == check["flip_risk"]
    assert done["phrases"] == [span["text"] for span in sale["spans"]]
    assert done["listed"] == ["FLIP", "FLIP_REACH"]
    assert (done["refusal"]["kind"], done["refusal"]["status"]) == ("ResponseError", 400)
    assert done["refusal"]["message"].startswith("Unknown requested attribute: TOXICITY.")
    works(
        FACADE,
        "`perspective-api-client` (Node.js)",
        clients.node_version("perspective-api-client"),
        "`analyze` with spans after emoji, by an axios interceptor, as its host is fixed",
        "works; spans cut the right phrases",
    )
