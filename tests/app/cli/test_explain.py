import pytest

from model import NORMS, SOCIAL_CUE_MEANINGS, MarketCue, Relationship, SocialCue


def joined(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.parametrize("cue", MarketCue)
def test_a_market_cue_is_explained_with_its_role_norm_and_source(run, cue: MarketCue) -> None:
    result = run("explain", cue)
    norm = NORMS[cue]
    assert result.code == 0
    assert all(part in joined(result.out) for part in (norm.role, norm.hands_over, norm.sentence, norm.source))


@pytest.mark.parametrize("cue", SocialCue)
def test_a_social_cue_is_explained(run, cue: SocialCue) -> None:
    assert SOCIAL_CUE_MEANINGS[cue] in joined(run("explain", cue).out)


def test_all_are_listed(run) -> None:
    out = run("explain").out
    assert all(f"  {name} " in out for name in (*Relationship, *MarketCue, *SocialCue))
    assert all(norm.role in joined(out) for norm in NORMS.values())


def test_a_cue_may_be_written_as_people_do(run) -> None:
    assert run("explain", "Price-Tag").out == run("explain", "price_tag").out


def test_an_unknown_cue_is_refused_with_the_nearest(run) -> None:
    result = run("explain", "sales")
    assert (result.code, result.err) == (2, "flipguard: There is no cue “sales”. Did you mean “sale”?\n")
    assert "The cues are sale, wage" in run("explain", "zzz").err
