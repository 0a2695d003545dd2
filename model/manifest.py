"""The manifest: everything about a released model that is not weights, as JSON beside them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any, Self

from .assessment import ModelIdentity
from .errors import ArtifactError
from .norms import Relationship, Verdict

MANIFEST_FILE = "manifest.json"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """The two flip risks that part `clear` from `review` and `review` from `flip`, for one relationship."""

    review: float
    flip: float

    def verdict(self, flip_risk: float) -> Verdict:
        """Name the band that a flip risk falls in."""
        if flip_risk >= self.flip:
            return Verdict.FLIP
        return Verdict.REVIEW if flip_risk >= self.review else Verdict.CLEAR


@dataclass(frozen=True)  # without slots: there is room to keep the identity
class Manifest:
    """What was trained, from what, with what, how well it does, and the SHA-256 of every file beside it.

    `thresholds` hold for `social` and `mixed`; `cue_thresholds` name for each cue the score from which it is reported.
    `corpus` counts and hashes what was used; `metrics` are figures by data set. `packages` pins what must be the same
    for the pipeline to load as it was saved.
    """

    version: str
    created: str
    recipe: str
    thresholds: Mapping[Relationship, Thresholds]
    cue_thresholds: Mapping[str, float]
    corpus: Mapping[str, Any]
    metrics: Mapping[str, Any]
    packages: Mapping[str, str]
    files: Mapping[str, str]

    def to_json(self) -> bytes:
        """Write the manifest in one canonical form, so that its hash can stand for the model."""
        return (json.dumps(asdict(self), indent=2, sort_keys=True, ensure_ascii=False) + "\n").encode()

    @classmethod
    def from_json(cls, content: bytes) -> Self:
        """Read a manifest back, or raise `ArtifactError` if it isn't one."""
        try:
            fields = json.loads(content)
            thresholds = {Relationship(name): Thresholds(**bands) for name, bands in fields.pop("thresholds").items()}
            return cls(thresholds=thresholds, **fields)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            raise ArtifactError(
                f"{MANIFEST_FILE} is not a manifest of this program ({error}). Fetch the model folder anew."
            ) from error

    def reports(self, cue: str, score: float) -> bool:
        """Tell whether a cue of this score is reported."""
        return score >= self.cue_thresholds[cue]

    @cached_property
    def identity(self) -> ModelIdentity:
        """Name the model by its version and the hash of this manifest."""
        return ModelIdentity(self.version, f"sha256:{hashlib.sha256(self.to_json()).hexdigest()}")
