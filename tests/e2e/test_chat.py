"""The chat page as a shopper meets it: asking, evidence, why and why not, hostile data, a phone."""

import time
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from landas.bootstrap import open_project
from landas.catalog.items import Item
from landas.ids import ItemId
from tests.e2e.conftest import HOSTILE


def ask(page: Page, text: str) -> None:
    page.get_by_label("Your request").fill(text)
    page.keyboard.press("Enter")
    expect(page.locator(".answer footer").last).to_be_visible(timeout=10_000)


def test_a_request_in_english_shows_items_that_fit_it(page: Page) -> None:
    ask(page, "laptop under 12 million with at least 16 GB of RAM")
    chips = page.locator(".understood")
    expect(chips).to_contain_text("under 12 million")
    expect(chips).to_contain_text("16 GB")
    assert 1 <= page.locator(".item").count() <= 10
    for ram in page.locator(".item .facts div", has_text="RAM").locator("dd").all_inner_texts():
        assert int("".join(c for c in ram if c.isdigit())) >= 16


def test_a_request_in_indonesian_is_answered_in_indonesian(page: Page) -> None:
    ask(page, "cari laptop ringan buat kuliah, budget maksimal 9 juta")
    expect(page.locator(".reply")).to_have_attribute("lang", "id")
    expect(page.locator(".understood")).to_contain_text("maksimal 9 juta")
    assert page.locator(".item").count() >= 1


def test_the_pages_own_words_follow_the_language_switch_and_the_conversation_stays(page: Page) -> None:
    ask(page, "laptop under 12 million")
    page.get_by_role("button", name="ID", exact=True).click()
    expect(page.get_by_role("button", name="Kenapa bukan barang lain?")).to_be_visible()
    expect(page.get_by_label("Permintaanmu")).to_be_visible()
    expect(page.locator(".understood")).to_contain_text("Harga")
    expect(page.locator(".item").first).to_be_visible()
    page.reload()
    expect(page.get_by_role("heading", level=1)).to_have_text("Sedang cari apa?")


def test_a_statement_shows_its_evidence_to_mouse_and_keyboard(page: Page) -> None:
    ask(page, "laptop under 12 million with at least 16 GB of RAM")
    statement = page.locator(".claim", has_text="Rp").filter(has_not_text="under").first
    box = page.get_by_role("dialog")
    statement.hover()
    expect(box).to_be_visible()
    expect(box).to_contain_text("Source: the shop's feed")
    expect(box.locator("code").first).to_contain_text("#price@")
    page.mouse.move(5, 5)
    expect(box).to_be_hidden()
    statement.focus()
    page.keyboard.press("Enter")
    expect(box).to_be_visible()
    expect(statement).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(box).to_be_hidden()


def test_why_this_shows_facts_sources_and_the_parts_of_the_score(page: Page) -> None:
    ask(page, "laptop under 12 million with at least 16 GB of RAM")
    card = page.locator(".item").first
    card.get_by_role("button", name="Why this?").click()
    expect(card).to_contain_text("What made its place")
    expect(card).to_contain_text("How it was found")
    assert card.locator(".bars li").count() >= 1
    expect(card.locator(".entries")).to_contain_text("Fits your wish")


def test_why_not_names_the_reason_for_a_picked_and_for_an_entered_item(page: Page) -> None:
    ask(page, "laptop under 12 million with at least 16 GB of RAM")
    page.get_by_role("button", name="Why not another item?").click()
    panel = page.locator(".why-not")
    panel.locator(".others button").first.click()
    expect(panel.locator(".explained")).to_contain_text("not shown")
    shown = page.locator(".item").first.get_attribute("data-item")
    panel.get_by_label("Item id").fill(str(shown))
    panel.get_by_role("button", name="Explain").click()
    expect(panel.locator(".explained")).to_contain_text("This item is shown.")
    panel.get_by_label("Item id").fill("no-such-item")
    panel.get_by_role("button", name="Explain").click()
    expect(panel).to_contain_text("no item 'no-such-item'")


def test_a_wish_the_catalogue_lacks_is_named_and_the_rest_is_answered(page: Page) -> None:
    ask(page, "a phone with a satellite antenna under 4 million")
    expect(page.locator(".chip.unknown").first).to_contain_text("satellite")
    assert page.locator(".item").count() >= 1


def test_a_second_turn_keeps_the_first_wishes(page: Page) -> None:
    ask(page, "laptop under 12 million")
    ask(page, "with at least 16 GB of RAM")
    second = page.locator(".answer").last.locator(".understood")
    expect(second).to_contain_text("12,000,000")
    expect(second).to_contain_text("16 GB")


def test_a_hostile_title_is_text_wherever_it_is_shown(page: Page, folder: Path) -> None:
    put_past_the_import(folder, HOSTILE)
    ask(page, "laptop with at least 128 GB of RAM")
    card = page.locator(".item", has_text="Lorvane").first
    expect(card).to_contain_text("<img src=x")
    card.get_by_role("button", name="Why this?").click()
    assert page.locator(".log img, .log script").count() == 0
    page.get_by_role("link", name="Receipt").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Receipt")
    expect(page.locator(".slate")).to_contain_text("<img src=x")
    assert page.locator("img").count() == 0
    assert "owned" not in page.title()


def put_past_the_import(folder: Path, title: str) -> None:
    """An import strips markup, so the title is written as a database that was tampered with would hold it."""
    values = {"category": "laptop", "price": 3_210_000.0, "stock": 5.0, "ram": 128.0}
    with open_project(folder) as project:
        item = Item(ItemId("XSS-1"), title, title, values)
        project.items.upsert([item], observed_at=project.clock())
    time.sleep(1)


def test_hostile_words_of_the_person_stay_words(page: Page) -> None:
    ask(page, HOSTILE)
    expect(page.locator(".said")).to_contain_text("<img src=x")
    assert page.locator(".log img, .log script").count() == 0
    assert "owned" not in page.title()


def test_a_failure_is_told_and_can_be_tried_again(page: Page) -> None:
    page.route("**/turns", lambda route: route.abort())
    page.get_by_label("Your request").fill("laptop")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_contain_text("That did not work.")
    page.unroute("**/turns")
    page.get_by_role("button", name="Try again").click()
    expect(page.locator(".item").first).to_be_visible()


def test_it_works_on_a_phone(browser: Browser, shop: str) -> None:
    context = browser.new_context(
        viewport={"width": 360, "height": 740}, has_touch=True, is_mobile=True, locale="en-GB"
    )
    page = context.new_page()
    page.goto(shop)
    ask(page, "laptop under 12 million with at least 16 GB of RAM")
    page.locator(".claim").nth(1).tap()
    box = page.get_by_role("dialog").bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 360
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    context.close()


def test_whether_an_answer_helped_is_kept_with_its_receipt(page: Page) -> None:
    ask(page, "laptop under 15 million rupiah")
    page.get_by_role("button", name="Helpful", exact=True).last.click()
    expect(page.get_by_role("status")).to_have_text("Thank you.")


def test_a_line_that_was_lost_is_taken_up_again(page: Page) -> None:
    page.evaluate(
        """() => {
          const real = window.fetch;
          let cut = false;
          window.fetch = async (path, options) => {
            const response = await real(path, options);
            if (cut || !String(path).endsWith("/turns")) return response;
            cut = true;
            const reader = response.body.getReader();
            const { value } = await reader.read();
            const whole = new TextDecoder().decode(value);
            const first = new TextEncoder().encode(whole.slice(0, whole.indexOf("\\n\\n") + 2));
            await reader.cancel();
            const pieces = [first];
            const pull = (to) => pieces.length ? to.enqueue(pieces.pop()) : to.error(new Error("lost"));
            return new Response(new ReadableStream({ pull }));
          };
        }"""
    )
    ask(page, "laptop under 12 million")
    assert page.locator(".answer").count() == 1
    assert page.locator(".item").count() >= 1
    expect(page.locator(".reply").last).not_to_be_empty()


def test_what_is_remembered_is_seen_corrected_and_forgotten(page: Page, shop: str) -> None:
    page.goto(f"{shop}/users/rani/preferences")
    expect(page.get_by_text("Nothing is remembered.")).to_be_visible()
    with page.expect_response("**/consent"):
        page.get_by_label("Remember what I like").check()
    page.get_by_role("link", name="To the conversation").click()
    ask(page, "black laptop under 15 million")
    page.get_by_role("button", name="New conversation").click()
    ask(page, "laptop under 15 million")
    chip = page.locator(".understood .chip", has_text="remembered")
    expect(chip).to_contain_text("black")
    page.goto(f"{shop}/users/rani/preferences")
    expect(page.locator("#kept li")).to_contain_text("from turn 1")
    page.get_by_role("button", name="Forget", exact=True).first.click()
    expect(page.get_by_text("Nothing is remembered.")).to_be_visible()
