"""The Discord recipe: its bot is handed commands as Discord's gateway hands them over; the REST side is a stand-in."""

import asyncio
import json
import runpy
import warnings
from types import ModuleType
from typing import Any

import pytest

from tests.odd_server import OddServer, Reply
from tests.recipes.conftest import SALE, SOUP, Recipe

USER = {"id": "5", "username": "ann", "discriminator": "0", "avatar": None, "global_name": "Ann"}
MESSAGE: dict[str, Any] = {
    "id": "9",
    "channel_id": "3",
    "author": USER,
    "content": "",
    "timestamp": "2026-05-17T10:00:00+00:00",
    "edited_timestamp": None,
    "tts": False,
    "mention_everyone": False,
    "mentions": [],
    "mention_roles": [],
    "attachments": [],
    "embeds": [],
    "pinned": False,
    "type": 0,
}
APPLICATION = {
    "id": "1",
    "name": "bot",
    "icon": None,
    "description": "",
    "flags": 0,
    "bot_public": False,
    "bot_require_code_grant": False,
    "owner": USER,
    "team": None,
    "summary": "",
    "verify_key": "",
}
CALLBACK, FOLLOW_UP, CHANNEL = "/interactions/8/token/callback", "/webhooks/1/token", "/channels/3/messages"


@pytest.fixture(scope="module")
def discord() -> ModuleType:
    """Import the library, which uses what Python 3.11 warns of."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        import discord

    return discord


@pytest.fixture
def rest(vendor: OddServer, discord: ModuleType, monkeypatch: pytest.MonkeyPatch) -> OddServer:
    """Stand in for Discord's REST API."""
    monkeypatch.setattr(discord.http.Route, "BASE", vendor.address)
    vendor.by_path = {
        "/users/@me": Reply.json({**USER, "id": "1", "bot": True}),
        "/oauth2/applications/@me": Reply.json(APPLICATION),
        "/applications/1/commands": Reply.json([]),
        CALLBACK: Reply.json({"interaction": {"id": "8", "type": 2}}),
        FOLLOW_UP: Reply.json(MESSAGE),
        CHANNEL: Reply.json(MESSAGE),
    }
    return vendor


def command(text: str) -> dict[str, Any]:
    option = {"name": "text", "type": 3, "value": text}
    member = {
        "user": USER,
        "roles": [],
        "joined_at": "2026-05-17T10:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    return {
        "id": "8",
        "application_id": "1",
        "type": 2,
        "token": "token",
        "version": 1,
        "data": {"id": "2", "name": "announce", "type": 1, "options": [option]},
        "guild_id": "4",
        "guild": {"id": "4", "locale": "en-US", "features": []},
        "channel_id": "3",
        "channel": {"id": "3", "type": 0, "name": "club", "position": 0, "guild_id": "4", "permissions": "0"},
        "member": {**member, "permissions": "0"},
        "entitlements": [],
        "authorizing_integration_owners": {},
        "attachment_size_limit": 1,
    }


async def use(bot: Any, guard: Any, text: str) -> None:
    """Log the bot in, hand it the command, and wait until it has told the writer how it ended."""
    async with bot, guard:
        await bot.login("secret")
        bot._connection.parse_interaction_create(command(text))
        running = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        await asyncio.wait(running, timeout=60, return_when=asyncio.ALL_COMPLETED)


@pytest.mark.parametrize(("text", "goes_out"), [(SOUP, True), (SALE, False)])
def test_a_flip_is_told_to_its_writer_alone_and_anything_else_is_posted(
    rest: OddServer, recipe: Recipe, text: str, goes_out: bool
) -> None:
    names = runpy.run_path(str(recipe("Discord")))

    asyncio.run(use(names["bot"], names["guard"], text))

    (registered,) = rest.posts("/applications/1/commands")
    assert json.loads(registered.body)[0]["name"] == "announce"
    assert [json.loads(asked.body)["content"] for asked in rest.posts(CHANNEL)] == ([text] if goes_out else [])
    (told,) = rest.posts(FOLLOW_UP)
    said = json.loads(told.body)
    assert said["flags"] == 64  # for his eyes only
    assert said["content"].startswith("Posted." if goes_out else "Not posted.\nYour ")
