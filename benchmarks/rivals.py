"""Other classifiers that a post could be given to, and how each is made. Only their cost is compared here."""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .encoder import Encoder, Precision, export
from .figures import Figures
from .plan import Plan
from .texts import written_rows

_PART = "Classifier"


@dataclass(frozen=True, slots=True)
class Rival:
    """A classifier by its two ways: one text, and many at once. A slow one is given fewer texts."""

    name: str
    one: Callable[[str], object]
    many: Callable[[Sequence[str]], object]
    is_slow: bool = False


@contextmanager
def rivals(plan: Plan, figures: Figures) -> Iterator[list[Rival]]:
    """Make all rivals whose packages are installed."""
    rows = written_rows()[: plan.rows[-1]]
    texts = [str(row["text"]) for row in rows]
    flips = [float(row["flip"]["social"]) >= 2 for row in rows]
    with ExitStack() as stack:
        made = [_scikit_learn(texts, flips)]
        for make in (_fasttext, _encoders):
            try:
                made += make(texts, flips, plan, stack)
            except ModuleNotFoundError as error:
                figures.remark(f"{_PART}: without the package {error.name}, what needs it is left out.")
        yield made


def _scikit_learn(texts: Sequence[str], flips: Sequence[bool]) -> Rival:
    """Fit the n-grams that FlipGuard has too, with one logistic regression where FlipGuard has sixteen."""
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline, make_union

    words = TfidfVectorizer(ngram_range=(1, 2), max_features=15_000, sublinear_tf=True)
    characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), max_features=25_000, sublinear_tf=True)
    fitted = make_pipeline(make_union(words, characters), LogisticRegression(max_iter=1_000)).fit(texts, flips)
    return Rival(
        "scikit-learn (n-grams, one regression)", lambda text: fitted.predict_proba([text]), fitted.predict_proba
    )


def _fasttext(texts: Sequence[str], flips: Sequence[bool], plan: Plan, stack: ExitStack) -> list[Rival]:  # noqa: ARG001
    import fasttext

    with tempfile.NamedTemporaryFile("w", suffix=".txt", encoding="utf-8") as file:
        lines = [f"__label__{flip} {_one_line(text)}\n" for text, flip in zip(texts, flips, strict=True)]
        file.writelines(lines)
        file.flush()
        model: Any = fasttext.train_supervised(file.name, wordNgrams=2, minn=2, maxn=5, thread=1, verbose=0)

    def one(text: str) -> object:
        # Its own `predict` asks NumPy for something that NumPy 2 no longer gives.
        return model.f.predict(_one_line(text) + "\n", 2, 0.0, "strict")

    return [Rival("fastText (word pairs, runs of 2 to 5)", one, lambda texts: [one(text) for text in texts])]


def _encoders(texts: Sequence[str], flips: Sequence[bool], plan: Plan, stack: ExitStack) -> list[Rival]:  # noqa: ARG001
    """Make an encoder of the size of BERT base, as Detoxify's, with random weights: the cost is the same."""
    folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
    layers, width, heads = plan.encoder
    files = export(folder, layers=layers, width=width, heads=heads)
    made = []
    for precision in Precision:
        encoder = Encoder.open(files[precision])
        made.append(Rival(f"BERT base ({precision}, ONNX Runtime)", encoder.one, encoder.many, is_slow=True))
    return made


def _one_line(text: str) -> str:
    return " ".join(text.split())
