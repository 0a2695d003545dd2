"""Remarks: short texts that do nothing to anybody, to stand beside others without changing what those do."""

from collections.abc import Sequence

from model.norms import SocialCue

from .examples import Example

LONGEST = 90
"""In code points."""


def remarks_among(examples: Sequence[Example]) -> list[str]:
    """Pick the remarks among labelled examples: no flip, no cue but that somebody tells of himself, and not long."""
    return [example.text for example in examples if _is_remark(example)]


def _is_remark(example: Example) -> bool:
    plain = example.social == 0 and not example.market_cues and example.social_cues <= {SocialCue.PERSONAL}
    return plain and len(example.text) <= LONGEST and "\n" not in example.text
