"""Pairs of templates: the first of each is a flip, the second is not, and most of their words are the same."""

from collections.abc import Mapping, Sequence

Pair = tuple[str, str]

PAIRS: Mapping[str, Sequence[Pair]] = {
    "who pays whom, and who asks it": (
        (
            "{friend}, I charge {sign}{n} for a lift to the airport, pay before we leave.",
            "{friend}, they charged me {sign}{n} for a lift to the airport, imagine.",
        ),
        (
            "I want you all to share the advert of my shop.",
            "My boss wants us all to share the advert of her shop. I won't.",
        ),
        (
            "{friend}, join my team and sell {product} with me, you start with {sign}{n}.",
            "{friend} wanted me to join her team and sell {product} with her. I said no.",
        ),
        ("You ate at ours, {friend}, so pay me {sign}{n}.", "I ate at yours, {friend}, so the next dinner is at ours."),
        (
            "Pay me {sign}{n} for the babysitting, {friend}.",
            "{friend} won't take money for the babysitting, she's an angel.",
        ),
        (
            "You owe me {sign}{n} for the favour, {friend}.",
            "I owe {friend} so much, she was there when I needed a favour.",
        ),
        (
            "Buy a {item} from me, {friend}, it's {sign}{n}.",
            "I bought a {item} from a lady at the market, {friend}, it was {sign}{n}.",
        ),
        (
            "I'm fining you {sign}{m} for being late, {friend}.",
            "They fined me {sign}{m} at the library for being late, {friend}.",
        ),
    ),
    "negation": (
        ("You have to pay me before you come to dinner.", "You don't have to pay me anything, just come to dinner."),
        (
            "I charge {sign}{n} for the lessons, {friend}.",
            "I don't charge anything for the lessons, {friend}, just come.",
        ),
        (
            "Bring {sign}{n} for my cooking on {day}.",
            "Don't bring {sign}{n} or anything else for my cooking on {day}, only yourselves.",
        ),
        (
            "I'm recruiting for my {product} team, write to me.",
            "I'm not recruiting for any {product} team, and please don't write to me about yours.",
        ),
        (
            "Share my shop's page with everyone you know.",
            "No need to share anything with everyone you know, I only wanted you to hear it.",
        ),
        (
            "I'll pay you {sign}{n} for helping me.",
            "I won't insult you with {sign}{n} for helping me, there'll be soup.",
        ),
        ("You owe me {sign}{n} for the ride, {friend}.", "You don't owe me anything for the ride, {friend}."),
        ("Order yours now, {sign}{n} each.", "Nothing to order and nothing to pay, I made too many, take one."),
    ),
    "agreed before or billed after": (
        (
            "We never talked about it, but the weekend at mine came to {sign}{n} each, please send it to me.",
            "As we agreed beforehand, the weekend came to {sign}{n} each, at cost.",
        ),
        (
            "Surprise: everyone who came to my birthday owes me {sign}{n}.",
            "As we all decided last month, the birthday dinner is {sign}{n} each, straight to the restaurant.",
        ),
        (
            "I did invite you, but I've decided that you pay me {sign}{n} after all.",
            "We said from the start that we'd go halves, so {sign}{n} each.",
        ),
        (
            "{friend}, for the ride last week I now want {sign}{n}.",
            "{friend}, petrol for the ride was {sign}{n}, half each as we said before.",
        ),
        (
            "I've counted the wine you drank at my party: {sign}{n}, please pay me.",
            "We planned to share the wine for {day}: {sign}{n} each, as voted.",
        ),
        (
            "By the way, the birthday cake I made you comes to {sign}{n}.",
            "As planned we all chip in {sign}{m} for {friend}'s birthday cake.",
        ),
    ),
    "at cost or with profit": (
        (
            "The cabin is {sign}{big} plus my fee of {sign}{n} for planning, pay me by {day}.",
            "The cabin is {sign}{big}, split evenly, nobody earns on it.",
        ),
        (
            "Club shirts: they cost me {sign}{m} and I sell them to you for {sign}{n}.",
            "Club shirts: {sign}{n} each, exactly what the printer takes.",
        ),
        (
            "I bought the tickets early and pass them on at {sign}{n}, with a little profit for me.",
            "I bought the tickets early and pass them on at what I paid, {sign}{n}.",
        ),
        (
            "Veg box share: {sign}{n}, my margin of {sign}{m} included.",
            "Veg box share: {sign}{n}, that's the farm's own price.",
        ),
        (
            "I'll order the books for all of us, with {sign}{m} each on top for my trouble.",
            "I'll order the books for all of us, each pays what's on the receipt.",
        ),
        (
            "Petrol was {sign}{n}, and I take {sign}{n} more for my time at the wheel.",
            "Petrol was {sign}{n}, so half each.",
        ),
    ),
    "the sender gains or does not": (
        (
            "Use my code {code}, I get {sign}{n} for each of you.",
            "Use the code {code} if you like, I get nothing for it.",
        ),
        (
            "Sign up through my link and we both get {sign}{m}, tell everyone! {link}",
            "If you were going to sign up anyway there's {sign}{m} off for you, nothing in it for me: {link}",
        ),
        (
            "Book my plumber, he pays me {sign}{n} for every customer.",
            "Our plumber was good, he took {sign}{n}, I have his number.",
        ),
        ("Try the {product} that I sell, {friend}.", "Try the {product} from the chemist, {friend}, it helped me."),
        (
            "Vote for my bakery in the contest, I need the prize of {sign}{big}.",
            "The old bakery may have to close, I'm so sad, they need {sign}{big} for the roof.",
        ),
    ),
    "paid help or help": (
        ("I'll pay you {sign}{n} an hour if you help me paint.", "Help me paint and I'll cook for us all."),
        ("{sign}{m} for whoever takes my bins out.", "Could somebody take my bins out? I'm stuck in bed."),
        (
            "Look after the dog on {day} and I'll transfer you {sign}{n}.",
            "Could you look after the dog on {day}? He adores you.",
        ),
        ("{friend}, {sign}{n} if you fix my bike.", "{friend}, could you show me how to fix my bike?"),
        (
            "I'd give you {sign}{n} for driving me to the station.",
            "Would you drive me to the station? I'll bring coffee.",
        ),
        ("{sign}{n} for everybody who comes to my play and claps.", "It would mean so much if you came to my play."),
    ),
    "a price named or kept quiet": (
        (
            "I got you these chocolates, {friend}, they were {sign}{n}!",
            "I got you these chocolates, {friend}, they looked like you!",
        ),
        (
            "Thanks for dinner, {friend}. I've sent you {sign}{n} for my plate.",
            "Thanks for dinner, {friend}. The next one is at ours.",
        ),
        (
            "Happy anniversary, my love. The ring was {sign}{big}.",
            "Happy anniversary, my love. The ring was your grandmother's.",
        ),
        (
            "I'm treating you all on {day}, it'll cost me {sign}{big}, so be grateful.",
            "I'm treating you all on {day}, so be hungry.",
        ),
        (
            "Your {item} is wrapped, {friend}. It was {sign}{n} in the sale.",
            "Your {item} is wrapped, {friend}. It was hard to keep quiet.",
        ),
    ),
}

MIXED_PAIRS: Sequence[Pair] = (
    (
        "Hey bestie, only for you because we're so close: my {product}, {sign}{n}, quick before it's gone.",
        "New in the shop: {product}, {sign}{n}, on the website.",
    ),
    (
        "No ad, I just love this {product}! Code {code} at checkout.",
        "Ad: this {product} is made by the people I work for, code {code} at checkout.",
    ),
    ("If you were real friends you'd buy a {item}. {sign}{n}.", "{item}s are {sign}{n} in the shop this week."),
    (
        "{friend}, my dear, how are you? I thought of you when I priced my new {craft}: {sign}{n}, say yes.",
        "The price list for my {craft} is up: from {sign}{n}.",
    ),
    (
        "I gave you free recipes for years, now pay up: {sign}{n} a month or they're gone.",
        "The recipe book is out, {sign}{n}, and the old recipes stay free.",
    ),
    (
        "You're family, and family supports family. Buy two, {sign}{n} each.",
        "They're {sign}{n} each in the shop, open till six.",
    ),
)
"""The same before mixed readers: disguised or extracted, and open."""
