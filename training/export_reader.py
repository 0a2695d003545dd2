"""Export: the fine-tuned reader as an int8 ONNX file that serving runs without a deep-learning framework."""

import shutil
import tempfile
import warnings
from pathlib import Path

import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from model.reader import READER_FILE, TOKENIZER_FILE

from .reader_network import ReaderNetwork

_OPSET = 17


def export_reader(network: ReaderNetwork, base: Path, folder: Path, *, quantise: bool = True) -> None:
    """Write the reader and its tokenizer into a folder; with `quantise`, weights become 8-bit integers.

    The file holds the graph as it is run, its steps joined where they can be, so that opening it takes half the time.
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
        _join_steps(written, folder / READER_FILE)


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
