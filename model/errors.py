"""What can go wrong in this room, as one tree.

ModelError
├── InputError      a text that cannot be judged: names the field, the fault and the way out
└── ArtifactError   a released model that cannot be trusted or loaded: says what to do
"""


class ModelError(Exception):
    """Base of every error that this room raises on purpose."""


class InputError(ModelError):
    """A text or an option that cannot be judged.

    `code` is a stable word for programs, `field` the input's name, and the message a sentence for people.
    """

    def __init__(self, message: str, *, field: str, code: str) -> None:
        super().__init__(message)
        self.field = field
        self.code = code


class ArtifactError(ModelError):
    """A model folder that is missing, changed since it was released, or made for other packages."""
