"""The recipes that are scripts, run as a reader would run them; only the vendor's server is a stand-in."""

import json
import os
import subprocess
import sys
from pathlib import Path

import jwt
import pytest

from tests.odd_server import OddServer, Reply
from tests.recipes.conftest import SALE, SOUP, Recipe
from tests.running_service import ROOT

SECRET = "0123456789abcdef" * 4


def run(
    recipe: Recipe, tool: str, *arguments: str, sent: str = "", **variables: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "clients" / "python"), **variables}
    command = [sys.executable, str(recipe(tool)), *arguments]
    return subprocess.run(command, env=environment, input=sent, capture_output=True, text=True, check=False)


def ghost(vendor: OddServer, text: str) -> dict[str, str]:
    post = {"id": "7", "title": "Tonight", "plaintext": text, "updated_at": "2026-05-17T10:00:00.000Z"}
    vendor.by_path = {"/ghost/api/admin/posts/7/": Reply.json({"posts": [post]})}
    return {"GHOST_URL": vendor.address, "GHOST_ADMIN_KEY": f"key:{SECRET}"}


def test_ghost_publishes_what_is_harmless_and_as_ghost_wants_it(recipe: Recipe, vendor: OddServer) -> None:
    done = run(recipe, "Ghost", "7", **ghost(vendor, SOUP))

    assert done.returncode == 0, done.stderr
    read, published = vendor.asked
    assert (read.method, read.path) == ("GET", "/ghost/api/admin/posts/7/?formats=plaintext")
    change = {"updated_at": "2026-05-17T10:00:00.000Z", "status": "published"}
    assert (published.method, json.loads(published.body)) == ("PUT", {"posts": [change]})
    scheme, token = published.headers["authorization"].split()
    claims = jwt.decode(token, bytes.fromhex(SECRET), algorithms=["HS256"], audience="/admin/")
    assert (scheme, jwt.get_unverified_header(token)["kid"]) == ("Ghost", "key")
    assert claims["exp"] - claims["iat"] == 300


def test_ghost_keeps_a_flip_as_a_draft(recipe: Recipe, vendor: OddServer) -> None:
    done = run(recipe, "Ghost", "7", **ghost(vendor, SALE))

    assert [asked.method for asked in vendor.asked] == ["GET"]
    assert done.returncode != 0
    assert done.stderr.startswith("Not published.\nYour friends would each become a customer")


def postiz(*texts: str, platform: str) -> str:
    settings = {"__type": platform}
    value = [{"content": text, "image": []} for text in texts]
    post = {"integration": {"id": "1"}, "value": value, "settings": settings}
    head = {"type": "schedule", "date": "2026-12-14T10:00:00.000Z", "shortLink": False, "tags": []}
    return json.dumps({**head, "posts": [post]})


@pytest.mark.parametrize(
    ("platform", "text", "goes_out"),
    [("discord", SALE, False), ("discord", SOUP, True), ("linkedin", SALE, True), ("telegram", SALE, False)],
)
def test_postiz_gets_what_fits_the_platform(
    recipe: Recipe, vendor: OddServer, platform: str, text: str, goes_out: bool
) -> None:
    vendor.by_path = {"/posts": Reply.json([{"postId": "1", "integration": "1"}])}
    body = postiz("Hello!", text, platform=platform)

    done = run(recipe, "Postiz", sent=body, POSTIZ_URL=vendor.address, POSTIZ_KEY="secret")

    assert (done.returncode == 0) == goes_out, done.stderr
    assert [json.loads(asked.body) for asked in vendor.posts("/posts")] == ([json.loads(body)] if goes_out else [])
    assert ("Not scheduled for" in done.stderr) != goes_out
    assert all(asked.headers["authorization"] == "secret" for asked in vendor.asked)


def mastodon(vendor: OddServer) -> dict[str, str]:
    status = {"id": "1", "url": "https://social.example/@club/1", "content": "", "created_at": "2026-05-17T10:00:00Z"}
    instance = {"uri": "social.example", "version": "4.4.0", "title": "Club"}
    vendor.by_path = {
        "/api/v1/statuses": Reply.json(status),
        "/api/v1/instance": Reply.json(instance),
        "/api/v1/instance/": Reply.json(instance),
        "/api/v2/instance": Reply.json(instance),
        "/api/v2/instance/": Reply.json(instance),
    }
    return {"MASTODON_URL": vendor.address, "MASTODON_TOKEN": "secret"}


def test_a_mastodon_bot_posts_what_is_harmless(recipe: Recipe, vendor: OddServer) -> None:
    done = run(recipe, "Mastodon bots", SOUP, **mastodon(vendor))

    assert done.stdout.strip() == "https://social.example/@club/1", done.stderr
    (posted,) = vendor.posts("/api/v1/statuses")
    assert posted.headers["authorization"] == "Bearer secret"
    assert b"soup" in posted.body


def test_a_mastodon_bot_keeps_a_flip_to_itself_and_says_why(recipe: Recipe, vendor: OddServer) -> None:
    done = run(recipe, "Mastodon bots", SALE, **mastodon(vendor))

    assert done.returncode != 0
    assert "Not posted." in done.stderr
    assert "customer" in done.stderr
    assert vendor.posts("/api/v1/statuses") == []


def test_a_mastodon_bot_that_nobody_answers_posts_and_says_that_nobody_checked(
    recipe: Recipe, vendor: OddServer, nobody: str, flipguard: str
) -> None:
    def elsewhere(tool: str) -> Path:
        file = recipe(tool)
        file.write_text(file.read_text("utf-8").replace(flipguard, nobody), encoding="utf-8")
        return file

    done = run(elsewhere, "Mastodon bots", SOUP, **mastodon(vendor))

    assert "No check took place" in done.stderr
    assert len(vendor.posts("/api/v1/statuses")) == 1
