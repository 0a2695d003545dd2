"""Templates of posts that flip nothing: exemptions of the annotation guide, with money words in many of them."""

from collections.abc import Mapping, Sequence

HARMLESS: Mapping[str, Sequence[str]] = {
    "talk about money": (
        "The rent went up by {sign}{big} again and I could cry.",
        "Eggs are {sign}{m} now, what a time to be alive.",
        "I finally asked for a raise and got {sign}{big} more a month!",
        "My phone bill was {sign}{n} because I'd forgotten to turn off roaming.",
        "Found {sign}{n} in my winter coat. Best {day} ever.",
        "Do you think {sign}{big} is fair for a used bike with new brakes? I have no idea.",
        "They wanted {sign}{n} for a coffee and a sandwich at the airport.",
        "Paid off my student loan today, {sign}{big} was the last of it, I'm dancing.",
        "Our landlord still hasn't returned the deposit of {sign}{big}.",
    ),
    "an even share of a joint cost": (
        "Cabin's booked for {day}, {sign}{big} split evenly between the four of us as we agreed, whenever suits you.",
        "Pizza came to {sign}{n}, so a fifth each as always.",
        "Petrol to the lake was {sign}{n}, half each like we said?",
        "Secret Santa on {day}, limit {sign}{m} each so nobody overdoes it.",
        "The club shirts are {sign}{n} each, at cost, as we voted. Bring it whenever you can.",
        "{friend} paid the {sign}{n} for the boat, so let's each give her our quarter as agreed.",
        "Groceries for the hut were {sign}{big}, the receipt is in the chat, even shares as planned.",
    ),
    "help for nothing": (
        "Moving on {day}, could use a few hands. I'll bring beer and pizza!",
        "Can somebody help me carry a sofa up on {day}? There'll be soup afterwards.",
        "{friend}, could you look over my CV? I'm completely lost in it.",
        "Would anyone water my plants while we're away? The key is under the pot.",
        "Could someone give me a lift to the clinic on {day}? I'm a bit scared to go alone.",
        "We're painting the club room on {day}, come in old clothes, we'll have cake.",
        "Mum, can you watch the kids on {day}? They miss you.",
        "I can drive you on {day}, {friend}, no need to pay me anything.",
    ),
    "need and cause": (
        "{friend}'s house burnt down last night. We're collecting blankets and money for the first weeks, give what you can, or nothing.",
        "The food bank is out of rice and tins, a bag at the church door by {day} would help a lot.",
        "I'm running the 10k on {day} for the children's hospital, all of it goes to the ward. {link}",
        "{friend}'s surgery is on {day} and the family can't cover it. Here's their fund, no amount is too small: {link}",
        "The shelter needs old towels and any spare change for the vet.",
        "We're rallying round {friend} this month: meals, school runs, and a pot for the rent.",
    ),
    "thanks and small talk": (
        "Thank you all for last night, I haven't laughed like that in months.",
        "{friend} passed her driving test!! So proud.",
        "The first tulips are out in front of the library.",
        "Slept nine hours and I feel like a new person.",
        "{friend}, your soup saved me this week.",
        "Anyone up for a walk along the river on {day}?",
        "Remember when {friend} fell into the canal? I've still got the photo.",
        "The baby smiled at me today and I'm done for.",
        "Congratulations {friend} and {other}! What a wedding.",
        "It's only {day} and I'm already dreaming of the weekend.",
    ),
    "a tip without gain": (
        "My sister's staff code works for friends too: {code}. I get nothing from it, use it if you were buying boots anyway.",
        "The bakery by the station sells yesterday's bread at half price after six, just so you know.",
        "Our plumber was honest and cheap, I can pass on the number if anyone needs it.",
        "The museum is free on {day} evenings, they hardly tell anybody.",
        "{friend}'s cousin can get us in for nothing on {day}, say the word.",
        "There's a coupon in today's paper for the garden centre, saves {sign}{m}.",
        "If anybody is buying a tent anyway, the shop on the corner has them down to {sign}{n}. Nothing in it for me.",
    ),
    "an answer to somebody who asked": (
        "@{friend} you asked what the cake cost: {sign}{n}, from the bakery by the bridge.",
        "Since you asked, {friend}, a haircut with me is {sign}{n}.",
        "{friend}, to answer your question, I paid {sign}{n} for the {item}.",
        "You asked about the yoga teacher, {friend}: {sign}{n} a class, and her name is {other}.",
        "{friend}, you wanted the code, it's {code}.",
    ),
    "a game, ritual or forfeit": (
        "The swear jar is at {sign}{n}, mostly thanks to {friend}.",
        "Poker on {day}, {sign}{m} stake, bring coins.",
        "Red envelopes for the little ones on {day}, don't forget new notes!",
        "Whoever loses the quiz buys the first round, as always.",
        "We put {sign}{n} in a card for {friend} and {other}'s wedding, sign it when you pass.",
        "The office sweepstake is {sign}{m}, draw on {day}.",
    ),
    "told or quoted market talk": (
        "My cousin wrote “DM me to learn how I earn {sign}{big} a week” in the family chat. I left the chat.",
        "A stranger offered me {sign}{n} for my seat on the train and I just laughed.",
        "The waiter said “that's {sign}{big} for the table” and {friend} nearly fainted.",
        "Spam of the day: “You have won {sign}{big}, claim now”. Who falls for that?",
        "{friend}'s landlord fined her {sign}{n} for a wet towel on the balcony. Unbelievable.",
        "In the film the neighbour sends a bill for the dinner, I laughed so hard.",
        "My gym keeps writing “last chance, {percent}% off”. It's been the last chance since {day}.",
        "Got an e-mail that says “refer three friends and get {sign}{n}”. No thanks.",
    ),
    "news without an ask": (
        "I finally opened my little {craft} shop, come and say hi!",
        "My first book comes out on {day} and I'm terrified.",
        "We launched the app today. I slept two hours and I'm happy.",
        "I got the job!! Starting on {day}.",
        "After ten years I'm hanging up my apron at the café. Thank you {friend} for everything.",
        "The band has its first gig on {day}, my knees are already shaking.",
    ),
}

FELT_BY_NOBODY = (
    "talk about money",
    "help for nothing",
    "thanks and small talk",
    "told or quoted market talk",
    "news without an ask",
)
"""Themes that the guide grades 0. Of the others a few readers would wince at some, and a review of those is no fault."""

OPEN_TRADE: Sequence[str] = (
    "New in the shop today: {item}s in blue, {sign}{n}. Link in bio.",
    "My {day} market stall is on again, from nine till two, {craft} and cards.",
    "My new {craft} class starts on {day}, {sign}{n}, booking on the website.",
    "Our {day} menu is up: soup {sign}{m}, lasagne {sign}{n}.",
    "Prints are back in stock at {sign}{n}, the shop is linked on my profile.",
    "Commissions are open until {day}, the price list is on my page.",
    "Ad: this week's episode is brought to you by a {product} maker. Enjoy the show.",
    "The new album is out on {day}, on vinyl too, {sign}{n}.",
)
"""Open, plainly labelled and proportionate: expected before mixed readers."""
