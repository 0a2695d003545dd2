import pytest

from training.sources import texts


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("It holds.", "My shelf\n\nIt holds."),
        ("  ", "My shelf"),
        (None, "My shelf"),
        ("[deleted]", "My shelf"),
        (" [removed] ", "My shelf"),
    ],
)
def test_a_submission_is_its_title_and_what_is_left_of_its_body(body: str | None, text: str) -> None:
    assert texts.title_and_body({"title": " My shelf ", "selftext": body}) == [text]


def test_the_class_before_the_first_tab_is_left_out() -> None:
    assert texts.after_the_class({"text": "ham\thome soon\tx"}) == ["home soon\tx"]


def test_tags_of_a_comment_become_spaces() -> None:
    assert texts.comment({"CONTENT": "nice&lt;br /&gt;song<br />!"}) == ["nice song !"]


def test_what_the_scraper_put_into_a_post_is_left_out() -> None:
    assert texts.scraped_post({"content": "<p>Content : We grew.</p><p>Thanks.</p>"}) == ["We grew.Thanks."]


def test_words_and_marks_of_a_sentence_are_joined_again() -> None:
    assert texts.sentence({"Sentence": "I do n't know , she 's gone ."}) == ["I don't know, she's gone."]


def test_a_toot_keeps_its_paragraphs_and_lines_and_writes_its_link_out() -> None:
    link = '<a href="https://a.example/b"><span class="invisible">https://</span><span>a.example/b</span></a>'
    assert texts.toot({"content": f"<p>one<br />two</p><p>{link}</p>"}) == ["one\ntwo\n\nhttps://a.example/b"]


def test_quotes_signature_and_footer_of_a_mail_are_left_out_and_broken_lines_joined() -> None:
    long = "a line of this letter that goes on for more than sixty characters"
    body = f"Ann wrote:\n> soup?\nHi all,\n{long}\nand ends.\n\nBye\n-- \nBob\n"
    assert texts.own_words({"body": body}) == [f"Hi all,\n{long} and ends.\n\nBye"]
    assert texts.own_words({"body": "Hello\n________\nlist footer"}) == ["Hello"]


def test_a_dialogue_is_parted_into_turns_written_as_people_write() -> None:
    row = {"text": "Is it true ? <&&&> Don ’ t ask , it ' s late . "}
    assert texts.turns(row) == ["Is it true?", "Don’t ask, it's late."]


def test_a_chat_is_parted_into_its_lines_without_the_names_before_them() -> None:
    row = {"dialogue": "Ann: tea at five: mine?\r\nBob B: sure\nthe end\n"}
    assert [text.strip() for text in texts.spoken_lines(row)] == ["tea at five: mine?", "sure"]


def test_time_and_name_before_a_line_of_a_chat_log_are_left_out() -> None:
    assert texts.chatted({"text": "[08:15] <ann-b> try [this] <first>"}) == ["try [this] <first>"]
    assert texts.chatted({"text": "=== ann has left"}) == []


def test_an_advertisement_is_its_title_and_the_lines_under_it() -> None:
    assert texts.advertisement({"title": "Old bike", "description": "Rides well.\nCash."}) == [
        "Old bike\nRides well.\nCash."
    ]


def test_of_several_columns_each_is_a_text_by_itself() -> None:
    assert texts.column("title", "body")({"body": "long", "title": "short"}) == ["short", "long"]


def test_a_spelling_forced_by_the_format_is_undone_throughout() -> None:
    assert texts.respelt("prompt", "_comma_", ",")({"prompt": "well_comma_ yes_comma_ I do"}) == ["well, yes, I do"]


def test_a_field_that_the_row_lacks_is_an_empty_text() -> None:
    assert texts.column("title")({}) == [""]
