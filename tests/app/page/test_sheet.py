"""The sheet: words, carets and lines at their places, in a real browser."""

import itertools
from typing import Any

import pytest

from tests.app.page.texts import GIFT, MIXED_UP, SALE
from tests.app.page.writer import Writer
from tests.running_service import Service


def check(service: Service, text: str, relationship: str = "social") -> Any:
    return service.client.post("/v1/check", json={"text": text, "relationship": relationship}).json()


def test_the_words_of_a_cue_are_found_among_emoji_and_combining_marks(writer: Writer, page_service: Service) -> None:
    """The service counts code points, the browser UTF-16 units: a click on a quotation selects the very words."""
    writer.put(MIXED_UP)
    writer.answered()

    answer = check(page_service, MIXED_UP)
    spans = [span["text"] for cue in answer["cues"] + answer["social_cues"] for span in cue["spans"]]
    quotes = writer.all(".quote")
    assert len(quotes) == len(spans) > 0
    for quote, words in zip(quotes, spans, strict=True):
        writer.script("arguments[0].click()", quote)
        assert writer.selected == words


WHERE = """
const [line] = [document.querySelectorAll('.ink[data-cue="sale"]')[arguments[0]]];
line.scrollIntoView({ block: 'center' });
const box = line.getBoundingClientRect();
const at = (x) => document.caretPositionFromPoint(x, box.top - 8).offset;
return [at(box.left + 1), at(box.right - 1)];
"""


@pytest.mark.parametrize("screen", [(1280, 900), (390, 844)])
def test_underlines_lie_under_the_very_letters(writer: Writer, screen: tuple[int, int]) -> None:
    """Asked which letter is above the ends of a line, the browser names the first and the last of the words."""
    writer.size(*screen)
    writer.put(MIXED_UP)
    writer.answered()
    writer.settle()

    lines = [writer.script(WHERE, index) for index in range(len(writer.all('.ink[data-cue="sale"]')))]

    quotes = " ".join(quote.strip("“”") for quote in writer.titles('.cue[data-cue="sale"] .quote'))
    assert (
        " ".join(writer.text.encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le").strip() for a, b in lines) == quotes
    )


TEXTS = ["", "a", "🎉", "a🎉b", "e\u0301 👨‍👩‍👧‍👦 \u05e9\u05dc\u05d5\u05dd", "\U0001f56f" * 7 + "x", "line\n🎉\r\nline"]


@pytest.mark.parametrize("text", TEXTS)
def test_offsets_in_code_points_become_offsets_in_utf_16(writer: Writer, text: str) -> None:
    pairs = list(itertools.combinations(range(len(text) + 1), 2))

    cut = writer.browser.execute_async_script(
        "const [text, pairs, done] = arguments; import('/page/scripts/offsets.js').then(({ inUnits }) =>"
        "done(inUnits(text, pairs.map(([start, end]) => ({ start, end }))).map(({ start, end }) => text.slice(start, end))))",
        text,
        pairs,
    )

    assert cut == [text[start:end] for start, end in pairs]


def test_twenty_thousand_characters_can_be_pasted(writer: Writer) -> None:
    text = ("We walked along the river and talked 🎉 about old times. " * 400)[: 20_000 - len(SALE) - 1] + " " + SALE
    writer.click(".past summary")
    writer.put(text, "#past")
    writer.press("a")
    writer.press("x")
    writer.find("#draft").click()

    writer.press("v")

    assert writer.text == text
    assert writer.answered() == "flip"
    assert "20,000 characters" in writer.said(".sheet__count")
    writer.settle()
    first, last = writer.script(WHERE, 0)
    assert len(text.encode("utf-16-le")) // 2 - len(SALE) <= first < last
    assert writer.script("const d = document.querySelector('#draft'); return d.scrollHeight <= d.clientHeight")


def test_the_text_under_the_caret_does_not_move_when_the_answer_comes(writer: Writer) -> None:
    writer.put("\n\n".join([GIFT] * 6 + [SALE] + [GIFT] * 6))
    writer.answered()
    place = (
        "const d = document.querySelector('#draft'), b = d.getBoundingClientRect();"
        "return [scrollY, b.top, b.left, b.width, b.height, d.selectionStart]"
    )
    writer.script("const d = document.querySelector('#draft'); d.focus(); d.setSelectionRange(450, 450)")
    writer.type("and also ")
    before = writer.script(place)

    assert writer.answered() == "flip"
    writer.settle()

    assert writer.script(place) == before


def test_underlines_follow_the_words_while_the_next_answer_is_on_its_way(writer: Writer) -> None:
    writer.put("Hello everyone! Use code FRIENDS10 for 10% off in my shop.")
    writer.answered()
    writer.settle()
    words = writer.script(WHERE, 0)
    writer.script("window.fetch = () => new Promise(() => {})")  # the next answer stays on its way

    writer.script("const d = document.querySelector('#draft'); d.focus(); d.setSelectionRange(0, 0)")
    writer.browser.execute_cdp_cmd("Input.insertText", {"text": "🎉 "})  # so little that all stays on one line
    writer.settle()

    assert writer.script(WHERE, 0) == [words[0] + 3, words[1] + 3]
