"""An editor or a writer at the desk: what they do in Wagtail, in verbs.

Rule    typed key by key where a person types, for the desk listens to keys
"""

from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, FrameLocator, Locator, expect

from tests.journeys.people import App, Staff
from tests.servers import Newsroom, wait_for

NOTES = """
const noted = (name, note) => document.addEventListener(name, note, true);
noted("w-unsaved:watch-edits", () => { document.documentElement.dataset.watching = ""; });
noted("keydown", () => { window.touched = performance.now(); });
noted("change", ({ target }) => { if (target.type === "hidden") window.touched = performance.now(); });
noted("w-autosave:save", () => { window.saving = performance.now(); });
noted("w-autosave:success", () => { window.saved = window.saving; });
"""
"""In the editor's browser: whether it watches what is typed, when something was last put in, when it last saved."""
PASTE = """([html, text]) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  if (html) clipboardData.setData("text/html", html);
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


class Editor(Staff):
    """Somebody with the rights of their role, at one story at a time."""

    def __init__(self, browser: Browser, newsroom: Newsroom, *, email: str, **options: Any) -> None:
        super().__init__(browser, newsroom, **options)
        self.email, self.app = email, App()
        self.context.add_init_script(NOTES)
        self.page.on("dialog", lambda dialog: dialog.accept())

    # Writing

    def begin(self) -> None:
        """A new story's empty form."""
        self.open("/desk/stories/")
        self.page.get_by_role("link", name="Add story").first.click()
        self._ready()

    def edit(self, story: str) -> None:
        """The form of a story, by its headline, as found in the list of stories."""
        self.open("/desk/stories/")
        self.page.get_by_role("main").get_by_role("link", name=story, exact=False).first.click()
        self._ready()

    def takes_up(self, story: str) -> None:
        """A story that waits for an editor, from the desk's home."""
        self.open("/desk/")
        self.page.get_by_role("main").get_by_role("link", name=story).first.click()
        self._ready()

    def look_at(self, story: str) -> None:
        """The same, where the form may be locked and so is not watched."""
        self.open("/desk/stories/")
        self.page.get_by_role("main").get_by_role("link", name=story, exact=False).first.click()
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(story)
        self.page.wait_for_load_state()

    def type_headline(self, words: str) -> None:
        self._type(self.page.get_by_role("textbox", name="Headline"), words)

    def type_subject(self, words: str) -> None:
        self._type(self.page.get_by_role("textbox", name="Subject"), words)

    def type_standfirst(self, words: str) -> None:
        self._type(self.page.get_by_role("textbox", name="Standfirst"), words)

    def choose_section(self, name: str) -> None:
        """By its first letters, as a person: in its first moment a form ignores what a script changes."""
        section = self.page.get_by_role("combobox", name="Section")
        section.focus()
        self.page.keyboard.type(name)
        expect(section.get_by_role("option", name=name)).to_have_js_property("selected", True)

    def choose_topic(self, name: str) -> None:
        """By a few letters, from what is offered."""
        self._type(self.page.get_by_role("textbox", name="Topics"), name[:3])
        self.page.get_by_role("menuitem", name=name).wait_for()
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")

    def choose_author(self, name: str) -> None:
        self.page.get_by_role("button", name="Choose author").first.click()
        self._choose(name)

    def add_block(self, kind: str) -> Locator:
        """One more block at the end of the body; returns its region."""
        self._region("Body").get_by_role("button", name="Insert a block").last.click()
        self.page.get_by_role("option", name=kind, exact=True).click()
        return self._region("Body").get_by_role("region", name=kind).last

    def add_text(self, words: str) -> None:
        """Typed anew if the editor was not all there when the first letters came: people take a moment longer."""
        block = self._empty_text() or self.add_block("Text")
        field, kept = block.locator("[contenteditable=true]"), block.locator("input[name$=-value]")
        for patience in (10, 20, 60):
            self._type(field, words)
            with suppress(AssertionError):
                wait_for(lambda: words in kept.input_value(), seconds=patience)
                return
            self.page.keyboard.press("Control+a")
        raise AssertionError(f"{words!r} was not taken over: {kept.input_value()}")

    def _empty_text(self) -> Locator | None:
        """The text that a new story begins with, as long as nothing is in it."""
        last = self._region("Body").get_by_role("region", name="Text").last
        return None if not last.count() or last.locator("[contenteditable=true]").inner_text().strip() else last

    def add_heading(self, words: str) -> None:
        self._type(self.add_block("Heading").get_by_role("textbox"), words)

    def copy_page(self, html: str) -> None:
        """Everything on a page of another site, with the keyboard, into the real clipboard."""
        self.context.grant_permissions(["clipboard-read", "clipboard-write"])
        there = self.context.new_page()
        there.set_content(html)
        there.keyboard.press("Control+a")
        there.keyboard.press("Control+c")
        there.close()

    def paste(self) -> None:
        """What is on the clipboard, where the caret is."""
        self.page.keyboard.press("Control+v")

    def paste_from_program(self, html: str, text: str = "…") -> None:
        """What another program has put on the clipboard: a browser would write it there only washed."""
        self.page.evaluate(PASTE, [html, text])

    def upload_lead_picture(self, file: Path, *, alt: str, credit: str) -> None:
        self.page.get_by_role("button", name="Choose an image").click()
        modal = self.page.locator(".modal-body")
        modal.get_by_role("tab", name="Upload").click()
        modal.locator("input[type=file]").set_input_files(file)
        modal.get_by_label("Alternative text").fill(alt)
        modal.get_by_role("textbox", name="Credit").fill(credit)
        modal.get_by_role("button", name="Upload").press("Enter")
        modal.wait_for(state="detached")

    def add_correction(self, words: str) -> None:
        self.page.get_by_role("button", name="Add Correction").click()
        self._type(self._region("Correction 1").get_by_role("textbox", name="Text"), words)

    def change_slug(self, slug: str) -> None:
        self.page.get_by_role("tab", name="Promote").click()
        self.page.get_by_role("textbox", name="Slug").fill(slug)

    def write(self, headline: str) -> None:
        """A whole short story in Harbour by Ada, in its form, not handed on."""
        self.begin()
        self.type_headline(headline)
        self.choose_section("Harbour")
        self.choose_author("Ada Brook")
        self.add_text("It happened at the lock.")

    def sees_it_saved(self) -> None:
        """Wait until the desk says that everything typed so far is saved."""
        wait_for(lambda: self.page.evaluate("window.saved > window.touched"), what="the desk to save by itself")
        indicator = self.page.locator("#w-autosave-indicator")
        expect(indicator).to_have_attribute("data-w-autosave-state-value", "saved")
        expect(indicator.get_by_text("Saved", exact=True)).to_be_visible()

    def reload(self) -> None:
        self.page.reload()
        self._ready()

    def preview(self) -> FrameLocator:
        """The preview beside the form, once it shows a page; the next one, still loading behind it, has no id yet."""
        self._beside("preview")
        frame = self.page.frame_locator("#w-preview-iframe")
        expect(frame.get_by_role("heading", level=1)).to_be_visible()
        return frame

    # Handing on

    def publish(self) -> None:
        self.press("Publish")
        expect(self.message).to_contain_text("has been published")

    def press(self, action: str) -> None:
        """One of the buttons at the foot, seen or behind "more actions"."""
        self._more_actions(shown=True)
        with self.next_page():
            self._at_foot(action).click()

    def may(self, action: str) -> bool:
        """Whether that action is offered at the foot."""
        self._more_actions(shown=True)
        offered = self._at_foot(action).is_visible()
        self._more_actions(shown=False)
        return offered

    def schedule(self, moment: datetime) -> None:
        """Set the moment it goes live, to the minute, and hand it to the schedule."""
        self._beside("status")
        self.page.get_by_role("button", name="Set schedule").click()
        dialog = self.page.get_by_role("dialog", name="Set publishing schedule")
        dialog.get_by_label("Go live").fill(f"{moment:%Y-%m-%d %H:%M}")
        self.page.keyboard.press("Tab")
        with self.next_page():
            dialog.get_by_role("button", name="Save schedule").press("Enter")
        expect(self.page.get_by_text("Once scheduled:")).to_be_visible()
        self.press("Schedule to publish")
        expect(self.message).to_contain_text("scheduled for publishing")

    def unpublish(self) -> None:
        """Take the story at hand away from readers."""
        self.open(f"/desk/pages/{self.number}/unpublish/")
        self.page.get_by_role("button", name="Yes, unpublish it").click()
        expect(self.message).to_contain_text("unpublished")

    def approve(self) -> None:
        """Say yes to the story at hand, which publishes it."""
        self.press("Approve and Publish")
        expect(self.message).to_contain_text("updated")

    def lock(self) -> None:
        self._toggle_lock()
        expect(self.page.get_by_text("locked by you").first).to_be_visible()

    def unlock(self) -> None:
        self._toggle_lock()
        expect(self.page.get_by_text("Unlocked").first).to_be_visible()

    @property
    def message(self) -> Locator:
        """What the desk says of what was done."""
        return self.page.locator(".messages")

    @property
    def number(self) -> int:
        """Of the story whose form is open."""
        return int(self.path.split("/pages/")[1].split("/")[0])

    # How the desk is used

    def _ready(self) -> None:
        """Wait until the form watches what is typed: Wagtail lets two seconds pass first."""
        self.page.locator("html[data-watching]").wait_for(state="attached")
        self.page.wait_for_load_state()

    def _region(self, name: str) -> Locator:
        return self.page.get_by_role("region", name=name, exact=True)

    def _type(self, field: Locator, words: str) -> None:
        field.click()
        self.page.keyboard.type(words)

    def _choose(self, name: str) -> None:
        modal = self.page.locator(".modal-body")
        modal.get_by_role("link", name=name).click()
        modal.wait_for(state="detached")

    def _at_foot(self, action: str) -> Locator:
        foot = self.page.get_by_role("navigation", name="Actions (footer)")
        return foot.get_by_role("button", name=action, exact=True)

    def _more_actions(self, *, shown: bool) -> None:
        more = self._at_foot("More actions")
        if more.count() and (more.get_attribute("aria-expanded") == "true") != shown:
            more.click()
            expect(more).to_have_attribute("aria-expanded", str(shown).lower())

    def _toggle_lock(self) -> None:
        self.page.wait_for_load_state()
        self._beside("status")
        with self.next_page():
            self.page.get_by_role("checkbox", name="Lock").click(force=True)

    def _beside(self, panel: str) -> None:
        """Open a panel beside the form, which the browser may remember as open."""
        toggle = self.page.get_by_role("button", name=f"Toggle {panel}")
        if toggle.get_attribute("aria-expanded") != "true":
            toggle.click()
