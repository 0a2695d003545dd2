"""Templates and what fills their slots."""

import random
from collections.abc import Mapping, Sequence

Choices = Mapping[str, str]
"""What each slot of one text was filled with."""

_SLOTS: Mapping[str, Sequence[str]] = {
    "friend": ("Ada", "Kwame", "Mei", "Tomás", "Priya", "Noor", "Jack", "Oksana", "Hinemoa", "Yusuf"),
    "other": ("Lena", "Diego", "Amara", "Ravi", "Siobhán", "Chidi", "Hana", "Piotr"),
    "sign": ("$", "£", "€", "A$", "CA$"),
    "n": tuple(str(number) for number in (12, 15, 18, 22, 25, 28, 30, 35, 40, 45, 48, 60)),
    "m": ("3", "4", "5", "6", "7", "8", "9"),
    "big": ("120", "160", "200", "240", "280", "320", "400", "480", "650", "900"),
    "percent": ("10", "15", "20", "25", "30"),
    "day": ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    "item": ("mug", "candle", "bowl", "lamp", "necklace", "cushion", "tote bag"),
    "craft": ("pottery", "knitwear", "jewellery", "soap", "woodwork", "embroidery"),
    "product": ("skin cream", "protein powder", "lavender oil", "collagen", "herbal tea", "hair serum"),
    "code": ("ANNA15", "SUNNY20", "MIRA10", "HELLO25"),
    "link": ("https://shop.example/new", "https://my-page.example", "www.example.com/join", "https://bit.example/3xq"),
}


def choose(rng: random.Random) -> Choices:
    """Choose a filling for every slot."""
    return {name: rng.choice(values) for name, values in _SLOTS.items()}


def others(choices: Choices, slots: Sequence[str], rng: random.Random) -> Choices:
    """Choose these slots anew, each unlike before, and leave the rest."""
    return {**choices, **{slot: rng.choice([one for one in _SLOTS[slot] if one != choices[slot]]) for slot in slots}}


def fill(template: str, choices: Choices) -> str:
    """Fill a template."""
    return template.format_map(choices)


def has_slot(template: str, slots: Sequence[str]) -> bool:
    """Tell whether a template has one of these slots."""
    return any(f"{{{slot}}}" in template for slot in slots)
