"""Export: the fine-tuned reader in int8 ONNX files that serving runs without a deep-learning framework."""

import shutil
import tempfile
import warnings
from pathlib import Path

import onnx
import onnxruntime
import torch
from onnx.external_data_helper import set_external_data
from onnxruntime.quantization import QuantType, quantize_dynamic

from model.reader import MATRICES_FILE, READER_FILE, TOKENIZER_FILE

from .reader_network import ReaderNetwork

_OPSET = 17

_MATRIX = 2  # dimensions

_PRODUCTS = {"MatMul", "MatMulIntegerToFloat", "DynamicQuantizeMatMul"}
"""Steps that multiply with their second input."""


def export_reader(network: ReaderNetwork, base: Path, folder: Path, *, quantise: bool = True) -> None:
    """Write the reader and its tokenizer into a folder; with `quantise`, weights become 8-bit integers.

    The graph is stored as it is run, its steps joined where they can be, and what it multiplies with lies beside it: both spare time
    and memory when it is opened.
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
    """Write a network into a folder as its graph and, beside it, the matrices that it multiplies with; raises `ValueError` if it has none.

    Whoever opens it maps these, arranges them as the processor wants them, and lets go of the file. All else is used where it lies, so it stays
    in the graph: nothing is mapped any more while a reader answers, and whoever overwrites its files harms nobody.
    """
    model = onnx.load(reader)
    multiplied = _multiplied(model.graph)
    if not multiplied:
        raise ValueError(f"{reader} multiplies with no matrix, so it is no reader.")
    for weights in multiplied:
        set_external_data(weights, MATRICES_FILE)
    (folder / MATRICES_FILE).unlink(missing_ok=True)  # onnx would write what is new after what is there
    onnx.save_model(model, folder / READER_FILE)
    (folder / MATRICES_FILE).chmod((folder / READER_FILE).stat().st_mode)  # onnx lets none but its writer read it


def _multiplied(graph: onnx.GraphProto) -> list[onnx.TensorProto]:
    """Find the matrices that are multiplied with and used for nothing else."""
    by_products: set[str] = set()
    otherwise: set[str] = set()
    for node in graph.node:
        for place, name in enumerate(node.input):
            (by_products if place == 1 and node.op_type in _PRODUCTS else otherwise).add(name)
    return [one for one in graph.initializer if len(one.dims) == _MATRIX and one.name in by_products - otherwise]


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
