"""What was received is given once more, to something else."""

from starlette.types import Message, Receive


def read_again(body: bytes, receive: Receive) -> Receive:
    """Give a body that was received already, and then what else comes, such as a hang-up."""
    return give_again({"type": "http.request", "body": body, "more_body": False}, receive)


def give_again(message: Message, receive: Receive) -> Receive:
    """Give a message that was received already, and then what else comes."""
    given = False

    async def receive_again() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return message

    return receive_again
