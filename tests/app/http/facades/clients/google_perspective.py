"""Score posts with google-api-python-client, built from this service's discovery document; prints what it gives.

google_perspective.py ADDRESS TEXT HARMLESS
"""

import json
import sys
import urllib.request
from typing import Any

from googleapiclient.discovery import build, build_from_document
from googleapiclient.errors import HttpError, UnknownApiNameOrVersion

ADDRESS, TEXT, HARMLESS = sys.argv[1:]
DISCOVERY = f"{ADDRESS}/$discovery/rest?version=v1alpha1"


def refused(method: Any, **body: Any) -> dict[str, Any]:
    try:
        method(body=body).execute()
    except HttpError as error:
        detail = error.error_details[0]
        return {"status": error.status_code, "reason": error.reason, "type": detail["errorType"], "detail": detail}
    raise AssertionError(f"{body} was not refused")


def unknown_version() -> str:
    try:
        build("commentanalyzer", "v2", discoveryServiceUrl=f"{ADDRESS}/$discovery/rest?version=v2")
    except UnknownApiNameOrVersion as error:
        return type(error).__name__
    raise AssertionError("there is a version 2")


service = build("commentanalyzer", "v1alpha1", discoveryServiceUrl=DISCOVERY, static_discovery=False)
comments = service.comments()
with urllib.request.urlopen(DISCOVERY) as document:
    from_document = build_from_document(document.read().decode(), developerKey="any")

FLIP: dict[str, Any] = {"FLIP": {}}
text = {"text": TEXT}
suggested = {"FLIP": {"summaryScore": {"value": 0}}}
done = {
    "flip": comments.analyze(
        body={
            "comment": text,
            "requestedAttributes": {"FLIP": {}, "FLIP_SALE": {}, "FLIP_WAGE": {"scoreThreshold": 0.5}},
            "spanAnnotations": True,
            "doNotStore": True,
            "clientToken": "comment-53922",
            "sessionId": "8371",
        }
    ).execute(),
    "harmless": comments.analyze(body={"comment": {"text": HARMLESS}, "requestedAttributes": FLIP}).execute(),
    "market": from_document.comments()
    .analyze(body={"comment": text, "requestedAttributes": FLIP, "communityId": "market"})
    .execute(),
    "kept": comments.suggestscore(body={"comment": text, "attributeScores": suggested}).execute(),
    "kept_with_text": comments.suggestscore(
        body={"comment": text, "attributeScores": suggested, "doNotStore": False, "clientToken": "once"}
    ).execute(),
    "toxicity": refused(comments.analyze, comment=text, requestedAttributes={"TOXICITY": {}}),
    "empty": refused(comments.analyze, comment={"text": ""}, requestedAttributes=FLIP),
    "long": refused(comments.analyze, comment={"text": "too long " * 3000}, requestedAttributes=FLIP),
    "nothing_asked": refused(comments.analyze, comment=text),
    "french": refused(comments.analyze, comment=text, requestedAttributes=FLIP, languages=["fr"]),
    "unknown_version": unknown_version(),
}
sys.stdout.write(json.dumps(done))
