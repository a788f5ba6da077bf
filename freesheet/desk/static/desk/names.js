// Wagtail leaves some fields without a name for who hears the page: rich text, a block of one line, tags.
// Each takes the words that stand over it for who sees it.
const NAMELESS = [
  ".public-DraftEditor-content",
  "[data-contentpath] .w-field__input > input[type=text]",
  ".ui-autocomplete-input",
].join(", ");
const words = (found) => found?.textContent.trim().split("\n")[0].replace("*", "").trim();
const over = (field) => words(field.closest(".tagit")?.previousElementSibling.labels?.[0])
  || words(field.closest(".w-field__wrapper")?.querySelector(":scope > .w-field__label"))
  || words(field.closest(".w-panel")?.querySelector(".w-panel__heading"));

const name = (field) => {
  if (field.hasAttribute("aria-label") || field.hasAttribute("aria-labelledby") || field.labels?.length) return;
  const said = over(field);
  if (said) field.setAttribute("aria-label", said);
};

let waits = false;
new MutationObserver(() => {
  if (waits) return;
  waits = true;
  requestAnimationFrame(() => { waits = false; document.querySelectorAll(NAMELESS).forEach(name); });
}).observe(document.documentElement, { childList: true, subtree: true });
