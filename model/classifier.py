"""The classifier: one draft and its audience in, one assessment out.

A long post is read whole, in overlapping passages of whole sentences; its flip risk and its cues are those of the
passage where they are highest.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Self

from .artifact import read_card, released_folder
from .assessment import Assessment, Caveat, MarketFinding, ModelIdentity, Scores, SocialFinding
from .because import because
from .kept_passages import KEPT_PASSAGES
from .language import Language, identify
from .manifest import Manifest
from .norms import MarketCue, Relationship, SocialCue, Verdict
from .outputs import HEADS
from .passage_scorer import QuickScorer, Scorer
from .text import PASSAGE_LENGTH, Span, checked, passages

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAX_EXPLAINED_PASSAGES = 6
"""Evidence is measured in no more passages than these, the riskiest."""

_DIGITS = 6

# Walking along an enumeration takes longer than along a tuple, and each post is walked along several times.
_MARKET_CUES, _SOCIAL_CUES = tuple(MarketCue), tuple(SocialCue)


class Classifier:
    """A fitted scorer together with its manifest, which holds the thresholds, and its card. Safe to share between threads.

    Evidence is measured with the `yardstick`, a cheaper scorer, if one is given.
    """

    def __init__(self, scorer: Scorer, manifest: Manifest, card: str = "", yardstick: Scorer | None = None) -> None:
        self._scorer = scorer
        self._yardstick = yardstick or scorer
        self._quick = scorer if isinstance(scorer, QuickScorer) else None
        self.manifest = manifest
        self.card = card
        self.identity: ModelIdentity = manifest.identity

    @classmethod
    def load(cls, folder: Path | None = None, *, late: bool = False, kept_passages: int = KEPT_PASSAGES) -> Self:
        """Load the released model, or the one in `folder`; raises `ArtifactError` if it can't be trusted.

        With `late`, for a program that ends soon, its readers are verified meanwhile and opened when a text first needs them, so that a
        text that is clear by its wording is answered sooner, and the error may come as late. Each reader keeps its answers to the
        newest `kept_passages`, without a word of them.
        """
        from .loading import load  # what scores, numpy too, is imported where something is to be scored

        folder = folder or released_folder()
        scorer, yardstick, manifest = load(folder, late=late, kept_passages=kept_passages)
        return cls(scorer, manifest, read_card(folder), yardstick)

    def scores(self, text: str) -> Scores:
        """Score a text for every audience and cue; raises `InputError` if it can't be judged."""
        return _as_scores(_read(checked(text), self._scorer)[1].max(axis=0))

    def rough_scores(self, text: str) -> Scores:
        """Score a text with the yardstick, to choose what is worth scoring; raises `InputError` as `scores` does."""
        return _as_scores(_read(checked(text), self._yardstick)[1].max(axis=0))

    def assess(self, text: str, relationship: Relationship = Relationship.SOCIAL) -> Assessment:
        """Judge a text before the readers of a relationship; raises `InputError` if it can't be judged."""
        spans, table = _read(checked(text), self._scorer)
        scores = _as_scores(table.max(axis=0))
        reported = self._reported(scores)
        explain = self._calls_for_evidence(scores, reported, relationship)
        evidence = self._evidence(text, spans, table, reported) if explain else {}
        return self._assessment(text, relationship, scores, reported, evidence)

    def glance(self, text: str, relationship: Relationship = Relationship.SOCIAL) -> Assessment | None:
        """Assess a text if that takes a moment alone: one short passage whose wording shows that it is clear.

        Gives what `assess` would, and None where `assess` has to be asked; raises `InputError` as it does. So short a time may
        be spent on an event loop.
        """
        if self._quick is None or len(text) > PASSAGE_LENGTH:
            return None
        chances = self._quick.glance(checked(text))
        if chances is None:
            return None
        scores = _as_scores(chances)
        reported = self._reported(scores)
        if self._calls_for_evidence(scores, reported, relationship):
            return None
        return self._assessment(text, relationship, scores, reported, {})

    def verdict(self, flip_risk: float, relationship: Relationship) -> Verdict:
        """Name the band that a flip risk falls in before the readers of this relationship."""
        if relationship is Relationship.MARKET:
            return Verdict.CLEAR
        return self.manifest.thresholds[relationship].verdict(flip_risk)

    def _reported(self, scores: Scores) -> dict[str, float]:
        """Name the cues that are reported, with the thresholds from which they are."""
        bars = self.manifest.cue_thresholds
        return {cue: bars[cue] for cue, score in scores.each_cue() if self.manifest.reports(cue, score)}

    def _calls_for_evidence(self, scores: Scores, reported: Mapping[str, float], relationship: Relationship) -> bool:
        verdict = self.verdict(scores.flip_risk(relationship), relationship)
        return verdict is not Verdict.CLEAR or any(cue in reported for cue in _MARKET_CUES)

    def _assessment(
        self,
        text: str,
        relationship: Relationship,
        scores: Scores,
        reported: Mapping[str, float],
        evidence: Mapping[str, tuple[Span, ...]],
    ) -> Assessment:
        risk = scores.flip_risk(relationship)
        verdict = self.verdict(risk, relationship)
        cues = _market_findings(scores, reported, evidence)
        language = identify(text)
        return Assessment(
            verdict=verdict,
            flip_risk=risk,
            relationship=relationship,
            cues=cues,
            social_cues=_social_findings(scores, reported, evidence),
            because=because(text, verdict, relationship, cues),
            language=language,
            warnings=_warnings(language),
            scores=scores,
            model=self.identity,
        )

    def _evidence(
        self, text: str, spans: Sequence[Span], table: "NDArray[np.float64]", reported: Mapping[str, float]
    ) -> dict[str, tuple[Span, ...]]:
        from .evidence import find_evidence

        found: dict[str, list[Span]] = {}
        for index in (-table[:, 0]).argsort(kind="stable")[:MAX_EXPLAINED_PASSAGES]:
            passage = spans[index]
            here = {cue: bar for cue, bar in reported.items() if table[index, HEADS.index(cue)] >= bar}
            if not here:
                continue
            for cue, parts in find_evidence(passage.of(text), here, self._yardstick).items():
                found.setdefault(cue, []).extend(
                    Span(passage.start + part.start, passage.start + part.end) for part in parts
                )
        return {cue: _without_overlaps(parts) for cue, parts in found.items()}


def _read(text: str, scorer: Scorer) -> "tuple[list[Span], NDArray[np.float64]]":
    spans = passages(text)
    return spans, scorer.predict_proba([span.of(text) for span in spans])


def _as_scores(row: "NDArray[np.float64]") -> Scores:
    values = {head: round(value, _DIGITS) for head, value in zip(HEADS, row.tolist(), strict=True)}
    return Scores(
        social=values["social"],
        # a mixed audience is used to more: as the guide has it, it never feels more of a flip than a social one
        mixed=min(values["mixed"], values["social"]),
        market_cues={cue: values[cue] for cue in _MARKET_CUES},
        social_cues={cue: values[cue] for cue in _SOCIAL_CUES},
    )


def _market_findings(
    scores: Scores, reported: Mapping[str, float], evidence: Mapping[str, tuple[Span, ...]]
) -> tuple[MarketFinding, ...]:
    carried = sorted((cue for cue in _MARKET_CUES if cue in reported), key=lambda cue: -scores.market_cues[cue])
    return tuple(MarketFinding(cue, scores.market_cues[cue], evidence.get(cue, ())) for cue in carried)


def _social_findings(
    scores: Scores, reported: Mapping[str, float], evidence: Mapping[str, tuple[Span, ...]]
) -> tuple[SocialFinding, ...]:
    carried = sorted((cue for cue in _SOCIAL_CUES if cue in reported), key=lambda cue: -scores.social_cues[cue])
    return tuple(SocialFinding(cue, scores.social_cues[cue], evidence.get(cue, ())) for cue in carried)


def _without_overlaps(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Merge spans that two overlapping passages both named."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start < merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _warnings(language: Language) -> tuple[Caveat, ...]:
    if not language.is_foreign:
        return ()
    return (
        Caveat(
            "language",
            f"The text seems to be in “{language.code}”; the model was trained on English alone, "
            "so its answer is not to be relied on.",
        ),
    )
