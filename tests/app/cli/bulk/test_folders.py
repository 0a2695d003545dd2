from pathlib import Path

CLEAR = {"text": "Dinner was lovely, Mom! Next one's at ours."}
FLIP = {"text": "25% off for my friends, only till midnight, tap to order!!"}


def names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_folder_becomes_a_folder_of_the_same_names(run, archive, post, read, tmp_path: Path) -> None:
    archive("in/b.csv", [FLIP])
    archive("in/deep/a.jsonl", [CLEAR, FLIP])
    archive("in/c.parquet", [CLEAR])
    for passed_over in ("in/notes.txt", "in/.hidden.jsonl"):
        post(passed_over, "{}\n")
    result = run("score", tmp_path / "in", tmp_path / "out")
    assert (result.code, result.err) == (0, "Scored 4 rows: 2 flip, 0 review, 2 clear.\n")
    assert names(tmp_path / "out") == ["b.csv", "c.parquet", "deep/a.jsonl"]
    assert [row["verdict"] for row in read(tmp_path / "out" / "deep" / "a.jsonl")] == ["clear", "flip"]


def test_a_folder_becomes_one_file_in_the_order_of_the_names(run, archive, read, tmp_path: Path) -> None:
    archive("in/b.csv", [FLIP])
    archive("in/a.jsonl", [CLEAR, {"text": "", "n": 1}])
    assert run("score", tmp_path / "in", tmp_path / "out.parquet").code == 1
    assert [row["verdict"] for row in read(tmp_path / "out.parquet")] == ["clear", None, "flip"]


def test_the_result_may_lie_in_the_folder_that_it_is_made_of(run, archive, tmp_path: Path) -> None:
    archive("a.jsonl", [CLEAR])
    for target, said in (("out.jsonl", "Scored 1 row:"), ("scored", "Scored 2 rows:")):
        for _ in range(2):
            assert said in run("score", tmp_path, tmp_path / target).err


def test_many_files_and_an_empty_one_go_into_a_folder_that_is_made(run, archive, post, tmp_path: Path) -> None:
    first, second = archive("a.jsonl", [CLEAR]), archive("b.csv", [FLIP])
    empty = post("empty.csv", "text\n")
    assert run("score", first, second, empty, f"{tmp_path}/new/out/", "--to", "parquet").code == 0
    assert names(tmp_path / "new" / "out") == ["a.parquet", "b.parquet", "empty.parquet"]


def test_two_inputs_that_would_become_one_output_are_refused(run, archive, tmp_path: Path) -> None:
    archive("in/a.jsonl", [CLEAR])
    archive("in/a.csv", [CLEAR])
    result = run("score", tmp_path / "in", tmp_path / "out", "--to", "csv")
    assert result.code == 2
    assert "would become" in result.err


def test_columns_of_types_that_do_not_fit_into_one_file_are_refused(run, archive, tmp_path: Path) -> None:
    archive("in/a.parquet", [{**CLEAR, "n": 1}])
    archive("in/b.parquet", [{**CLEAR, "n": ["x"]}])
    result = run("score", tmp_path / "in", tmp_path / "out.parquet")
    assert result.code == 2
    assert "don't fit into one Parquet file" in result.err
    assert run("score", tmp_path / "in", tmp_path / "out").code == 0


def test_a_folder_with_nothing_to_score_is_refused(run, tmp_path: Path) -> None:
    result = run("score", tmp_path, tmp_path / "out.jsonl")
    assert result.code == 2
    assert "There is nothing to score in" in result.err


def test_a_folder_never_replaces_what_it_reads(run, archive, tmp_path: Path) -> None:
    archive("a.jsonl", [CLEAR])
    archive("b.jsonl", [CLEAR])
    result = run("score", tmp_path, tmp_path)
    assert result.code == 2
    assert names(tmp_path) == ["a.jsonl", "b.jsonl"]
