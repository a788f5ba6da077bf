// Ctrl and Enter post the brief from any field of its form.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
  const form = event.target.closest("[data-edit-form]");
  if (!form) return;
  event.preventDefault();
  form.querySelector("footer button[type=submit]").click();
});
