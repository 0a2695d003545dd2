"""Near-duplicates: pairs of texts that say the same with little changed, found by their character 5-grams."""

import re
from collections.abc import Iterator, Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

_CHUNK = 1_000
_LINK = re.compile(r"https?://\S+")
_NOT_WORD = re.compile(r"\W+")


def normalised(text: str) -> str:
    """Fold away case, links and punctuation: what is left decides whether two texts are the same."""
    return _NOT_WORD.sub(" ", _LINK.sub(" ", text.casefold())).strip()


def near_duplicates(texts: Sequence[str], similarity: float) -> Iterator[tuple[int, int, float]]:
    """Find pairs `(i, j, cosine)`, i < j, whose cosine of TF-IDF weighted character 5-grams reaches `similarity`."""
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(5, 5), dtype=np.float32, sublinear_tf=True)
    matrix = vectors.fit_transform([normalised(text) for text in texts])
    for start in range(0, matrix.shape[0], _CHUNK):
        products = (matrix[start : start + _CHUNK] @ matrix.T).tocoo()
        close = products.data >= similarity
        for row, column, cosine in zip(
            products.row[close] + start, products.col[close], products.data[close], strict=True
        ):
            if row < column:
                yield int(row), int(column), float(cosine)


def near_repeats(texts: Sequence[str], of: Sequence[str], similarity: float) -> Iterator[tuple[int, int, float]]:
    """Find pairs `(i, j, cosine)` in which text `i` nearly repeats text `j` of others, as `near_duplicates` compares them."""
    if not of:
        return
    for i, j, cosine in near_duplicates([*texts, *of], similarity):
        if i < len(texts) <= j:
            yield i, j - len(texts), cosine
