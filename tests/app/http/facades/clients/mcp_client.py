"""Use the tools with the package mcp, over HTTP or over standard input and output; prints what came of it.

mcp_client.py MODES FLIP HARMLESS ADDRESS [KEY]
mcp_client.py MODES FLIP HARMLESS COMMAND ARGUMENT…

MODES are the client's own: `auto` speaks today's protocol, `legacy` begins with the older handshake.
"""

import asyncio
import json
import sys
from typing import Any

import httpx2
from mcp import Client, StdioServerParameters
from mcp.client.streamable_http import streamable_http_client

MODES, FLIP, HARMLESS, WHERE, *MORE = sys.argv[1:]


async def answer(client: Client, tool: str, **arguments: str) -> dict[str, Any]:
    result = await client.call_tool(tool, arguments)
    said = " ".join(block.text for block in result.content)
    return {"failed": result.is_error, "content": result.structured_content, "said": said}


async def talk(client: Client) -> dict[str, Any]:
    tools = (await client.list_tools()).tools
    advice = await answer(client, "suggest_change", text=FLIP)
    changed = advice["content"]["changes"][0]["text_after"]
    return {
        "version": client.protocol_version,
        "instructions": client.instructions,
        "tools": {tool.name: tool.description for tool in tools},
        "schemas": all(tool.output_schema for tool in tools),
        "flip": await answer(client, "check_post", text=FLIP),
        "harmless": await answer(client, "check_post", text=HARMLESS),
        "market": await answer(client, "check_post", text=FLIP, relationship="market"),
        "linkedin": await answer(client, "check_post", text=FLIP, channel="linkedin"),
        "advice": advice,
        "changed": await answer(client, "check_post", text=changed),
        "norm": await answer(client, "explain_norm", cue="sale"),
        "unknown_channel": await answer(client, "check_post", text=FLIP, channel="facebok-friends"),
        "no_words": await answer(client, "check_post", text="👍"),
        "unknown_cue": await answer(client, "explain_norm", cue="sales"),
    }


async def main() -> dict[str, Any]:
    done = {}
    for mode in MODES.split(","):
        if WHERE.startswith("http"):
            headers = {"Authorization": f"Bearer {MORE[0]}"} if MORE else {}
            async with (
                httpx2.AsyncClient(headers=headers, timeout=60) as http,
                Client(streamable_http_client(f"{WHERE}/mcp", http_client=http), mode=mode) as client,
            ):
                done[mode] = await talk(client)
        else:
            async with Client(StdioServerParameters(command=WHERE, args=MORE), mode=mode) as client:
                done[mode] = await talk(client)
    return done


sys.stdout.write(json.dumps(asyncio.run(main())))
