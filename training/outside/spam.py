"""Spam as a proxy: how far what others labelled spam is what FlipGuard takes for a flip before social readers."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model import InputError, Relationship
from model.text import checked

from ..errors import CorpusError
from ..examples import read_rows, text_sha256
from ..kept_scores import KeptScores
from ..near_duplicates import near_duplicates
from ..ranking import auroc, average_precision
from ..report.headlines import Interval, interval

_LABELS = {"spam": True, "ham": False}


@dataclass(frozen=True, slots=True)
class SpamPost:
    """A post that others labelled."""

    text: str
    is_spam: bool


@dataclass(frozen=True, slots=True)
class Unseen:
    """The posts that are left to measure on, and how many were left out and why."""

    posts: Sequence[SpamPost]
    labelled: int
    near_labelled: int
    without_words: int
    at_hand_unlabelled: int


@dataclass(frozen=True, slots=True)
class SpamFigures:
    """How well the flip risk tells spam among the unseen posts, and, for comparison, among all.

    Shares are those of the spam, and of the rest, that get a verdict or worse.
    """

    unseen: Unseen
    spam: int
    spam_in_all: int
    auroc_of_all: float | None
    auroc: Interval
    average_precision: Interval
    best_accuracy: float
    always_ham: float
    caught_at_flip: float
    blocked_at_flip: float
    caught_at_review: float
    blocked_at_review: float


def read_spam(path: Path) -> list[SpamPost]:
    """Read posts labelled `spam` or `ham`."""
    posts = []
    for number, row in read_rows(path):
        if row.get("label") not in _LABELS or "text" not in row:
            raise CorpusError(f"{path.name}:{number}: a row needs a text and a label, `spam` or `ham`.")
        posts.append(SpamPost(str(row["text"]), _LABELS[row["label"]]))
    return posts


def leave_out(posts: Sequence[SpamPost], labelled: set[str], read: set[str], similarity: float) -> Unseen:
    """Leave out what the model was trained on, known by its hash, what nearly repeats such a text, and what has no words.

    `read` are the hashes of texts that a reader may have learnt from without any label; those are only counted.
    """
    seen = np.array([text_sha256(post.text) in labelled for post in posts], dtype=bool)
    near = np.zeros(len(posts), dtype=bool)
    for i, j, _ in near_duplicates([post.text for post in posts], similarity):
        if seen[i] != seen[j]:
            near[j if seen[i] else i] = True
    wordless = np.array([not _has_words(post.text) for post in posts], dtype=bool)
    kept = [post for post, out in zip(posts, seen | near | wordless, strict=True) if not out]
    return Unseen(
        posts=kept,
        labelled=int(seen.sum()),
        near_labelled=int((near & ~seen).sum()),
        without_words=int((wordless & ~seen & ~near).sum()),
        at_hand_unlabelled=sum(text_sha256(post.text) in read for post in kept),
    )


def _has_words(text: str) -> bool:
    try:
        checked(text)
    except InputError:
        return False
    return True


def measure_spam(
    every: Sequence[SpamPost], unseen: Unseen, scores: KeptScores, resamples: int, seed: int
) -> SpamFigures:
    """Rank the unseen posts by their flip risk before social readers."""
    risks = scores.table([post.text for post in unseen.posts])[:, 0]
    spam = np.array([post.is_spam for post in unseen.posts], dtype=bool)
    bars = scores.classifier.manifest.thresholds[Relationship.SOCIAL]
    rng = np.random.default_rng(seed)
    rows = [rng.integers(len(spam), size=len(spam)) for _ in range(resamples)]
    share = partial(_share, risks)
    return SpamFigures(
        unseen=unseen,
        spam=int(spam.sum()),
        spam_in_all=sum(post.is_spam for post in every),
        auroc_of_all=_auroc([post for post in every if _has_words(post.text)], scores),
        auroc=interval(auroc(spam, risks), [auroc(spam[drawn], risks[drawn]) for drawn in rows]),
        average_precision=interval(
            average_precision(spam, risks), [average_precision(spam[drawn], risks[drawn]) for drawn in rows]
        ),
        best_accuracy=_best_accuracy(spam, risks),
        always_ham=1 - float(spam.mean()),
        caught_at_flip=share(spam, bars.flip),
        blocked_at_flip=share(~spam, bars.flip),
        caught_at_review=share(spam, bars.review),
        blocked_at_review=share(~spam, bars.review),
    )


def _auroc(posts: Sequence[SpamPost], scores: KeptScores) -> float | None:
    return auroc(
        np.array([post.is_spam for post in posts], dtype=bool), scores.table([post.text for post in posts])[:, 0]
    )


def _share(risks: NDArray[np.float64], among: NDArray[np.bool_], bar: float) -> float:
    return float((risks[among] >= bar).mean()) if among.any() else 0.0


def _best_accuracy(spam: NDArray[np.bool_], risks: NDArray[np.float64]) -> float:
    """Give the accuracy at the best threshold of all, chosen on these very posts: an upper bound."""
    return max(float(((risks >= bar) == spam).mean()) for bar in (*np.unique(risks), 2.0))
