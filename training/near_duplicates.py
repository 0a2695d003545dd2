"""Near-duplicates: pairs of texts that say the same with little changed, found by their character 5-grams."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction.text import TfidfVectorizer

_CHUNK = 1_000
_LINK = re.compile(r"https?://\S+")
_NOT_WORD = re.compile(r"\W+")


def normalised(text: str) -> str:
    """Fold away case, links and punctuation: what is left decides whether two texts are the same."""
    return _NOT_WORD.sub(" ", _LINK.sub(" ", text.casefold())).strip()


def near_duplicates(texts: Sequence[str], similarity: float) -> Iterator[tuple[int, int, float]]:
    """Find pairs `(i, j, cosine)`, i < j, whose cosine of TF-IDF weighted character 5-grams reaches `similarity`."""
    vectors = _vectors(texts)
    for row, column, cosine in _close(vectors, vectors, similarity):
        if row < column:
            yield row, column, cosine


def near_repeats(texts: Sequence[str], of: Sequence[str], similarity: float) -> Iterator[tuple[int, int, float]]:
    """Find pairs `(i, j, cosine)` in which text `i` nearly repeats text `j` of others, as `near_duplicates` compares them."""
    if not of or not texts:
        return
    vectors = _vectors([*texts, *of])  # weighed by all: how rare a 5-gram is decides how much it counts
    yield from _close(vectors[: len(texts)], vectors[len(texts) :], similarity)


def _vectors(texts: Sequence[str]) -> csr_matrix:
    weighing = TfidfVectorizer(analyzer="char_wb", ngram_range=(5, 5), dtype=np.float32, sublinear_tf=True)
    return weighing.fit_transform([normalised(text) for text in texts])


def _close(some: csr_matrix, others: csr_matrix, similarity: float) -> Iterator[tuple[int, int, float]]:
    turned = others.T.tocsr()
    for start in range(0, some.shape[0], _CHUNK):
        products = (some[start : start + _CHUNK] @ turned).tocoo()
        close = products.data >= similarity
        for row, column, cosine in zip(
            products.row[close] + start, products.col[close], products.data[close], strict=True
        ):
            yield int(row), int(column), float(cosine)
