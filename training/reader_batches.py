"""Batches for the reader: texts of like length together, contrast groups never torn apart."""

import random
from collections.abc import Iterator, Sequence

import torch
from tokenizers import Tokenizer
from torch import Tensor

from .examples import Example

_SORTED_WITHIN = 200


def batches(examples: Sequence[Example], rows: Sequence[int], size: int, rng: random.Random) -> list[list[int]]:
    """Part rows into batches of about `size`, in random order."""
    units = list(_units(examples, rows))
    rng.shuffle(units)
    found: list[list[int]] = []
    for start in range(0, len(units), _SORTED_WITHIN):
        chunk = sorted(units[start : start + _SORTED_WITHIN], key=lambda unit: max(len(examples[i].text) for i in unit))
        batch: list[int] = []
        for unit in chunk:
            if batch and len(batch) + len(unit) > size:
                found.append(batch)
                batch = []
            batch = batch + unit
        found.append(batch)
    rng.shuffle(found)
    return found


def _units(examples: Sequence[Example], rows: Sequence[int]) -> Iterator[list[int]]:
    groups: dict[str, list[int]] = {}
    for row in rows:
        if examples[row].is_public:
            yield [row]
        else:
            groups.setdefault(examples[row].group, []).append(row)
    yield from groups.values()


def encode(tokenizer: Tokenizer, texts: Sequence[str]) -> tuple[Tensor, Tensor]:
    """Turn texts into token ids and their mask, padded to the longest: both of shape `(texts, tokens)`."""
    encodings = tokenizer.encode_batch(list(texts))
    return (
        torch.tensor([encoding.ids for encoding in encodings]),
        torch.tensor([encoding.attention_mask for encoding in encodings]),
    )
