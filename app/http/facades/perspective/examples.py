"""Requests as they are shown in the documentation."""

from fastapi.openapi.models import Example

from ...examples import FLIP_TEXT

ANALYZE: dict[str, Example] = {
    "flip": {
        "summary": "A flip before social readers, with the phrases that carry it",
        "value": {
            "comment": {"text": FLIP_TEXT},
            "requestedAttributes": {"FLIP": {}, "FLIP_SALE": {"scoreThreshold": 0.5}},
            "communityId": "facebook-friends",
            "spanAnnotations": True,
        },
    }
}

SUGGEST: dict[str, Example] = {
    "no_flip": {
        "summary": "Somebody doesn't think that it flips; the text is not kept",
        "value": {"comment": {"text": FLIP_TEXT}, "attributeScores": {"FLIP": {"summaryScore": {"value": 0}}}},
    }
}
