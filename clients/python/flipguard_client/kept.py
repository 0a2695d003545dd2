"""What every value that a service sends has in common."""

from pydantic import BaseModel, ConfigDict


class Kept(BaseModel):
    """A value as it was sent. It doesn't change, and fields that are newer than this client stay on it."""

    model_config = ConfigDict(frozen=True, extra="allow")
