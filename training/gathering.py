"""The corpus as it is at hand: read, counted, and checked before anything is trained on it."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from .checks import find_faults, find_leaks, find_strays, find_torn_groups
from .errors import CorpusError
from .examples import Example, count_public, read_authored, read_bench, read_public, read_texts
from .params import PARAMS, read_params
from .parts import PARTS_FILE, read_parts

TEST_SETS = Path(__file__).parent / "bench"


def gather(corpus: Path, texts: Sequence[Path], *, complete: bool = False) -> list[Example]:
    """Read all examples at hand and say loudly what is missing; raises `CorpusError` instead if it must be `complete`."""
    authored, public = read_authored(corpus), read_public(read_texts(texts), corpus)
    known = count_public(corpus)
    click.echo(f"Corpus: {len(authored):,} written posts, {len(public):,} of {known:,} real posts.")
    if missing := known - len(public):
        if complete:
            raise CorpusError(
                f"The texts of {missing:,} real posts are missing, and this needs all. `python -m training fetch` gets them, "
                "and --public names their file."
            )
        click.secho(
            f"WARNING: the texts of {missing:,} real posts were not given (--public). This is NOT the "
            "recipe of the released model: without real posts its risks are too high and it ranks them worse.",
            fg="yellow",
            err=True,
        )
    dealt = read_parts(corpus)
    examples = [replace(example, part=dealt.of(example.id, example.joined)) for example in (*authored, *public)]
    if strays := [example.id for example in examples if example.settled and example.part is None]:
        raise CorpusError(
            f"{corpus / PARTS_FILE} names no part of {strays[0]}, whose label was settled anew: dealt again, what has taught could come to "
            "test. Take the file from the last commit."
        )
    return examples


def texts_to_be_tested_on(benchmark: Sequence[Example]) -> list[str]:
    """Give the texts that nobody may learn from: those of a benchmark and of the sets in `bench/`."""
    sets = (read_bench(path) for path in sorted(TEST_SETS.glob("*.jsonl")))
    return [example.text for one in (benchmark, *sets) for example in one]


def check_corpus(corpus: Path, texts: Sequence[Path], bench: Path | None, *, complete: bool = False) -> list[Example]:
    """Read and check the corpus; raises `CorpusError` that names what must be mended."""
    params = read_params(PARAMS)
    examples = gather(corpus, texts, complete=complete)
    faults = [*find_faults(examples), *find_torn_groups(examples, params.split.largest_source)]
    if sum(example.is_public for example in examples) == count_public(corpus):
        faults += find_strays(read_parts(corpus).held_out, examples)
    tested_on = texts_to_be_tested_on(read_bench(bench) if bench else [])
    faults += find_leaks(examples, tested_on, params.corpus.near_duplicate_similarity)
    if faults:
        shown = "\n".join(f"  {fault}" for fault in faults[:20])
        raise CorpusError(f"The corpus has {len(faults)} faults; mend or remove these rows:\n{shown}")
    click.echo("Checks: no repeated ids or texts, no unknown labels, no broken texts, no leak into the benchmark.")
    return examples
