// A headline wraps where it is written and is one line all the same: Enter breaks none.
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.isComposing && event.target.matches("textarea[data-one-line]")) event.preventDefault();
});

// The form stands in a tab that is hidden when the browser would see to this.
addEventListener("load", () => document.querySelector("textarea[data-one-line][autofocus]")?.focus());
