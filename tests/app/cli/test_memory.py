"""Verdicts are kept by text, readers and model, and what was kept gives the same output."""

import os
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from app.cli.memory import MOST_ANSWERS, Memory
from app.cli.remembering import RememberingClassifier
from model import Classifier, ModelIdentity, Relationship

FLIP = "25% off for my friends, only till midnight, tap to order!!"
CLEAR = "Dinner was lovely, Mom! Next one's at ours."
FOREIGN = "Guten Morgen allerseits, wir haben gestern lange am See gesessen und geredet."

MODEL = ModelIdentity("v0", "sha256:0")


def refuse() -> Classifier:
    raise AssertionError("the model was loaded")


@pytest.mark.parametrize("text", [FLIP, CLEAR, FOREIGN])
@pytest.mark.parametrize("relationship", Relationship)
def test_what_is_remembered_is_what_the_model_said(
    classifier: Classifier, tmp_path: Path, text: str, relationship: Relationship
) -> None:
    memory = Memory(tmp_path, classifier.identity)
    first = RememberingClassifier(classifier.manifest, classifier.identity, lambda: classifier, memory)
    assert first.assess(text, relationship) == classifier.assess(text, relationship)
    assert first.scores(text) == classifier.scores(text)
    again = RememberingClassifier(classifier.manifest, classifier.identity, refuse, memory)
    assert again.assess(text, relationship) == classifier.assess(text, relationship)
    assert again.scores(text) == classifier.scores(text)
    memory.close()


def test_a_second_run_does_not_load_the_model_and_says_the_same(run, post, monkeypatch) -> None:
    paths = post("a.md", FLIP), post("b.md", CLEAR)
    before = run("check", *paths)
    monkeypatch.setattr(Classifier, "load", lambda *_, **__: refuse())
    assert run("check", *paths) == before
    assert run("check", *paths, "--no-cache").code == 2


@pytest.mark.parametrize(
    ("name", "content", "needed"),
    [
        ("post.txt", FLIP, set()),
        ("post.md", FLIP, {"markdown_it"}),
        ("post.md", f"---\nrelationship: social\n---\n{FLIP}", {"markdown_it", "yaml"}),
        ("post.html", f"<p>{FLIP}</p>", set()),
        ("posts.csv", f'text\n"{FLIP}"\n', set()),
        ("post.txt", f"{FLIP} 你好", {"wcwidth"}),
    ],
)
def test_a_second_run_imports_only_what_the_post_needs(process_of, post, name, content, needed) -> None:
    program = (
        "import sys; from app.cli.main import main; code = main(sys.argv[1:]);"
        "heavy = {'numpy', 'onnxruntime', 'model.loading', 'yaml', 'markdown_it', 'wcwidth'} & set(sys.modules);"
        "print(code, *sorted(heavy), file=sys.stderr)"
    )
    runs = [process_of("-c", program, "check", post(name, content)) for _ in range(2)]
    assert runs[0].out == runs[1].out
    first, second = (run.err.splitlines()[-1].split() for run in runs)
    assert {"numpy", "model.loading"} < set(first)
    assert second == ["1", *sorted(needed)]


def test_another_model_does_not_get_its_answers(tmp_path: Path) -> None:
    one, other = Memory(tmp_path, MODEL), Memory(tmp_path, ModelIdentity("v0", "sha256:1"))
    one.keep("a", {"x": 1})
    assert (one.find("a"), other.find("a")) == ({"x": 1}, None)
    one.close()
    other.close()


def test_answers_that_nobody_asked_for_in_a_month_are_removed(tmp_path: Path) -> None:
    for number, age in ((0, 40), (1, 20)):
        memory = Memory(tmp_path, ModelIdentity("v0", f"sha256:{number}"))
        memory.keep("a", 1)
        memory.close()
        for path in tmp_path.iterdir():
            if path.stat().st_mtime > time.time() - 60:
                os.utime(path, (time.time() - age * 24 * 3600,) * 2)
    newest = Memory(tmp_path, ModelIdentity("v0", "sha256:2"))
    newest.keep("a", 1)
    newest.close()
    assert len(list(tmp_path.glob("*.sqlite"))) == 2


def test_no_words_are_kept(classifier: Classifier, tmp_path: Path) -> None:
    memory = Memory(tmp_path, classifier.identity)
    RememberingClassifier(classifier.manifest, classifier.identity, lambda: classifier, memory).assess(FLIP)
    memory.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"friends" not in kept
    assert b"midnight" not in kept


def test_runs_may_write_at_the_same_time(tmp_path: Path) -> None:
    def write(number: int) -> None:
        memory = Memory(tmp_path, MODEL)
        for key in range(50):
            memory.keep(f"{number}-{key}", [number, key])
        memory.close()

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    memory = Memory(tmp_path, MODEL)
    assert all(memory.find(f"{number}-{key}") == [number, key] for number in range(4) for key in range(50))
    memory.close()


@pytest.mark.parametrize("content", [b"", b"not a database at all" * 100])
def test_a_file_that_is_no_memory_is_as_good_as_none(run, post, tmp_path: Path, monkeypatch, content: bytes) -> None:
    monkeypatch.setenv("FLIPGUARD_CACHE_FOLDER", str(tmp_path))
    path = post("a.md", FLIP)
    before = run("check", path)
    (kept,) = tmp_path.glob("answers-*.sqlite")
    kept.write_bytes(content)
    assert run("check", path) == before


def test_a_folder_that_cannot_be_written_to_is_as_good_as_none(run, post, monkeypatch) -> None:
    path = post("a.md", FLIP)
    monkeypatch.setenv("FLIPGUARD_CACHE_FOLDER", str(path / "below"))
    assert run("check", path).code == 1


def test_the_oldest_answers_are_forgotten(tmp_path: Path) -> None:
    memory = Memory(tmp_path, MODEL)
    memory.keep("old", 1)
    memory.close()
    (path,) = tmp_path.glob("*.sqlite")
    with sqlite3.connect(path) as database:
        database.execute("INSERT INTO answers (rowid, key, answer) VALUES (?, 'new', '2')", (MOST_ANSWERS + 1,))
    database.close()
    memory.find("new")
    memory.close()
    assert (memory.find("old"), memory.find("new")) == (None, 2)
    memory.close()
