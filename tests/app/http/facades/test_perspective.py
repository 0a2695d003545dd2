"""`comments:analyze` in Perspective's shape, refusals in Google's envelope."""

import json
from typing import Any

import pytest
from fastapi.testclient import TestClient

from app.http.examples import example_error
from app.http.facades.perspective.attributes import ATTRIBUTES
from app.http.facades.perspective.errors import refuse
from app.http.facades.perspective.schemas import SuggestCommentScoreRequest
from app.http.problem_kinds import KINDS, Kind

ANALYZE = "/v1alpha1/comments:analyze"
GERMAN = "Vielen Dank euch allen, dass ihr am Samstag die Kisten getragen habt. Kommt am Sonntag auf eine Suppe vorbei!"
WITH_EMOJI = (
    "👨‍👩‍👧 So good to see everyone 🎉 on Saturday! My candle shop 🕯️ is open now. "
    "Use code FRIENDS10 for 10% off 🔥, only until Sunday: https://candles.example/shop"
)


def asked(text: str, **more: Any) -> dict[str, Any]:
    return {"comment": {"text": text}, "requestedAttributes": {"FLIP": {}}, **more}


def answered(client: TestClient, body: object, **more: Any) -> dict[str, Any]:
    answer = client.post(ANALYZE, json=body, **more)
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json()
    return document


def refused(client: TestClient, body: object, path: str = ANALYZE) -> dict[str, Any]:
    answer = client.post(path, json=body)
    assert answer.status_code == 400, answer.text
    error: dict[str, Any] = answer.json()["error"]
    assert (error["code"], error["status"]) == (400, "INVALID_ARGUMENT")
    return error


def cut(text: str, span: dict[str, Any]) -> str:
    """Cut a span out as JavaScript would, which counts UTF-16 code units."""
    return text.encode("utf-16-le")[2 * span["begin"] : 2 * span["end"]].decode("utf-16-le")


def test_every_attribute_has_its_score_and_one_span_over_the_whole_text(client: TestClient, flip: str) -> None:
    answer = answered(client, asked(flip) | {"requestedAttributes": {name: {} for name in ATTRIBUTES}})

    assert answer["attributeScores"].keys() == set(ATTRIBUTES)
    for scores in answer["attributeScores"].values():
        assert scores["summaryScore"]["type"] == "PROBABILITY"
        assert scores["spanScores"] == [{"begin": 0, "end": len(flip), "score": scores["summaryScore"]}]
    assert answer["languages"] == answer["detectedLanguages"] == ["en"]
    assert answer["flipguard"]["verdict"] == "flip"


def test_a_cue_has_its_score_where_it_was_found_and_0_otherwise(client: TestClient, flip: str) -> None:
    check = client.post("/v1/check", json={"text": flip}).json()
    found = {f"FLIP_{cue['cue'].upper()}": cue["score"] for cue in check["cues"]}

    scores = answered(client, asked(flip) | {"requestedAttributes": {name: {} for name in ATTRIBUTES}})

    values = {name: each["summaryScore"]["value"] for name, each in scores["attributeScores"].items()}
    assert values == dict.fromkeys(ATTRIBUTES, 0) | found | {"FLIP": check["flip_risk"]}
    assert found


def test_annotated_spans_are_the_evidence_counted_in_utf_16(client: TestClient) -> None:
    check = client.post("/v1/check", json={"text": WITH_EMOJI}).json()
    (sale,) = (cue for cue in check["cues"] if cue["cue"] == "sale")

    body = asked(WITH_EMOJI, spanAnnotations=True) | {"requestedAttributes": {"FLIP": {}, "FLIP_SALE": {}}}
    scores = answered(client, body)["attributeScores"]

    assert [cut(WITH_EMOJI, span) for span in scores["FLIP_SALE"]["spanScores"]] == [
        span["text"] for span in sale["spans"]
    ]
    assert all(
        span["begin"] > found["start"]
        for span, found in zip(scores["FLIP_SALE"]["spanScores"], sale["spans"], strict=True)
    )
    flips = "".join(cut(WITH_EMOJI, span) for span in scores["FLIP"]["spanScores"])
    assert all(span["text"] in flips for cue in check["cues"] for span in cue["spans"])
    assert {span["score"]["value"] for span in scores["FLIP"]["spanScores"]} == {check["flip_risk"]}


def test_without_evidence_the_span_is_the_whole_text(client: TestClient, harmless: str) -> None:
    text = f"{harmless} 🍲"

    (span,) = answered(client, asked(text, spanAnnotations=True))["attributeScores"]["FLIP"]["spanScores"]

    assert cut(text, span) == text
    assert span["end"] == len(text) + 1


def test_what_is_below_its_threshold_is_left_out(client: TestClient, flip: str, harmless: str) -> None:
    thresholds = {"requestedAttributes": {"FLIP": {"scoreThreshold": 0.5}, "FLIP_WAGE": {"scoreThreshold": 0}}}

    assert answered(client, asked(flip) | thresholds)["attributeScores"].keys() == {"FLIP", "FLIP_WAGE"}
    assert answered(client, asked(harmless) | thresholds)["attributeScores"].keys() == {"FLIP_WAGE"}


def test_tokens_come_back_and_only_if_they_were_sent(client: TestClient, harmless: str) -> None:
    answer = answered(client, asked(harmless, clientToken="comment-53922", sessionId="8371"))

    assert (answer["clientToken"], answer["sessionId"]) == ("comment-53922", "8371")
    assert not {"clientToken", "sessionId"} & answered(client, asked(harmless)).keys()


def test_the_community_is_a_relationship_or_a_channel(client: TestClient, flip: str) -> None:
    def judged(community: str | None, **headers: str) -> tuple[str, str | None]:
        said = answered(client, asked(flip, communityId=community), headers=headers)["flipguard"]
        return said["relationship"], said.get("channel")

    assert judged(None) == judged("") == judged("social") == ("social", None)
    assert judged("market") == ("market", None)
    assert judged("LinkedIn") == ("market", "linkedin")
    assert judged(None, **{"X-FlipGuard-Channel": "linkedin"}) == ("market", "linkedin")
    assert judged("mixed", **{"X-FlipGuard-Relationship": "mixed"}) == ("mixed", None)


def test_before_market_readers_all_scores_are_0(client: TestClient, flip: str) -> None:
    body = asked(flip, communityId="market", spanAnnotations=True)

    scores = answered(client, body | {"requestedAttributes": {name: {} for name in ATTRIBUTES}})["attributeScores"]

    for each in scores.values():
        assert each["summaryScore"]["value"] == 0
        assert [(span["begin"], span["end"]) for span in each["spanScores"]] == [(0, len(flip))]


def test_readers_that_contradict_each_other_are_refused(client: TestClient, flip: str) -> None:
    answer = client.post(
        ANALYZE, json=asked(flip, communityId="market"), headers={"X-FlipGuard-Relationship": "social"}
    )

    assert answer.status_code == 400
    assert "communityId" in answer.json()["error"]["message"]


def test_the_context_changes_nothing(client: TestClient, flip: str) -> None:
    entries = {"entries": [{"text": "What is new?", "type": "PLAIN_TEXT"}]}
    parent = {"articleAndParentComment": {"article": {"text": "Candles"}, "parentComment": {"text": "Buy!"}}}

    assert answered(client, asked(flip)) == answered(client, asked(flip, context=entries))
    assert answered(client, asked(flip)) == answered(client, asked(flip, context=parent))


def test_fields_may_be_spelt_as_in_protobuf_and_null_is_left_out(client: TestClient, flip: str) -> None:
    protobuf = {
        "comment": {"text": flip, "type": None},
        "requested_attributes": {"FLIP": {"score_type": "PROBABILITY", "score_threshold": None}, "FLIP_SALE": None},
        "span_annotations": True,
        "community_id": "mixed",
        "languages": None,
    }
    documented = {
        "comment": {"text": flip},
        "requestedAttributes": {"FLIP": {}, "FLIP_SALE": {}},
        "spanAnnotations": True,
        "communityId": "mixed",
    }

    assert answered(client, protobuf) == answered(client, documented)
    both = refused(client, {**documented, "community_id": "market"})
    assert "community_id" in both["message"]


@pytest.mark.parametrize("media_type", [None, "text/plain", "application/x-www-form-urlencoded"])
def test_a_body_is_json_whatever_it_is_sent_as(client: TestClient, harmless: str, media_type: str | None) -> None:
    """Perspective's own samples send JSON without saying so, and curl says that it is a form."""
    body = b'{"comment": {"text": "%s"}, "requestedAttributes": {"FLIP": {}}}' % harmless.encode()
    headers = {"Content-Type": media_type} if media_type else {}

    assert client.post(ANALYZE, content=body, headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("body", "error_type", "field", "words"),
    [
        ({}, "COMMENT_EMPTY", "comment.text", "Comment must be non-empty."),
        (asked(""), "COMMENT_EMPTY", "comment.text", "Comment must be non-empty."),
        (asked("long " * 5000), "COMMENT_TOO_LONG", "comment.text", "Comment text too long."),
        ({"comment": {"text": "Hi"}}, "NO_REQUESTED_ATTRIBUTES", "requestedAttributes", "Missing requested_attributes"),
        (
            {"comment": {"text": "Hi"}, "requestedAttributes": {}},
            "NO_REQUESTED_ATTRIBUTES",
            "requestedAttributes",
            "Missing requested_attributes",
        ),
        (
            asked("Hi") | {"requestedAttributes": {"FLIP": {}, "TOXICITY": {}}},
            "INVALID_REQUEST",
            "requestedAttributes",
            "Unknown requested attribute: TOXICITY.",
        ),
        (
            asked("Hi") | {"requestedAttributes": {"FLIP": {"scoreType": "RAW"}}},
            "INVALID_REQUEST",
            "requestedAttributes.FLIP.scoreType",
            "Requested score type RAW is not supported by attribute FLIP",
        ),
        (
            {**asked("Hi"), "comment": {"text": "<b>Hi</b>", "type": "HTML"}},
            "INVALID_REQUEST",
            "comment.type",
            "Currently, only 'PLAIN_TEXT' comments are supported",
        ),
        (
            asked("Hi", context={"entries": [], "articleAndParentComment": {}}),
            "INVALID_REQUEST",
            "context",
            "Context can have either entries or article_and_parent_comment, but both fields were populated.",
        ),
        (
            asked("Hi", languages=["fr", "en"]),
            "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE",
            "languages",
            "Attribute FLIP does not support request languages: fr",
        ),
        (asked("Hi", communityID="x"), "INVALID_REQUEST", "communityID", "There is no field “communityID”."),
        (asked("Hi there", communityId="/forum/movies"), "INVALID_REQUEST", "communityId", "There is no channel"),
        (asked("Hi\0there"), "INVALID_REQUEST", "comment.text", "The text holds a NUL character"),
        (asked("Hi", communityId="x" * 201), "INVALID_REQUEST", "communityId", "“communityId”"),
        ([], "INVALID_REQUEST", "body", "The body is an array"),
    ],
)
def test_a_refusal_has_perspectives_words_and_type(
    client: TestClient, body: object, error_type: str, field: str, words: str
) -> None:
    error = refused(client, body)

    own, violations = error["details"]
    assert error["message"].startswith(words)
    assert own["@type"] == "type.googleapis.com/google.commentanalyzer.v1alpha1.Error"
    assert own["errorType"] == error_type
    assert violations["@type"] == "type.googleapis.com/google.rpc.BadRequest"
    assert violations["fieldViolations"][0]["field"] == field


def test_an_unknown_attribute_is_told_those_that_there_are(client: TestClient) -> None:
    toxicity = refused(client, asked("Hi") | {"requestedAttributes": {"TOXICITY": {}}})["message"]
    lower = refused(client, asked("Hi") | {"requestedAttributes": {"flip_sale": {}}})["message"]

    assert all(name in toxicity for name in ATTRIBUTES)
    assert lower.endswith("Did you mean FLIP_SALE?")


def test_a_text_may_have_20_480_bytes_and_no_more(client: TestClient) -> None:
    most = "é" * 10_239 + " b"

    assert len(most.encode()) == 20_480
    assert client.post(ANALYZE, json=asked(most)).status_code == 200
    assert refused(client, asked(most + "a"))["details"][0]["errorType"] == "COMMENT_TOO_LONG"


def test_another_language_is_refused_with_what_clients_look_for(client: TestClient) -> None:
    own = refused(client, asked(GERMAN))["details"][0]

    assert own["errorType"] == "LANGUAGE_NOT_SUPPORTED_BY_ATTRIBUTE"
    assert own["languageNotSupportedByAttributeError"] == {
        "attribute": "FLIP",
        "requestedLanguages": [],
        "detectedLanguages": ["de"],
    }


def test_a_language_that_was_named_goes_before_the_one_that_was_detected(client: TestClient) -> None:
    answer = answered(client, asked(GERMAN, languages=["en-GB"]))

    assert (answer["languages"], answer["detectedLanguages"]) == (["en-GB"], ["de"])
    assert answer["attributeScores"].keys() == {"FLIP"}
    assert [warning["code"] for warning in answer["flipguard"]["warnings"]] == ["language"]


@pytest.mark.parametrize("more", [{}, {"languages": ["de"]}])
def test_attributes_without_the_language_are_dropped_where_that_is_asked_for(
    client: TestClient, more: dict[str, Any]
) -> None:
    answer = answered(client, asked(GERMAN, dropUnsupportedAttributes=True, **more))

    assert answer["attributeScores"] == {}
    assert answer["languages"] == answer["detectedLanguages"] == ["de"]


def test_a_post_without_words_scores_0(client: TestClient) -> None:
    answer = answered(client, asked("👍🏽"))

    assert answer["attributeScores"]["FLIP"]["summaryScore"]["value"] == 0
    assert answer["attributeScores"]["FLIP"]["spanScores"][0]["end"] == 4
    assert answer["detectedLanguages"] == ["und"]


def test_half_a_character_is_refused(client: TestClient) -> None:
    body = b'{"comment": {"text": "Hi \\ud83d there"}, "requestedAttributes": {"FLIP": {}}}'

    answer = client.post(ANALYZE, content=body, headers={"Content-Type": "application/json"})

    assert answer.status_code == 400
    assert "half of a surrogate pair" in answer.json()["error"]["message"]


@pytest.mark.parametrize("kind", KINDS.values(), ids=lambda kind: kind.name)
def test_every_kind_of_problem_fits_into_the_envelope(kind: Kind) -> None:
    """PyPerspective reads the first of the details without looking whether there is one."""
    answer = refuse(example_error(kind), {"type": "http", "path": ANALYZE})

    error = json.loads(bytes(answer.body))["error"]
    assert error["code"] == answer.status_code
    assert error["message"]
    assert error["details"][0]["@type"].startswith("type.googleapis.com/google.")


@pytest.mark.parametrize("body", [b"", b"text=Hi", b'{"comment": ', b"\xff"])
def test_what_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post(ANALYZE, content=body, headers={"Content-Type": "application/x-www-form-urlencoded"})

    assert answer.status_code == 400
    assert answer.json()["error"]["details"][0]["errorType"] == "INVALID_REQUEST"


def test_the_examples_in_the_documentation_are_answered(client: TestClient) -> None:
    """The second is only looked at: what it suggests would be kept."""
    paths = client.get("/openapi.json").json()["paths"]
    (scored,), (suggested,) = (
        [example["value"] for example in content["examples"].values()]
        for path in (ANALYZE, "/v1alpha1/comments:suggestscore")
        for content in paths[path]["post"]["requestBody"]["content"].values()
    )

    assert answered(client, scored)["attributeScores"].keys() == {"FLIP", "FLIP_SALE"}
    assert SuggestCommentScoreRequest.model_validate(suggested)
