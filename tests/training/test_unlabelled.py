from training.unlabelled import LONGEST, SHORTEST, worth_reading

POST = "Soup is on at ours on Saturday, bring nothing but your appetite."


def test_a_text_that_nearly_repeats_the_benchmark_is_not_learnt_from() -> None:
    assert worth_reading([POST.upper(), "The frog is back in our pond."], [POST], 0.8) == [
        "The frog is back in our pond."
    ]


def test_texts_that_are_too_short_or_too_long_are_left_out() -> None:
    assert worth_reading(["x" * (SHORTEST - 1), "x" * (LONGEST + 1), POST], [], 0.8) == [POST]
