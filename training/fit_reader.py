"""Fine-tuning a network: soft grades and cues together, with a ranking loss inside contrast groups."""

import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer
from torch import Tensor, nn
from tqdm import tqdm

from model.norms import MarketCue, SocialCue
from model.outputs import FLIP_COLUMNS, FLIP_GRADE, FLIP_HEADS, GRADES, READER_COLUMNS

from .lessons import Lessons
from .params import ReaderParams
from .perturb import Perturber
from .reader_batches import Batch, batches, padded, token_ids
from .reader_network import ReaderNetwork

_READ_AT_ONCE = 512

_HALF_PRECISION = ("avx512_bf16", "amx_bf16", "bf16")
"""What processors call their means to multiply bfloat16: the first two are of x86, the last one is of ARM."""


def fit_reader(
    lessons: Lessons,
    base: Path,
    params: ReaderParams,
    *,
    seed: int,
    remarks: Sequence[str] = (),
    device: str = "cpu",
    threads: int | None = None,
    weights: Path | None = None,
) -> ReaderNetwork:
    """Fine-tune the encoder in `base`, on so many cores of a processor or on another `device`. Shows a progress bar.

    With `weights` a network that was fine-tuned before goes on from them, without dropout: a short while at a low rate can do
    without, and on a processor drawing what to drop takes a third of the time.
    """
    if threads is not None:
        torch.set_num_threads(threads)
    torch.manual_seed(seed)
    network = ReaderNetwork.start(base, params.dropout, params.layers)
    network = (network.restored(weights).without_dropout() if weights else network).to(device)
    if not params.trains_words:
        network.freeze_words()
    plan = list(_plan(lessons, base, params, remarks, random.Random(seed)))
    _train(network, plan, lessons, params, padding_of(base), device)
    return network.eval()


def _plan(
    lessons: Lessons, base: Path, params: ReaderParams, remarks: Sequence[str], rng: random.Random
) -> Iterator[Batch]:
    """Draw up all batches beforehand: what each text is changed to, and its tokens, which cost a fast device its time."""
    tokenizer = open_tokenizer(base, params.max_tokens)
    perturb = Perturber(params.perturbed_share, params.remarked_share, remarks)
    for epoch in range(params.epochs):
        rows = lessons.rows_of(epoch, params.epochs).tolist()
        ids = token_ids(tokenizer, [perturb(lessons.texts[row], rng) for row in rows])
        yield from batches(lessons, zip(rows, ids, strict=True), params.batch_size, rng)


def _train(
    network: ReaderNetwork, plan: Sequence[Batch], lessons: Lessons, params: ReaderParams, padding: int, device: str
) -> None:
    loss = _Loss(lessons, params, device)
    optimiser, schedule = _optimiser(network, params, len(plan))
    network.train()
    half = at_half_precision(device, params)
    with tqdm(plan, desc="Reader", unit="batch", mininterval=10) as progress:
        for batch in progress:
            with torch.autocast(device, torch.bfloat16, enabled=half):
                logits = network(*padded([ids for _, ids in batch], padding, device))
            value = loss(logits.float(), [row for row, _ in batch])
            optimiser.zero_grad()
            value.backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
            nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimiser.step()
            schedule.step()


def read_all(
    network: ReaderNetwork, base: Path, texts: Sequence[str], params: ReaderParams, device: str
) -> NDArray[np.float64]:
    """Let a fine-tuned network read texts: logits of shape `(texts, len(READER_COLUMNS))`."""
    ids, padding = token_ids(open_tokenizer(base, params.max_tokens), texts), padding_of(base)
    logits = np.zeros((len(texts), len(READER_COLUMNS)))
    by_length, half = sorted(range(len(texts)), key=lambda row: len(ids[row])), at_half_precision(device, params)
    for start in range(0, len(texts), _READ_AT_ONCE):
        rows = by_length[start : start + _READ_AT_ONCE]
        with torch.no_grad(), torch.autocast(device, torch.bfloat16, enabled=half):
            answers = network(*padded([ids[row] for row in rows], padding, device))
        logits[rows] = answers.float().cpu().numpy()
    return logits


def at_half_precision(device: str, params: ReaderParams) -> bool:
    """Tell whether matrices are multiplied as bfloat16: where the parameters want it and the processor can.

    One that can't would take a hundred times as long as it does at full precision. Other devices are taken at their word.
    """
    if device != "cpu":
        return params.bfloat16
    return params.bfloat16 and any(torch.cpu.get_capabilities().get(name, False) for name in _HALF_PRECISION)


def open_tokenizer(base: Path, max_tokens: int) -> Tokenizer:
    """Open the encoder's tokenizer, which cuts what is longer than training needs."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.enable_truncation(max_tokens)
    return tokenizer


def padding_of(base: Path) -> int:
    """Tell with which token id the encoder in `base` wants short texts to be padded."""
    padding = Tokenizer.from_file(str(base / "tokenizer.json")).padding or {}
    return int(padding.get("pad_id", 0))


def _optimiser(
    network: ReaderNetwork, params: ReaderParams, steps: int
) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LRScheduler]:
    trained = [weight for weight in network.encoder.parameters() if weight.requires_grad]
    optimiser = torch.optim.AdamW(
        [{"params": trained}, {"params": list(network.answer.parameters())}],
        lr=params.learning_rate,
        weight_decay=params.weight_decay,
        fused=True,
    )
    peaks = [params.learning_rate, params.head_learning_rate]
    return optimiser, torch.optim.lr_scheduler.OneCycleLR(
        optimiser, peaks, total_steps=steps + 1, pct_start=params.warm_up
    )


class _Loss:
    """Binary cross-entropy on every column, and a pairwise logistic loss inside each contrast group."""

    def __init__(self, lessons: Lessons, params: ReaderParams, device: str) -> None:
        self._device = device
        self._targets = torch.tensor(lessons.targets, dtype=torch.float32, device=device)
        self._weights = torch.tensor(lessons.weights, dtype=torch.float32, device=device)
        self._grades = torch.tensor(lessons.grades, dtype=torch.float32, device=device)
        self._groups = torch.tensor(lessons.groups, device=device)
        self._columns = torch.tensor(_column_weights(params), device=device)
        self._ranking_weight = params.ranking_weight

    def __call__(self, logits: Tensor, rows: Sequence[int]) -> Tensor:
        index = torch.tensor(rows, device=self._device)
        each = nn.functional.binary_cross_entropy_with_logits(logits, self._targets[index], reduction="none")
        pointwise = ((each * self._columns).mean(1) * self._weights[index]).mean()
        return pointwise + self._ranking_weight * self._ranking(logits, index)

    def _ranking(self, logits: Tensor, index: Tensor) -> Tensor:
        together = self._groups[index][:, None] == self._groups[index][None, :]
        total = logits.new_zeros(())
        for head in range(len(FLIP_HEADS)):
            scores = logits[:, FLIP_COLUMNS[head]]
            worse = self._grades[index, head][:, None] - self._grades[index, head][None, :]
            weight = together * worse.clamp(0, 2) * (worse >= 1) / 2
            total = total + (nn.functional.softplus(scores[None, :] - scores[:, None]) * weight).sum()
        return total / len(index)


def _column_weights(params: ReaderParams) -> list[float]:
    flips = [params.flip_weight if grade == FLIP_GRADE else params.grade_weight for grade in GRADES]
    return [
        *flips * len(FLIP_HEADS),
        *[params.cue_weight] * len(MarketCue),
        *[params.social_cue_weight] * len(SocialCue),
    ]
