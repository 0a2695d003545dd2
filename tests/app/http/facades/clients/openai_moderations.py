"""Ask for moderations with the openai package; prints what its objects hold.

openai_moderations.py ADDRESS TEXT HARMLESS
"""

import asyncio
import json
import sys
from typing import Any

from openai import APIStatusError, AsyncOpenAI, OpenAI

ADDRESS, TEXT, HARMLESS = sys.argv[1:]
HERE: dict[str, Any] = {"base_url": f"{ADDRESS}/v1", "api_key": "any"}
PICTURE = {"type": "image_url", "image_url": {"url": "https://pictures.example/candle.png"}}


def shown(moderation: Any) -> dict[str, Any]:
    (result,) = moderation.results
    return {
        "id": moderation.id,
        "model": moderation.model,
        "flagged": result.flagged,
        "hate": result.categories.hate,
        "flip": result.categories.model_dump(by_alias=True)["flip"],
        "scores": result.category_scores.model_dump(by_alias=True),
        "applied": result.category_applied_input_types.model_dump(by_alias=True),
        "because": result.flipguard["because"],
    }


def refused(**asked: Any) -> dict[str, Any]:
    try:
        client.moderations.create(**asked)
    except APIStatusError as error:
        return {
            "kind": type(error).__name__,
            "type": error.type,
            "code": error.code,
            "param": error.param,
            "message": error.body["message"],
            "request": error.request_id,
        }
    raise AssertionError(f"{asked} was not refused")


async def asynchronous(**more: Any) -> dict[str, Any]:
    async with AsyncOpenAI(**HERE, **more) as client:
        return shown(await client.moderations.create(input=TEXT))


with OpenAI(**HERE) as client, OpenAI(**HERE, _strict_response_validation=True) as strict:
    done = {
        "default": shown(client.moderations.create(input=TEXT)),
        "strict": shown(strict.moderations.create(input=TEXT)),
        "async": asyncio.run(asynchronous()),
        "async_strict": asyncio.run(asynchronous(_strict_response_validation=True)),
        "several": [each.flagged for each in strict.moderations.create(input=[TEXT, HARMLESS, "👍"]).results],
        "parts": shown(
            strict.moderations.create(input=[{"type": "text", "text": HARMLESS}, {"type": "text", "text": TEXT}])
        ),
        "market": shown(strict.moderations.create(input=TEXT, model="flipguard:market")),
        "header": shown(strict.moderations.create(input=TEXT, extra_headers={"X-FlipGuard-Relationship": "market"})),
        "models": [model.id for model in strict.models.list()],
        "one_model": strict.models.retrieve("flipguard:mixed").id,
        "picture": refused(input=[{"type": "text", "text": TEXT}, PICTURE]),
        "unknown_model": refused(input=TEXT, model="gpt-9"),
        "empty": refused(input=[TEXT, ""]),
    }
sys.stdout.write(json.dumps(done))
