"""The facades that there are. A new one is a line here and its name in `app/settings/facade_names.py`."""

from ...settings import Settings
from . import languagetool, litellm, mcp, openai, perspective, stream
from .facade import Facade

FACADES: tuple[Facade, ...] = (
    openai.FACADE,
    litellm.FACADE,
    perspective.FACADE,
    languagetool.FACADE,
    stream.FACADE,
    mcp.FACADE,
)


def facades_of(settings: Settings) -> tuple[Facade, ...]:
    """Give the facades that the settings switch on."""
    return tuple(facade for facade in FACADES if facade.name in settings.facades)
