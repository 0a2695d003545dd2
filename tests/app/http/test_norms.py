from fastapi.testclient import TestClient

from model import NORMS, PERMISSION_MEANINGS, REPAIRS, MarketCue, Relationship, SocialCue, Stage


def test_the_whole_vocabulary_is_told_with_its_sources(client: TestClient) -> None:
    norms = client.get("/v1/norms").json()

    assert [one["relationship"] for one in norms["relationships"]] == list(Relationship)
    assert [one["cue"] for one in norms["market_cues"]] == list(MarketCue)
    assert [one["source"] for one in norms["market_cues"]] == [NORMS[cue].source for cue in MarketCue]
    assert [one["cue"] for one in norms["social_cues"]] == list(SocialCue)
    assert {one["name"]: one["meaning"] for one in norms["permissions"]} == PERMISSION_MEANINGS
    assert [one["name"] for one in norms["stages"]] == list(Stage)
    assert [one["code"] for one in norms["repairs"]] == [repair.code for repair in REPAIRS]


def test_each_cue_says_what_readers_would_have_to_agree_to(client: TestClient) -> None:
    needs = {one["cue"]: one["needs"] for one in client.get("/v1/norms").json()["market_cues"]}

    assert needs["sale"] == ["promote_to_me"]
    assert needs["disguise"] == []
