"""Signed weights made unsigned in a reader's files as they are read, for processors on which products of signed ones overflow.

ONNX Runtime can do so by itself, but weight by weight: for the larger reader it takes half a second of every start. Here a whole file of
matrices is turned at once: 128 more for every weight and for what counts as zero, so each product stays what it was.

Of ONNX's format (protobuf) only the list of stored tensors is read: the fields below are those of `onnx.proto`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_GRAPH, _INITIALIZER = 7, 5  # of a model, of its graph
_TYPE, _INTEGERS, _NAME, _RAW, _ELSEWHERE = 2, 5, 8, 9, 13  # of a tensor
_SIGNED, _UNSIGNED = 3, 2  # types of 8-bit integers
_BYTES = 2  # how protobuf writes what has a length
_TURNED = 0x80  # 128: what is added to a weight, and the sign bit of one

_WEIGHTS, _ZERO = "_quantized", "_zero_point"
"""What ends the names of a matrix and of what counts as zero in it."""

Part = tuple[int, int]
"""Where something starts in a file, and where it ends."""


@dataclass(frozen=True, slots=True)
class _Tensor:
    name: str
    type_at: int
    values: Part | None
    values_tag_at: int
    elsewhere: bool


def unsigned_graph(content: bytes) -> bytes:
    """Give a reader's graph in which every matrix that lies in another file holds unsigned weights, 128 being zero."""
    changed = bytearray(content)
    tensors = {tensor.name: tensor for tensor in _signed_tensors(content)}
    for tensor in tensors.values():
        if tensor.elsewhere:
            changed[tensor.type_at] = _UNSIGNED
            _set_zero(changed, tensors[tensor.name.removesuffix(_WEIGHTS) + _ZERO])
    return bytes(changed)


def unsigned_matrices(file: Path) -> NDArray[np.uint8]:
    """Read a file of signed weights as unsigned ones, each 128 more."""
    matrices = np.fromfile(file, dtype=np.uint8)
    matrices ^= _TURNED
    return matrices


def _set_zero(content: bytearray, zero: _Tensor) -> None:
    """Make 128 of what counts as zero. A list of zeros is as long as so many bytes, so nothing else moves."""
    if zero.values is None:
        raise ValueError(f"{zero.name} has no values.")
    start, end = zero.values
    content[zero.type_at] = _UNSIGNED
    content[zero.values_tag_at] = _RAW << 3 | _BYTES
    content[start:end] = bytes([_TURNED]) * (end - start)


def _signed_tensors(content: bytes) -> Iterator[_Tensor]:
    for number, _, graph in _fields(content, (0, len(content))):
        if number == _GRAPH:
            for what, _, tensor in _fields(content, graph):
                if what == _INITIALIZER:
                    yield from _signed_tensor(content, tensor)


def _signed_tensor(content: bytes, part: Part) -> Iterator[_Tensor]:
    found = {number: (tag_at, value) for number, tag_at, value in _fields(content, part)}
    _, (type_at, _) = found[_TYPE]
    if content[type_at] == _SIGNED:
        _, (start, end) = found[_NAME]
        values_tag_at, values = found.get(_INTEGERS) or found.get(_RAW) or (0, None)
        yield _Tensor(content[start:end].decode(), type_at, values, values_tag_at, _ELSEWHERE in found)


def _fields(content: bytes, within: Part) -> Iterator[tuple[int, int, Part]]:
    """Yield the number of each field of a message, where its tag stands, and where its value does."""
    at, end = within
    while at < end:
        tag_at = at
        tag, at = _number(content, at)
        number, kind = tag >> 3, tag & 7
        if kind == _BYTES:
            length, at = _number(content, at)
        elif kind == 0:
            length = _number(content, at)[1] - at
        else:
            length = 8 if kind == 1 else 4
        yield number, tag_at, (at, at + length)
        at += length


def _number(content: bytes, at: int) -> tuple[int, int]:
    """Read a number as protobuf writes it, seven bits a byte; give it and where it ends."""
    number = shift = 0
    while content[at] >= _TURNED:
        number |= (content[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
    return number | content[at] << shift, at + 1
