"""Training on a part of the corpus, timed: the n-grams as they are released, and a network of the reader's size."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.outputs import CUES, FLIP_GRADE, HEADS

from .figures import seconds_of
from .texts import written_rows

_BATCH, _TOKENS = 32, 64


def fit_ngrams(rows: int) -> float:
    """Fit the released n-grams on so many written rows, on one core, and give the seconds."""
    from threadpoolctl import threadpool_limits

    from model.ngrams import NgramSignals

    written = written_rows()
    chosen = [written[place] for place in np.linspace(0, len(written) - 1, rows).astype(int)]
    texts, targets = [str(row["text"]) for row in chosen], np.stack([_targets(row) for row in chosen])
    # More threads only wait for one another: the products are small. It must be said after scipy is loaded.
    with threadpool_limits(1):
        return seconds_of(lambda: NgramSignals().fit(texts, targets))


def fine_tune(steps: int, size: tuple[int, int, int]) -> float:
    """Train a random network of so many layers, columns and heads for so many steps on one core and give the seconds."""
    import torch
    from transformers import BertConfig, BertForSequenceClassification

    torch.set_num_threads(1)
    layers, width, heads = size
    config = BertConfig(
        num_hidden_layers=layers,
        hidden_size=width,
        num_attention_heads=heads,
        intermediate_size=4 * width,
        num_labels=len(HEADS),
        problem_type="multi_label_classification",
    )
    network = BertForSequenceClassification(config).train()
    optimiser = torch.optim.AdamW(network.parameters())
    ids = torch.randint(1_000, 30_000, (_BATCH, _TOKENS))
    labels = torch.rand(_BATCH, len(HEADS))

    def train() -> None:
        for _ in range(steps):
            network(input_ids=ids, labels=labels).loss.backward()
            optimiser.step()
            optimiser.zero_grad()

    return seconds_of(train)


def _targets(row: dict[str, Any]) -> NDArray[np.float64]:
    flips = [float(row["flip"][head] >= FLIP_GRADE) for head in HEADS[:2]]
    return np.array([*flips, *(float(cue in row["market"] or cue in row["social"]) for cue in CUES)])
