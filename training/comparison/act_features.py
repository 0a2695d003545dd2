"""Hand-made features of the act: who pays whom, who gains, what was agreed. What can be counted without reading.

They are a recipe to compare with, not a part of the released model.
"""

import re
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_SUM = (
    r"(?:[$£€₹¥]\s?\d[\d,.]*|\d[\d,.]*\s?(?:bucks|quid|euros?|dollars?|pounds?|rupees|naira|shillings|usd|eur|gbp)\b)"
)

_PATTERNS: Mapping[str, str] = {
    "a sum": _SUM,
    "a sum for each": _SUM + r"\s*(?:each|per|a head|pp|a pop|an hour|/h)",
    "a share in per cent": r"\d+\s?%",
    "I pay you": r"\b(?:i'?ll|i will|i can|happy to|glad to|let me)\s+(?:\w+\s+)?(?:pay|tip|compensate|reward)\b",
    "you pay me": r"\b(?:pay|owe|send|transfer|venmo|paypal|e-?transfer)\s+(?:me|us)\b",
    "what do I owe": r"\bwhat (?:do|did) (?:i|we) owe\b",
    "you owe": r"\b(?:you|u|y'all|they) (?:still )?owe\b",
    "to split": r"\b(?:split|halves|chip in|share the cost|divided?|between us|by (?:two|three|four|five|\d))\b",
    "at cost": r"\b(?:at cost|cost price|no profit|what (?:it|i) (?:cost|paid)|exactly what)\b",
    "a fee of mine": r"\b(?:my|our) (?:fee|cut|commission|rate|margin|percentage|time)\b",
    "agreed": r"\b(?:as agreed|we agreed|like we said|as discussed|deal was|voted)\b",
    "a fine": r"\b(?:fine[ds]?|penalty|late fee|deposit|forfeit|invoice|bill(?:ed|ing)?)\b",
    "to order": r"\b(?:order|buy|shop|checkout|preorder|pre-order|in stock|for sale|selling|discount|promo|code|coupon)\b",
    "a link": r"https?://|www\.|\blink in\b|\.example\b",
    "to write to me": r"\b(?:dm|pm|inbox|message|text|whatsapp|email) (?:me|us)\b",
    "to sign up": r"\b(?:sign up|register|join|subscribe|enrol|waitlist|newsletter)\b",
    "for reach": r"\b(?:like|share|retweet|rt|follow|vote|tag|upvote|review|subscribe|repost|comment)\b",
    "to earn": r"\b(?:earn|income|passive|side hustle|financial freedom|opportunity|per week|a week)\b",
    "a counting of favours": r"\b(?:after all i|how many times|i was there when|remember when i|i did .* for you|your turn)\b",
    "worth": r"\b(?:worth|cost me|normally|usually charge|would have cost|retail)\b",
    "a gift": r"\b(?:gift|present|on me|my treat|for free|free of charge|no charge|keep it|nothing)\b",
    "thanks": r"\b(?:thank|thanks|thx|ty|grateful|cheers|appreciate)\b",
    "need": r"\b(?:rent|hospital|sick|lost (?:my|his|her) job|in need|struggling|fundraiser|charity|donat\w*)\b",
    "reported speech": r"[“\"].+[”\"]|\b(?:he|she|they|my boss|some guy) (?:said|says|asked|told|wrote)\b",
    "a refusal": r"\b(?:don'?t|won'?t|not|never|no) (?:\w+ ){0,3}(?:pay|money|charge|owe|selling|sale)\b",
    "a joke": r"\b(?:lol|lmao|haha|jk|kidding|joking)\b|😂|🤣",
    "a question": r"\?",
    "haste": r"\b(?:only \d|last (?:few|chance|day)|hurry|ends|today only|limited|now)\b|!!",
    "friends": r"\b(?:friends?|family|fam|guys|everyone|neighbou?rs?|mum|mom|dad|sis|bro|team)\b",
    "I": r"\b(?:i|my|me|mine|we|our|us)\b",
    "you": r"\b(?:you|your|u|ur|y'all)\b",
    "tags": r"#\w+",
}

_COMPILED = [re.compile(pattern, re.IGNORECASE) for pattern in _PATTERNS.values()]

NAMES: tuple[str, ...] = (*_PATTERNS, "length")


def act_features(texts: Sequence[str]) -> NDArray[np.float64]:
    """Count what the patterns find, on a logarithmic scale, and the length: shape `(texts, len(NAMES))`."""
    rows = [[*(len(pattern.findall(text)) for pattern in _COMPILED), len(text) / 100] for text in texts]
    return np.log1p(np.array(rows, dtype=np.float64).reshape(len(texts), len(NAMES)))
