"""Takes `chat.png` of the sample shop in the system's Chromium: `python docs/images/take.py ADDRESS`.

Serve the sample first: `landas demo`.
"""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
REQUEST = "laptop under 12 million with at least 16 GB of RAM, lighter than 1.5 kg"
CHROMIUM = "/usr/bin/chromium"


def take(address: str) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1200, "height": 960}, locale="en-GB")
        page.goto(address)
        page.get_by_label("Your request").fill(REQUEST)
        page.keyboard.press("Enter")
        page.locator(".answer footer").wait_for()
        page.wait_for_timeout(1000)
        page.locator(".claim", has_text="less than the first").first.click()
        page.wait_for_timeout(300)
        page.screenshot(path=HERE / "chat.png")
        browser.close()


if __name__ == "__main__":
    take(sys.argv[1])
