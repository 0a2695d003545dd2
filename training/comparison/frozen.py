"""A pre-trained encoder that was not fine-tuned: the mean of its tokens as features."""

from collections.abc import Sequence
from pathlib import Path
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from ..encoders import Encoder, unpack
from ..fit_reader import open_tokenizer, padding_of
from ..reader_batches import padded, token_ids
from ..reader_network import ReaderNetwork

_MOST_TOKENS = 224
_AT_ONCE = 32


class FrozenEncoder:
    """An encoder as it came."""

    def __init__(self, network: ReaderNetwork, tokenizer: Tokenizer, padding: int) -> None:
        self._network = network.eval()
        self._tokenizer = tokenizer
        self._padding = padding

    @classmethod
    def open(cls, encoder: Encoder, build: Path) -> Self:
        """Open an encoder of those that are kept in `build`."""
        folder = unpack(encoder, build)
        return cls(ReaderNetwork.start(folder, dropout=0), open_tokenizer(folder, _MOST_TOKENS), padding_of(folder))

    def embed(self, texts: Sequence[str]) -> NDArray[np.float64]:
        """Give the mean of each text's tokens: shape `(texts, width)`."""
        ids = token_ids(self._tokenizer, texts)
        by_length = sorted(range(len(texts)), key=lambda row: len(ids[row]))
        found: dict[int, NDArray[np.float64]] = {}
        for start in range(0, len(texts), _AT_ONCE):
            rows = by_length[start : start + _AT_ONCE]
            with torch.no_grad():
                means = self._network.embed(*padded([ids[row] for row in rows], self._padding))
            found.update(zip(rows, means.numpy().astype(np.float64), strict=True))
        return np.stack([found[row] for row in range(len(texts))])
