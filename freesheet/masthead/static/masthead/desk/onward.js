// Ctrl and Enter, in any field of a form that brings something to readers, press the button that does: the last of those
// in sight at its foot.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  const form = event.target.closest("[data-edit-form]");
  if (!form || event.target.closest("#comments, [role=dialog]")) return;
  event.preventDefault();
  const buttons = [...form.querySelectorAll("footer button[type=submit]")].filter((button) => !button.closest(".w-dropdown"));
  buttons.at(-1)?.click();
});
