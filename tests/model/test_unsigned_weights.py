from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
from onnx.external_data_helper import set_external_data

import model.reader
from model.artifact import released_folder
from model.outputs import READER_NAMES
from model.reader import MATRICES_FILE, READER_FILE, Reader
from model.unsigned_weights import unsigned_graph, unsigned_matrices

SIGNED, UNSIGNED = onnx.TensorProto.INT8, onnx.TensorProto.UINT8


def _graph(zeros: onnx.TensorProto) -> bytes:
    """Make a graph that stores one matrix elsewhere, what counts as zero in it, and another list of signed numbers."""
    weights = onnx.helper.make_tensor("layer_quantized", SIGNED, [3, 2], b"\0" * 6, raw=True)
    set_external_data(weights, MATRICES_FILE, offset=0, length=6)
    weights.ClearField("raw_data")
    other = onnx.helper.make_tensor("words_zero_point", SIGNED, [1], [0])
    graph = onnx.helper.make_graph([], "reader", [], [], [other, weights, zeros])
    return bytes(onnx.helper.make_model(graph).SerializeToString())


def _tensors(content: bytes) -> dict[str, onnx.TensorProto]:
    return {tensor.name: tensor for tensor in onnx.load_from_string(content).graph.initializer}


@pytest.mark.parametrize("raw", [False, True])
def test_a_matrix_that_lies_elsewhere_becomes_unsigned_with_128_as_its_zero_and_nothing_else_changes(raw: bool) -> None:
    zeros = onnx.helper.make_tensor("layer_zero_point", SIGNED, [2], b"\0\0" if raw else [0, 0], raw=raw)
    before, after = (_tensors(content) for content in (_graph(zeros), unsigned_graph(_graph(zeros))))
    assert after["layer_quantized"].data_type == UNSIGNED
    np.testing.assert_array_equal(
        onnx.numpy_helper.to_array(after["layer_zero_point"]), np.array([128, 128], dtype=np.uint8)
    )
    assert after["words_zero_point"] == before["words_zero_point"]


def test_every_weight_is_128_more(tmp_path: Path) -> None:
    weights = np.array([-128, -1, 0, 1, 127], dtype=np.int8)
    weights.tofile(tmp_path / MATRICES_FILE)
    np.testing.assert_array_equal(unsigned_matrices(tmp_path / MATRICES_FILE), weights.astype(np.int16) + 128)


def test_a_matrix_without_a_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="layer_zero_point has no values"):
        unsigned_graph(_graph(onnx.TensorProto(name="layer_zero_point", data_type=SIGNED, dims=[2])))


@pytest.mark.parametrize("name", READER_NAMES)
def test_all_that_a_released_reader_multiplies_with_becomes_unsigned(name: str) -> None:
    content = (released_folder() / name / READER_FILE).read_bytes()
    before, after = _tensors(content), _tensors(unsigned_graph(content))
    changed = {one for one in before if before[one] != after[one]}
    matrices = {one for one in before if before[one].external_data}
    assert len(matrices) > 10
    assert changed == matrices | {one.removesuffix("_quantized") + "_zero_point" for one in matrices}
    assert {after[one].data_type for one in changed} == {UNSIGNED}


@pytest.mark.parametrize("name", READER_NAMES)
def test_a_reader_whose_weights_were_made_unsigned_answers_as_onnx_runtime_would_have_it(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the runtime's own, slower way to make them so, which is asked for by a setting of a session."""
    folder = released_folder() / name
    monkeypatch.setattr(model.reader, "adds_in_32_bits", lambda: False)
    ours = Reader.open(folder)
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.add_session_config_entry("session.x64quantprecision", "1")
    theirs = Reader(
        onnxruntime.InferenceSession(str(folder / READER_FILE), options, providers=["CPUExecutionProvider"]),
        model.reader.open_tokenizer(folder),
    )
    for text in ("Dinner was lovely, Mom! Venmo'd you $40 for my plate.", "We are home."):
        np.testing.assert_allclose(ours.logits(text), theirs.logits(text), atol=1e-3)
