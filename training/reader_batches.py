"""Batches for a network: texts of like length together, contrast groups never torn apart."""

import random
from collections.abc import Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor

from .lessons import Lessons

_SORTED_WITHIN = 400


def batches(lessons: Lessons, size: int, rng: random.Random) -> list[list[int]]:
    """Part the lessons into batches of about `size`, in random order."""
    groups: dict[int, list[int]] = {}
    for row, group in enumerate(lessons.groups.tolist()):
        groups.setdefault(group, []).append(row)
    units = list(groups.values())
    rng.shuffle(units)
    found: list[list[int]] = []
    for start in range(0, len(units), _SORTED_WITHIN):
        chunk = sorted(units[start : start + _SORTED_WITHIN], key=lambda unit: max(len(lessons.texts[i]) for i in unit))
        batch: list[int] = []
        for unit in chunk:
            if batch and len(batch) + len(unit) > size:
                found.append(batch)
                batch = []
            batch = batch + unit
        found.append(batch)
    rng.shuffle(found)
    return found


def encode(tokenizer: Tokenizer, texts: Sequence[str], device: str = "cpu") -> tuple[Tensor, Tensor]:
    """Turn texts into token ids and their mask, padded to the longest: both of shape `(texts, tokens)`."""
    encodings = tokenizer.encode_batch(list(texts))
    return (
        torch.tensor([encoding.ids for encoding in encodings]).to(device),
        torch.tensor([encoding.attention_mask for encoding in encodings]).to(device),
    )
