"""Whether the posts of today are still like those that the model was measured on, by the distribution of its scores.

The measure is the population stability index: the sum over bins of (share now - share then) × ln(share now / share then).
By custom, below 0.1 nothing has changed, and above 0.2 something has.
"""

import math
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from threading import Lock
from typing import Any, Self

HISTOGRAM = "score_histogram"
"""In the metrics of a manifest: shares of the flip risk before social readers, in bins of one width from 0 to 1."""

_NEWEST = 2_000
_ENOUGH = 200
_EVERY = 20
_LEAST_SHARE = 0.001


class Drift:
    """Compares the newest scores with a histogram."""

    def __init__(self, expected: Sequence[float]) -> None:
        total = sum(expected)
        self._expected = [max(share / total, _LEAST_SHARE) for share in expected]
        self._newest: deque[int] = deque()
        self._counts: Counter[int] = Counter()
        self._observed = 0
        self._lock = Lock()

    @classmethod
    def of(cls, metrics: Mapping[str, Any]) -> Self | None:
        """Compare with the histogram in a manifest's metrics; None where there is none."""
        shares = metrics.get(HISTOGRAM)
        if not isinstance(shares, list) or not all(isinstance(share, int | float) for share in shares):
            return None
        return cls(shares) if len(shares) > 1 and sum(shares) > 0 else None

    def observe(self, score: float) -> bool:
        """Count a score, 0 to 1, and forget the oldest. Tell whether enough came for the index to be worth another look."""
        place = min(int(score * len(self._expected)), len(self._expected) - 1)
        with self._lock:
            self._observed += 1
            self._newest.append(place)
            self._counts[place] += 1
            if len(self._newest) > _NEWEST:
                self._counts[self._newest.popleft()] -= 1
            return self._observed % _EVERY == 0

    def index(self) -> float:
        """Give the index, and 0 until enough scores were seen."""
        with self._lock:
            seen = len(self._newest)
            shares = (
                [max(self._counts[place] / seen, _LEAST_SHARE) for place in range(len(self._expected))] if seen else []
            )
        if seen < _ENOUGH:
            return 0.0
        return sum((now - then) * math.log(now / then) for now, then in zip(shares, self._expected, strict=True))
