"""A classifier that lives elsewhere: the model of a running service, asked over HTTP.

Only the text and its relationship are sent. Channels, policy and advice are worked out here, by this project's own
file, so that the output is the same as with the model in this process.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import httpx
from tenacity import RetryCallState, Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from model import (
    Assessment,
    Caveat,
    Classifier,
    InputError,
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

from .memory import NotHere, ServiceError

KEY_VARIABLE = "FLIPGUARD_SERVER_KEY"

ATTEMPTS = 4
"""A request is tried so often before the service counts as out of reach."""

LONGEST_WAIT = 20.0
"""Seconds between two tries at most, whatever the service asks for."""

_PASSING = frozenset({408, 425, 429, 500, 502, 503, 504})
"""Answers that may be others in a moment."""


class _TryAgain(Exception):  # noqa: N818 - it asks for another try
    """A failure that may pass. `after` is how many seconds the service asks to wait."""

    def __init__(self, message: str, after: float = 0.0) -> None:
        super().__init__(message)
        self.after = after


@dataclass(frozen=True, slots=True)
class Service:
    """A running service; `timeout` is in seconds, for one request."""

    url: str
    client: httpx.Client

    @classmethod
    def at(cls, url: str, timeout: float) -> "Service":
        """Name a service by its address. A key for it comes from FLIPGUARD_SERVER_KEY."""
        key = os.environ.get(KEY_VARIABLE)
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        return cls(url.rstrip("/"), httpx.Client(timeout=timeout, headers=headers, follow_redirects=True))

    def get(self, path: str) -> Any:
        """Ask for a resource; raises `ServiceError`."""
        return self._answer("GET", path, None)

    def post(self, path: str, body: Mapping[str, Any]) -> Any:
        """Send a request; raises `ServiceError`, or `InputError` for a text that the service can't judge."""
        return self._answer("POST", path, body)

    def close(self) -> None:
        """Let go of the connection."""
        self.client.close()

    def _answer(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        again = Retrying(
            retry=retry_if_exception_type(_TryAgain), stop=stop_after_attempt(ATTEMPTS), wait=_wait, reraise=True
        )
        try:
            return again(self._once, method, path, body)
        except _TryAgain as error:
            raise ServiceError(f"{self.url} can't be asked: {error}. It was tried {ATTEMPTS} times.") from error

    def _once(self, method: str, path: str, body: Mapping[str, Any] | None) -> Any:
        try:
            answer = self.client.request(method, self.url + path, json=body)
        except httpx.TimeoutException as error:
            raise _TryAgain(f"no answer within {self.client.timeout.read:g} seconds") from error
        except httpx.TransportError as error:
            raise _TryAgain(str(error).rstrip(".") or type(error).__name__) from error
        except httpx.InvalidURL as error:
            raise ServiceError(f"“{self.url}” is no address: {error}") from error
        if answer.status_code in _PASSING:
            raise _TryAgain(f"it answers {answer.status_code}", _asked_wait(answer))
        if answer.is_error:
            raise self._refusal(answer)
        try:
            return answer.json()
        except ValueError as error:
            raise ServiceError(f"{self.url}{path} doesn't answer as FlipGuard does: it sends no JSON.") from error

    def _refusal(self, answer: httpx.Response) -> Exception:
        try:
            problem = answer.json()
            faults = problem.get("errors") or []
            detail = str(problem["detail"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return ServiceError(f"{self.url} answers {answer.status_code}, and not as FlipGuard does.")
        for fault in faults:
            if fault.get("field") == "text":
                return InputError(fault["message"], field="text", code=fault["code"])
        hint = f" Put a key into {KEY_VARIABLE}." if answer.status_code == httpx.codes.UNAUTHORIZED else ""
        return ServiceError(f"{self.url} answers {answer.status_code}: {detail}{hint}")


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


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.after if isinstance(error, _TryAgain) else 0.0
    return min(max(asked, wait_random_exponential(multiplier=0.5, max=5.0)(state)), LONGEST_WAIT)


def _asked_wait(answer: httpx.Response) -> float:
    try:
        return float(answer.headers.get("Retry-After", "0"))
    except ValueError:
        return 0.0


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
