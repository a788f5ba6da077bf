// Wagtail takes the form as it stands when an autosave is answered for what was saved; words typed in the half
// second before were never sent, and are not noticed. We keep what was sent, and ask for another save if it differs.
const plain = (value) => (value instanceof File ? value.name : value);
const list = (data, left) => JSON.stringify([...data].filter(([name]) => !left.has(name)).map(([name, value]) => [name, plain(value)]));
let sent = null;

document.addEventListener("w-autosave:save", ({ detail }) => { sent = detail.formData; });
document.addEventListener("w-autosave:success", ({ target, detail }) => {
  if (!sent || !(target instanceof HTMLFormElement)) return;
  const theirs = new Set(["overwrite_revision_id", ...Object.keys(detail.response?.field_updates ?? {})]);
  const typed = list(new FormData(target), theirs) !== list(sent, theirs);
  sent = null;
  if (typed) target.dispatchEvent(new CustomEvent("w-unsaved:add", { bubbles: true, cancelable: true }));
});
