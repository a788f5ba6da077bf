// Whoever has said in Wagtail's dialog that a newer version may be saved over is not asked again by the server.
const title = () => document.getElementById("title-text-w-save-confirmation-dialog")?.textContent.trim();
let unasked; // the dialog speaks of the network until there is a newer version to speak of

document.addEventListener("DOMContentLoaded", () => { unasked = title(); });
document.addEventListener("w-dialog:confirmed", ({ target }) => {
  if (target.id !== "w-save-confirmation-dialog" || title() === unasked) return;
  const said = Object.assign(document.createElement("input"), { type: "hidden", name: "over_newer", value: "1" });
  document.querySelector("[data-edit-form]").append(said);
}, true);
