"""Score posts with the package perspective; prints what it gives.

perspective_package.py ADDRESS TEXT
"""

import json
import sys
from typing import Any
from urllib.error import HTTPError

from perspective import PerspectiveAPI

ADDRESS, TEXT = sys.argv[1:]

api = PerspectiveAPI("any")
api.api_client.url = f"{ADDRESS}/v1alpha1/{{endpoint}}"


def refusal() -> dict[str, Any]:
    try:
        api.score(TEXT)  # it asks for TOXICITY if nothing else is said
    except HTTPError as error:
        body: dict[str, Any] = json.loads(error.read())
        return body["error"]
    raise AssertionError("TOXICITY was scored")


done = {
    "score": api.score(TEXT, tests=["FLIP", "FLIP_SALE"]),
    "market": api.analyze_comment(
        TEXT,
        requested_attributes={"FLIP": {"scoreType": "PROBABILITY"}},
        comment_type="PLAIN_TEXT",
        context=[{"text": "What is new?", "type": "PLAIN_TEXT"}],
        span_annotations=True,
        languages=["en"],
        do_not_store=True,
        client_token="comment-1",
        session_id="session-1",
        community_id="market",
    ),
    "suggested": api.suggest_score(
        TEXT, {"FLIP": {"summaryScore": {"value": 1.0}}}, languages=["en"], client_token="comment-1"
    ),
    "refusal": refusal(),
}
sys.stdout.write(json.dumps(done))
