"""Serving an AI agent over standard input and output, with the model in this process or with a running service."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from model import ArtifactError, Classifier, InputError, advise, judge

from ..agents.answers import Judged
from ..agents.extra import HOW_TO_GET_IT, is_installed
from ..agents.questions import Post
from ..agents.tools import Ask, CannotAnswerError
from .audience import AudienceError, Audiences
from .loading import open_classifier
from .refusal import Refusal, ServiceError
from .service import Service
from .version import program_version

Answers = Callable[[Post, bool], Judged]
"""Judges a post, with advice or without; takes a while."""


@dataclass(frozen=True, slots=True)
class AgentOptions:
    """How an agent is to be served; the fields are named like the options of the command."""

    relationship: str | None
    channel: str | None
    server: str | None
    timeout: float
    model_folder: Path | None
    config_file: Path | None


def serve_agent(options: AgentOptions) -> int:
    """Serve an agent until it hangs up. Refuses what would keep it from being served."""
    if not is_installed():
        raise Refusal(HOW_TO_GET_IT)
    with ExitStack() as stack:
        answers = _remote(options, stack) if options.server else _local(options, stack)
        asyncio.run(_serve(_ask(answers)))
    return 0


async def _serve(ask: Ask) -> None:
    from mcp.server.stdio import stdio_server

    from ..agents.server import make_server

    server = make_server(program_version(), lambda _: ask)
    async with stdio_server() as (incoming, outgoing):
        await server.run(incoming, outgoing, server.create_initialization_options())


def _ask(answers: Answers) -> Ask:
    async def ask(post: Post, advice: bool) -> Judged:
        try:
            return await asyncio.to_thread(answers, post, advice)
        except (ArtifactError, AudienceError, InputError, Refusal, ServiceError) as error:
            raise CannotAnswerError(str(error)) from None
        except Exception as error:  # its own words may quote the post
            raise CannotAnswerError(f"FlipGuard failed on this post ({type(error).__name__}).") from None

    return ask


def _local(options: AgentOptions, stack: ExitStack) -> Answers:
    audiences = Audiences.of_options(options.config_file, options.channel, options.relationship)
    classifier = open_classifier(options.model_folder, False, stack)

    def answers(post: Post, advice: bool) -> Judged:
        return _judged(classifier, audiences, post, advice)

    return answers


def _judged(classifier: Classifier, audiences: Audiences, post: Post, advice: bool) -> Judged:
    decision = judge(classifier, post.text, audiences.find(post.channel, post.relationship))
    return Judged.of(decision, post.text, advise(classifier, post.text, decision) if advice else ())


def _remote(options: AgentOptions, stack: ExitStack) -> Answers:
    service = Service.at(str(options.server), options.timeout)
    stack.callback(service.close)

    def answers(post: Post, advice: bool) -> Judged:
        said = service.post("/v1/check", {"text": post.text, "advice": advice, **_readers(post, options)})
        try:
            return Judged.model_validate(said)
        except ValidationError:
            raise ServiceError(f"{service.url}/v1/check doesn't answer as FlipGuard does.") from None

    return answers


def _readers(post: Post, options: AgentOptions) -> Mapping[str, str | None]:
    """Name the readers whom the agent names, else those whom the command does."""
    if post.relationship is None and post.channel is None:
        return {"relationship": options.relationship, "channel": options.channel}
    return {"relationship": post.relationship, "channel": post.channel}
