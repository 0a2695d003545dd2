"""Export: the fine-tuned reader as an int8 ONNX file that serving runs without a deep-learning framework."""

import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from model.reader import READER_FILE, TOKENIZER_FILE, WEIGHTS_FILE

from .reader_network import ReaderNetwork

_OPSET = 17

_LARGE = 1024
"""A weight of so many bytes or more lies in the file of weights; shapes and scales stay in the graph."""


def export_reader(network: ReaderNetwork, base: Path, folder: Path, *, quantise: bool = True) -> None:
    """Write the reader and its tokenizer into a folder; with `quantise`, weights become 8-bit integers.

    The graph is stored as it is run, its steps joined where they can be, and its weights lie beside it, where they need no copy: both
    take time and memory off whoever opens it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(base / "tokenizer.json", folder / TOKENIZER_FILE)
    with tempfile.TemporaryDirectory() as scratch:
        written = plain = Path(scratch) / READER_FILE
        _write_onnx(network, plain)
        if quantise:
            written = plain.with_name("quantised.onnx")
            # one scale a channel: with one a matrix the answers moved by up to 1.8 log odds, with these by half of that
            quantize_dynamic(plain, written, weight_type=QuantType.QInt8, per_channel=True)
        joined = plain.with_name("joined.onnx")
        _join_steps(written, joined)
        store_apart(joined, folder)


def store_apart(reader: Path, folder: Path) -> None:
    """Write a network into a folder as its graph and, beside it, the file of its weights."""
    (folder / WEIGHTS_FILE).unlink(missing_ok=True)  # onnx would write what is new after what is there
    onnx.save_model(
        onnx.load(reader),
        folder / READER_FILE,
        save_as_external_data=True,
        location=WEIGHTS_FILE,
        size_threshold=_LARGE,
    )
    (folder / WEIGHTS_FILE).chmod((folder / READER_FILE).stat().st_mode)  # onnx lets none but its writer read it


def _join_steps(written: Path, joined: Path) -> None:
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED  # what any processor runs
    options.optimized_model_filepath = str(joined)
    onnxruntime.InferenceSession(str(written), options, providers=["CPUExecutionProvider"])


def _write_onnx(network: ReaderNetwork, path: Path) -> None:
    ids = torch.tensor([[2, 3, 3, 2]])  # any words do: only what is done with them is recorded
    axes = {0: "passages", 1: "tokens"}
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")  # the exporter remarks on constants that it folds, as it should
        torch.onnx.export(
            network.eval(),
            (ids, torch.ones_like(ids)),
            path,
            input_names=["input_ids", "attention_mask"],
            output_names=["logits"],
            dynamic_axes={"input_ids": axes, "attention_mask": axes, "logits": {0: "passages"}},
            opset_version=_OPSET,
            dynamo=False,
        )
