// Wagtail takes the form as it stands when an autosave is answered for what was saved; words typed in the half
// second before were never sent, and are not noticed. We keep what was sent, and ask for another save if it differs.
const VERSION = "autosaved_revision_id";
const plain = (value) => (value instanceof File ? value.name : value);
const list = (data, left) => JSON.stringify(
  [...data].filter(([name]) => !left.has(name)).map(([name, value]) => [name, plain(value)]),
);
let sent = null;

document.addEventListener("w-autosave:save", ({ detail }) => { sent = detail.formData; });
document.addEventListener("w-autosave:success", ({ target, detail }) => {
  if (!sent || !(target instanceof HTMLFormElement)) return;
  const theirs = new Set(["overwrite_revision_id", VERSION, ...Object.keys(detail.response?.field_updates ?? {})]);
  const typed = list(new FormData(target), theirs) !== list(sent, theirs);
  sent = null;
  if (typed) target.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true }));
});

// It begins to watch two seconds after the form is there, so what is typed before would count as having been there.
let early = null;
const typing = ({ isTrusted, target }) => { if (isTrusted) early = target.closest("[data-edit-form]") ?? early; };
document.addEventListener("input", typing);
document.addEventListener("change", typing);
document.addEventListener("w-autosave:save", () => { early = null; });
document.addEventListener("w-unsaved:watch-edits", () => {
  early?.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true }));
  early = null;
});

// A button pressed while the form is being saved by itself waits for the answer, and nothing is saved by itself once
// the form is on its way: the first save of a new story makes it, and two of them would make it twice. It also waits
// until what was typed last into a text is in the form, where Draftail puts it a quarter of a second later.
const LONGEST_MS = 10_000, TEXT_MS = 300;
let saving = false, leaving = false, pressed = null, later, typedAt = -TEXT_MS;
const typed = ({ target }) => { if (target.isContentEditable) typedAt = performance.now(); };
for (const kind of ["keydown", "input", "paste"]) document.addEventListener(kind, typed, true);

function handIn(form, button) {
  const wasDisabled = button?.disabled; // by Wagtail, on the click; a disabled button would not say what it does
  if (button) button.disabled = false;
  form.requestSubmit(button);
  if (button) button.disabled = wasDisabled;
}

function goOn() {
  clearTimeout(later);
  if (!pressed) return;
  const { form, button } = pressed;
  pressed = null;
  handIn(form, button);
}

function answered() {
  saving = false;
  goOn();
}

document.addEventListener("w-autosave:save", (event) => {
  if (leaving) event.preventDefault();
  else saving = true;
});
document.addEventListener("w-autosave:success", answered);
document.addEventListener("w-autosave:error", answered);
document.addEventListener("submit", (event) => {
  const wait = saving ? LONGEST_MS : typedAt + TEXT_MS - performance.now();
  if (wait <= 0 || !event.target.matches("[data-edit-form]")) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  pressed = { form: event.target, button: event.submitter };
  clearTimeout(later);
  later = setTimeout(saving ? answered : goOn, wait);
}, true);
addEventListener("submit", (event) => {
  if (event.defaultPrevented || !event.target.matches("[data-edit-form]")) return;
  leaving = true;
  noteAutosavedVersion(event.target);
});

// Which version the form has saved by itself: what its button saves takes that one's place. A form that comes back with
// a question says it too, and goes on from there.
function noteAutosavedVersion(form) {
  const version = form.dataset.wAutosaveRevisionIdValue;
  if (!version) return;
  const field = form.elements[VERSION]
    ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: VERSION }));
  field.value = version;
}
addEventListener("pageshow", ({ persisted }) => {
  leaving = false;
  for (const field of document.querySelectorAll(`input[name=${VERSION}]`)) {
    if (persisted) field.remove(); // else it counts as a change
    else field.form.dataset.wAutosaveRevisionIdValue ??= field.value;
  }
});

// What could not be saved yet is named where Wagtail would say that autosave is paused.
document.addEventListener("w-autosave:error", ({ detail }) => {
  const words = document.querySelector(
    "#w-autosave-indicator .w-autosave-indicator__state--paused .w-autosave-indicator__text",
  );
  if (!words) return;
  words.dataset.paused ??= words.textContent;
  words.textContent = detail.type === "validation_error" ? detail.text : words.dataset.paused;
});
