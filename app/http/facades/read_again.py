"""Bodies that are read once more, by something else."""

from starlette.types import Message, Receive


def read_again(body: bytes, receive: Receive) -> Receive:
    """Give a body that was received already, and then what else comes, such as a hang-up."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return receive_again
