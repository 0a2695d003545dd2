"""The settings as they are in force."""

from dataclasses import dataclass

from .masking import masked
from .settings import Settings
from .sources import ENV_PREFIX, by_origin


@dataclass(frozen=True, slots=True)
class SettingInForce:
    """A setting as it is in force: its value with secrets masked, where it came from and what it may be."""

    variable: str
    value: str
    origin: str
    description: str


def in_force(settings: Settings) -> list[SettingInForce]:
    """List every setting of these that were read from the environment, in the order in which they are declared."""
    sources = by_origin(Settings)
    return [
        SettingInForce(
            variable=f"{ENV_PREFIX}{name.upper()}",
            value=masked(getattr(settings, name)),
            origin=next((origin for origin, values in sources.items() if name in values), "default"),
            description=str(field.description),
        )
        for name, field in Settings.model_fields.items()
    ]
