import pytest

from model.language import identify

OTHERS = [
    "Hallo ihr Lieben, am Samstag grillen wir im Garten, bringt bitte nur Hunger mit!",
    "Qui peut m'aider à déménager samedi ? Je paie la pizza et la bière.",
    "Hola familia, ¿quién viene el domingo a comer a casa de la abuela?",
    "大家好，周六来我家吃饭吧",
    "مرحبا يا أصدقاء، من سيأتي إلى العشاء؟",
]


@pytest.mark.parametrize("text", OTHERS)
def test_another_language_is_noticed(text: str) -> None:
    assert identify(text).is_foreign


@pytest.mark.parametrize(
    "text",
    [
        "ok lar, c u 2nite",
        "new video up!! pls sub",
        "aiyah why u so liddat one",
        "lol",
        "\x00\x9d ok \ud800",
        "",
        "😀😀",
    ],
)
def test_careless_english_is_not_taken_for_another_language(text: str) -> None:
    assert not identify(text).is_foreign
