import pytest

from training.sources.cleaning import cleaned


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("Fish &amp; chips &lt;3", "Fish & chips <3"),
        ("  two   spaces\tand a tab ", "two spaces and a tab"),
        ("one\r\n\r\n\r\n\r\ntwo", "one\n\ntwo"),
        ("\ufeffunseen\u200b", "unseen"),
        ("half \ud83d, whole \ud83d\ude00", "half \ufffd, whole 😀"),
    ],
)
def test_entities_white_space_and_broken_characters_are_evened_out(raw: str, clean: str) -> None:
    assert cleaned(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("write to ann.b+c@mail.example.org!", "write to <email>!"),
        ("ann @ example.org", "<email>"),
        ("hello @ann", "hello @ann"),
    ],
)
def test_e_mail_addresses_are_replaced_and_handles_are_not(raw: str, clean: str) -> None:
    assert cleaned(raw) == clean


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ring +00 (0)00-000 000 now", "ring <phone> now"),
        ("ring 07000000000", "ring <phone>"),
        ("ring 1800-00-00-00", "ring <phone>"),
        ("0000000000", "<phone>"),
    ],
)
def test_phone_numbers_are_replaced_in_every_spelling(raw: str, clean: str) -> None:
    assert cleaned(raw) == clean


@pytest.mark.parametrize(
    "raw",
    [
        "from 1914-1918",
        "it cost $10000000.00",
        "tag #000-000-000",
        "see page/000000000/more",
        "in 2013 we were 1000",
        "0000 0000 0000 0000",  # sixteen digits: a card, a code, but no phone
    ],
)
def test_years_sums_and_codes_are_no_phone_numbers(raw: str) -> None:
    assert cleaned(raw) == raw
