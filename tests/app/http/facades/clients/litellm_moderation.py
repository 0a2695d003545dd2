"""Ask for moderations with LiteLLM's own functions; prints what they give.

litellm_moderation.py ADDRESS TEXT
"""

import asyncio
import json
import sys
from typing import Any

import litellm

ADDRESS, TEXT = sys.argv[1:]
HERE: dict[str, Any] = {"api_base": f"{ADDRESS}/v1", "api_key": "any"}


def shown(answer: Any) -> dict[str, Any]:
    result = answer.results[0]
    return {"model": answer.model, "flagged": result.flagged, "flip": result.category_scores["flip"]}


done = {
    "default": shown(litellm.moderation(input=TEXT, **HERE)),
    "market": shown(litellm.moderation(input=TEXT, model="openai/flipguard:market", **HERE)),
    "async": shown(asyncio.run(litellm.amoderation(input=TEXT, model="openai/flipguard:mixed", **HERE))),
}
sys.stdout.write(json.dumps(done))
