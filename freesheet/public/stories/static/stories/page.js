/* Embeds: nothing is asked of the other site before this tap. */
function play(event) {
  const stage = event.currentTarget.closest("[data-player]");
  const frame = document.createElement("iframe");
  frame.src = stage.dataset.player;
  frame.title = stage.dataset.title;
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.tabIndex = 0;
  stage.replaceChildren(frame);
  frame.focus();
}

/* Sharing: the system's own sheet where there is one, the link, a letter; nothing of anybody else's. */
function offerToShare(menu) {
  const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;
  const send = menu.querySelector("[data-send]"), copy = menu.querySelector("[data-copy]");
  const close = () => { menu.open = false; };
  send.hidden = !navigator.share;
  send.addEventListener("click", async () => {
    try { await navigator.share({ title: send.dataset.title, url }); close(); } catch { /* closed again */ }
  });
  copy.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(url);
      say(copy.dataset.copied);
    } catch { say(url); }
    close();
    menu.firstElementChild.focus();
  });
  menu.addEventListener("keydown", ({ key }) => { if (key === "Escape") { close(); menu.firstElementChild.focus(); } });
  document.addEventListener("click", ({ target }) => { if (!menu.contains(target)) close(); });
}

all("[data-play]").forEach((button) => button.addEventListener("click", play));
all("[data-share]").forEach(offerToShare);
