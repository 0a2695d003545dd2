from pathlib import Path

import numpy as np
import onnx
import pytest
from numpy.typing import NDArray
from onnx.external_data_helper import set_external_data

import model.reader
from model.artifact import released_folder
from model.outputs import READER_NAMES
from model.reader import MATRICES_FILE, READER_FILE, Reader
from model.unsigned_weights import make_unsigned

SIGNED, UNSIGNED = onnx.TensorProto.INT8, onnx.TensorProto.UINT8
TEXTS = ("Dinner was lovely, Mom! Venmo'd you $40 for my plate.", "We are home.")
WEIGHTS = np.array([-128, -1, 0, 1, 126, 127], dtype=np.int8)
FLOATS = np.array([1.5], dtype=np.float32)


def _zeros(*values: int, raw: bool = False) -> onnx.TensorProto:
    given = bytes(values) if raw else list(values)
    return onnx.helper.make_tensor("layer_zero_point", SIGNED, [len(values)], given, raw=raw)


def _files(*more: onnx.TensorProto) -> tuple[bytearray, NDArray[np.uint8]]:
    """Make a graph that stores a matrix of floats and one of signed weights elsewhere, and what is elsewhere."""
    floats = onnx.numpy_helper.from_array(FLOATS, "plain")
    weights = onnx.numpy_helper.from_array(WEIGHTS.reshape(3, 2), "layer_quantized")
    set_external_data(floats, MATRICES_FILE, offset=0, length=4)
    set_external_data(weights, MATRICES_FILE, offset=4, length=6)
    for one in (floats, weights):
        one.ClearField("raw_data")
    other = onnx.helper.make_tensor("words_zero_point", SIGNED, [1], [0])
    graph = onnx.helper.make_graph([], "reader", [], [], [other, floats, weights, *more])
    content = onnx.helper.make_model(graph).SerializeToString()
    return bytearray(content), np.frombuffer(FLOATS.tobytes() + WEIGHTS.tobytes(), dtype=np.uint8).copy()


def _tensors(content: bytes | bytearray) -> dict[str, onnx.TensorProto]:
    return {tensor.name: tensor for tensor in onnx.load_from_string(bytes(content)).graph.initializer}


@pytest.mark.parametrize("raw", [False, True])
def test_a_matrix_of_signed_weights_becomes_unsigned_with_128_as_its_zero_and_nothing_else_changes(raw: bool) -> None:
    graph, matrices = _files(_zeros(0, 0, raw=raw))
    before = _tensors(graph)
    make_unsigned(graph, matrices)
    after = _tensors(graph)
    assert after["layer_quantized"].data_type == UNSIGNED
    np.testing.assert_array_equal(onnx.numpy_helper.to_array(after["layer_zero_point"]), np.full(2, 128, np.uint8))
    np.testing.assert_array_equal(matrices[4:], WEIGHTS.astype(np.int16) + 128)
    assert matrices[:4].tobytes() == FLOATS.tobytes()
    assert all(after[name] == before[name] for name in ("plain", "words_zero_point"))


@pytest.mark.parametrize(
    ("zeros", "complaint"),
    [
        ([], "Nothing tells what counts as zero in layer_quantized"),
        ([onnx.TensorProto(name="layer_zero_point", data_type=SIGNED, dims=[2])], "layer_zero_point is not a list"),
        ([_zeros(0, 3)], "layer_zero_point is not a list of zeros"),
    ],
)
def test_a_matrix_without_a_zero_of_0_is_refused(zeros: list[onnx.TensorProto], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        make_unsigned(*_files(*zeros))


@pytest.mark.parametrize("name", READER_NAMES)
def test_all_that_a_released_reader_multiplies_8_bit_numbers_with_becomes_unsigned(name: str) -> None:
    folder = released_folder() / name
    graph = bytearray((folder / READER_FILE).read_bytes())
    make_unsigned(graph, np.fromfile(folder / MATRICES_FILE, dtype=np.uint8))
    places = {"DynamicQuantizeMatMul": (1, 3), "MatMulIntegerToFloat": (1, 5)}  # of the weight and of its zero point
    nodes = onnx.load_from_string(bytes(graph)).graph.node
    multiplied = {node.input[place] for node in nodes for place in places.get(node.op_type, ())}
    after, before = _tensors(graph), _tensors((folder / READER_FILE).read_bytes())
    assert len(multiplied) > 10
    assert {one for one in before if before[one] != after[one]} == multiplied
    assert {after[one].data_type for one in multiplied} == {UNSIGNED}


@pytest.mark.parametrize("name", READER_NAMES)
def test_a_reader_whose_weights_were_made_unsigned_answers_as_one_that_the_runtime_makes_so(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model.reader, "adds_in_32_bits", lambda: False)
    monkeypatch.setattr(model.reader, "is_x86", lambda: True)
    ours = Reader.open(released_folder() / name)
    monkeypatch.setattr(model.reader, "is_x86", lambda: False)
    theirs = Reader.open(released_folder() / name)
    for text in TEXTS:
        np.testing.assert_allclose(ours.logits(text), theirs.logits(text), rtol=0, atol=1e-4)


def test_a_model_whose_matrices_lie_in_its_graph_is_opened_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As those up to v8 are."""
    monkeypatch.setattr(model.reader, "adds_in_32_bits", lambda: False)
    folder = released_folder() / "quick"
    onnx.save(onnx.load(folder / READER_FILE), tmp_path / READER_FILE)
    ids = np.array([[101, 2057, 2024, 2188, 102]])
    given = {"input_ids": ids, "attention_mask": np.ones_like(ids)}
    (whole,), (apart,) = (model.reader.open_session(one).run(["logits"], given) for one in (tmp_path, folder))
    np.testing.assert_array_equal(whole, apart)
