"""The ten dimensions of social ties (Choi et al., WWW 2020): our recipe's parts, trained on their labels."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import KFold
from sklearn.pipeline import FeatureUnion
from sklearn.preprocessing import StandardScaler
from tqdm import tqdm

from model.wording import CHARACTER_SIZES, WORD_SIZES

from ..encoders import MINILM
from ..errors import CorpusError
from ..examples import read_rows, text_sha256
from ..ranking import auroc

DIMENSIONS = (
    *(
        "fun",
        "romance",
        "respect",
        "conflict",
        "knowledge",
        "social_support",
        "similarity",
        "trust",
        "identity",
        "power",
    ),
)
PARTS = ("n-grams", "frozen MiniLM-L6", "both, logits added")

_FOLDS = 5
_VOTES = 2


@dataclass(frozen=True, slots=True)
class Tie:
    """A text and, for each dimension, how many of its annotators saw that."""

    text: str
    votes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class DimensionFigures:
    """How well each part of the recipe tells the texts in which two annotators or more saw a dimension from those in which none did."""

    name: str
    carried: int
    others: int
    aurocs: tuple[float | None, ...]


def read_ties(path: Path) -> list[Tie]:
    """Read texts with the annotators' votes."""
    ties = []
    for number, row in read_rows(path):
        votes = row.get("label", {}).get("votes") if isinstance(row.get("label"), dict) else None
        if not isinstance(votes, dict) or "text" not in row:
            raise CorpusError(f"{path.name}:{number}: a row needs a text, and votes by dimension in its label.")
        ties.append(Tie(str(row["text"]), tuple(int(votes.get(name, 0)) for name in DIMENSIONS)))
    return ties


def measure_dimensions(ties: Sequence[Tie], build: Path, seed: int) -> list[DimensionFigures]:
    """Cross-validate every dimension in the same five folds, on texts with two votes or more against texts with none."""
    texts = [tie.text for tie in ties]
    votes = np.array([tie.votes for tie in ties])
    logits = _out_of_fold(texts, _embedded(texts, build), votes, seed)
    found = []
    for column, name in enumerate(DIMENSIONS):
        rows = _told_apart(votes[:, column])
        carried = votes[rows, column] >= _VOTES
        wording, meaning = logits[:, rows, column]
        aurocs = tuple(auroc(carried, one) for one in (wording, meaning, wording + meaning))
        found.append(DimensionFigures(name, int(carried.sum()), int((~carried).sum()), aurocs))
    return found


def _told_apart(votes: NDArray[np.intp]) -> NDArray[np.intp]:
    """Find the rows that two annotators or more agree on; those with a single vote are left out."""
    return np.flatnonzero((votes >= _VOTES) | (votes == 0))


def _out_of_fold(
    texts: Sequence[str], embedded: NDArray[np.float64], votes: NDArray[np.intp], seed: int
) -> NDArray[np.float64]:
    """Give logits of models that never saw the text, by the n-grams and by the frozen encoder: shape `(2, texts, dimensions)`."""
    logits = np.zeros((2, *votes.shape))
    folds = KFold(_FOLDS, shuffle=True, random_state=seed).split(texts)
    for train, test in tqdm(folds, desc="Dimensions", unit="fold", total=_FOLDS, disable=None):
        ngrams, scaler = _ngrams(), StandardScaler()
        wording = csr_matrix(ngrams.fit_transform([texts[row] for row in train]))
        meaning = scaler.fit_transform(embedded[train])
        unseen = csr_matrix(ngrams.transform([texts[row] for row in test])), scaler.transform(embedded[test])
        for column in range(len(DIMENSIONS)):
            rows = _told_apart(votes[train, column])
            carried = votes[train, column][rows] >= _VOTES
            if carried.all() or not carried.any():
                continue  # nothing to learn; the figure will be none
            plain = LogisticRegression(C=4.0, solver="liblinear").fit(wording[rows], carried)
            deep = LogisticRegression(C=0.01, max_iter=2_000).fit(meaning[rows], carried)
            logits[:, test, column] = plain.decision_function(unseen[0]), deep.decision_function(unseen[1])
    return logits


def _ngrams() -> FeatureUnion:
    """Make the n-grams of the released recipe."""
    shared = {"min_df": 2, "sublinear_tf": True, "strip_accents": "unicode"}
    return FeatureUnion(
        [
            ("words", TfidfVectorizer(analyzer="word", ngram_range=WORD_SIZES, max_features=15_000, **shared)),
            (
                "characters",
                TfidfVectorizer(analyzer="char_wb", ngram_range=CHARACTER_SIZES, max_features=25_000, **shared),
            ),
        ]
    )


def _embedded(texts: Sequence[str], build: Path) -> NDArray[np.float64]:
    """Embed the texts with the encoder that the reader starts from, or find how these very texts were embedded."""
    kept = build / f"embedded-{text_sha256(repr(list(texts)))[:12]}.npy"
    if not kept.exists():
        from ..comparison.frozen import FrozenEncoder  # it needs the deep-learning framework

        build.mkdir(parents=True, exist_ok=True)
        np.save(kept, FrozenEncoder.open(MINILM, build).embed(texts).astype(np.float32))
    embedded: NDArray[np.float64] = np.load(kept).astype(np.float64)
    return embedded
