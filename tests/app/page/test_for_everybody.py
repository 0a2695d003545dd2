"""The page for those who use a keyboard, a screen reader, a phone or a dark room."""

from pathlib import Path

import pytest
from selenium.webdriver import Keys

from tests.app.page.texts import GIFT, SALE
from tests.app.page.writer import PHONE, Writer

LONG = " ".join([GIFT] * 3 + [SALE])


def fill(writer: Writer) -> None:
    """Have everything on the desk that can be there."""
    writer.put(LONG)
    writer.click(".past summary")
    writer.put(f"{GIFT}\n\n{SALE}\n\n{SALE}", "#past")
    writer.until(lambda: writer.find(".balance").is_displayed())
    writer.answered()
    for summary in (".repairs summary", ".feedback summary"):
        writer.click(summary)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_the_desk(writer: Writer, scheme: str) -> None:
    writer.scheme(scheme)
    assert writer.barriers() == []

    fill(writer)

    assert writer.barriers() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("view", ["situations", "model"])
def test_axe_finds_nothing_in_the_other_views(writer: Writer, view: str, scheme: str) -> None:
    writer.scheme(scheme)
    writer.follow(f"#/{view}")
    writer.until(lambda: writer.all(f"#{view} article, #{view} table"))

    assert writer.barriers() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_a_report(writer: Writer, scheme: str, tmp_path: Path) -> None:
    file = tmp_path / "posts.txt"
    file.write_text(f"{GIFT}\n\n{SALE}\n\n…\n", "utf-8")
    writer.scheme(scheme)
    writer.follow("#/report")
    writer.until(lambda: writer.find("#report-file"))
    assert writer.barriers() == []

    writer.find("#report-file").send_keys(str(file))
    writer.until(lambda: writer.all(".report__body table"))

    assert writer.barriers() == []


def focused(writer: Writer) -> str:
    return str(
        writer.script(
            "const e = document.activeElement; return [e.id, e.className, e.value, e.dataset.act].filter(Boolean).join(' ')"
        )
    )


def tab_to(writer: Writer, wanted: str) -> None:
    """Press Tab until something is focused."""
    for _ in range(60):
        writer.type(Keys.TAB)
        if wanted in focused(writer).split():
            return
    raise AssertionError(f"{wanted} can't be reached; the focus ended on {focused(writer)}")


def test_a_draft_is_written_mended_and_restored_by_keyboard_alone(writer: Writer) -> None:
    draft = f"Lovely to see you all on Sunday. {SALE}"
    tab_to(writer, "social")
    writer.type(Keys.ARROW_RIGHT, Keys.ARROW_LEFT)
    tab_to(writer, "draft")
    writer.type(draft)
    assert writer.answered() == "flip"

    tab_to(writer, "apply")
    writer.until(lambda: writer.all(".pen-strike"))
    writer.type(Keys.ENTER)
    assert writer.text != draft
    assert "undo" in focused(writer)
    writer.type(Keys.ENTER)

    assert writer.text == draft


def test_the_words_of_a_cue_are_reached_by_keyboard(writer: Writer) -> None:
    writer.put(SALE)
    writer.answered()

    tab_to(writer, "quote")
    writer.type(Keys.ENTER)

    assert writer.selected
    assert writer.selected in SALE


def test_another_view_starts_at_its_heading(writer: Writer) -> None:
    writer.click('.head__views a[href="#/model"]')
    writer.until(lambda: focused(writer) == "model-title")

    assert writer.script("return document.title") == "Model · FlipGuard"
    assert writer.find('.head__views a[href="#/model"]').get_attribute("aria-current") == "page"


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_is_wider_than_the_screen(writer: Writer, width: int, tmp_path: Path) -> None:
    file = tmp_path / "posts.txt"
    file.write_text(f"{GIFT}\n\n{SALE}\n", "utf-8")
    writer.size(width, 800)
    writer.follow("#/report")
    writer.until(lambda: writer.find("#report-file"))
    writer.find("#report-file").send_keys(str(file))
    writer.until(lambda: writer.all(".report__body table"))
    writer.follow("#/desk")
    writer.put("a" * 200 + f" {SALE}")
    writer.answered()
    for view in ("desk", "situations", "report", "model"):
        writer.follow(f"#/{view}")
        writer.until(lambda view=view: writer.all(f"#{view} h1"))
        writer.settle()

        assert writer.script("return document.documentElement.scrollWidth <= innerWidth"), view


def test_a_phone_shows_the_verdict_below_the_draft_and_leads_to_the_reasons(writer: Writer) -> None:
    writer.size(*PHONE)
    writer.put(SALE)
    writer.answered()
    peek = writer.find(".peek")
    assert peek.is_displayed()
    assert peek.text.startswith("It flips")

    peek.click()

    box = writer.script(
        "const b = document.querySelector('.verdict').getBoundingClientRect(); return [b.top, innerHeight]"
    )
    writer.until(lambda: 0 <= box[0] < box[1])
    assert writer.barriers() == []


def test_fields_are_large_enough_that_a_phone_does_not_zoom_in(writer: Writer) -> None:
    writer.size(*PHONE)
    sizes = "return ['#draft', '#past', '#channel'].map(s => parseFloat(getComputedStyle(document.querySelector(s)).fontSize))"

    assert min(writer.script(sizes)) >= 16


def test_nothing_shifts_while_a_draft_is_read(writer: Writer) -> None:
    """A cumulative layout shift below 0.1 is what browsers call good."""
    writer.script(
        "window.shift = 0; new PerformanceObserver(list => { for (const e of list.getEntries())"
        "if (!e.hadRecentInput) window.shift += e.value }).observe({ type: 'layout-shift', buffered: true })"
    )
    writer.put(GIFT)
    writer.answered()
    writer.put(f" {SALE}")
    writer.answered()
    writer.choose("mixed")
    writer.answered()
    writer.settle()

    assert writer.script("return window.shift") < 0.1
