import re
from pathlib import Path

from model import NORMS, READERS, SOCIAL_CUE_MEANINGS, MarketCue, Relationship, SocialCue
from model.outputs import CUES, HEADS, READER_COLUMNS

GUIDE = Path(__file__).parents[2] / "training" / "corpus" / "GUIDE.md"


def _cues_of_the_guide(heading: str) -> list[str]:
    section = GUIDE.read_text(encoding="utf-8").split(heading, 1)[1].split("\n#", 1)[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


def test_cues_are_those_of_the_annotation_guide() -> None:
    assert _cues_of_the_guide("### Market cues") == list(MarketCue)
    assert _cues_of_the_guide("### Social cues") == list(SocialCue)


def test_every_word_of_the_vocabulary_is_explained() -> None:
    assert set(NORMS) == set(MarketCue)
    assert set(SOCIAL_CUE_MEANINGS) == set(SocialCue)
    assert set(READERS) == set(Relationship)


def test_every_norm_names_its_source_with_a_year() -> None:
    for norm in NORMS.values():
        assert re.search(r"(19|20)\d\d|Predictably Irrational", norm.source)
        assert norm.sentence.endswith(".")


def test_columns_have_names_of_their_own() -> None:
    assert len(set(HEADS)) == len(HEADS) == 2 + len(CUES)
    assert len(set(READER_COLUMNS)) == len(READER_COLUMNS)
