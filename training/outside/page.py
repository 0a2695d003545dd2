"""Writing the outside table: one page, from the three sets of a folder."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import click

from model import Classifier, ModelIdentity

from ..cells import shown_figure
from ..errors import CorpusError
from ..examples import read_labelled_hashes, read_texts
from ..kept_scores import KeptScores
from ..params import Params
from ..report.tables import shown, table
from .dimensions import PARTS, DimensionFigures, measure_dimensions, read_ties
from .published import DIMENSIONS, SMS_SPAM
from .spam import SpamFigures, leave_out, measure_spam, read_spam

SETS: Mapping[str, str] = {"sms_spam": "SMS Spam Collection", "youtube_spam": "YouTube Spam Collection"}
TIES = "tendims"


def write_outside(
    folder: Path,
    out: Path,
    unlabelled: Sequence[Path],
    model_folder: Path | None,
    corpus: Path,
    params: Params,
    build: Path,
) -> None:
    """Measure the sets in `folder` and write the page; raises `CorpusError` if one is missing."""
    paths = {name: folder / f"{name}.jsonl" for name in (*SETS, TIES)}
    if missing := [path.name for path in paths.values() if not path.exists()]:
        raise CorpusError(
            f"{folder} lacks {', '.join(missing)}. It must hold {', '.join(p.name for p in paths.values())}."
        )
    labelled, read = read_labelled_hashes(corpus), set(read_texts(unlabelled))
    spam = {}
    with KeptScores(Classifier.load(model_folder), build) as scores:
        for name in SETS:
            posts = read_spam(paths[name])
            unseen = leave_out(posts, labelled, read, params.corpus.near_duplicate_similarity)
            spam[name] = measure_spam(posts, unseen, scores, params.release.resamples, params.seed)
    ties = measure_dimensions(read_ties(paths[TIES]), build, params.seed)
    page = "\n".join(_page(scores.classifier.identity, spam, ties, bool(unlabelled))).rstrip("\n") + "\n"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(page, encoding="utf-8")
    click.echo(page)
    click.echo(f"Written: {out}")


def _page(
    model: ModelIdentity, spam: Mapping[str, SpamFigures], ties: Sequence[DimensionFigures], unlabelled: bool
) -> Iterator[str]:
    yield "# Outside tables"
    yield ""
    yield (
        "Nobody else publishes a set with our question, so these are neighbours of it. Written by "
        "`python -m training outside FOLDER`; the texts are others' and are not in this repository. Figures in brackets are "
        "95 % intervals from posts drawn anew."
    )
    yield ""
    yield f"## Spam as a proxy, model {model.version}"
    yield ""
    yield from _LIMITS
    yield ""
    yield f"The model is `{model.digest}`; what is ranked is its flip risk before `social` readers."
    yield ""
    yield from _left_out(spam, unlabelled)
    yield from _spam_table(spam)
    yield from _published()
    yield from _ties(ties)


_LIMITS = (
    "What this can't say:",
    "",
    "- Spam is not a flip. A swindle that asks for a call (spam) may be graded low for want of an act that a friend would feel, "
    "and a friend who sends an invoice (ham) is a flip. A perfect answer to our question would not reach 1 here.",
    "- The published systems were trained on these labels and measured on a random part of the whole set. Ours was never shown "
    "them, and is measured on what its own training left over: not the same posts, so not a race.",
    "- What we labelled was chosen, not drawn: spam above all, and posts that a model was unsure about. What is left over is what "
    "that choice passed by, with little spam among it. The AUROC of all posts counts those that the model learnt from as well (with "
    "our labels, not these) and is an upper bound.",
    "- Accuracy flatters where most posts are ham; it is shown because that is what others published.",
)


def _left_out(spam: Mapping[str, SpamFigures], unlabelled: bool) -> Iterator[str]:
    yield "Texts that the training corpus labels are left out, known by their hashes, and so are texts that nearly repeat one:"
    yield ""
    heads = [
        "set",
        "posts",
        "labelled by us, left out",
        "nearly repeat those, left out",
        "without words, left out",
        "left",
    ]
    rows: list[list[object]] = []
    for name, one in spam.items():
        left = one.unseen
        total = len(left.posts) + left.labelled + left.near_labelled + left.without_words
        rows.append([SETS[name], total, left.labelled, left.near_labelled, left.without_words, len(left.posts)])
        if unlabelled:
            rows[-1].append(left.at_hand_unlabelled)
    yield from table([*heads, *(["of those, at hand without a label"] if unlabelled else [])], rows)
    if unlabelled:
        yield (
            "Texts at hand without a label may have been read by the reader's teachers, whose answers the reader learns from; "
            "nobody told them what is spam."
        )
        yield ""


def _spam_table(spam: Mapping[str, SpamFigures]) -> Iterator[str]:
    yield from table(
        (
            *(
                "set",
                "posts left",
                "spam left, of all",
                "AUROC",
                "AUROC of all posts",
                "average precision",
                "called `flip`: spam, ham",
            ),
            *("`review` or `flip`: spam, ham", "accuracy at the best threshold of all", "accuracy of always ham"),
        ),
        (
            (
                SETS[name],
                len(one.unseen.posts),
                f"{one.spam} of {one.spam_in_all}",
                shown(one.auroc),
                shown_figure(one.auroc_of_all),
                shown(one.average_precision),
                f"{one.caught_at_flip:.1%}, {one.blocked_at_flip:.1%}",
                f"{one.caught_at_review:.1%}, {one.blocked_at_review:.1%}",
                f"{one.best_accuracy:.1%}",
                f"{one.always_ham:.1%}",
            )
            for name, one in spam.items()
        ),
    )
    yield "The best threshold was chosen on these very posts, so that accuracy is an upper bound."
    yield ""


def _published() -> Iterator[str]:
    yield "Published for the SMS Spam Collection (5,574 messages, 86.6 % ham); none of these sources states an AUROC, and none was found for YouTube Spam:"
    yield ""
    yield from table(("who", "figures"), SMS_SPAM)


def _ties(ties: Sequence[DimensionFigures]) -> Iterator[str]:
    yield "## Ten dimensions of social ties"
    yield ""
    yield (
        "Choi et al. (WWW 2020) asked three annotators which of ten dimensions a sentence conveys; exchange is not among them. "
        "Here the parts of our recipe are trained on their labels: n-grams as in the release, and logistic regression on the "
        "encoder that our reader starts from, **frozen, not fine-tuned**; their logits are added. Five folds, texts with two votes "
        "or more against texts with none. The paper's abstract says AUC up to 0.98; its figures by dimension were not found, so "
        "the last column is a probe of ours with TF-IDF and logistic regression, on the same division of texts."
    )
    yield ""
    means = [_mean([one.aurocs[part] for one in ties]) for part in range(len(PARTS))]
    yield from table(
        ("dimension", "texts with it", "without", *PARTS, "probed before"),
        (
            *(
                (
                    one.name,
                    one.carried,
                    one.others,
                    *map(shown_figure, one.aurocs),
                    f"{DIMENSIONS[one.name]:.3f}",
                )
                for one in ties
            ),
            ("mean", "", "", *map(shown_figure, means), f"{sum(DIMENSIONS.values()) / len(DIMENSIONS):.3f}"),
        ),
    )


def _mean(figures: Sequence[float | None]) -> float | None:
    known = [one for one in figures if one is not None]
    return sum(known) / len(known) if known else None
