from dataclasses import replace
from typing import Any

import pytest

from app.cli.formats import FORMATS, Run, renderer
from app.cli.outcome import Checked
from app.cli.screen import Screen
from app.cli.sources.document import Document
from app.cli.sources.post import Post
from app.cli.sources.prose import Prose
from app.cli.tally import Tally
from model import NORMS, Classifier, MarketCue, Part, Step, Verdict, judge

FLIP = "25% off for my friends, only till midnight, tap to order!!"


def rendered(checked: Checked, *, colour: bool = False, width: int = 100) -> str:
    tally = Tally()
    return "".join(
        renderer("text")(Run(tally.counting([checked]), tally, checked.assessment.model, Screen(colour, width, True)))
    )


@pytest.fixture
def flip(classifier: Classifier) -> Checked:
    return Checked(Post(Document.of("a.txt", FLIP), Prose.verbatim(FLIP)), judge(classifier, FLIP))


def assessed(checked: Checked, verdict: Verdict = Verdict.FLIP, **changed: Any) -> Checked:
    """Take another assessment of the same post."""
    assessment = replace(checked.assessment, verdict=verdict, **changed)
    return replace(
        checked, decision=replace(checked.decision, assessment=assessment, steps=(Step(Part.MODEL, verdict, ""),))
    )


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_can_be_loaded(name: str) -> None:
    assert callable(renderer(name))


def test_a_finding_shows_place_verdict_cue_score_line_carets_role_and_norm(flip: Checked) -> None:
    finding = flip.findings[0]
    first, line, carets, *rest = rendered(flip).splitlines()
    place = finding.places[0].start
    assert first == (
        f"a.txt:{place.line}:{place.column}: flip {finding.cue} {finding.score:.2f}: "
        f"the reader becomes {NORMS[finding.cue].role}"
    )
    assert line == f"   1 | {FLIP}"
    assert set(carets) == set(" |^")
    assert NORMS[finding.cue].sentence in " ".join(" ".join(rest).split())
    assert f"flip risk {flip.assessment.flip_risk:.2f} before social readers" in rest[-3]
    assert rest[-1] == "Checked 1 post: 1 flip, 0 review, 0 clear."


def test_a_review_is_put_more_carefully(flip: Checked) -> None:
    review = assessed(flip, Verdict.REVIEW)
    assert ": the reader may become a customer" in rendered(review)


def test_a_verdict_without_a_cue_stands_at_the_start_with_its_reason(flip: Checked) -> None:
    bare = assessed(flip, cues=(), because="As a whole it sells.")
    assert rendered(bare).startswith("a.txt:1:1: flip\n     = As a whole it sells.\n")


def test_a_cue_whose_words_were_not_measured_stands_at_the_start(flip: Checked) -> None:
    cues = tuple(replace(cue, spans=()) for cue in flip.assessment.cues)
    unmeasured = assessed(flip, cues=cues)
    assert rendered(unmeasured).startswith("a.txt:1:1: flip ")


def test_no_line_is_wider_than_the_screen(flip: Checked) -> None:
    narrow = rendered(flip, width=50).splitlines()
    assert all(len(line) <= 50 for line in narrow if not line.startswith(("a.txt", "Checked")))


def test_colours_are_shown_where_they_are_wanted(run, post, flip: Checked) -> None:
    assert "\x1b[31m" in rendered(flip, colour=True)
    path = post("a.txt", FLIP)
    assert "\x1b[" in run("check", path, "--color", "always").out
    assert "\x1b[" not in run("check", path, "--color", "never").out
    assert "\x1b[" not in run("check", path).out


def test_no_color_is_honoured_on_a_terminal_unless_colours_are_asked_for(monkeypatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    assert Screen.of_stdout("auto").colour
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Screen.of_stdout("auto").colour
    assert Screen.of_stdout("always").colour
    assert not Screen.of_stdout("never").colour


def test_every_market_cue_reads_well_in_a_heading() -> None:
    assert all(norm.role.startswith(("a ", "the ")) for norm in NORMS.values())
    assert set(NORMS) == set(MarketCue)


def test_a_terminal_that_knows_no_unicode_gets_what_it_can_show(process, post) -> None:
    path = post("a.txt", f"漢 {FLIP}")
    shown = process("check", path, PYTHONIOENCODING="latin-1")
    assert (shown.code, "? 25% off" in shown.out) == (1, True)
    document = process("check", path, "--format", "json", PYTHONIOENCODING="latin-1")
    assert (document.code, document.out.isascii()) == (1, True)
