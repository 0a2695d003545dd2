"""What can go wrong in this room.

StoreError
├── StoreUnavailableError   the database can't be reached, written or read now; the same call may succeed later
└── OtherRequestError       an idempotency key came back with another request than the one it was first sent with
"""


class StoreError(Exception):
    """Base of every error that this room raises on purpose."""


class StoreUnavailableError(StoreError):
    """Nothing was kept; the message says in a few words why, without any of the feedback."""


class OtherRequestError(StoreError):
    """The idempotency key belongs to a request that said something else."""
