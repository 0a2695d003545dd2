"""What is added to a post, or taken away, and moves its risk in a known direction."""

from collections.abc import Sequence

GIFTS: Sequence[str] = (
    "There's a jar of plum jam for each of you on the step.",
    "I made too much soup, come and get some.",
    "I knitted you a scarf, {friend}.",
    "You can have my old bike, {friend}.",
    "I can teach you the song on {day}, {friend}.",
    "The kids' clothes are in a bag by the door, take what fits.",
    "I baked bread for the whole street this morning.",
    "You can sleep on our sofa on {day}, {friend}.",
)
PRICES: Sequence[str] = (
    " That'll be {sign}{n}.",
    " It's {sign}{n}.",
    " {sign}{n} each, please.",
    " For {sign}{n}, paid to me first.",
)

NEWS: Sequence[str] = (
    "My first {craft} is finished and I'm so proud of it.",
    "We launched the app today and I slept two hours.",
    "I've started working with {product} this spring.",
    "The band has its first gig on {day}.",
    "My little shop opens on {day}.",
    "I've been writing a book for three years and it's done.",
)
ASKS: Sequence[str] = (
    " Order yours here: {link}",
    " Share this with all your friends and tag three of them!",
    " {sign}{n} a ticket, and I count on every one of you.",
    " Message me to join my team.",
    " Use code {code} for {percent}% off.",
    " Please leave a five-star review for my company.",
)

LINKS: Sequence[str] = (" {link}", " Order here: {link}", " Link: {link}")
DEADLINES: Sequence[str] = (" Only until {day}!", " Last chance, ends on {day}.", " Be quick, only {m} left!")
PRESSURE: Sequence[str] = (
    " After all I've done for you.",
    " A real friend wouldn't say no.",
    " I'd be very disappointed if you didn't.",
)
DENIALS: Sequence[str] = ("Not selling anything, but: ", "I hate to ask for money, but: ", "This isn't an advert! ")
REPORTS: Sequence[tuple[str, str]] = (
    ("My cousin just posted this in the family chat: “", "” Can you believe it?"),
    ("Somebody really wrote “", "” to my sister. She blocked them."),
    ("Seen on a lamp post today: “", "” Made me laugh."),
)
"""What stands before and after a quoted post."""
