"""The tools as a server of the Model Context Protocol. Loads the package that speaks it: import this where it is needed."""

import json
import logging
from collections.abc import Callable
from typing import Any

from mcp.server import Server, ServerRequestContext
from mcp.shared.exceptions import MCPError
from mcp.types import (
    INVALID_PARAMS,
    CallToolRequestParams,
    CallToolResult,
    ListToolsResult,
    PaginatedRequestParams,
    TextContent,
    Tool,
    ToolAnnotations,
)
from pydantic import ValidationError

from .tools import INSTRUCTIONS, TOOLS, AgentTool, Ask, CannotAnswerError

Context = ServerRequestContext[Any, Any]

NAME = "flipguard"

_BY_NAME = {tool.name: tool for tool in TOOLS}


def make_server(version: str, ask_for: Callable[[Context], Ask]) -> Server[Any]:
    """Make the server. `ask_for` gives, for one request, whom its tool asks."""
    # What the package logs may quote what it was sent.
    logging.getLogger("mcp").setLevel(logging.CRITICAL + 1)

    async def call_tool(context: Context, asked: CallToolRequestParams) -> CallToolResult:
        tool = _BY_NAME.get(asked.name)
        if tool is None:
            raise MCPError(INVALID_PARAMS, f"There is no tool “{asked.name[:40]}”. There are {', '.join(_BY_NAME)}.")
        return await _used(tool, asked.arguments or {}, ask_for(context))

    return Server(
        NAME,
        version=version,
        title="FlipGuard",
        instructions=INSTRUCTIONS,
        on_list_tools=_list_tools,
        on_call_tool=call_tool,
    )


async def _list_tools(_context: Context, _asked: PaginatedRequestParams | None) -> ListToolsResult:
    return ListToolsResult(tools=[_shown(tool) for tool in TOOLS])


def _shown(tool: AgentTool[Any]) -> Tool:
    return Tool(
        name=tool.name,
        title=tool.title,
        description=tool.description,
        input_schema=tool.takes.model_json_schema(),
        output_schema=tool.gives.model_json_schema(mode="serialization"),
        annotations=ToolAnnotations(
            read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
        ),
    )


async def _used(tool: AgentTool[Any], arguments: dict[str, Any], ask: Ask) -> CallToolResult:
    """Use a tool. What keeps it from answering is told in its result, where the agent reads it and can do better."""
    try:
        question = tool.takes.model_validate(arguments)
        answer = await tool.use(question, ask)
    except ValidationError as error:
        return _failed(" ".join(_fault(each) for each in error.errors(include_input=False, include_url=False)))
    except CannotAnswerError as error:
        return _failed(str(error))
    content = answer.model_dump(mode="json")
    return CallToolResult(
        content=[TextContent(text=json.dumps(content, ensure_ascii=False))], structured_content=content
    )


def _fault(error: Any) -> str:
    place = ".".join(str(part) for part in error["loc"] if isinstance(part, int) or part.islower())
    return f"“{place}”: {error['msg']}."


def _failed(sentence: str) -> CallToolResult:
    return CallToolResult(content=[TextContent(text=sentence)], is_error=True)
