"""A story arrives by paste: it becomes blocks, what is lost is said, one undo takes it back, and readers get it."""

import io

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.journeys.people import this_month
from tests.servers import wait_for
from tests.stories.docx import NOTE, docx, paragraph, picture
from tests.stories.test_pasting import CLIPS

pytestmark = pytest.mark.journey
PAGE = """<body><h2>What to take along</h2><ul><li>Papers<ul><li>a pass</li></ul></li><li>A <b>coat</b></li></ul>
<blockquote><p>Never without a coat.</p></blockquote><p>The end.</p><hr></body>"""
BODY = """document.getElementById("body-root").rootBlock.getValue().map(({ type, value }) => {
  const words = (raw) => JSON.parse(raw)?.blocks.map(({ text }) => text).join(" / ");
  if (type === "paragraph") return [type, words(value)];
  return [type, value.items?.map(words) ?? value.text ?? value];
})"""


def body(editor):
    return editor.page.evaluate(BODY)


def holds(editor, blocks):
    """The editor of rich text puts down what it holds a quarter of a second later."""
    wait_for(lambda: body(editor) == blocks, what=f"{blocks} in the form")


def message(editor):
    return editor.page.locator("paste-desk")


def press(editor, key, times):
    for _ in range(times):
        editor.page.keyboard.press(key)


def test_a_document_becomes_blocks_and_one_undo_takes_it_back(hedda):
    page = hedda.page
    hedda.write("Pasted and taken back")
    before = [["paragraph", "It happened at the lock."]]
    press(hedda, "ArrowLeft", len(" at the lock."))

    hedda.paste_from_program((CLIPS / "google_docs.html").read_text())
    expect(message(hedda).get_by_role("status")).to_have_text("7 blocks pasted.")
    expect(message(hedda)).to_contain_text("1 picture, not fetched from where it is: The pier at dusk")
    expect(message(hedda)).to_contain_text("1 table needs a title before it is published: Ferry | Passengers")
    wait_for(lambda: body(hedda)[-1] == ["paragraph", "at the lock."], what="the second half of the words")
    kinds = [kind for kind, _ in body(hedda)]
    assert kinds == ["paragraph", "paragraph", "heading", "list", "paragraph", "table", "heading", "list", "paragraph"]
    assert body(hedda)[0] == ["paragraph", "It happened"]
    assert body(hedda)[3] == ["list", ["Papers / a pass / the permit", "A coat"]]
    hedda.sees_it_saved()
    page.keyboard.press("Control+z")
    expect(message(hedda).get_by_role("status")).to_have_text("Taken back: everything is as it was before.")
    holds(hedda, before)

    page.keyboard.press("End")
    hedda.paste_from_program((CLIPS / "word_clip.html").read_text())
    expect(message(hedda).get_by_role("status")).to_have_text("3 blocks pasted.")
    expect(message(hedda)).to_contain_text("1 picture on the writer’s own computer: clip_image001.png")
    expect(page.locator("[contenteditable=true]").filter(visible=True).last).to_be_focused()
    page.keyboard.type("More. ")
    page.keyboard.press("Control+z")
    message(hedda).get_by_role("button", name="Take it back").press("Enter")
    expect(message(hedda).get_by_role("status")).to_have_text("Taken back: everything is as it was before.")
    holds(hedda, before)
    hedda.sees_it_saved()
    hedda.reload()
    holds(hedda, before)


def test_taken_back_in_the_same_breath_the_caret_is_where_it_was(hedda):
    """Wagtail moves the caret 50 ms after a block came: here it does so when that block has gone already."""
    page = hedda.page
    hedda.write("Pasted and regretted")
    press(hedda, "ArrowLeft", len(" at the lock."))
    page.clock.install()
    page.clock.pause_at(page.evaluate("Date.now() + 1000"))
    hedda.paste_from_program((CLIPS / "google_docs.html").read_text())
    expect(message(hedda).get_by_role("status")).to_have_text("7 blocks pasted.")
    page.keyboard.press("Control+z")
    expect(message(hedda).get_by_role("status")).to_have_text("Taken back: everything is as it was before.")
    page.clock.run_for(500)
    page.keyboard.type(" again")
    page.clock.resume()
    holds(hedda, [["paragraph", "It happened again at the lock."]])


def test_what_was_copied_from_a_page_reaches_readers(hedda, reader):
    page = hedda.page
    hedda.copy_page(PAGE)
    hedda.write("Copied from a page")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    hedda.paste()
    expect(message(hedda).get_by_role("status")).to_have_text("4 blocks pasted.")
    expect(message(hedda)).to_contain_text("1 line across the text")
    made = [
        ["heading", "What to take along"],
        ["list", ["Papers / a pass", "A coat"]],
        ["quote", "Never without a coat."],
        ["paragraph", "The end."],
    ]
    holds(hedda, made)
    message(hedda).get_by_role("button", name="Close").click()
    expect(message(hedda).get_by_role("status")).to_be_hidden()
    hedda.sees_it_saved()
    hedda.reload()
    holds(hedda, made)
    hedda.publish()
    reader.open(f"{this_month()}copied-from-a-page/")
    expect(reader.page.locator("article li li")).to_have_text("a pass")
    expect(reader.page.locator("article blockquote")).to_have_text("Never without a coat.")


def test_a_few_words_go_the_ordinary_way(hedda):
    hedda.copy_page("<p>three <i>slanted</i> words</p>")
    hedda.write("Few words")
    hedda.page.keyboard.type(" ")
    hedda.paste()
    expect(hedda.page.locator("[contenteditable=true]")).to_have_text("It happened at the lock. three slanted words")
    expect(message(hedda).get_by_role("status")).to_be_hidden()

    hedda.copy_page(PAGE)
    hedda.page.keyboard.press("Control+Shift+v")
    expect(hedda.page.locator("[contenteditable=true]")).to_contain_text("What to take along")
    assert [kind for kind, _ in body(hedda)] == ["paragraph"]


def test_no_word_is_lost_when_nobody_answers(hedda):
    page = hedda.page
    hedda.write("Nobody answers")
    hedda.watch.expect(f"{hedda.newsroom.url}/desk/stories/pasted/")
    page.route("**/stories/pasted/", lambda route: route.abort())
    hedda.paste_from_program("<h2>One</h2><p>Two</p>", "One\n\nTwo")
    expect(message(hedda).get_by_role("status")).to_contain_text("The words went in as plain text.")
    page.unroute("**/stories/pasted/")
    holds(hedda, [["paragraph", "It happened at the lock.One / Two"]])
    message(hedda).get_by_role("button", name="Take it back").click()
    holds(hedda, [["paragraph", "It happened at the lock."]])


def boats():
    file = io.BytesIO()
    Image.effect_noise((640, 480), 90).convert("RGB").save(file, "PNG")
    return file.getvalue()


WORD_FILE = docx(
    paragraph("Boats before dawn", style="Title"),
    paragraph("They left at four.", NOTE),
    paragraph(picture("a.png", "Boats in the dark")),
    paragraph("a lamp", item=(1, 0)),
    pictures={"a.png": boats()},
    notes="So says the log.",
)
DROP = """([name, bytes]) => {
  const dataTransfer = new DataTransfer();
  dataTransfer.items.add(new File([new Uint8Array(bytes)], name));
  const field = document.querySelector("#id_standfirst");
  for (const kind of ["dragover", "drop"]) {
    field.dispatchEvent(new DragEvent(kind, { dataTransfer, bubbles: true, cancelable: true }));
  }
}"""


def test_a_word_file_brings_its_pictures_and_its_headline(hedda):
    page = hedda.page
    hedda.begin()
    headline = page.get_by_role("textbox", name="Headline")
    hedda.watch.expect(f"{hedda.newsroom.url}/desk/stories/pasted/word/")
    page.evaluate(DROP, ["old.doc", []])
    expect(message(hedda).get_by_role("status")).to_contain_text("save it as .docx")

    with page.expect_file_chooser() as choosing:
        message(hedda).get_by_role("button", name="From a Word document").click()
    choosing.value.set_files({"name": "boats.docx", "mimeType": "application/octet-stream", "buffer": WORD_FILE})
    expect(message(hedda).get_by_role("status")).to_have_text("3 blocks pasted.")
    expect(message(hedda)).to_contain_text("1 footnote: So says the log.")
    expect(headline).to_have_value("Boats before dawn")
    expect(page.get_by_role("region", name="Picture").get_by_text("boats 1").last).to_be_visible()
    assert [kind for kind, _ in body(hedda)] == ["paragraph", "picture", "list"]

    message(hedda).get_by_role("button", name="Take it back").click()
    expect(message(hedda).get_by_role("status")).to_contain_text("Its pictures stay in the library.")
    wait_for(lambda: [kind for kind, _ in body(hedda)] == ["paragraph"], what="the empty text that was there before")
    expect(headline).to_have_value("")

    page.evaluate(DROP, ["boats.docx", list(WORD_FILE)])
    expect(message(hedda).get_by_role("status")).to_have_text("3 blocks pasted.")
    hedda.sees_it_saved()
    hedda.reload()
    expect(headline).to_have_value("Boats before dawn")
    assert [kind for kind, _ in body(hedda)] == ["paragraph", "picture", "list"]
