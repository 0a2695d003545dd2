"""LanguageTool's API, as editors and browser add-ons speak it."""

import json
from itertools import pairwise
from typing import Any

import pytest
from fastapi.testclient import TestClient
from hypothesis import given
from hypothesis import strategies as st

from app.http.facades.languagetool.annotated import AnnotatedText, Part
from app.http.facades.languagetool.rules import RULES
from app.http.facades.utf_16 import Utf16
from model import MAX_TEXT_LENGTH, MarketCue, Span

PATH = "/v2/check"
FORM = "application/x-www-form-urlencoded"


def check(client: TestClient, path: str = PATH, headers: dict[str, str] | None = None, **parameters: str) -> Any:
    answer = client.post(path, data=parameters, headers=headers)
    assert answer.status_code == 200, answer.text
    return answer.json()


def cut(text: str, match: dict[str, Any]) -> str:
    """Cut what is marked out of a text, as Java and JavaScript do."""
    units = text.encode("utf-16-le")
    return units[2 * match["offset"] : 2 * (match["offset"] + match["length"])].decode("utf-16-le")


def put_in(text: str, match: dict[str, Any], value: str) -> str:
    """Put a replacement in, as Java and JavaScript do."""
    units = text.encode("utf-16-le")
    end = match["offset"] + match["length"]
    return (units[: 2 * match["offset"]] + value.encode("utf-16-le") + units[2 * end :]).decode("utf-16-le")


def rules_of(said: dict[str, Any]) -> set[str]:
    return {match["rule"]["id"] for match in said["matches"]}


def test_a_flip_is_marked_with_the_reason_and_the_way_out(client: TestClient, flip: str) -> None:
    judged = client.post("/v1/check", json={"text": flip}).json()

    said = check(client, text=flip, language="en-US")

    assert said["matches"]
    for match in said["matches"]:
        cue = MarketCue(match["rule"]["id"].removeprefix("FLIPGUARD_").lower())
        (found,) = (each for each in judged["cues"] if each["cue"] == cue)
        assert match["message"].startswith(
            f"A flip. The reader hands over {found['hands_over']} and becomes {found['role']}."
        )
        assert match["message"].endswith(f"Way out: {judged['advice'][0]['message']}")
        assert match["rule"]["category"]["id"] == "FLIPGUARD"
        assert any(span["text"] in cut(flip, match) for span in found["spans"])
    assert said["software"]["name"] == "FlipGuard"
    assert said["software"]["version"].endswith(judged["model"]["version"])
    assert said["warnings"] == {"incompleteResults": False}


@pytest.mark.parametrize("before", ["", "🎉👩‍👩‍👧 Sunday was lovely. ", "Grüße 🕯️!\n\n"])
def test_offsets_count_as_java_and_javascript_do(client: TestClient, flip: str, before: str) -> None:
    text = before + flip

    said = check(client, text=text, language="en")

    assert "FRIENDS10" in "".join(cut(text, match) for match in said["matches"])
    for match in said["matches"]:
        context = match["context"]
        assert cut(context["text"], context) == cut(text, match).replace("\n", " ")
    for start, end in said["sentenceRanges"]:
        assert cut(text, {"offset": start, "length": end - start}).strip()


def test_a_replacement_has_the_verdict_that_is_said_of_it(client: TestClient, flip: str) -> None:
    said = check(client, text=flip, language="en")
    values = [(match, each) for match in said["matches"] for each in match["replacements"]]

    assert values
    for match, each in values:
        changed = check(client, text=put_in(flip, match, each["value"]), language="en")["flipguard"]
        assert each["shortDescription"].startswith(f"then {changed['verdict']}, flip risk {changed['flip_risk']:.2f}")


def test_in_annotated_text_the_original_is_marked_and_markup_is_never_replaced(client: TestClient) -> None:
    annotation: list[dict[str, Any]] = [
        {"markup": "<h1>", "interpretAs": ""},
        {"text": "So good to see everyone 🎉!"},
        {"markup": "</h1>", "interpretAs": "\n\n"},
        {"text": "My candle shop is open now. Use code "},
        {"markup": "<b>"},
        {"text": "FRIENDS10"},
        {"markup": "</b>"},
        {"text": " for 10% off, only until Sunday!"},
        {"markup": "<br/>", "interpretAs": "\n"},
    ]
    original = "".join(part.get("markup", part.get("text", "")) for part in annotation)

    said = check(client, data=json.dumps({"annotation": annotation}), language="en")

    assert said["matches"]
    marked = [cut(original, match) for match in said["matches"]]
    assert any("<b>FRIENDS10</b>" in each for each in marked)
    for match, text in zip(said["matches"], marked, strict=True):
        assert "h1>" not in text
        assert not ("<" in text and match["replacements"])
    assert "<" not in "".join(match["sentence"] for match in said["matches"])


@given(st.lists(st.tuples(st.text(max_size=5), st.text(max_size=5), st.booleans()), max_size=6), st.data())
def test_whatever_the_markup_a_span_lies_where_its_words_do(
    parts: list[tuple[str, str, bool]], data: st.DataObject
) -> None:
    text = AnnotatedText([Part(sent, sent if plain else read) for sent, read, plain in parts])
    if not text.plain:
        return
    start = data.draw(st.integers(0, len(text.plain) - 1))
    span = Span(start, data.draw(st.integers(start + 1, len(text.plain))))

    place = text.place(span)

    assert 0 <= place.start <= place.end <= len(text.original)
    whole = AnnotatedText.of(text.plain)
    assert whole.place(span) == span
    if all(plain for *_, plain in parts):
        assert place == span


@given(st.text(), st.data())
def test_code_units_are_counted_as_they_are_written(text: str, data: st.DataObject) -> None:
    offset = data.draw(st.integers(0, len(text)))
    assert Utf16(text).before(offset) == len(text[:offset].encode("utf-16-le", "surrogatepass")) // 2


def test_no_two_matches_overlap(client: TestClient, flip: str) -> None:
    text = f"{flip} Please like, share and tag three friends, and you may win a voucher."
    matches = check(client, text=text, language="en")["matches"]

    for one, next_one in pairwise(matches):
        assert one["offset"] + one["length"] <= next_one["offset"]


def test_readers_are_named_by_path_parameter_or_header(client: TestClient, flip: str) -> None:
    market = {"X-FlipGuard-Relationship": "market"}
    assert check(client, text=flip)["matches"]
    assert check(client, "/for/social/v2/check", text=flip)["matches"]
    assert check(client, "/for/family-chat/v2/check", text=flip)["flipguard"]["relationship"] == "social"
    for said in (
        check(client, "/for/market/v2/check", text=flip),
        check(client, text=flip, relationship="market"),
        check(client, f"{PATH}?relationship=market", text=flip),
        check(client, text=flip, headers=market),
    ):
        assert said["matches"] == []
        assert said["flipguard"]["relationship"] == "market"


def test_readers_that_differ_are_refused(client: TestClient, flip: str) -> None:
    answer = client.post("/for/social/v2/check", data={"text": flip, "relationship": "market"})

    assert (answer.status_code, answer.headers["content-type"]) == (400, "text/plain; charset=utf-8")
    assert (
        answer.text == "Error: The path, the parameters and the headers name different readers. Leave all but one out."
    )


def test_a_text_in_the_address_is_checked_too(client: TestClient, flip: str) -> None:
    for path in (PATH, "/for/social/v2/check"):
        answer = client.get(path, params={"text": flip, "language": "en"})
        assert rules_of(answer.json()) == rules_of(check(client, text=flip, language="en"))


def test_rules_are_chosen_by_their_ids_and_by_their_category(client: TestClient, flip: str) -> None:
    (first, *_) = check(client, text=flip)["matches"]
    rule = first["rule"]["id"]

    assert rule not in rules_of(check(client, text=flip, disabledRules=f"UPPERCASE,{rule}"))
    assert check(client, text=flip, disabledCategories="FLIPGUARD")["matches"] == []
    assert rules_of(check(client, text=flip, disabledCategories="FLIPGUARD", enabledRules=rule)) == {rule}
    assert rules_of(check(client, text=flip, enabledRules=rule, enabledOnly="true")) == {rule}
    assert check(client, text=flip, enabledRules="UPPERCASE", enabledOnly="true")["matches"] == []
    assert check(client, text=flip, enabledCategories="FLIPGUARD", enabledOnly="true")["matches"]


def test_doubts_are_marked_for_the_picky_alone(client: TestClient, flip: str, harmless: str) -> None:
    text = "Anyone free on Sunday? I need two hands to move the shelves, and I'd pay 15 an hour."
    verdict = client.post("/v1/check", json={"text": text, "relationship": "mixed"}).json()["verdict"]

    for level, marked in (("default", {"flip"}), ("picky", {"flip", "review"})):
        said = check(client, text=text, relationship="mixed", level=level)
        assert bool(said["matches"]) == (verdict in marked)
        assert check(client, text=flip, level=level)["matches"]
        assert check(client, text=harmless, level=level)["matches"] == []


def test_a_text_is_judged_as_a_whole_or_not_at_all(client: TestClient, flip: str) -> None:
    assert check(client, text=flip, mode="textLevelOnly")["matches"]
    said = check(client, text=flip, mode="allButTextLevelOnly")
    assert said["matches"] == []
    assert "flipguard" not in said


@pytest.mark.parametrize("text", ["", " ", "🎉", "…"])
def test_a_text_without_words_marks_nothing(client: TestClient, text: str) -> None:
    said = check(client, text=text, language="auto")
    assert said["matches"] == []
    assert said["warnings"] == {"incompleteResults": False}


def test_another_language_is_told_and_not_read_unless_it_is_said_to_be_english(client: TestClient) -> None:
    german = (
        "Guten Morgen zusammen! Heute gibt es bei uns frische Kerzen, zehn Prozent Rabatt für alle Freunde, greift zu!"
    )

    said = check(client, text=german, language="auto")
    assert said["language"]["detectedLanguage"]["code"] == "de"
    assert said["warnings"]["incompleteResults"]
    assert said["warnings"]["incompleteResultsReason"].startswith("The text seems to be in another language (de)")
    assert not check(client, text=german, language="en-GB")["warnings"]["incompleteResults"]


@pytest.mark.parametrize(
    ("asked", "given"),
    [
        ({"language": "en-GB"}, "en-GB"),
        ({"language": "auto"}, "en-US"),
        ({"preferredVariants": "de-AT,en-ZA"}, "en-ZA"),
    ],
)
def test_the_kind_of_english_is_the_one_that_was_asked_for(
    client: TestClient, harmless: str, asked: dict[str, str], given: str
) -> None:
    assert check(client, text=harmless, **asked)["language"]["code"] == given


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "Missing 'text' or 'data' parameter."),
        ({"text": "Hello", "data": "{}"}, "Set only 'text' or 'data' parameter, not both."),
        ({"data": "{"}, "The data is not JSON"),
        ({"data": "[]"}, "either a 'text' or an 'annotation' key"),
        ({"data": '{"text": 1}'}, "must be a string"),
        ({"data": '{"annotation": {}}'}, "must be an array"),
        ({"data": '{"annotation": [{"text": "a"}, {}]}'}, "Entry 1 of 'annotation'"),
        ({"data": '{"annotation": [{"text": "a", "markup": "b"}]}'}, "Only either 'text' or 'markup'"),
        ({"data": '{"annotation": [{"text": "a", "interpretAs": "b"}]}'}, "only 'markup' takes it"),
        ({"text": "Hello", "language": "de-DE"}, "'de-DE' is not a language code known to FlipGuard"),
        ({"text": "Hello", "level": "high"}, "'level' is 'high', but must be one of default, picky."),
        ({"text": "Hello", "mode": "some"}, "'mode' is 'some'"),
        ({"text": "Hello", "relationship": "friends"}, "must be one of social, mixed, market."),
        ({"text": "Hello", "channel": "x" * 201}, "'channel' has 201 characters"),
        ({"text": "Hello", "channel": "facebok-friends"}, "Did you mean “facebook-friends”"),
        ({"text": "Hello", "enabledOnly": "true"}, "You must specify enabled rules or categories"),
        ({"text": "Hello", "enabledOnly": "true", "disabledRules": "X"}, "You cannot specify disabled rules"),
        ({"text": "Hello\0"}, "NUL character"),
    ],
)
def test_what_can_not_be_taken_is_told_in_a_line_of_text(
    client: TestClient, parameters: dict[str, str], words: str
) -> None:
    answer = client.post(PATH, data=parameters)

    assert answer.status_code == 400
    assert answer.text.startswith("Error: ")
    assert words in answer.text


def test_a_text_that_is_too_long_is_413(client: TestClient) -> None:
    answer = client.post(PATH, data={"text": "Come by! " * (MAX_TEXT_LENGTH // 8)})
    assert (answer.status_code, "at most 50,000" in answer.text) == (413, True)


@pytest.mark.parametrize("body", [b"text=%ff%fe", b"text=\xff", b"&".join(b"a=b" for _ in range(101))])
def test_a_form_that_is_broken_is_refused(client: TestClient, body: bytes) -> None:
    answer = client.post(PATH, content=body, headers={"Content-Type": FORM})
    assert (answer.status_code, answer.text.startswith("Error: ")) == (400, True)


@pytest.mark.parametrize("prefix", ["", "/for/mixed", "/for/family-chat"])
def test_what_clients_ask_before_they_check_is_open_to_all(client: TestClient, prefix: str) -> None:
    def ask(path: str) -> Any:
        answer = client.get(f"{prefix}/v2/{path}")
        assert answer.status_code == 200
        return answer

    assert {"name": "English (GB)", "code": "en", "longCode": "en-GB"} in ask("languages").json()
    assert ask("maxtextlength").text == str(MAX_TEXT_LENGTH)
    assert ask("info").json()["software"]["name"] == "FlipGuard"
    assert ask("healthcheck").text == "OK"
    configured = ask("configinfo?language=en-US").json()
    assert {rule["ruleId"] for rule in configured["rules"]} == {rule.id for rule in RULES}
    assert len(configured["rules"]) == len(MarketCue) + 1
