"""The numbers in the package answer to the last bit as the library that they were taken from."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from py3langid.langid import MODEL_FILE, LanguageIdentifier

from model.language_model import FILE, LanguageModel, LanguageNumbers

CORPUS = Path(__file__).parents[2] / "training" / "corpus"

FOREIGN = [
    "Wer mir am Samstag beim Umzug hilft, bekommt von mir 20 Euro pro Stunde.",
    "Qui peut m'aider à déménager samedi ? Je paie la pizza et la bière.",
    "大家好，周六来我家吃饭吧",
    "مرحبا يا أصدقاء، من سيأتي إلى العشاء؟",
    "Добро дошли на вечеру! Dobro došli na večeru!",
    "ОБЩЕЕ СОБРАНИЕ В СУББОТУ",
    "",
    "\ud800 half a pair",
    "🙂🙂🙂",
]


@pytest.fixture(scope="module")
def library() -> LanguageIdentifier:
    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


@pytest.fixture(scope="module")
def model() -> LanguageModel:
    return LanguageModel(LanguageNumbers.open())


def test_every_written_post_is_named_alike(library: LanguageIdentifier, model: LanguageModel) -> None:
    posts = [json.loads(line)["text"] for line in (CORPUS / "authored.jsonl").read_text("utf-8").splitlines()]
    for post in posts + FOREIGN:
        assert model.classify(post) == library.classify(post), post


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=300))
def test_any_text_is_named_alike(library: LanguageIdentifier, model: LanguageModel, text: str) -> None:
    assert model.classify(text) == library.classify(text)


def test_the_file_is_what_the_library_gives(library: LanguageIdentifier, tmp_path: Path) -> None:
    LanguageNumbers.of(library).save(tmp_path / "languages.npz")
    assert (tmp_path / "languages.npz").read_bytes() == FILE.read_bytes()
