"""The WordPress recipe, inside a real WordPress with its database."""

from collections.abc import Iterator

import pytest

from tests.recipes.conftest import SALE, SOUP, recipe_in
from tests.recipes.wordpress import WordPress, running


@pytest.fixture(scope="module")
def wordpress(flipguard: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPress]:
    plugin = tmp_path_factory.mktemp("plugin") / "flipguard.php"
    code = (
        recipe_in("WordPress", "php", flipguard).replace("'timeout' => 3", "'timeout' => 60").replace("'2.5'", "'60'")
    )
    plugin.write_text(code, encoding="utf-8")
    with running(plugin) as wordpress:
        yield wordpress


def test_the_editor_is_told_why_and_nothing_is_saved(wordpress: WordPress) -> None:
    answer = wordpress.post(title="Tonight", content=f"<p>{SALE}</p>", status="publish")

    assert (answer.status_code, answer.json()["code"]) == (422, "flipguard_flip")
    assert answer.json()["message"].startswith("Your friends would each become a customer")
    assert wordpress.php("echo count( get_posts( array( 'title' => 'Tonight', 'post_status' => 'any' ) ) );") == "0"


def test_a_harmless_post_goes_out_and_a_draft_is_nobodys_business(wordpress: WordPress) -> None:
    assert wordpress.post(title="Tonight", content=f"<p>{SOUP}</p>", status="publish").json()["status"] == "publish"

    draft = wordpress.post(title="Draft", content=f"<p>{SALE}</p>", status="draft").json()
    assert draft["status"] == "draft"

    assert wordpress.post(f"/{draft['id']}", status="publish").status_code == 422
    assert wordpress.post(f"/{draft['id']}", status="future", date="2099-01-01T00:00:00").status_code == 422


@pytest.mark.parametrize(("text", "status"), [(SALE, "draft"), (SOUP, "publish")])
def test_what_comes_in_by_other_doors_stays_a_draft(wordpress: WordPress, text: str, status: str) -> None:
    post = f"array( 'post_title' => 'X', 'post_content' => '{text}', 'post_status' => 'publish' )"

    assert wordpress.php(f"echo get_post_status( wp_insert_post( {post} ) );") == status
