"""What is exported answers as the network that was fitted."""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest
import torch

from model.reader import MATRICES_FILE, READER_FILE, Reader
from training.encoders import ENCODERS, Encoder
from training.export_reader import export_reader, store_apart
from training.fit_reader import open_tokenizer, padding_of, read_all
from training.params import ReaderParams, read_params
from training.reader_batches import padded, token_ids
from training.reader_network import ReaderNetwork

PlaceEncoder = Callable[[Encoder, Path], Path]

TEXTS = ["We are home.", "Pay me five for the soup, tonight, or stay away from my door for good.", "a"]


@pytest.fixture(params=["quick", "careful"])
def params(request: pytest.FixtureRequest) -> ReaderParams:
    return read_params().readers[request.param]


@pytest.fixture
def base(params: ReaderParams, tmp_path: Path, place_tiny_encoder: PlaceEncoder) -> Path:
    return place_tiny_encoder(ENCODERS[params.encoder], tmp_path)


@pytest.fixture
def network(params: ReaderParams, base: Path) -> ReaderNetwork:
    torch.manual_seed(1)
    return ReaderNetwork.start(base, params.dropout, params.layers).eval()


def _answers(
    network: ReaderNetwork, base: Path, params: ReaderParams
) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    return read_all(network, base, TEXTS, replace(params, bfloat16=False), "cpu")


def test_an_exported_reader_answers_as_its_network(
    network: ReaderNetwork, base: Path, params: ReaderParams, tmp_path: Path
) -> None:
    export_reader(network, base, tmp_path / "plain", quantise=False)
    reader = Reader.open(tmp_path / "plain")
    np.testing.assert_allclose(
        [reader.logits(text) for text in TEXTS], _answers(network, base, params), atol=1e-5, rtol=0
    )


def test_weights_of_eight_bits_answer_nearly_alike(
    network: ReaderNetwork, base: Path, params: ReaderParams, tmp_path: Path
) -> None:
    export_reader(network, base, tmp_path / "small")
    reader = Reader.open(tmp_path / "small")
    answers = np.stack([reader.logits(text) for text in TEXTS])
    np.testing.assert_allclose(answers, _answers(network, base, params), atol=0.1, rtol=0)
    stored = onnx.load(tmp_path / "small" / READER_FILE).graph.initializer
    matrices = [weights for weights in stored if len(weights.dims) == 2]
    assert matrices
    assert not any(weights.data_type == onnx.TensorProto.FLOAT for weights in matrices)


def test_matrices_lie_beside_the_graph_where_whoever_may_read_it_may_read_them(
    network: ReaderNetwork, base: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "served"
    export_reader(network, base, folder)
    graph = onnx.load(folder / READER_FILE, load_external_data=False).graph
    apart = {weights.name for weights in graph.initializer if weights.data_location == onnx.TensorProto.EXTERNAL}
    multiplied = {node.input[1] for node in graph.node if "MatMul" in node.op_type}
    assert apart == multiplied & {weights.name for weights in graph.initializer}
    assert apart
    assert (folder / MATRICES_FILE).stat().st_mode == (folder / READER_FILE).stat().st_mode


def test_a_reader_that_is_stored_anew_answers_the_same_from_as_large_a_file(
    network: ReaderNetwork, base: Path, tmp_path: Path
) -> None:
    export_reader(network, base, tmp_path)
    before, size = [Reader.open(tmp_path).logits(text) for text in TEXTS], (tmp_path / MATRICES_FILE).stat().st_size
    whole = tmp_path / "whole.onnx"
    onnx.save_model(onnx.load(tmp_path / READER_FILE), whole)
    store_apart(whole, tmp_path)
    np.testing.assert_array_equal([Reader.open(tmp_path).logits(text) for text in TEXTS], before)
    assert (tmp_path / MATRICES_FILE).stat().st_size == size


def test_a_reader_gives_logits_and_nothing_else(network: ReaderNetwork, base: Path, tmp_path: Path) -> None:
    export_reader(network, base, tmp_path / "served")
    session = onnxruntime.InferenceSession(str(tmp_path / "served" / READER_FILE), providers=["CPUExecutionProvider"])
    assert [output.name for output in session.get_outputs()] == ["logits"]


def test_only_the_layers_that_are_named_are_kept_and_all_if_none_is(params: ReaderParams, base: Path) -> None:
    whole, kept = (ReaderNetwork.start(base, params.dropout, layers).state_dict() for layers in ((), (1, 4)))
    layer = re.compile(r"encoder\.encoder\.layer\.(\d+)\.")
    every, named = ({int(found[1]) for name in one if (found := layer.match(name))} for one in (whole, kept))
    assert len(every) in {6, 12}
    assert named == {0, 1}
    for name, weight in kept.items():
        if found := layer.match(name):
            before = f"encoder.encoder.layer.{(1, 4)[int(found[1])]}.{name[found.end() :]}"
            assert torch.equal(weight, whole[before])


def test_words_that_are_frozen_are_not_trained_and_all_else_is(network: ReaderNetwork) -> None:
    network.freeze_words()
    still = [name for name, weight in network.named_parameters() if not weight.requires_grad]
    assert still == ["encoder.embeddings.word_embeddings.weight"]


def test_padding_changes_no_answer(network: ReaderNetwork, base: Path, params: ReaderParams) -> None:
    ids = token_ids(open_tokenizer(base, params.max_tokens), TEXTS)
    with torch.no_grad():
        together = network(*padded(ids, padding_of(base)))
        alone = torch.cat([network(*padded([one], padding_of(base))) for one in ids])
    np.testing.assert_allclose(together, alone, atol=1e-5)
