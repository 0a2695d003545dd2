"""The facades that there are, by the names under which they are switched on.

The command line reads settings too and does without the web stack, so the names stand here and not with the facades.
"""

from typing import Literal, get_args

FacadeName = Literal["openai", "litellm", "perspective", "languagetool", "stream", "mcp"]

FACADE_NAMES: tuple[FacadeName, ...] = get_args(FacadeName)
