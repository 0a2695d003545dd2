"""Recipes that only `compare --fit` has: the teachers by themselves, and readers whom nobody taught."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.outputs import FLIP_COLUMNS
from model.reader import Reader

from ..course import Course
from ..encoders import ENCODERS
from ..kept_readers import ReaderSchool
from ..params import Params
from .frozen import FrozenEncoder
from .recipes import Function, Recipe, ranked_by


def fitted_readers(school: ReaderSchool, course: Course) -> dict[str, Path]:
    """Fit the readers, or find them; give their folders by what they are called."""
    return {
        f"{_described(name, school.room.params)}, taught": folder for name, folder in school.readers(course).items()
    }


def untaught_recipes(school: ReaderSchool, course: Course) -> list[Recipe]:
    """Fit the readers on the labels alone."""
    params = school.room.params
    deaf = {name: replace(how, own_share=0.0) for name, how in params.grown.items()}  # to themselves as well
    params = replace(params, distillation=replace(params.distillation, teachers=0), grown=deaf)
    alone = replace(school, room=replace(school.room, params=params))
    readers = {name: Reader.open(alone.reader(name, course)) for name in params.readers}
    return [
        Recipe.of(f"{_described(name, params)}, fine-tuned on the labels alone, int8", ranked_by(reader))
        for name, reader in readers.items()
    ]


def teacher_recipes(school: ReaderSchool, course: Course) -> list[Recipe]:
    """Look up what the teachers answered, of whom there may be none; what is timed is their encoder."""
    params = school.room.params
    if not params.distillation.teachers:
        return []
    texts = school.teachers.read(course.first)
    answers = [school.teachers.answers(number, course.first) for number in range(params.distillation.teachers)]
    embed = FrozenEncoder.open(ENCODERS[params.teacher.encoder], school.room.build).embed

    def all_of_them(posts: Sequence[str]) -> NDArray[np.float64]:
        return np.asarray(np.mean([embed(posts) for _ in answers], axis=0))

    one, mean = _looked_up(texts, answers[0]), _looked_up(texts, np.mean(answers, axis=0))
    return [
        Recipe("MPNet fine-tuned on the labels: a teacher", one, embed),
        Recipe(f"the mean of {len(answers)} teachers", mean, all_of_them),
    ]


def _described(name: str, params: Params) -> str:
    reader = params.readers[name]
    kept = f"{len(reader.layers)} layers of {reader.encoder}" if reader.layers else reader.encoder
    return f"{name} reader: {kept}"


def _looked_up(texts: Sequence[str], logits: NDArray[np.float64]) -> Function:
    row_of: Mapping[str, int] = {text: row for row, text in enumerate(texts)}
    return lambda posts: logits[[row_of[post] for post in posts]][:, FLIP_COLUMNS]
