// A document pasted into a field of blocks: the server makes blocks of it, here they find their place, and one undo
// takes them out again. A few words, or a paste with Shift, go Wagtail's ordinary way.
const STRUCTURE = `h1, h2, h3, h4, h5, h6, [role=heading], li, blockquote, img, iframe, video, [style*=mso-list],
  td + td, th + td, tr + tr`;
const DIALECTS = /docs-internal-guid|urn:schemas-microsoft-com|class="?Mso/;
const OUR_EDITOR = /data-draftjs-conductor-fragment|public-DraftStyleDefault/;
const DOCUMENTS = /\.(docx?|odt|rtf|pdf|pages)$/i;
const WORD = /\.docx$/i;
const NO_DOCUMENT = /^(image|video|audio|text)\//;
const LEAVES = "p, div, pre, dt, dd";
const LONGEST_WAIT_MS = 60_000;
const isKey = ({ key, ctrlKey, metaKey }, letter) => key?.toLowerCase() === letter && (ctrlKey || metaKey);
const hasLines = (text) => /\S[^\S\n]*\n\s*\S/.test(text.replaceAll("\r", ""));

function isDocument(html, text, target) {
  if (OUR_EDITOR.test(html) || target.closest("table")) return false;
  if (!html.trim()) return hasLines(text) && !target.matches("textarea");
  const page = new DOMParser().parseFromString(html, "text/html"); // fetches nothing and runs nothing
  if (page.querySelector(STRUCTURE)) return true;
  if (target.matches("textarea")) return false;
  const isLeaf = (element) => element.textContent.trim() && !element.querySelector(LEAVES);
  if ([...page.querySelectorAll(LEAVES)].filter(isLeaf).length > 1 || hasLines(text)) return true;
  return DIALECTS.test(html) && target.isContentEditable;
}

// Draft.js, which Wagtail's editor of rich text is made of
const content = (state) => state.getCurrentContent();
const push = (state, changed, how) => window.DraftJS.EditorState.push(state, changed, how);
const fromRaw = (raw) => window.DraftJS.convertFromRaw(JSON.parse(raw)).getBlockMap();
const isComment = (style) => style.startsWith("COMMENT-");

const without = (state, range) => window.DraftJS.Modifier.removeRange(content(state), range, "forward");
const stylesOf = (block) => block.getCharacterList().toArray().flatMap((letter) => letter.getStyle().toArray());

function withoutSelected(state) {
  const range = state.getSelection();
  return range.isCollapsed() ? state : push(state, without(state, range), "remove-range");
}

function halves(state) {
  const { Modifier, ContentState } = window.DraftJS;
  const selection = state.getSelection();
  const key = selection.getStartKey(), offset = selection.getStartOffset();
  const blocks = content(state).getBlocksAsArray();
  if (!content(state).hasText()) return { isEmpty: true };
  if (key === blocks[0].getKey() && offset === 0) return { isStart: true };
  if (key === blocks.at(-1).getKey() && offset === blocks.at(-1).getLength()) return { isEnd: true };
  const spaces = content(state).getBlockForKey(key).getText().slice(offset).match(/^\s*/)[0].length;
  const gap = selection.merge({ focusKey: key, focusOffset: offset + spaces, isBackward: false });
  const parted = Modifier.splitBlock(without(state, gap), selection).getBlocksAsArray();
  const last = parted.findIndex((block) => block.getKey() === key);
  const half = (some) => push(state, ContentState.createFromBlockArray(some), "remove-range");
  const after = parted.slice(last + 1);
  const comments = new Set(after.flatMap(stylesOf).filter(isComment));
  return { before: half(parted.slice(0, last + 1)), after: half(after), comments };
}

class PasteDesk extends HTMLElement {
  record = null;
  plainAt = -Infinity;
  coming = Promise.resolve();

  connectedCallback() {
    const { signal } = (this.listening = new AbortController());
    document.addEventListener("keydown", (event) => this.key(event), { capture: true, signal });
    document.addEventListener("paste", (event) => this.paste(event), { capture: true, signal });
    document.addEventListener("beforeinput", ({ target }) => this.touch(target), { capture: true, signal });
    const pressed = ({ target }) => { if (target.closest("button")) this.touch(target); };
    document.addEventListener("click", pressed, { capture: true, signal });
    this.addEventListener("click", ({ target }) => {
      if (target.closest("[data-undo]")) this.undo();
      if (target.closest("[data-dismiss]")) this.dismiss();
      if (target.closest("[data-open]")) this.part("file").click();
    });
    this.addEventListener("change", ({ target }) => this.choose(target));
    document.addEventListener("dragover", (event) => this.drag(event), { capture: true, signal });
    document.addEventListener("drop", (event) => this.drop(event), { capture: true, signal });
  }

  disconnectedCallback() { this.listening.abort(); }

  get stream() { return document.getElementById(`${this.dataset.field}-root`)?.rootBlock; }

  get headline() { return this.closest("form").querySelector("#id_title"); }

  key(event) {
    if (isKey(event, "v") && event.shiftKey) this.plainAt = event.timeStamp;
    const isUndo = isKey(event, "z") && !event.shiftKey;
    if (!isUndo || !this.record || this.record.isTouched || !this.isAround(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.undo();
  }

  isAround(target) {
    return target === document.body || this.contains(target) || this.stream.container[0].contains(target);
  }

  touch(target) {
    if (this.record && this.stream.container[0].contains(target)) this.record.isTouched = true;
  }

  paste(event) {
    const { target, clipboardData } = event;
    if (!this.stream?.container[0].contains(target) || event.timeStamp - this.plainAt < 500) return;
    const html = clipboardData.getData("text/html"), text = clipboardData.getData("text/plain");
    if (!isDocument(html, text, target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const light = html.replace(/(\ssrc\s*=\s*["']?data:)[^"'>\s]*/gi, "$1"); // pictures stay behind in any case
    const place = this.place(target);
    this.coming = this.coming.then(() => this.bring(place, { html: light, text })); // one after the other
  }

  // A Word file, chosen or dropped anywhere on the form

  choose(field) { // for the end of the text
    const [file] = field.files;
    const last = this.stream.children.at(-1)?.element.querySelector("[contenteditable=true]");
    field.value = "";
    if (file) this.openNext(file, this.place(last ?? this));
  }

  drag(event) {
    const [one, ...more] = [...event.dataTransfer.items].filter(({ kind }) => kind === "file");
    if (!one || more.length || NO_DOCUMENT.test(one.type) || !this.closest("form").contains(event.target)) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
  }

  drop(event) {
    const [file, ...more] = event.dataTransfer.files;
    if (!file || more.length || !DOCUMENTS.test(file.name) || !this.closest("form").contains(event.target)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    this.openNext(file, this.place(event.target));
  }

  openNext(file, place) { this.coming = this.coming.then(() => this.open(file, place)); }

  async open(file, place) {
    if (this.record) this.dismiss();
    this.say(this.dataset.opening, { isBusy: true });
    const { name } = file;
    const answer = await this.ask(this.dataset.word, WORD.test(name) ? { name, document: file } : { name });
    const isBare = !place.isWhole || content(place.editor.getEditorState()).hasText();
    if (answer.blocks) this.take(isBare ? { ...place, isWhole: false, editor: null } : place, answer);
    else this.say(answer.words ?? this.dataset.unread, { hasFailed: true });
  }

  // Where it was pasted: the block, and the editor of rich text in it

  place(target) {
    const { children, inserters } = this.stream;
    const wrapper = target.closest("[data-draftail-editor-wrapper]");
    const input = wrapper?.parentNode.querySelector("input[type=hidden]");
    const child = children.find(({ element }) => element.contains(target));
    const gap = inserters.findIndex(({ element }) => element.contains(target));
    return { child, editor: input?.draftailEditor, isWhole: input && child?.block.widget?.input === input, gap };
  }

  async bring(place, { text, ...sent }) {
    if (this.record) this.dismiss();
    this.say(this.dataset.reading, { isBusy: true });
    const answer = await this.ask(this.dataset.url, { text, ...sent });
    const said = [this.dataset.failed, answer.words].filter(Boolean).join(" ");
    this.take(place, answer.blocks ? answer : { blocks: this.plain(text), said, notes: [], hasFailed: true });
  }

  async ask(url, sent) {
    const form = this.closest("form");
    const body = new FormData();
    const { model, field } = this.dataset;
    for (const [name, value] of Object.entries({ model, field, ...sent })) body.append(name, value);
    if (this.headline && !this.headline.value.trim()) body.append("untitled", "");
    const headers = { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value, "X-Requested-With": "XMLHttpRequest" };
    try {
      const signal = AbortSignal.timeout(LONGEST_WAIT_MS);
      return await (await fetch(url, { method: "POST", body, headers, signal })).json();
    } catch {
      return {};
    }
  }

  plain(text) { // the words alone, when nobody answers
    const lines = text.split(/\r?\n/).filter((line) => line.trim());
    const bare = { type: "unstyled", depth: 0, inlineStyleRanges: [], entityRanges: [], data: {} };
    const blocks = lines.map((line) => ({ ...bare, text: line.trim() }));
    const value = JSON.stringify({ blocks, entityMap: {} });
    return lines.length ? [{ type: this.dataset.text, id: crypto.randomUUID?.() ?? null, value }] : [];
  }

  // Putting in

  take(place, { blocks, said, notes, headline, pictures, hasFailed }) {
    const record = (this.record = { inserted: [], former: this.former(place), pictures });
    const isText = blocks.length === 1 && blocks[0].type === this.dataset.text;
    if (isText && place.editor) this.write(place.editor, blocks[0].value);
    else if (blocks.length) this.insert(place, blocks);
    if (headline) this.entitle(headline);
    if (blocks.length || headline) this.changed();
    else this.record = null;
    const isOrdinary = isText && place.editor && !notes.length && !hasFailed && !headline;
    if (isOrdinary) this.hush();
    else this.say(blocks.length || headline ? said : this.dataset.empty, { notes, hasFailed });
    record.inserted.at(-1)?.focus({ soft: true });
  }

  former({ child, editor }) {
    const index = this.stream.children.indexOf(child);
    return { editor, written: editor?.getEditorState(), child, index, state: child?.getState() };
  }

  write(editor, raw) {
    const { Modifier, EditorState } = window.DraftJS;
    const state = editor.getEditorState();
    const whole = Modifier.replaceWithFragment(content(state), state.getSelection(), fromRaw(raw));
    const written = push(state, whole, "insert-fragment");
    editor.onChange(EditorState.forceSelection(written, content(written).getSelectionAfter()));
    this.record.isWritten = true;
  }

  insert(place, blocks) {
    const { stream } = this;
    let at = this.room(place);
    for (const block of blocks) this.record.inserted.push(stream.insert(block, at++, {}));
  }

  room({ child, editor, isWhole, gap }) { // where the first block goes; parts the words at the caret if need be
    const { stream, record } = this;
    const index = stream.children.indexOf(child);
    if (index < 0) return gap < 0 ? stream.children.length : gap;
    if (!isWhole) return index + 1;
    const state = withoutSelected(editor.getEditorState());
    const { isEmpty, isStart, isEnd, before, after, comments } = halves(state);
    if (isEmpty) {
      record.isReplaced = true;
      this.remove(child);
      return index;
    }
    record.isParted = true;
    if (isStart || isEnd) child.setState({ ...child.getState(), value: state });
    else {
      record.moved = [];
      const goes = ({ localId }) => comments.has(`COMMENT-${localId}`) && record.moved.push(localId);
      stream.splitBlock(index, before, after, goes, {});
      record.rest = stream.children[index + 1];
    }
    return isStart ? index : index + 1;
  }

  // What is deleted stays in Wagtail's form, unseen. Its names must be free for what may come back, and the caret must
  // not go there: Wagtail gives it to a new block 50 ms later, or when a busy browser gets round to it.
  remove(child) {
    this.stream.deleteBlock(this.stream.children.indexOf(child), {});
    child.element.removeAttribute("data-contentpath");
    for (const named of child.element.querySelectorAll("[id]")) named.removeAttribute("id");
    for (const { draftailEditor } of child.element.querySelectorAll("input")) {
      if (draftailEditor) draftailEditor.focus = () => {};
    }
  }

  entitle(words) {
    this.record.isEntitled = true;
    this.fill(this.headline, words);
  }

  fill(field, words) {
    field.value = words;
    for (const name of ["input", "keyup", "change"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  }

  changed() { this.stream.countInput[0].dispatchEvent(new Event("change", { bubbles: true })); }

  // Taking back

  undo() {
    const { record, stream } = this;
    if (!record || (record.isTouched && !confirm(this.dataset.sure))) return;
    const { former } = record;
    const there = ({ element }) => stream.children.some((child) => child.element === element);
    for (const child of record.inserted.filter(there)) this.remove(child);
    if (record.rest && there(record.rest)) {
      const path = former.child.getContentPath();
      for (const comment of record.moved) window.comments.commentApp.updateContentPath(comment, path);
      this.remove(record.rest);
    }
    if (record.isReplaced) stream.insert(former.state, Math.min(former.index, stream.children.length), { focus: true });
    if (record.isWritten) former.editor.onChange(former.written);
    if (record.isParted && there(former.child)) {
      former.child.setState(former.state);
      former.child.focus();
    }
    if (record.isEntitled) this.fill(this.headline, "");
    this.record = null;
    this.changed();
    this.say(record.pictures ? `${this.dataset.undone} ${this.dataset.remain}` : this.dataset.undone);
  }

  // Saying so

  part(name) { return this.querySelector(`[data-${name}]`); }

  say(words, { notes = [], isBusy = false, hasFailed = false } = {}) {
    this.part("message").hidden = false;
    this.classList.toggle("is-busy", isBusy);
    this.classList.toggle("has-failed", hasFailed);
    this.part("status").textContent = words;
    this.part("lost").hidden = !notes.length;
    const item = (textContent) => Object.assign(document.createElement("li"), { textContent });
    this.part("notes").replaceChildren(...notes.map(item));
    this.part("buttons").hidden = isBusy;
    this.part("undo").hidden = !this.record;
  }

  hush() {
    this.classList.remove("is-busy");
    this.part("message").hidden = true;
  }

  dismiss() {
    const last = this.record?.inserted.at(-1);
    this.record = null;
    this.hush();
    if (this.contains(document.activeElement)) last?.focus({ soft: true });
  }
}
customElements.define("paste-desk", PasteDesk);
