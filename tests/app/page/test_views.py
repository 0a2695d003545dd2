"""Situations, report and model card."""

import csv
import json
from pathlib import Path
from typing import Any

from tests.app.page.texts import GIFT, SALE
from tests.app.page.writer import Writer
from tests.running_service import Service


def situations(writer: Writer) -> list[dict[str, str]]:
    found: list[dict[str, str]] = writer.browser.execute_async_script(
        "const [done] = arguments; import('/page/scripts/situations/situations.js').then(m => done(m.SITUATIONS))"
    )
    return found


def test_the_gallery_shows_twenty_situations_each_with_a_near_miss(writer: Writer) -> None:
    writer.follow("#/situations")
    writer.until(lambda: len(writer.all(".situation")) == 20)

    assert len({link.get_attribute("href") for link in writer.all(".situation a")}) == 40


def test_every_situation_is_a_link_that_puts_it_on_the_desk(writer: Writer) -> None:
    for situation in situations(writer):
        for which in ("flip", "miss"):
            writer.follow(f"#/desk/{situation['slug']}/{which}")
            writer.until(lambda text=situation[which]: writer.text == text)
            assert writer.find(f'input[value="{situation["relationship"]}"]').is_selected()


def test_a_situation_opened_afresh_is_read_at_once(writer: Writer) -> None:
    writer.open("#/desk/neighbours-apples/flip")

    assert writer.answered() in ("review", "flip")
    assert "apples" in writer.text


def test_most_situations_are_read_as_they_are_meant(writer: Writer, page_service: Service) -> None:
    """A flip is riskier than its near-miss before the same readers."""
    rows = [(one, which) for one in situations(writer) for which in ("flip", "miss")]
    drafts = [{"text": one[which], "relationship": one["relationship"], "advice": False} for one, which in rows]
    lines = page_service.client.post("/v1/batch", json=drafts).text.splitlines()
    risks = [json.loads(line)["result"]["flip_risk"] for line in lines]

    assert sum(flip > miss for flip, miss in zip(risks[::2], risks[1::2], strict=True)) >= 17


def report(writer: Writer, file: Path) -> None:
    writer.follow("#/report")
    writer.until(lambda: writer.find("#report-file"))
    writer.find("#report-file").send_keys(str(file))
    writer.until(lambda: "read" in writer.said(".report__state") and not writer.all(".report__state progress"))


def test_a_file_of_posts_becomes_a_report(writer: Writer, tmp_path: Path) -> None:
    file = tmp_path / "posts.jsonl"
    rows: list[dict[str, Any]] = [
        {"text": GIFT},
        {"text": SALE},
        {"text": "…!"},
        {"text": SALE, "relationship": "market"},
    ]
    file.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")

    report(writer, file)

    assert "4 posts read." in writer.said(".report__state")
    assert "1 post flips, 0 worth a second look, 2 clear, 1 could not be read." in writer.said(".report__body")
    assert "1 post makes customers of your readers" in writer.said(".todo")
    assert "Change:" in writer.said(".worst")
    assert len(writer.all(".report__body tbody tr")) == 4
    assert writer.find(".spread").get_attribute("aria-label").startswith("Posts by flip risk")


def test_a_file_can_be_dropped(writer: Writer) -> None:
    writer.follow("#/report")
    writer.until(lambda: writer.find(".drop"))

    writer.script(
        "const files = new DataTransfer(); files.items.add(new File([arguments[0]], 'dropped.txt'));"
        "document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: files, bubbles: true, cancelable: true }))",
        f"{GIFT}\n\n{SALE}",
    )

    writer.until(lambda: "2 posts read." in writer.said(".report__state"))
    assert "dropped.txt" in writer.said(".report__body h2")


def test_a_report_can_be_saved_as_csv_and_as_html(writer: Writer, tmp_path: Path, downloads: Path) -> None:
    formula, markup = f"=1+1 {SALE}", f"<img src=x onerror=alert(1)> {GIFT}"
    file = tmp_path / "posts.csv"
    with file.open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened, delimiter=";").writerows([["id", "text"], ["a", formula], ["b", markup]])
    report(writer, file)

    for button in writer.all(".report__acts button"):
        writer.script("arguments[0].click()", button)
    saved = [downloads / "flipguard-report.csv", downloads / "flipguard-report.html"]
    writer.until(lambda: all(one.exists() and one.stat().st_size for one in saved))

    table = list(csv.DictReader(saved[0].read_text("utf-8-sig").splitlines()))
    assert [(row["id"], row["verdict"]) for row in table] == [("a", "flip"), ("b", "clear")]
    assert table[0]["text"] == f"'{formula}"
    page = saved[1].read_text("utf-8")
    assert "<img" not in page
    assert "What to do" in page


def test_a_file_that_holds_no_posts_is_refused_in_words(writer: Writer, tmp_path: Path) -> None:
    writer.follow("#/report")
    for name, content, said in [
        ("a.csv", "name,age\nAna,3\n", "no column named “text”"),
        ("b.jsonl", '{"text": "Hello"}\nHello\n', "Line 2 of b.jsonl is not JSON"),
        ("c.txt", "\n \n", "holds no posts"),
        ("d.txt", "\0\1", "not a text file"),
    ]:
        (tmp_path / name).write_text(content, "utf-8")
        writer.until(lambda: writer.find("#report-file"))
        writer.find("#report-file").send_keys(str(tmp_path / name))
        writer.until(lambda said=said: said in writer.said(".report__state"))


def test_a_post_of_the_report_opens_on_the_desk(writer: Writer, tmp_path: Path) -> None:
    file = tmp_path / "posts.txt"
    file.write_text(f"{GIFT}\n\n{SALE}\n", "utf-8")
    report(writer, file)

    writer.click(".worst button")

    assert writer.answered() == "flip"
    assert writer.text == SALE
    assert writer.find("#desk").is_displayed()


def test_the_model_s_card_is_shown_with_its_bands_and_figures(writer: Writer, page_service: Service) -> None:
    model = page_service.client.get("/v1/model").json()
    writer.follow("#/model")
    writer.until(lambda: writer.all(".model__body table"))

    shown = writer.said(".model__body")
    assert model["digest"] in shown
    assert f"from {model['thresholds']['social']['flip']}" in shown
    sets = [name for name, figures in model["metrics"].items() if "social" in figures]
    assert all(f"Measured on “{name}”" in shown for name in sets)
    assert "Limits" in shown


def test_reliability_and_curves_are_drawn_where_the_card_brings_them(writer: Writer) -> None:
    dots, lines = writer.browser.execute_async_script(
        "const [done] = arguments; import('/page/scripts/model/charts.js').then(({ reliability, curve }) => done(["
        "reliability([{ risk: 0.1, share: 0.2, posts: 9 }, { risk: 0.9, share: 0.8, posts: 4 }], 'a')"
        ".querySelectorAll('circle').length,"
        "curve([[0, 0], [0.2, 0.8], [1, 1]], 'b', 'c', 'd', true).querySelectorAll('path').length]))"
    )

    assert (dots, lines) == (2, 1)
