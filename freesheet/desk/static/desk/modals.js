// A modal takes the focus when it has faded in, also from somebody who is typing in it by then; it is given back, once.
const opened = new WeakSet();

document.addEventListener("focusin", ({ target, relatedTarget }) => {
  if (!target.matches(".modal") || opened.has(target)) return;
  opened.add(target);
  if (target.contains(relatedTarget)) relatedTarget.focus();
});
