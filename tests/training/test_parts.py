from pathlib import Path

import pytest

from training.errors import CorpusError
from training.parts import PARTS_FILE, DealtParts, Part, read_parts, write_parts


def test_what_was_written_is_read_and_all_other_rows_of_those_rounds_train(tmp_path: Path) -> None:
    write_parts(tmp_path, 2, {Part.VALIDATION: ["b"], Part.TEST: ["c", "d"]})
    parts = read_parts(tmp_path)
    assert [parts.of(id_, 2) for id_ in "abcd"] == [Part.TRAIN, Part.VALIDATION, Part.TEST, Part.TEST]


def test_a_row_that_joined_later_has_no_part_yet(tmp_path: Path) -> None:
    write_parts(tmp_path, 2, {Part.VALIDATION: ["b"], Part.TEST: ["c"]})
    assert read_parts(tmp_path).of("b", 3) is None


def test_a_corpus_that_was_never_dealt_has_no_parts(tmp_path: Path) -> None:
    assert read_parts(tmp_path) == DealtParts.none()


@pytest.mark.parametrize("broken", ["{", "[]", '{"rounds": 1}', '{"rounds": "x", "validation": [], "test": []}'])
def test_a_broken_file_of_parts_is_refused_by_its_name(tmp_path: Path, broken: str) -> None:
    (tmp_path / PARTS_FILE).write_text(broken, encoding="utf-8")
    with pytest.raises(CorpusError, match=PARTS_FILE):
        read_parts(tmp_path)
