from fastapi.testclient import TestClient

from model import Classifier


def test_the_model_shows_its_manifest(client: TestClient, classifier: Classifier) -> None:
    shown = client.get("/v1/model").json()
    manifest = classifier.manifest

    assert (shown["version"], shown["digest"]) == (classifier.identity.version, classifier.identity.digest)
    assert (shown["created"], shown["recipe"]) == (manifest.created, manifest.recipe)
    assert shown["thresholds"] == {
        relationship: {"review": bands.review, "flip": bands.flip}
        for relationship, bands in manifest.thresholds.items()
    }
    for name in ("cue_thresholds", "corpus", "metrics", "packages"):
        assert shown[name] == getattr(manifest, name)


def test_the_model_shows_its_card(client: TestClient) -> None:
    card = client.get("/v1/model").json()["card"]

    assert card.startswith("# FlipGuard model")
    assert "## Limits" in card
