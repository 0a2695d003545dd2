"""What came of one post: the decision on it, with all that it names at its place in the file, or the trouble with it."""

from dataclasses import dataclass

from model import NORMS, Advice, Assessment, Decision, MarketCue, MarketFinding, Norm, Relationship, Span, Verdict

from .fingerprint import sentence_of
from .sources.document import Position
from .sources.notice import Notice
from .sources.post import Post, Trouble

FAILING = {"flip": (Verdict.FLIP,), "review": (Verdict.FLIP, Verdict.REVIEW), "never": ()}
"""The verdicts that fail a run, by what `--fail-on` says."""


NOWHERE = Span(0, 0)


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a file: from its first character to the place behind its last, and the words a reader sees there."""

    start: Position
    end: Position
    text: str
    span: Span = NOWHERE


@dataclass(frozen=True, slots=True)
class Finding:
    """A market cue in a post, with the places of the phrases that carry it; there is always one."""

    cue: MarketCue
    score: float
    places: tuple[Place, ...]

    @property
    def norm(self) -> Norm:
        """The norm that the cue breaks among friends."""
        return NORMS[self.cue]


@dataclass(frozen=True, slots=True)
class Silenced:
    """A finding that is not to be told, or without one the post as a whole: by what (`ignored`, …) and why."""

    finding: Finding | None
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A post that was judged.

    `kept` holds the findings that are to be told, where not all are. `fail_on` is the mildest verdict that fails the run.
    """

    post: Post
    decision: Decision
    advice: tuple[Advice, ...] = ()
    kept: tuple[Finding, ...] | None = None
    silenced: tuple[Silenced, ...] = ()
    fail_on: str | None = None

    @property
    def path(self) -> str:
        """The name of the file that the post stands in."""
        return self.post.path

    @property
    def assessment(self) -> Assessment:
        """What the model itself says of it."""
        return self.decision.assessment

    @property
    def verdict(self) -> Verdict:
        """The verdict after policy, which is the one that counts."""
        return self.decision.verdict

    @property
    def flip_risk(self) -> float:
        """The model's flip risk, whatever policy says."""
        return self.decision.flip_risk

    @property
    def relationship(self) -> Relationship:
        """The relationship that was judged."""
        return self.decision.relationship

    @property
    def because(self) -> str:
        """The reason in a few sentences."""
        return self.decision.because

    @property
    def start(self) -> Position:
        """Where the first word of the post stands."""
        return self.post.document.position(self.post.prose.starts[0])

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Its market cues, the heaviest first, without those that were silenced."""
        return self.all_findings if self.kept is None else self.kept

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """Its market cues, the heaviest first, whether they are to be told or not."""
        return tuple(Finding(found.cue, found.score, self._places(found)) for found in self.assessment.cues)

    @property
    def counts_as(self) -> Verdict:
        """The verdict as the run counts it: a post of which all was silenced is as good as clear."""
        return Verdict.CLEAR if self.silenced and not self.findings else self.verdict

    @property
    def fails(self) -> bool:
        """Whether the post fails the run."""
        return self.counts_as in FAILING[self.fail_on or "flip"]

    def sentence(self, place: Place | None) -> str:
        """Give the normalised sentence that a place stands in; without a place, the normalised text of the post."""
        span = place.span if place else Span(0, 0)
        return sentence_of(self.post.prose, span.start, span.end)

    def _places(self, found: MarketFinding) -> tuple[Place, ...]:
        # In a very long post the phrases of a cue are not always measured; it is then shown where the post starts.
        return tuple(map(self.place, found.spans)) or (Place(self.start, self.start, ""),)

    def place(self, span: Span) -> Place:
        """Find where in the file a span of the post's text stands; one behind its last character is where it ends."""
        if span.start == len(self.post.prose.text):
            end = self.post.document.position(self.post.prose.ends[-1])
            return Place(end, end, "", span)
        document, origin = self.post.document, self.post.prose.origin(span)
        return Place(
            document.position(origin.start), document.position(origin.end), span.of(self.post.prose.text), span
        )


Outcome = Checked | Notice | Trouble
