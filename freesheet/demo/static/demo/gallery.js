/* The gallery: frames as high as what stands in them, and a word where a browser does not change a frame's light. */
(() => {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const note = document.querySelector(".gallery-device");

  function settle({ target: frame }) {
    const page = frame.contentDocument;
    if (!page?.body) return;
    const fit = () => { frame.height = Math.max(60, page.body.scrollHeight, page.documentElement.offsetHeight); };
    frame.height = 60;
    fit();
    page.fonts?.ready.then(fit);
    const shown = frame.contentWindow.matchMedia(dark.media).matches;
    const asked = frame.classList.contains("gallery-dark")
      || (frame.classList.contains("gallery-light") ? false : shown);
    if (shown !== asked) note.hidden = false;
  }

  for (const frame of document.querySelectorAll(".gallery-frame")) {
    frame.addEventListener("load", settle);
    const page = frame.contentDocument;
    if (page?.readyState === "complete" && page.URL !== "about:blank") settle({ target: frame });
  }
})();
