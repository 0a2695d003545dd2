"""Whether a reader that is given several passages at once reads each faster, and whether it answers the same."""

from functools import partial

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession
from tokenizers import Tokenizer

from model.artifact import released_folder
from model.reader import READER_FILE, open_session, open_tokenizer

from .figures import Figures, seconds_of
from .plan import Plan
from .texts import of_length

PART = "company"
ALONE = "one by one"

_PASSAGES = 32
_MOST_CHARACTERS = 20
"""For each token that is wanted: more than a token has, so that there are enough."""


def measure(plan: Plan, figures: Figures) -> None:
    """Read passages of equal length one by one and in batches, on one core. The sizes take turns."""
    figures.refer(PART, ALONE)
    folder = plan.model_folder or released_folder()
    for reader in sorted(file.parent for file in folder.rglob(READER_FILE)):
        session, tokenizer = open_session(reader), open_tokenizer(reader)
        name = "" if reader == folder else f"{reader.name}, "
        for length in plan.passages:
            _compare(session, _passages(tokenizer, plan, length), f"{name}{length} tokens", plan, figures)


def _compare(session: InferenceSession, passages: NDArray[np.int64], case: str, plan: Plan, figures: Figures) -> None:
    alone = _read(session, passages, 1)
    for _ in range(plan.repeats):
        for size in plan.together:
            seconds = seconds_of(partial(_read, session, passages, size))
            figures.add(PART, case, _who(size), "ms a passage", seconds / len(passages) * 1e3)
    for size in plan.together:
        if size > 1:
            moved = np.abs(_read(session, passages, size) - alone).max()
            figures.add(PART, case, _who(size), "how far a logit moves at most", float(moved))


def _who(size: int) -> str:
    return ALONE if size == 1 else f"batches of {size}"


def _passages(tokenizer: Tokenizer, plan: Plan, length: int) -> NDArray[np.int64]:
    """Cut posts into passages of so many tokens: shape `(_PASSAGES, length)`."""
    text = of_length(plan.texts, _PASSAGES * length * _MOST_CHARACTERS)
    inner = length - 2
    ids = np.array(tokenizer.encode(text, add_special_tokens=False).ids[: _PASSAGES * inner], dtype=np.int64)
    first, last = (np.full((_PASSAGES, 1), around) for around in tokenizer.encode("").ids)
    return np.hstack([first, ids.reshape(_PASSAGES, inner), last])


def _read(session: InferenceSession, passages: NDArray[np.int64], size: int) -> NDArray[np.float64]:
    """Read passages in batches of a size: a row of logits for each."""
    parts = [passages[start : start + size] for start in range(0, len(passages), size)]
    answers = [session.run(None, {"input_ids": part, "attention_mask": np.ones_like(part)})[0] for part in parts]
    return np.concatenate(answers).astype(np.float64)
