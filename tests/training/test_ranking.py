import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics import average_precision_score, roc_auc_score

from training.ranking import auroc, average_precision

ROWS = st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=2, max_size=60)


@given(ROWS)
def test_both_figures_are_those_of_scikit_learn_ties_included(rows: list[tuple[bool, int]]) -> None:
    flips, ranks = np.array([flip for flip, _ in rows]), np.array([rank / 10 for _, rank in rows])
    if flips.all() or not flips.any():
        assert auroc(flips, ranks) is average_precision(flips, ranks) is None
        return
    assert auroc(flips, ranks) == pytest.approx(roc_auc_score(flips, ranks))
    assert average_precision(flips, ranks) == pytest.approx(average_precision_score(flips, ranks))
