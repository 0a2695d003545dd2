"""Come with and without a key, and too often, with the openai package; prints what happened.

openai_doors.py ADDRESS TEXT KEY KEY_FOR_FEW_AN_HOUR KEY_FOR_ONE_A_SECOND
"""

import json
import sys
from typing import Any

from openai import APIStatusError, AzureOpenAI, OpenAI

ADDRESS, TEXT, KEY, FEW, SLOW = sys.argv[1:]
URL = f"{ADDRESS}/v1"


def outcome(client: Any) -> dict[str, Any]:
    try:
        return {"flagged": client.moderations.create(input=TEXT).results[0].flagged}
    except APIStatusError as error:
        return {
            "kind": type(error).__name__,
            "code": error.code,
            "type": error.type,
            "retry_after": error.response.headers.get("retry-after"),
        }


with (
    OpenAI(base_url=URL, api_key="fg_wrong") as stranger,
    OpenAI(base_url=URL, api_key=FEW, max_retries=0) as hasty,
    OpenAI(base_url=URL, api_key=SLOW, max_retries=6) as patient,
    AzureOpenAI(base_url=URL, api_key=KEY, api_version="2026-01-01") as azure,
):
    done = {
        "stranger": outcome(stranger),
        "hasty": [outcome(hasty) for _ in range(4)],
        "patient": [outcome(patient) for _ in range(2)],
        "azure": outcome(azure),
    }
sys.stdout.write(json.dumps(done))
