"""The details of the report: market cues, and every slice."""

from collections.abc import Iterator

from model.outputs import FLIP_HEADS

from .failures import worst_first
from .study import Study
from .tables import picture, shown, table


def cue_section(study: Study) -> Iterator[str]:
    """Write how well each market cue is named."""
    yield "## Market cues"
    yield ""
    yield "The annotators name the cues of a post together; `carried` counts their posts, `named` the model's."
    yield ""
    yield from table(
        ("cue", "carried", "named", "both", "precision", "recall", "F1"),
        (
            (
                f"`{one.cue}`",
                one.carried,
                one.reported,
                one.both,
                _share(one.both, one.reported),
                _share(one.both, one.carried),
                shown(one.f1),
            )
            for one in study.cues
        ),
    )


def _share(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "–"


def slice_sections(study: Study) -> Iterator[str]:
    """Write every slice of every kind before each audience."""
    for head in FLIP_HEADS:
        yield f"## Slices, `{head}` readers"
        yield ""
        if any(one.ranks for one in study.slices[head]):
            yield from picture(f"slices-{head}.svg", f"AUROC by slice, {head} readers")
        everything = [*study.slices[head], *study.cue_slices[head]]
        for kind in dict.fromkeys(one.kind for one in everything):
            yield f"By {kind}{_KINDS.get(kind, '')}, the worst ranked first:"
            yield ""
            yield from table(
                (
                    kind,
                    "posts",
                    "flips",
                    "AUROC",
                    "mean risk less share of flips",
                    "flips cleared",
                    "flips called flip",
                    "others called flip",
                ),
                (
                    (
                        one.name,
                        one.posts,
                        one.flips,
                        shown(one.auroc),
                        f"{one.bias:+.3f}",
                        one.cleared,
                        one.called,
                        one.false,
                    )
                    for one in worst_first([one for one in everything if one.kind == kind])
                ),
            )


_KINDS = {
    "register": " (the kind of place, told from the platform or the source)",
    "market cue": " (flips that carry it against every post that is no flip)",
    "annotators": " (where the mean grade is not whole they did not agree)",
}
