"""What the seed documents ask for: a test for each row of the table in the design, with the seeds' own cases.

The seeds are Woods, "Market Relationships, Social Relationships" (Eloqua, 2009); Naslund, "Your Relationship Isn't
Mine" (2009); "Define the Relationship" (2013); Merchant on the stages of a relationship (2013); and the Social CMO
round-up (2010) with its "13 truths".
"""

from dataclasses import replace

import pytest

from model import (
    AdviceKind,
    Channel,
    Classifier,
    DeclaredBy,
    Forwarding,
    MarketCue,
    Part,
    PastPost,
    Permission,
    Relationship,
    SocialCue,
    Stage,
    Verdict,
    advise,
    declare,
    find_channel,
    judge,
)
from model.policy import decide

SOCIAL, MIXED, MARKET = Relationship
CLEAR, REVIEW, FLIP = Verdict

SHOP = "New in the shop today: the blue mugs are back, 18 euros each, order at the link below."
SALE_ON = "Last chance: 20% off every candle in my shop till midnight, order here!!"


SHARE_WITH_SELL_TO = (
    "My wonderful friends, here are three finds from my boutique to share with (sell to) your own friends! "
    "Buy them through my page, and tell everyone you love."
)


class TestEloqua:
    """Woods: neither kind of relationship is a fault; the flip between them is."""

    def test_the_same_text_gets_different_verdicts_before_different_readers(self, classifier: Classifier) -> None:
        social, mixed, market = (judge(classifier, SHOP, readers) for readers in Relationship)
        assert social.flip_risk > mixed.flip_risk > market.flip_risk == 0
        assert social.verdict is FLIP
        assert mixed.verdict is not FLIP
        assert market.verdict is CLEAR

    @pytest.mark.xfail(strict=True, reason="model v10 stays unsure (review) where the sum comes after so many thanks")
    def test_at_the_thanksgiving_dinner_the_guest_pulls_out_his_wallet(self, classifier: Classifier) -> None:
        paid = judge(
            classifier,
            "Mom, that Thanksgiving dinner was the best yet. For all the love you put into it, here is $300. "
            "No, you deserve $400!",
        )
        assert paid.verdict is FLIP
        assert paid.reading.acts & {MarketCue.LEDGER, MarketCue.PRICE_TAG}

    def test_at_the_thanksgiving_dinner_the_guest_gives_thanks(self, classifier: Classifier) -> None:
        thanked = judge(
            classifier,
            "Mom, that Thanksgiving dinner was the best yet. I could hardly get up from the table. Next year at ours.",
        )
        assert thanked.verdict is CLEAR

    def test_linkedin_is_market_where_facebook_is_social_and_twitter_is_a_hybrid(self, classifier: Classifier) -> None:
        judged = {name: judge(classifier, SALE_ON, find_channel(name)) for name in ("facebook", "twitter", "linkedin")}
        assert [decision.relationship for decision in judged.values()] == [SOCIAL, MIXED, MARKET]
        assert judged["facebook"].verdict is FLIP
        assert judged["linkedin"].verdict is CLEAR

    def test_a_platforms_kind_can_be_overridden(self, classifier: Classifier) -> None:
        mine = {"linkedin": declare("linkedin", {"relationship": "social"})}
        assert judge(classifier, SALE_ON, find_channel("linkedin", mine)).verdict is FLIP

    def test_nobody_passes_on_the_press_release(self, classifier: Classifier) -> None:
        release = judge(
            classifier,
            "Everyone, please pass our press release along to all of your friends and followers, every share helps us!",
        )
        assert MarketCue.REACH in release.reading.acts
        assert release.verdict is not CLEAR
        assert release.forwardability is not None
        assert release.forwardability.forwarding is Forwarding.UNLIKELY

    def test_people_pass_on_the_news_the_fun_and_the_useful(self, classifier: Classifier) -> None:
        for text in (
            "Saw a man teach a goose to queue at the bus stop this morning. The goose was politer than the man.",
            "We launched today and I am a puddle of nerves and joy.",
            "I wrote up everything I know about mending bikes, free for all of you, no sign-up.",
        ):
            told = judge(classifier, text)
            assert told.verdict is CLEAR
            assert told.forwardability is not None
            assert told.forwardability.forwarding is not Forwarding.UNLIKELY

    @pytest.mark.parametrize(
        "text",
        [
            "My sister works at the wine shop, and her friends-and-family voucher is good for all of us till Sunday: SIS40. "
            "It does nothing for me, just enjoy it.",
            "My sister works at the wine shop and her friends-and-family code is good for all of us till Sunday: KIN40. "
            "I get nothing from it.",
        ],
    )
    def test_the_friends_and_family_coupon_is_passed_on(self, classifier: Classifier, text: str) -> None:
        coupon = judge(classifier, text)
        assert coupon.verdict is not FLIP
        assert coupon.forwardability is not None
        assert coupon.forwardability.forwarding is not Forwarding.UNLIKELY

    def test_the_coupon_that_pays_its_sender_is_not(self, classifier: Classifier) -> None:
        coupon = judge(
            classifier, "Use my code at the wine shop, you save 10% and I earn $10 on every bottle you order!"
        )
        assert coupon.verdict is FLIP
        assert coupon.forwardability is not None
        assert coupon.forwardability.forwarding is Forwarding.UNLIKELY

    @pytest.mark.parametrize(
        "text",
        [
            "Good evening, I'm Rosa and I'm so happy to see you all again! The lamb is wonderful tonight, 24 a plate.",
            "Oh no, that sounds awful, I'm so sorry! I'll have a technician with you tomorrow, the visit is $40. Hang in there!",
            "You lovely people! We adore you. Tonight only: 20% off all laptops, order at the outlet.",
        ],
        ids=["the waiter", "ComcastCares", "Dell"],
    )
    def test_a_clear_market_identity_may_be_as_warm_as_it_likes(self, classifier: Classifier, text: str) -> None:
        warm = judge(classifier, text, MARKET)
        assert warm.verdict is CLEAR
        assert warm.flip_risk == 0
        assert advise(classifier, text, warm) == ()


class TestNaslund:
    """Seven meanings of "relationship", and yours isn't mine."""

    def test_a_post_that_needs_a_permission_that_was_not_given_is_told_so(self, classifier: Classifier) -> None:
        told = judge(classifier, SALE_ON, find_channel("facebook"))
        assert told.unmet_needs[0].missing == (Permission.PROMOTE_TO_ME,)
        assert "“promote to me”" in told.because

    def test_a_recommendation_needs_its_own_permission(self, classifier: Classifier) -> None:
        fans = Channel("fans", SOCIAL, DeclaredBy.BOTH, permissions=frozenset({Permission.PROMOTE_TO_ME}))
        text = "Please subscribe to my channel and tell all your friends to, I only need 50 more!"
        assert (Permission.RECOMMEND_YOU,) in [need.missing for need in judge(classifier, text, fans).unmet_needs]

    def test_a_permission_that_was_given_lowers_the_verdict_and_not_the_risk(self, classifier: Classifier) -> None:
        fans = Channel("fans", SOCIAL, DeclaredBy.READERS, permissions=frozenset({Permission.PROMOTE_TO_ME}))
        asked, unasked = judge(classifier, SALE_ON, fans), judge(classifier, SALE_ON, SOCIAL)
        assert (unasked.verdict, asked.verdict) == (FLIP, REVIEW)
        assert asked.flip_risk == unasked.flip_risk
        assert asked.decided_by is Part.PERMISSION


class TestDefineTheRelationship:
    """Both must want it, and it can't be all take and no give."""

    def test_what_only_one_side_declares_lowers_nothing(self, classifier: Classifier) -> None:
        given = frozenset({Permission.PROMOTE_TO_ME})
        by_one = judge(classifier, SALE_ON, Channel("fans", MIXED, DeclaredBy.AUTHOR, permissions=given))
        assert by_one.verdict is by_one.assessment.verdict
        assert "channel-one-sided" in [warning.code for warning in by_one.warnings]

    def test_what_nobody_defined_is_social(self, classifier: Classifier) -> None:
        assert judge(classifier, SALE_ON).relationship is SOCIAL
        assert judge(classifier, SALE_ON, find_channel("somewhere")).relationship is SOCIAL

    def test_all_take_and_no_give_is_warned_and_two_gives_repair_it(self, classifier: Classifier) -> None:
        taken = [
            PastPost("25% off all my candles till Friday, order here!"),
            PastPost("New: my candle course, only 49 euros, book now!"),
        ]
        given = [
            PastPost("Free candle ends on my doorstep, help yourselves."),
            PastPost("The wick is cotton.", answer=True),
        ]
        tipped = judge(classifier, SALE_ON, MIXED, history=taken).balance
        repaired = judge(classifier, SALE_ON, MIXED, history=[*taken, *given]).balance
        assert tipped is not None
        assert repaired is not None
        assert (tipped.asks, tipped.gives + tipped.answers, tipped.tipped) == (2, 0, True)
        assert tipped.restore.startswith("Two gives or answers before the next ask")
        assert (repaired.asks, repaired.gives + repaired.answers, repaired.tipped) == (2, 2, False)

    def test_the_post_that_tips_the_balance_is_worth_a_second_look(self, classifier: Classifier) -> None:
        judged = judge(classifier, SALE_ON, MIXED, history=[PastPost(SALE_ON)])
        harmless = replace(judged.assessment, verdict=CLEAR)
        tipped = decide(harmless, judged.reading, judged.given)
        assert (tipped.verdict, tipped.decided_by) == (REVIEW, Part.BALANCE)
        assert "Two gives or answers before the next ask" in tipped.because


class TestMerchant:
    """Romance, struggle, commitment, co-creation; both sides share in the outcome."""

    def test_while_you_are_courting_there_is_no_room_for_a_sale(self, classifier: Classifier) -> None:
        courted = declare("newcomers", {"relationship": "mixed", "stage": "romance"})
        assert judge(classifier, SALE_ON, courted).outweighing == (MarketCue.SALE,)

    def test_those_who_committed_have_room_for_it(self, classifier: Classifier) -> None:
        staying = declare("regulars", {"relationship": "mixed", "stage": "commitment"})
        assert judge(classifier, SALE_ON, staying).outweighing == ()

    def test_co_owners_may_be_asked_to_build(self, classifier: Classifier) -> None:
        text = "Please tell all your friends about our new release and vote for it today, we need the numbers!"
        owners = Channel("threaders", SOCIAL, DeclaredBy.BOTH, Stage.CO_CREATION)
        built, used = judge(classifier, text, owners), judge(classifier, text, SOCIAL)
        assert MarketCue.REACH in used.reading.acts
        assert built.decided_by is Part.STAGE
        assert (used.verdict, built.verdict) in {(FLIP, REVIEW), (REVIEW, CLEAR)}

    def test_toscaninis_customers_bailed_it_out(self, classifier: Classifier) -> None:
        bailed = judge(
            classifier,
            "Toscanini's may have to close: we owe back taxes and I'm ashamed and scared. If our ice cream ever meant "
            "something to you, any help keeps the door open.",
        )
        assert bailed.verdict is CLEAR

    def test_the_retailer_who_sends_her_to_a_rival_is_generous(self, classifier: Classifier) -> None:
        sent = judge(
            classifier,
            "We haven't got your size, I'm afraid. The shop across the road does, and it's cheaper there. "
            "Ask for Jim and say hello from me.",
        )
        assert sent.verdict is CLEAR
        assert not sent.reading.asks


class TestSocialCmo:
    """Give first, answer, add a lagniappe; don't interrupt, ease a task; listen and engage first."""

    @pytest.mark.parametrize(
        ("text", "cue"),
        [
            ("Free seeds on my doorstep, help yourselves.", SocialCue.GIFT),
            ("Thanks to Ben for carrying the piano, you are a hero.", SocialCue.THANKS),
        ],
    )
    def test_to_give_and_to_thank_keep_it_social(self, classifier: Classifier, text: str, cue: SocialCue) -> None:
        given = judge(classifier, text)
        assert given.verdict is CLEAR
        assert cue in given.reading.social_cues
        assert given.reading.gives

    def test_the_lagniappe_is_never_mentioned_with_its_price(self, classifier: Classifier) -> None:
        unpriced = judge(classifier, "There's a jar of our plum jam in your bag, hope you like it.")
        priced = judge(classifier, "There's a jar of our plum jam in your bag, it was $12, hope you like it.")
        assert unpriced.verdict is CLEAR
        assert priced.verdict is not CLEAR
        assert MarketCue.PRICE_TAG in priced.reading.acts

    def test_who_asks_again_is_told_to_give_first(self, classifier: Classifier) -> None:
        judged = judge(classifier, SALE_ON, MIXED, history=[PastPost(SALE_ON)])
        tipped = decide(replace(judged.assessment, verdict=CLEAR), judged.reading, judged.given)
        assert advise(classifier, SALE_ON, tipped)[0].kind is AdviceKind.GIVE_FIRST

    def test_openskys_share_with_sell_to_makes_a_sales_channel_of_friends(self, classifier: Classifier) -> None:
        shared = judge(classifier, SHARE_WITH_SELL_TO)
        assert shared.verdict is FLIP
        assert {MarketCue.SALE, MarketCue.REACH} & shared.reading.acts

    def test_openskys_share_with_sell_to_is_a_sale_in_the_clothes_of_sharing(self, classifier: Classifier) -> None:
        assert judge(classifier, SHARE_WITH_SELL_TO).reading.disguised


class TestThirteenTruths:
    """Measurement is not the goal, action is."""

    @pytest.mark.parametrize(
        "text",
        [
            SHOP,
            SALE_ON,
            "Dinner was lovely, Mom! Venmo'd you $40 for my plate.",
            "Could you look over my lease on Sunday? I'll pay you 30 bucks.",
            "Got you these chocolates, they were $48!",
            "From Sunday: late = £3 to me, no-show = £8. Sick of waiting for you people",
            "hey hun!! long time, love your pics. are you open to a side income? dm me, you'd smash it",
            "Guys use MY link for the bank app, I get €50 per signup, almost at holiday money!!",
        ],
    )
    def test_every_verdict_comes_with_something_to_do_and_the_risk_after_it(
        self, classifier: Classifier, text: str
    ) -> None:
        decision = judge(classifier, text)
        assert decision.verdict is not CLEAR
        given = advise(classifier, text, decision)
        assert given
        assert all(advice.flip_risk_after < decision.flip_risk for advice in given)
        assert any(advice.verdict_after is not FLIP for advice in given)
