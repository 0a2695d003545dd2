import json
from pathlib import Path

import pytest

from app.cli.channels import DECLARERS, PERMISSIONS, STAGES
from model import PRESETS, DeclaredBy, Permission, Stage

SALE = "Last chance: 20% off every candle in my shop till midnight, order here!!"
FILE = """# Who reads us.
[channels.candle-club]  # asked in March
relationship = "social"
declared_by = "both"
permissions = ["promote_to_me"]
"""


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a git checkout of its own."""
    folder = tmp_path / "project"
    (folder / ".git").mkdir(parents=True)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def file(project: Path) -> Path:
    path = project / "flipguard.toml"
    path.write_text(FILE)
    return path


def test_the_options_offer_the_words_of_the_model() -> None:
    assert (tuple(DeclaredBy), tuple(Stage), tuple(Permission)) == (DECLARERS, STAGES, PERMISSIONS)


@pytest.mark.usefixtures("file")
def test_a_check_names_its_channel_and_consent_lowers_the_verdict(run, post) -> None:
    path = post("a.txt", SALE)
    assert run("check", path).code == 1
    asked = run("check", "--channel", "Candle Club", path)
    assert asked.code == 0
    assert "a.txt:1:1: review sale" in asked.out
    assert "lowered by permission" in asked.out
    assert "of “candle-club”" in asked.out


def test_the_text_names_what_the_post_needs_and_the_best_advice_with_the_risk_after_it(run, post) -> None:
    path = post("a.txt", f"My cousin had her baby last night and I am so happy for her. {SALE}")
    said = " ".join(run("check", "--channel", "facebook", path).out.split())
    assert "A sale needs “promote to me”, which “facebook-friends” has not given." in said
    advice = said.split("= advice: ")[1]
    assert "flip risk 0." in advice.split("before social readers")[0]
    assert "advice" not in run("check", "--no-advice", path).out


@pytest.mark.usefixtures("file")
def test_front_matter_names_the_channel_and_wins_over_the_option(run, post) -> None:
    path = post("a.md", f"---\nchannel: linkedin\n---\n{SALE}")
    result = run("check", "--channel", "candle-club", "--format", "json", path)
    (found,) = json.loads(result.out)["posts"]
    assert (found["channel"], found["relationship"], found["verdict"]) == ("linkedin", "market", "clear")


@pytest.mark.usefixtures("file")
@pytest.mark.parametrize(
    ("front_matter", "said"),
    [
        (
            "title: x\nchannel: candel-club",
            "3: trouble: There is no channel “candel-club”. Did you mean “candle-club”?",
        ),
        (
            "channel: reddit\nrelationship: market",
            "3: trouble: The relationship is market, but the channel “reddit” is",
        ),
        ("channel:", "2: trouble: “channel” has no value"),
        ("channel: [a, b]", "2: trouble: “channel” is a list or a mapping"),
        ("channel: a\nchannel: b", "3: trouble: “channel” is declared twice"),
    ],
)
def test_front_matter_that_cannot_be_used_is_trouble_at_its_line(run, post, front_matter: str, said: str) -> None:
    path = post("a.md", f"---\n{front_matter}\n---\n{SALE}")
    result = run("check", path)
    assert result.code == 2
    assert f"{path}:{said}" in result.err


def test_options_that_contradict_each_other_are_refused(run, post) -> None:
    path = post("a.txt", SALE)
    assert run("check", "--channel", "nobodys", path).err.startswith("flipguard: --channel: There is no channel")
    result = run("check", "--channel", "reddit", "--relationship", "market", path)
    assert (result.code, result.err[:25]) == (2, "flipguard: --relationship")


@pytest.mark.usefixtures("file")
def test_json_carries_what_decided_and_every_piece_of_advice(run, post) -> None:
    path = post("a.md", f"# News\n\nThe wax & the wicks came on Tuesday. {SALE}")
    (found,) = json.loads(run("check", "--channel", "candle-club", "--format", "json", path).out)["posts"]
    assert (found["verdict"], found["model_verdict"], found["decided_by"]) == ("review", "flip", "permission")
    assert found["unmet_needs"] == []
    assert found["advice"]
    for advice in found["advice"]:
        assert advice["flip_risk_after"] < found["flip_risk"]
        for edit in advice["edits"]:
            assert (edit["line"], edit["end_line"]) <= (3, 3)


def test_another_file_may_be_named(run, post, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(FILE)
    path = post("a.txt", SALE)
    assert run("check", "--config", other, "--channel", "candle-club", path).code == 0
    assert run("check", "--channel", "candle-club", path).code == 2


def test_a_broken_file_is_refused_in_a_sentence(run, post, file: Path) -> None:
    file.write_text("[channels.a]\nrelationship = 'x'\n")
    result = run("check", post("a.txt", SALE))
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"flipguard: {file.resolve()}: channels.a.relationship is 'x'")
    assert run("serve", "--port", "0").err == result.err


@pytest.mark.usefixtures("file")
def test_rows_of_an_archive_may_name_their_channels(run) -> None:
    rows = [{"text": SALE, "channel": name} for name in ("candle-club", "linkedin", None, "nobodys", 5)]
    source = "".join(json.dumps(row) + "\n" for row in rows).encode()
    result = run("score", "--channel", "facebook", "-", "-", stdin=source)
    scored = [json.loads(line) for line in result.out.splitlines()]
    assert [row.get("verdict") for row in scored] == ["review", "clear", "flip", None, None]
    assert [row["error"]["code"] for row in scored[3:]] == ["unknown-channel", "wrong-type"]
    assert scored[0]["flip_risk"] == scored[2]["flip_risk"] > scored[1]["flip_risk"] == 0


def test_channels_are_listed(run, file: Path) -> None:
    listed = run("channels")
    assert listed.code == 0
    assert listed.out.startswith(f"Declared in {file.resolve()}\n  candle-club")
    assert "agreed to: promote to me" in listed.out
    assert all(f"  {name} " in listed.out for name in PRESETS)
    document = json.loads(run("channels", "list", "--json").out)
    assert [channel["name"] for channel in document["channels"]] == ["candle-club", *PRESETS]


def test_without_a_file_the_list_says_how_to_declare_one(run) -> None:
    assert "`flipguard channels init` declares one" in run("channels").out


def test_init_asks_the_few_questions(run, project: Path) -> None:
    result = run("channels", "init", stdin=b"Book Club\nsocial\nboth\ncommitment\n5, 6\n")
    assert result.code == 0
    assert (project / "flipguard.toml").read_text() == (
        "[channels.book-club]\n"
        'relationship = "social"\n'
        'declared_by = "both"\n'
        'stage = "commitment"\n'
        'permissions = ["promote_to_me", "be_trusted_source"]\n'
    )


def test_init_asks_again_where_an_answer_is_none(run, project: Path) -> None:
    result = run("channels", "init", "club", stdin=b"freinds\nsocial\n\nnone\n9\n1\n")
    assert result.code == 0
    assert "“9” is none of the numbers from 1 to 7" in result.out
    assert '["know_my_motives"]' in (project / "flipguard.toml").read_text()


def test_init_that_is_broken_off_writes_nothing(run, project: Path) -> None:
    assert run("channels", "init", stdin=b"club\n").code == 130
    assert not (project / "flipguard.toml").exists()


def test_init_by_options_asks_nothing_and_leaves_all_else_as_it_is(run, file: Path) -> None:
    result = run("channels", "init", "shop", "--relationship", "market", "--description", "Our list for offers.")
    assert result.code == 0
    assert file.read_text() == FILE + (
        '\n[channels.shop]\nrelationship = "market"\ndescription = "Our list for offers."\n'
    )


def test_init_never_replaces_a_channel_unasked(run, file: Path) -> None:
    refused = run("channels", "init", "candle_club", "--relationship", "mixed")
    assert (refused.code, file.read_text()) == (2, FILE)
    assert "--replace" in refused.err
    declined = run("channels", "init", stdin=b"candle-club\nmixed\nauthor\nnone\n\nn\n")
    assert (declined.code, file.read_text()) == (2, FILE)
    assert run("channels", "init", "candle_club", "--relationship", "mixed", "--replace").code == 0
    assert file.read_text().startswith("# Who reads us.\n[channels.candle-club]")
    assert '"mixed"' in file.read_text()


def test_init_writes_into_pyproject_where_that_is_in_force(run, project: Path) -> None:
    pyproject = project / "pyproject.toml"
    pyproject.write_text('[tool.flipguard.channels.a]\nrelationship = "mixed"\n\n[tool.other]\nx = 1\n')
    assert run("channels", "init", "b", "--relationship", "social").code == 0
    assert not (project / "flipguard.toml").exists()
    assert "[tool.other]\nx = 1" in pyproject.read_text()
    assert [line for line in run("channels").out.splitlines() if "declared by author" in line]


def test_init_tells_a_contradiction_at_once(run) -> None:
    result = run("channels", "init", "pals", "--relationship", "social", "--permission", "promote_to_me")
    assert result.code == 0
    assert "promote-unasked" in result.err


def test_check_finds_contradictions_and_says_the_way_out(run, file: Path) -> None:
    sound = run("channels", "check")
    assert (sound.code, sound.out) == (0, "1 declared channel: sound.\n")
    with file.open("a") as more:
        more.write('[channels.owners]\nstage = "co-creation"\n')
    found = run("channels", "check")
    assert found.code == 1
    assert "channels.owners: owners-by-decree" in found.out
    assert "Way out: Share the outcome" in found.out
    assert found.out.endswith("1 contradiction in 2 declared channels.\n")


def test_the_process_does_the_same(process, file: Path) -> None:
    assert process("channels", "check", "--config", file).out == "1 declared channel: sound.\n"
