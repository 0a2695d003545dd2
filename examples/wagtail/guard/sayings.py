"""Carries what is decided where no request is at hand to the editor who caused it."""

from collections.abc import Callable
from contextvars import ContextVar

from django.http import HttpRequest, HttpResponse

from .asking import Decision

_said: ContextVar[list[Decision]] = ContextVar("said")


def say(decision: Decision) -> None:
    """Keep a decision for the end of this request; outside of one, in a script, nobody is told."""
    _said.get([]).append(decision)


class Sayings:
    """Tells the editor what was decided during his request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request, then hand the decisions over to Django's messages."""
        token = _said.set([])
        try:
            response = self._get_response(request)
            for decision in _said.get():
                decision.tell(request)
        finally:
            _said.reset(token)
        return response
