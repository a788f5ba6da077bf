// Ctrl and Enter, in any field of a form that brings something to readers, press the button that does: the last of
// those in sight at its foot. Heard on the way down, for a text would break its paragraph at Enter.
const ELSEWHERE = "#comments, [role=dialog]";
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing || event.repeat) return;
  const form = event.target.closest("[data-edit-form]");
  if (!form || event.target.closest(ELSEWHERE)) return;
  event.preventDefault();
  if (event.target.isContentEditable) event.stopPropagation();
  const buttons = [...form.querySelectorAll("footer button:not([type=button])")];
  buttons.filter((button) => !button.closest(".w-dropdown")).at(-1)?.click();
}, true);
