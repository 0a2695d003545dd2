from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from training.errors import CorpusError
from training.sources.labels import read_labels

MakeRow = Callable[..., dict[str, Any]]
WriteLabels = Callable[..., Path]


def test_a_label_tells_where_its_text_lies_and_which_set_it_belongs_to(
    write_labels: WriteLabels, make_row: MakeRow
) -> None:
    corpus = write_labels(make_row("We are home.", id="sms:7", row=3))
    (label,) = read_labels(corpus)
    assert (label.home, label.path, label.row, label.source) == ("justmarkham/DAT8", "data/sms.tsv", 3, "sms")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("sha256", "abc"),
        ("repo", "--upload-pack=x/y"),
        ("repo", "../etc"),
        ("repo", "no-owner"),
        ("commit", "main"),
        ("commit", "--all"),
        ("row", -1),
        ("row", "3"),
        ("row", True),
    ],
)
def test_a_label_that_git_or_a_file_could_misread_is_refused_by_line_and_field(
    write_labels: WriteLabels, make_row: MakeRow, field: str, value: object
) -> None:
    corpus = write_labels(make_row("One."), make_row("Two.", **{field: value}))
    with pytest.raises(CorpusError, match=rf"public\.jsonl:2: {field}"):
        read_labels(corpus)


def test_a_missing_field_is_named(write_labels: WriteLabels, make_row: MakeRow) -> None:
    row = make_row("One.")
    del row["path"]
    with pytest.raises(CorpusError, match="'path' is missing"):
        read_labels(write_labels(row))


def test_a_folder_without_labels_is_refused_with_the_way_out(tmp_path: Path) -> None:
    with pytest.raises(CorpusError, match="--corpus"):
        read_labels(tmp_path)
