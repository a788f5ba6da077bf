// Fills what stands beside a story's form, again after every autosave, and sets each remark under the field it means.
const AGAIN_MS = 5000;
const at = (path) => `[data-contentpath="${CSS.escape(path)}"]`;
const place = ({ field, block }) => document.querySelector(block ? `${at(field)} ${at(block)}` : at(field));
const remark = (text) => Object.assign(document.createElement("p"), { className: "beside-remark", textContent: text });

class StoryBeside extends HTMLElement {
  asked = 0;

  connectedCallback() {
    this.addEventListener("click", (event) => this.lead(event));
    document.addEventListener("w-autosave:success", ({ detail }) => {
      if (detail.response?.pk) this.refresh(detail.response.pk);
    });
    if (this.dataset.story) this.refresh(this.dataset.story);
  }

  async refresh(pk) {
    const turn = ++this.asked;
    const response = await fetch(this.dataset.url.replace("/0/", `/${pk}/`)).catch(() => null);
    const html = response?.ok && !response.redirected ? await response.text() : null;
    if (turn !== this.asked) return;
    if (html) this.show(html);
    else if (!response || response.status >= 500) setTimeout(() => turn === this.asked && this.refresh(pk), AGAIN_MS);
  }

  show(html) {
    const opened = this.querySelector("details")?.open ?? false;
    this.innerHTML = html;
    this.querySelector("details")?.toggleAttribute("open", opened);
    for (const old of document.querySelectorAll(".beside-remark")) old.remove();
    for (const said of this.querySelectorAll("[data-field]")) {
      place(said.dataset)?.append(remark(said.textContent.trim()));
    }
  }

  lead({ target }) {
    const said = target.closest("[data-field]");
    const there = said && place(said.dataset);
    if (!there) return;
    const tab = there.closest("[role=tabpanel][hidden]");
    if (tab) document.querySelector(`[aria-controls="${CSS.escape(tab.id)}"]`)?.click();
    there.scrollIntoView({ block: "center" });
    const field = there.querySelector("input:not([type=hidden]), select, textarea, [contenteditable=true]");
    (field ?? there.querySelector("button"))?.focus({ preventScroll: true });
  }
}
customElements.define("story-beside", StoryBeside);
