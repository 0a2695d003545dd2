"""Signed weights made unsigned in a reader's files as they are read, for processors on which products of signed ones overflow.

ONNX Runtime can do so by itself, but weight by weight: for the larger reader it takes half a second of every start. Here whole matrices are
turned at once: 128 more for every weight and for what counts as zero, so each product stays what it was.

Of ONNX's format (protobuf) only the list of stored tensors is read: the fields below are those of `onnx.proto`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_GRAPH, _INITIALIZER = 7, 5  # of a model, of its graph
_TYPE, _INTEGERS, _NAME, _RAW, _ELSEWHERE = 2, 5, 8, 9, 13  # of a tensor
_KEY, _VALUE = 1, 2  # of what is said of a tensor that lies elsewhere
_SIGNED, _UNSIGNED = 3, 2  # types of 8-bit integers
_NUMBER, _BYTES, _WIDTHS = 0, 2, {1: 8, 5: 4}  # how protobuf writes a field: a number, what has a length, so many bytes
_TURNED = 0x80  # 128: what is added to a weight, and the sign bit of one

_WEIGHTS, _ZERO = "_quantized", "_zero_point"
"""What ends the names of a matrix and of what counts as zero in it."""

Part = tuple[int, int]
"""Where something starts in a file, and where it ends."""


@dataclass(frozen=True, slots=True)
class _Tensor:
    """An 8-bit tensor: where its type stands, where its values and their tag do, and which part of the file of matrices is its own."""

    name: str
    type_at: int
    values: tuple[int, Part] | None
    elsewhere: Part | None


def make_unsigned(graph: bytearray, matrices: NDArray[np.uint8]) -> None:
    """Make every matrix of signed weights that lies in a reader's second file unsigned, in both files, with 128 as its zero.

    Raises `ValueError` if the graph is not written as readers are exported.
    """
    tensors = {tensor.name: tensor for tensor in _signed_tensors(graph)}
    for tensor in tensors.values():
        if tensor.elsewhere:
            zero = tensors.get(tensor.name.removesuffix(_WEIGHTS) + _ZERO)
            if zero is None:
                raise ValueError(f"Nothing tells what counts as zero in {tensor.name}.")
            _set_zero(graph, zero)
            graph[tensor.type_at] = _UNSIGNED
            matrices[slice(*tensor.elsewhere)] ^= _TURNED


def _set_zero(graph: bytearray, zero: _Tensor) -> None:
    """Make 128 of each 0. A list of zeros is as long as so many bytes, so nothing else moves."""
    tag_at, (start, end) = zero.values or (0, (0, 0))
    if start == end or graph[tag_at] & 7 != _BYTES or any(graph[start:end]):
        raise ValueError(f"{zero.name} is not a list of zeros.")
    graph[zero.type_at] = _UNSIGNED
    graph[tag_at] = _RAW << 3 | _BYTES
    graph[start:end] = bytes([_TURNED]) * (end - start)


def _signed_tensors(graph: bytearray) -> Iterator[_Tensor]:
    for number, _, part in _fields(graph, (0, len(graph))):
        if number == _GRAPH:
            for what, _, tensor in _fields(graph, part):
                if what == _INITIALIZER:
                    yield from _signed_tensor(graph, tensor)


def _signed_tensor(graph: bytearray, part: Part) -> Iterator[_Tensor]:
    found: dict[int, tuple[int, Part]] = {}
    place: dict[str, str] = {}
    for number, tag_at, value in _fields(graph, part):
        found[number] = tag_at, value
        if number == _ELSEWHERE:
            entry = {what: _text(graph, text) for what, _, text in _fields(graph, value)}
            place[entry[_KEY]] = entry[_VALUE]
    _, (type_at, _) = found[_TYPE]
    if graph[type_at] == _SIGNED:
        start = int(place.get("offset", 0))
        elsewhere = (start, start + int(place["length"])) if place else None
        yield _Tensor(_text(graph, found[_NAME][1]), type_at, found.get(_INTEGERS) or found.get(_RAW), elsewhere)


def _text(graph: bytearray, part: Part) -> str:
    return graph[slice(*part)].decode()


def _fields(graph: bytearray, within: Part) -> Iterator[tuple[int, int, Part]]:
    """Yield the number of each field of a message, where its tag stands, and where its value does."""
    at, end = within
    while at < end:
        tag_at = at
        tag, at = _number(graph, at)
        kind = tag & 7
        if kind == _BYTES:
            length, at = _number(graph, at)
        elif kind == _NUMBER:
            length = _number(graph, at)[1] - at
        elif kind in _WIDTHS:
            length = _WIDTHS[kind]
        else:
            raise ValueError(f"The graph has a field of the unknown kind {kind}.")
        yield tag >> 3, tag_at, (at, at + length)
        at += length


def _number(graph: bytearray, at: int) -> tuple[int, int]:
    """Read a number as protobuf writes it, seven bits a byte; give it and where it ends."""
    number = shift = 0
    while graph[at] >= _TURNED:
        number |= (graph[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return number | graph[at] << shift, at + 1
