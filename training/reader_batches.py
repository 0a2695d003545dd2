"""Batches for a network: texts of like length together, contrast groups never torn apart."""

import random
from collections.abc import Iterable, Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor

from .lessons import Lessons

_SORTED_WITHIN = 800
_ENCODED_AT_ONCE = 20_000

Batch = list[tuple[int, NDArray[np.int64]]]
"""Rows of the lessons, each with the token ids of its text as it is read this time."""


def batches(
    lessons: Lessons, read: Iterable[tuple[int, NDArray[np.int64]]], size: int, rng: random.Random
) -> list[Batch]:
    """Part what is read in one epoch, rows with their token ids, into batches of about `size`, in random order."""
    groups: dict[int, Batch] = {}
    for row, ids in read:
        groups.setdefault(int(lessons.groups[row]), []).append((row, ids))
    units = list(groups.values())
    rng.shuffle(units)
    found: list[Batch] = []
    for start in range(0, len(units), _SORTED_WITHIN):
        chunk = sorted(units[start : start + _SORTED_WITHIN], key=lambda unit: max(len(ids) for _, ids in unit))
        batch: Batch = []
        for unit in chunk:
            if batch and len(batch) + len(unit) > size:
                found.append(batch)
                batch = []
            batch = batch + unit
        found.append(batch)
    rng.shuffle(found)
    return found


def token_ids(tokenizer: Tokenizer, texts: Sequence[str]) -> list[NDArray[np.int64]]:
    """Turn texts into token ids, each as long as its text."""
    found: list[NDArray[np.int64]] = []
    for start in range(0, len(texts), _ENCODED_AT_ONCE):
        encodings = tokenizer.encode_batch(list(texts[start : start + _ENCODED_AT_ONCE]))
        found.extend(np.array(encoding.ids, dtype=np.int64) for encoding in encodings)
    return found


def padded(ids: Sequence[NDArray[np.int64]], padding: int, device: str = "cpu") -> tuple[Tensor, Tensor]:
    """Pad token ids to the longest: ids and their mask, both of shape `(texts, tokens)`."""
    table = np.full((len(ids), max(map(len, ids))), padding, dtype=np.int64)
    mask = np.zeros_like(table)
    for row, tokens in enumerate(ids):
        table[row, : len(tokens)] = tokens
        mask[row, : len(tokens)] = 1
    return torch.from_numpy(table).to(device), torch.from_numpy(mask).to(device)
