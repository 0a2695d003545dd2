"""Come with and without a key, and too often, with google-api-python-client; prints what happened.

google_perspective_doors.py ADDRESS TEXT KEY
"""

import json
import sys
from typing import Any

from googleapiclient.discovery import build
from googleapiclient.errors import HttpError

ADDRESS, TEXT, KEY = sys.argv[1:]
BODY = {"comment": {"text": TEXT}, "requestedAttributes": {"FLIP": {}}}


def service(key: str | None) -> Any:
    return build(
        "commentanalyzer",
        "v1alpha1",
        developerKey=key,
        discoveryServiceUrl=f"{ADDRESS}/$discovery/rest?version=v1alpha1",
        static_discovery=False,
    )


def outcome(service: Any, retries: int = 0) -> dict[str, Any]:
    try:
        answer = service.comments().analyze(body=BODY).execute(num_retries=retries)
        return {"verdict": answer["flipguard"]["verdict"]}
    except HttpError as error:
        return {"status": error.status_code, "reason": error.error_details[0]["reason"], "details": error.error_details}


known = service(KEY)
done = {
    "nobody": outcome(service(None)),
    "stranger": outcome(service("fg_wrong")),
    "hasty": [outcome(known) for _ in range(8)],
    "patient": outcome(known, retries=6),
}
sys.stdout.write(json.dumps(done))
