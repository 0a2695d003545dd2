from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from training.examples import Example
from training.kept_split import kept_split
from training.params import read_params
from training.parts import Part

MakeExample = Callable[..., Example]


def test_a_split_that_was_kept_before_a_part_was_written_down_is_not_found_again(
    make_example: MakeExample, tmp_path: Path
) -> None:
    examples = [make_example(f"Post number {n}.", id=f"p{n}") for n in range(4)]
    params = read_params()
    assert 0 in kept_split(examples, params, tmp_path).train
    dealt = [replace(examples[0], part=Part.TEST), *examples[1:]]
    assert kept_split(dealt, params, tmp_path).test.tolist() == [0]
