"""The classifier alone, on one core: one post and many, against other classifiers."""

from collections.abc import Callable, Sequence

from model import Classifier
from model.artifact import released_folder
from model.loading import load_weights
from model.reader import Reader
from model.released_readers import reader_folders

from .figures import US, Figures, percentile, seconds_of, time_each
from .plan import Plan
from .rivals import Rival, rivals
from .texts import repeated

PART = "classifier"
ONE, MANY = "one post", "many posts, one core"


def measure(plan: Plan, figures: Figures) -> None:
    """Give every classifier the same posts, in turn."""
    figures.refer(PART, US)
    classifier = Classifier.load(plan.model_folder, kept_passages=0)  # the same posts come again and again
    folder = plan.model_folder or released_folder()
    readers = {one.name: Reader.open(one) for one in reader_folders(folder, classifier.manifest)}
    wording = load_weights(folder).wording
    own = [
        Rival(US, classifier.assess, lambda texts: [classifier.scores(text) for text in texts]),
        Rival(f"{US}, scores alone", classifier.scores, lambda texts: [classifier.scores(text) for text in texts]),
        *(_alone(f"{name} reader", reader.logits) for name, reader in readers.items()),
        _alone("n-grams", wording.logits),
    ]
    figures.remark("Classifier: FlipGuard's one post is a whole assessment with its evidence; its many are scores.")
    with rivals(plan, figures) as others:
        everyone = [*own, *others]
        for rival in everyone:
            rival.one(plan.texts[0])  # warm
        for _ in range(plan.repeats):
            for rival in everyone:
                _time(rival, plan, figures)


def _alone(part: str, logits: Callable[[str], object]) -> Rival:
    return Rival(f"{US}'s {part} alone", logits, lambda texts: [logits(text) for text in texts])


def _time(rival: Rival, plan: Plan, figures: Figures) -> None:
    texts = _given(rival, plan.texts, plan)
    ascending = time_each(rival.one, texts)
    figures.add(PART, ONE, rival.name, "ms, median", percentile(ascending, 0.5) * 1e3)
    figures.add(PART, ONE, rival.name, "ms, 99th percentile", percentile(ascending, 0.99) * 1e3)
    many = _given(rival, repeated(plan.texts, plan.bulk), plan)
    figures.add(PART, MANY, rival.name, "posts/s", len(many) / seconds_of(lambda: rival.many(many)))


def _given(rival: Rival, texts: Sequence[str], plan: Plan) -> Sequence[str]:
    """Give a slow rival an even sample of the texts."""
    if not rival.is_slow or len(texts) <= plan.slow_texts:
        return texts
    return texts[:: -(-len(texts) // plan.slow_texts)]
