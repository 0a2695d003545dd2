"""The reader: a small fine-tuned transformer that reads a passage and answers with raw logits.

It is stored as ONNX with its tokenizer beside it, so that serving needs no deep-learning framework. The matrices that it
multiplies with lie in a second file, which is mapped while it is opened (read, where weights must be changed) and let go of then. Each passage is run by itself: the
int8 arithmetic scales a batch as a whole, so a passage would score differently in different company.

Processors without VNNI (Intel's servers before 2019, AMD's before 2022) add products of 8-bit numbers up in 16 bits, which overflow: there
weights are made unsigned when a reader is opened, and multiplied more slowly, so that every processor gives the same answers.
Where VNNI is known they stay as they are: to make them unsigned there, too, would take half as long again for nothing.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Self

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from .processor import adds_in_32_bits, is_x86
from .unsigned_weights import make_unsigned

READER_FILE = "reader.onnx"
MATRICES_FILE = "reader.matrices"
TOKENIZER_FILE = "tokenizer.json"
READER_FILES = (READER_FILE, MATRICES_FILE, TOKENIZER_FILE)

_WINDOW = 254
"""Tokens that are read at once; a passage of more (dense signs, some scripts) is read in windows, to bound the cost."""

_OVERLAP = 32
"""Tokens that two neighbouring windows share."""

_FROM_MEMORY = "add_external_initializers_from_files_in_memory"
"""A method that ONNX Runtime has since 1.24."""

_PLAIN_SIGNS = str.maketrans("‘’“”", "''\"\"")
"""Phones write curly quotes, keyboards straight ones: a post reads the same either way."""


class Reader:
    """An ONNX session and its tokenizer."""

    def __init__(self, session: onnxruntime.InferenceSession, tokenizer: Tokenizer) -> None:
        self._session = session
        self._tokenizer = tokenizer
        self._first, self._last = tokenizer.encode("").ids  # what this encoder wants around every passage

    @classmethod
    def open(cls, folder: Path, threads: int = 1) -> Self:
        """Open the reader that lies in a folder; `threads` is how many cores one passage may use."""
        return cls(open_session(folder, threads), open_tokenizer(folder))

    def logits(self, passage: str) -> NDArray[np.float64]:
        """Read one passage: shape `(len(READER_COLUMNS),)`, the maximum over windows where it is very long."""
        tokens = self._tokenizer.encode(passage.translate(_PLAIN_SIGNS), add_special_tokens=False).ids
        answers = [self._run(window) for window in _windows(tokens)]
        highest: NDArray[np.float64] = np.max(answers, axis=0)
        return highest

    def _run(self, tokens: Sequence[int]) -> NDArray[np.float64]:
        ids = np.array([[self._first, *tokens, self._last]], dtype=np.int64)
        (logits,) = self._session.run(["logits"], {"input_ids": ids, "attention_mask": np.ones_like(ids)})
        answer: NDArray[np.float64] = np.asarray(logits[0], dtype=np.float64)
        return answer


def open_session(folder: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """Open the network of the reader that lies in a folder, so that it answers alike on every processor."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    # steps that could be joined were joined at export: looking for more takes longer than it spares
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    if adds_in_32_bits():
        return _session(str(folder / READER_FILE), options)
    if is_x86() and hasattr(options, _FROM_MEMORY) and (folder / MATRICES_FILE).exists():
        return _unsigned_session(folder, options)
    # what is elsewhere, before ONNX Runtime 1.24 and for models up to v8: the runtime makes weights unsigned where it must, and only if it looks for steps to join
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.add_session_config_entry("session.x64quantprecision", "1")
    return _session(str(folder / READER_FILE), options)


def _unsigned_session(folder: Path, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    graph = bytearray((folder / READER_FILE).read_bytes())
    matrices = np.fromfile(folder / MATRICES_FILE, dtype=np.uint8)
    make_unsigned(graph, matrices)
    # the runtime copies what it needs of both while the session is made
    options.add_external_initializers_from_files_in_memory([MATRICES_FILE], [matrices], [matrices.nbytes])
    session = _session(bytes(graph), options)
    session.disable_fallback()
    session._model_bytes = None  # the graph, 25 MB, would be kept for other providers to fall back on
    return session


def _session(graph: str | bytes, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    return onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"])


def open_tokenizer(folder: Path) -> Tokenizer:
    """Open the tokenizer of the reader that lies in a folder; it gives all tokens of a passage, and no more."""
    tokenizer = Tokenizer.from_file(str(folder / TOKENIZER_FILE))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def _windows(tokens: Sequence[int]) -> Iterator[Sequence[int]]:
    yield tokens[:_WINDOW]
    for start in range(_WINDOW - _OVERLAP, len(tokens) - _OVERLAP, _WINDOW - _OVERLAP):
        yield tokens[start : start + _WINDOW]
