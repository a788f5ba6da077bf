// A headline wraps where it is written and is one line all the same: Enter breaks none, it goes on to the next text.
const HEADLINE = "textarea[data-one-line]";
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.isComposing || !event.target.matches(HEADLINE)) return;
  event.preventDefault();
  const modified = event.ctrlKey || event.metaKey || event.altKey || event.shiftKey;
  const within = event.target.form ?? document;
  const texts = [...within.querySelectorAll("textarea, input[type=text], [contenteditable=true]")];
  if (!modified) texts.slice(texts.indexOf(event.target) + 1).find((text) => text.checkVisibility())?.focus();
});

// The form stands in a tab that is hidden when the browser would see to this.
addEventListener("load", () => document.querySelector("[data-edit-form] [autofocus]")?.focus());
