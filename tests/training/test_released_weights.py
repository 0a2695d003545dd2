"""What an exported reader holds can be read back, and learnt on from."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import onnx
import pytest
import torch

from model.errors import ArtifactError
from model.reader import READER_FILE
from training.encoders import ENCODERS, Encoder
from training.export_reader import export_reader
from training.params import ReaderParams, read_params
from training.reader_network import ReaderNetwork
from training.released_weights import released_weights

PlaceEncoder = Callable[[Encoder, Path], Path]

ROUNDING = 1.5 / 255  # of the spread of a channel's weights; the exporter may spread them a little wider than they are


@pytest.fixture(params=["quick", "careful"])
def params(request: pytest.FixtureRequest) -> ReaderParams:
    return read_params().readers[request.param]


@pytest.fixture
def network(params: ReaderParams, tmp_path: Path, place_tiny_encoder: PlaceEncoder) -> ReaderNetwork:
    torch.manual_seed(1)
    base = place_tiny_encoder(ENCODERS[params.encoder], tmp_path)
    network = ReaderNetwork.start(base, params.dropout, params.layers).eval()
    with torch.no_grad():
        for weight in network.parameters():
            weight.add_(torch.randn_like(weight) / 10)  # no two weights are alike, so that none is taken for another
    export_reader(network, base, tmp_path / "exported")
    return network


def test_every_weight_comes_back_as_fine_as_it_was_exported(network: ReaderNetwork, tmp_path: Path) -> None:
    back = released_weights(tmp_path / "exported" / READER_FILE)
    own = {name: weight.detach().numpy() for name, weight in network.state_dict().items()}
    assert back.keys() == own.keys()
    for name, weight in own.items():
        assert back[name].shape == weight.shape, name
        assert np.abs(back[name] - weight).max() <= ROUNDING * (weight.max() - weight.min()), name


@pytest.mark.usefixtures("network")
def test_a_file_that_does_not_tell_its_layers_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "exported" / READER_FILE
    stranger = onnx.load(path)
    for node in stranger.graph.node:
        node.input[:] = [name.replace(".bias", ".b") for name in node.input]
    for weight in stranger.graph.initializer:
        weight.name = weight.name.replace(".bias", ".b")
    onnx.save(stranger, path)
    with pytest.raises(ArtifactError, match="which layer"):
        released_weights(path)
