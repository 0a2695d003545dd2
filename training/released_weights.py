"""The weights of a released reader, read back from its ONNX file, so that training can go on from it where nothing else was kept.

What comes back is as fine as what is served, 8 bits a weight: a few steps of learning are coarser than that.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import onnx
from numpy.typing import NDArray

from model.errors import ArtifactError

_BIAS, _WEIGHT = ".bias", ".weight"
_QUANTISED = "_quantized"
_TURNED = "_Transposed"
_UNNAMED = "onnx::MatMul"
_FURTHEST = 6  # steps from the product with a weight to the sum with its bias


def released_weights(path: Path) -> Mapping[str, NDArray[np.float32]]:
    """Give the weights of an exported reader by their names in the network; raises `ArtifactError` if it can't be told which is which.

    Of two weights that are alike to the last bit, as in a network that was never trained, the exporter keeps but one.
    """
    graph = onnx.load(path).graph
    kept = {one.name: onnx.numpy_helper.to_array(one) for one in graph.initializer}
    found = {name: values for name, values in kept.items() if name.endswith((_BIAS, _WEIGHT))}
    for name in [name.removesuffix(_QUANTISED) for name in kept if name.endswith(_QUANTISED)]:
        values = _whole(kept, name)
        if name.startswith(_UNNAMED):
            found[_owner(graph, name, path) + _WEIGHT] = np.ascontiguousarray(values.T)
        elif name.endswith(_TURNED):
            found[name.removesuffix(_TURNED)] = np.ascontiguousarray(values.T)
        else:
            found[name] = values
    return found


def _whole(kept: Mapping[str, NDArray[np.generic]], name: str) -> NDArray[np.float32]:
    """Undo the rounding: an integer less its zero point, times its scale."""
    integers, scale, zero = (kept[name + suffix].astype(np.float32) for suffix in (_QUANTISED, "_scale", "_zero_point"))
    return np.asarray((integers - zero) * scale, dtype=np.float32)


def _owner(graph: onnx.GraphProto, name: str, path: Path) -> str:
    """Name the layer that multiplies with a weight: the exporter drops the weight's name, but keeps that of the bias added after."""
    for node in _from(graph, name + _QUANTISED):
        for one in node.input:
            if one.endswith(_BIAS) and "LayerNorm" not in one:
                return str(one.removesuffix(_BIAS))
    raise ArtifactError(
        f"{path}: nothing tells which layer {name} belongs to. Only readers exported by this program can be read."
    )


def _from(graph: onnx.GraphProto, name: str) -> Iterator[onnx.NodeProto]:
    """Yield the nodes that use a value, then those that use what they give, and so on."""
    names = {name}
    for _ in range(_FURTHEST):
        nodes = [node for node in graph.node if names & set(node.input)]
        yield from nodes
        names = {one for node in nodes for one in node.output}
