"""Real clients of LanguageTool, pointed at the real service."""

from pathlib import Path
from typing import Any


def test_language_tool_python_marks_a_flip_as_python_counts_and_says_the_way_out(
    clients: Any, scripts: Path, address: str, flip: str, harmless: str, works: Any
) -> None:
    done = clients.run(scripts / "language_tool.py", address, flip, harmless)

    (first, *_) = done["flip"]
    assert first["rule"].startswith("FLIPGUARD_")
    assert (first["category"], first["kind"]) == ("FLIPGUARD", "style")
    assert all(match["marked"] in flip for match in done["flip"])
    assert "FRIENDS10" in "".join(match["marked"] for match in done["flip"])
    assert "becomes a customer" in first["message"]
    assert "Way out: " in first["message"]
    assert "FRIENDS10" not in done["corrected"]
    assert (done["harmless"], done["market"]) == ([], [])
    assert not {match["rule"] for match in done["flip"]} & set(done["disabled"])
    assert done["too_long"]["kind"] == "LanguageToolError"
    assert done["too_long"]["message"].startswith("Error: The text has 90,000 characters; at most 50,000")
    assert "There is no channel “nobody”" in done["unknown_channel"]["message"]
    assert "de-DE" in done["german"]
    works(
        "languagetool",
        "`language_tool_python`",
        clients.version("language-tool-python"),
        "`check`, `correct` and `disabled_rules` with `remote_server`, after emoji; `/for/market/` as the server; a text too long",
        "marks are right to the character; errors are its own, with our words",
    )


def test_gramma_marks_plain_text_and_markdown_as_javascript_counts(
    clients: Any, scripts: Path, address: str, flip: str, harmless: str, works: Any
) -> None:
    done = clients.run(scripts / "gramma_check.mjs", address, flip, harmless)

    assert done["flip"]
    assert done["markdown"]
    for match in done["flip"]:
        assert match["marked"] == match["word"]
        assert match["marked"] in flip
    for match in done["markdown"]:
        assert match["marked"].replace("[candle shop](https://candles.example)", "candle shop") in flip
    assert (done["harmless"], done["market"]) == ([], [])
    assert done["refusal"].startswith("Error: 'de-DE' is not a language code known to FlipGuard")
    works(
        "languagetool",
        "`gramma` (Node.js)",
        clients.node_version("gramma"),
        "`check` with `api_url`: text after emoji, Markdown (which it sends as annotated text), `/for/market/v2/check`",
        "marks are right to the code unit, in Markdown too; errors are its own, with our words",
    )
