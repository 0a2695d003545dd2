"""The columns that the classifier's estimators pass to one another, in one order.

`HEADS` are the calibrated answers: two flip risks, then the cues. `READER_COLUMNS` are a reader's raw logits: for
each flip head one for every grade of the guide (at least 1, 2, 3), then the cues. A flip is a grade of 2 or more,
so `FLIP_COLUMNS` are those that tell of one, a column for each flip head.
The readers of `READER_NAMES` read one after the other, each only what those before it left open.
"""

from .norms import MarketCue, SocialCue

FLIP_HEADS = ("social", "mixed")
GRADES = (1, 2, 3)
FLIP_GRADE = 2
CUES: tuple[str, ...] = (*MarketCue, *SocialCue)
HEADS: tuple[str, ...] = (*FLIP_HEADS, *CUES)
READER_COLUMNS: tuple[str, ...] = (*(f"{head}>={grade}" for head in FLIP_HEADS for grade in GRADES), *CUES)
FLIP_COLUMNS: tuple[int, ...] = tuple(READER_COLUMNS.index(f"{head}>={FLIP_GRADE}") for head in FLIP_HEADS)
READER_NAMES = ("quick", "careful")
