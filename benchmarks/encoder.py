"""A BERT of a wanted size with random weights, exported to ONNX as full and as 8-bit numbers."""

import warnings
from collections.abc import Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from onnxruntime import InferenceSession, SessionOptions
from tokenizers import Tokenizer

from model.artifact import read_manifest, released_folder
from model.reader import TOKENIZER_FILE
from model.released_readers import reader_folders

_OPSET, _MOST_TOKENS, _BATCH = 17, 512, 32


class Precision(StrEnum):
    """How the weights are kept."""

    FULL = "fp32"
    INT8 = "int8"


def export(folder: Path, *, layers: int, width: int, heads: int) -> Mapping[Precision, Path]:
    """Write the encoder in both precisions; raises `ModuleNotFoundError` where the packages for training are missing."""
    import torch
    from onnxruntime.quantization import QuantType, quantize_dynamic
    from transformers import BertConfig, BertForSequenceClassification

    config = BertConfig(
        num_hidden_layers=layers,
        hidden_size=width,
        num_attention_heads=heads,
        intermediate_size=4 * width,
        attn_implementation="eager",
    )
    ids = torch.tensor([[101, 2023, 2003, 102]])
    axes = {0: "texts", 1: "tokens"}
    full, small = folder / "full.onnx", folder / "int8.onnx"
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the exporter remarks on constants that it folds
        torch.onnx.export(
            BertForSequenceClassification(config).eval(),
            (ids, torch.ones_like(ids)),
            full,
            input_names=["input_ids", "attention_mask"],
            output_names=["logits"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": {0: "texts"}},
            opset_version=_OPSET,
            dynamo=False,
        )
    quantize_dynamic(full, small, weight_type=QuantType.QInt8)
    return {Precision.FULL: full, Precision.INT8: small}


class Encoder:
    """An exported encoder on one core, behind the tokenizer of the model's first reader."""

    def __init__(self, session: InferenceSession, tokenizer: Tokenizer) -> None:
        self._session, self._tokenizer = session, tokenizer

    @classmethod
    def open(cls, file: Path) -> Self:
        """Open an exported encoder."""
        options = SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        folder = released_folder()
        reader = reader_folders(folder, read_manifest(folder))[0]
        tokenizer = Tokenizer.from_file(str(reader / TOKENIZER_FILE))
        tokenizer.enable_truncation(_MOST_TOKENS)
        tokenizer.enable_padding()
        return cls(InferenceSession(str(file), options, providers=["CPUExecutionProvider"]), tokenizer)

    def one(self, text: str) -> NDArray[np.float32]:
        """Read one text."""
        return self._read([text])

    def many(self, texts: Sequence[str]) -> list[NDArray[np.float32]]:
        """Read texts in batches of similar length."""
        ordered = sorted(texts, key=len)
        return [self._read(ordered[start : start + _BATCH]) for start in range(0, len(ordered), _BATCH)]

    def _read(self, texts: Sequence[str]) -> NDArray[np.float32]:
        encoded = self._tokenizer.encode_batch(list(texts))
        ids = np.array([each.ids for each in encoded], dtype=np.int64)
        mask = np.array([each.attention_mask for each in encoded], dtype=np.int64)
        (logits,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return np.asarray(logits)
