// Wagtail's field for tags puts a name of several words in quotation marks, for they have spaces between them; not if
// these do not break.
document.addEventListener("beforeinput", (event) => {
  const field = event.target.closest?.(".tagit")?.previousElementSibling;
  if (event.data !== " " || !field?.matches("[data-topics]")) return;
  event.preventDefault();
  document.execCommand("insertText", false, "\u00a0");
});
