"""Recipes that are fitted for the comparison alone: the teachers, and readers whom nobody taught."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from model.reader import Reader

from ..course import Course
from ..encoders import ENCODERS
from ..kept_readers import ReaderSchool
from .frozen import FrozenEncoder
from .recipes import FLIP_COLUMNS, Function, Recipe, described, ranked_by


def teacher_recipes(school: ReaderSchool, course: Course) -> list[Recipe]:
    """Look up what the teachers answered; what is timed is their encoder."""
    params = school.room.params
    embed = FrozenEncoder.open(ENCODERS[params.teacher.encoder], school.room.build).embed
    texts = school.teachers.read(course.first)
    answers = [school.teachers.answers(number, course.first) for number in range(params.distillation.teachers)]

    def all_of_them(posts: Sequence[str]) -> NDArray[np.float64]:
        return np.asarray(np.mean([embed(posts) for _ in answers], axis=0))

    one, mean = _looked_up(texts, answers[0]), _looked_up(texts, np.mean(answers, axis=0))
    return [
        Recipe("MPNet fine-tuned on the labels: a teacher", one, embed),
        Recipe(f"the mean of {len(answers)} teachers", mean, all_of_them),
    ]


def untaught_recipes(school: ReaderSchool, course: Course) -> list[Recipe]:
    """Fit the readers on the labels alone."""
    params = school.room.params
    deaf = {name: replace(how, own_share=0.0) for name, how in params.grown.items()}  # to themselves as well
    params = replace(params, distillation=replace(params.distillation, teachers=0), grown=deaf)
    alone = replace(school, room=replace(school.room, params=params))
    readers = {name: Reader.open(alone.reader(name, course)) for name in params.readers}
    return [
        Recipe.of(f"{described(name, params)}, fine-tuned on the labels alone, int8", ranked_by(reader))
        for name, reader in readers.items()
    ]


def _looked_up(texts: Sequence[str], logits: NDArray[np.float64]) -> Function:
    row_of: Mapping[str, int] = {text: row for row, text in enumerate(texts)}
    return lambda posts: logits[[row_of[post] for post in posts]][:, FLIP_COLUMNS]
