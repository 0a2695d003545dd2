"""Loading a model folder, of which no file is opened before its hash was checked.

A model is served from its weights alone. The scikit-learn pipeline that they were taken from lies beside them: it takes a
second to import and is the reference that the weights are held against.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from .artifact import PIPELINE_FILE, read_manifest
from .errors import ArtifactError
from .kept_passages import KEPT_PASSAGES
from .manifest import Manifest
from .passage_reader import PassageReader
from .passage_scorer import Scorer
from .released_readers import late_readers, open_readers, reader_folders
from .remembering_reader import RememberingReader
from .scorer import CascadeScorer, Yardstick
from .verification import verify
from .weights import Weights

if TYPE_CHECKING:
    from sklearn.pipeline import Pipeline


def load(folder: Path, *, late: bool = False, kept_passages: int = KEPT_PASSAGES) -> tuple[Scorer, Scorer, Manifest]:
    """Load a model folder: what scores, what measures evidence, and the manifest.

    Readers are opened at once, or, with `late`, when a passage first needs them; each keeps its answers to so many passages.
    """
    manifest = read_manifest(folder)
    if late:
        opened: Sequence[PassageReader] = late_readers(folder, manifest)
        verify(folder, manifest, lambda name: "/" not in name)
    else:
        verify(folder, manifest)
        opened = open_readers(folder, manifest)
    weights = Weights.open(folder, len(opened))
    readers = [RememberingReader(reader, kept_passages) for reader in opened] if kept_passages else opened
    return CascadeScorer(weights, readers), Yardstick(weights, readers), manifest


def load_weights(folder: Path) -> Weights:
    """Load the numbers of a model folder without its readers."""
    manifest = read_manifest(folder)
    verify(folder, manifest)
    return Weights.open(folder, len(reader_folders(folder, manifest)))


def load_pipeline(folder: Path) -> "Pipeline":
    """Load the scikit-learn pipeline of a model folder, which needs the scikit-learn that it was fitted with."""
    from .pipeline import attach_readers

    manifest = read_manifest(folder)
    verify(folder, manifest)
    return attach_readers(_unpickled(folder, manifest), open_readers(folder, manifest))


def _unpickled(folder: Path, manifest: Manifest) -> "Pipeline":
    import joblib
    import sklearn

    wanted = manifest.packages.get("scikit-learn")
    if wanted != sklearn.__version__:
        raise ArtifactError(
            f"Model {manifest.version} was trained with scikit-learn {wanted}, but {sklearn.__version__} is installed. "
            f"Install scikit-learn=={wanted}, or retrain with `python -m training`."
        )
    return joblib.load(folder / PIPELINE_FILE)
