"""`corpus/sources.json` says of every labelled post where it is from and under which licence."""

import json
from collections import Counter
from fnmatch import fnmatchcase
from typing import Any

import pytest

from model.artifact import read_manifest, released_folder
from training.card import write_card
from training.examples import CORPUS
from training.sources.homes import HOMES
from training.sources.labels import Label, read_labels

Catalogue = list[dict[str, Any]]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    entries: Catalogue = json.loads((CORPUS / "sources.json").read_text("utf-8"))
    return entries


@pytest.fixture(scope="module")
def labels() -> list[Label]:
    return read_labels(CORPUS)


def test_every_source_home_and_commit_is_listed_with_the_right_number_of_posts(
    catalogue: Catalogue, labels: list[Label]
) -> None:
    listed = {(entry["source"], entry["home"], entry["commit"]): entry["posts"] for entry in catalogue}
    assert len(listed) == len(catalogue)
    assert listed == Counter((label.source, label.home, label.commit) for label in labels)


def test_every_labelled_file_matches_a_listed_path_and_every_path_is_used(
    catalogue: Catalogue, labels: list[Label]
) -> None:
    for entry in catalogue:
        files = {label.path for label in labels if (label.source, label.home) == (entry["source"], entry["home"])}
        used = {pattern for pattern in entry["paths"] for file in files if fnmatchcase(file, pattern)}
        assert all(any(fnmatchcase(file, pattern) for pattern in entry["paths"]) for file in files), entry["source"]
        assert used == set(entry["paths"]), entry["source"]


def test_every_entry_says_what_it_holds_and_under_which_licence(catalogue: Catalogue) -> None:
    fields = {"source", "home", "commit", "paths", "what", "licence", "posts"}
    assert all(entry.keys() == fields and entry["what"] and entry["licence"] for entry in catalogue)


def test_one_home_has_one_licence(catalogue: Catalogue) -> None:
    licences = {(entry["home"], entry["licence"]) for entry in catalogue}
    assert len(licences) == len({home for home, _ in licences})


def test_there_is_a_reading_rule_for_every_home_and_no_other(catalogue: Catalogue) -> None:
    assert HOMES.keys() == {entry["home"] for entry in catalogue}


def test_a_new_card_tells_how_many_posts_may_not_be_used_for_sale_and_how_many_state_no_licence(
    catalogue: Catalogue,
) -> None:
    def posts(*signs: str) -> int:
        return sum(entry["posts"] for entry in catalogue if any(sign in entry["licence"] for sign in signs))

    unstated = sum(entry["posts"] for entry in catalogue if entry["licence"].lower().startswith("none"))
    # what the next model's card says: the released model may have learnt from fewer
    card = write_card(read_manifest(released_folder()))
    assert (
        f"{posts('ommercial', '-NC', 'NC-'):,} of the real posts come from data sets whose terms forbid commercial use"
        in card
    )
    assert f"{unstated:,} from homes that state no licence" in card
