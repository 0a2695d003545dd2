"""A classifier that lives elsewhere: the model of a running service, asked over HTTP.

Only the text and its relationship are sent. Channels, policy and advice are worked out here, by this project's own
file, so that the output is the same as with the model in this process.
"""

from collections.abc import Mapping
from typing import Any

from model import (
    Assessment,
    Caveat,
    Classifier,
    Language,
    Manifest,
    MarketCue,
    MarketFinding,
    ModelIdentity,
    Relationship,
    Scores,
    SocialCue,
    SocialFinding,
    Span,
    Thresholds,
    Verdict,
    because,
)

from .refusal import ServiceError
from .remembering import NotHere
from .service import Service


class RemoteClassifier(Classifier):
    """Asks a service for what the model says of a text."""

    def __init__(self, service: Service) -> None:
        try:
            card = service.get("/v1/model")
            super().__init__(NotHere(), _manifest(card), card["card"])
            self.identity = ModelIdentity(card["version"], card["digest"])
        except (KeyError, TypeError, ValueError) as error:
            raise ServiceError(f"{service.url}/v1/model doesn't answer as FlipGuard does ({error}).") from error
        self._service = service

    def scores(self, text: str) -> Scores:
        """Score a text, as far as the service tells: a cue that it doesn't report counts as absent."""
        return _scores(self._ask(text, Relationship.SOCIAL))

    def rough_scores(self, text: str) -> Scores:
        """Score a text as `scores` does: the service gives no rougher answer."""
        return self.scores(text)

    def assess(self, text: str, relationship: Relationship = Relationship.SOCIAL) -> Assessment:
        """Judge a text."""
        answer = self._ask(text, relationship)
        verdict = Verdict(answer["model_verdict"])
        cues = tuple(
            MarketFinding(MarketCue(found["cue"]), found["score"], _spans(found["spans"])) for found in answer["cues"]
        )
        return Assessment(
            verdict=verdict,
            flip_risk=answer["flip_risk"],
            relationship=relationship,
            cues=cues,
            social_cues=tuple(
                SocialFinding(SocialCue(found["cue"]), found["score"], _spans(found["spans"]))
                for found in answer["social_cues"]
            ),
            because=because(text, verdict, relationship, cues),
            language=Language(answer["language"]["code"], answer["language"]["confidence"]),
            warnings=tuple(Caveat(warning["code"], warning["message"]) for warning in answer["warnings"]),
            scores=_scores(answer),
            model=self.identity,
        )

    def _ask(self, text: str, relationship: Relationship) -> Any:
        answer = self._service.post(
            "/v1/check", {"text": text, "relationship": relationship, "advice": False, "model": self.identity.digest}
        )
        if not isinstance(answer, dict) or "model_verdict" not in answer:
            raise ServiceError(f"{self._service.url}/v1/check doesn't answer as FlipGuard does.")
        return answer


def _manifest(card: Mapping[str, Any]) -> Manifest:
    return Manifest(
        version=card["version"],
        created=card["created"],
        recipe=card["recipe"],
        thresholds={Relationship(name): Thresholds(**bands) for name, bands in card["thresholds"].items()},
        cue_thresholds=card["cue_thresholds"],
        corpus=card["corpus"],
        metrics=card["metrics"],
        packages=card["packages"],
        files={},
    )


def _scores(answer: Mapping[str, Any]) -> Scores:
    market = {found["cue"]: found["score"] for found in answer["cues"]}
    social = {found["cue"]: found["score"] for found in answer["social_cues"]}
    before = answer["by_relationship"]
    return Scores(
        social=before["social"]["flip_risk"],
        mixed=before["mixed"]["flip_risk"],
        market_cues={cue: market.get(cue, 0.0) for cue in MarketCue},
        social_cues={cue: social.get(cue, 0.0) for cue in SocialCue},
    )


def _spans(spans: list[Mapping[str, Any]]) -> tuple[Span, ...]:
    return tuple(Span(span["start"], span["end"]) for span in spans)
