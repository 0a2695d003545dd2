"""Wordings: plain sentences for a writer to adapt, put in his own register. Nothing here claims to know what is true."""

from ..text import sentences

OPINION = "I'd love to hear what you think."
HELPING_HAND = "I'd be glad of a hand."
ON_TIME = "Please do try to be there on time."
NEXT_ONE = "Next time is on me."
CAKE = "There will be cake."
NO_GAIN = "I get nothing from it."
OWN_BUSINESS = "Plainly: this is about my own business."
ADVERT = "This is an advert: I earn from it."


def shared_cost(amount: str) -> str:
    """Word an even split: the cost said plainly, rounded, with no day to pay by."""
    return f"It comes to about {amount} each, whenever suits."


def in_register(sentence: str, text: str) -> str:
    """Put a sentence in a text's register: small letters where it has no others, no full stop where it sets none."""
    if not any(character.isupper() for character in text):
        sentence = sentence.lower()
    if not any(span.of(text)[-1] in ".!?…" for span in sentences(text)):
        sentence = sentence.removesuffix(".")
    return sentence
