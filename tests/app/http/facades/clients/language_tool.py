"""Check texts with the package language_tool_python; prints what came of it.

language_tool.py ADDRESS FLIP HARMLESS
"""

import json
import sys
from typing import Any

import language_tool_python
from language_tool_python.exceptions import LanguageToolError

ADDRESS, FLIP, HARMLESS = sys.argv[1:]
BEFORE = "🎉👩‍👩‍👧 What a day 🕯! "


def found(tool: language_tool_python.LanguageTool, text: str) -> list[dict[str, Any]]:
    return [
        {
            "rule": match.rule_id,
            "category": match.category,
            "kind": match.rule_issue_type,
            "message": match.message,
            "replacements": match.replacements,
            "marked": text[match.offset : match.offset + match.error_length],
        }
        for match in tool.check(text)
    ]


def refusal(tool: language_tool_python.LanguageTool, text: str) -> dict[str, str]:
    try:
        return {"kind": "none", "message": str(tool.check(text))}
    except LanguageToolError as error:
        return {"kind": type(error).__name__, "message": str(error)}


with (
    language_tool_python.LanguageTool("en-US", remote_server=ADDRESS) as american,
    language_tool_python.LanguageTool("auto", remote_server=f"{ADDRESS}/for/market/") as shop,
    language_tool_python.LanguageTool("en", remote_server=f"{ADDRESS}/for/nobody/") as nobody,
):
    done = {
        "flip": found(american, BEFORE + FLIP),
        "harmless": found(american, HARMLESS),
        "corrected": american.correct(BEFORE + FLIP),
        "market": found(shop, FLIP),
        "too_long": refusal(american, "Come by! " * 10_000),
        "unknown_channel": refusal(nobody, HARMLESS),
    }
    american.disabled_rules = {match["rule"] for match in done["flip"]}
    done["disabled"] = [match["rule"] for match in found(american, FLIP)]
try:
    language_tool_python.LanguageTool("de-DE", remote_server=ADDRESS)
except ValueError as error:
    done["german"] = str(error)
sys.stdout.write(json.dumps(done))
