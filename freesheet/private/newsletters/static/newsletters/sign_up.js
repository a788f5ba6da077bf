/* Sign-up forms answer in place. Without this file they lead to a page that answers the same. */

const hex = (bytes) => [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/* The riddle of a flood: the number whose hash with the salt is the challenge (ALTCHA, version 1). */
async function solved({ algorithm, challenge, maxNumber, salt, signature }) {
  const words = new TextEncoder();
  for (let first = 0; first <= maxNumber; first += 500) {
    const numbers = Array.from({ length: 500 }, (_, place) => first + place);
    const hashes = await Promise.all(numbers.map((one) => crypto.subtle.digest(algorithm, words.encode(salt + one))));
    const found = hashes.findIndex((hash) => hex(hash) === challenge);
    if (found >= 0) return JSON.stringify({ algorithm, challenge, number: first + found, salt, signature });
  }
  return "";
}

function show(form, { said = "", wrong = {}, sure = "" }) {
  for (const place of form.querySelectorAll("[data-wrong]")) {
    const errors = wrong[place.dataset.wrong] ?? [];
    place.textContent = errors.join(" ");
    const field = form.querySelector(`input[name="${place.dataset.wrong}"]:not([type=hidden])`);
    if (errors.length) field?.setAttribute("aria-invalid", "true");
    else field?.removeAttribute("aria-invalid");
  }
  form.querySelector("[data-told]").textContent = said;
  form.dataset.sure = sure;
  form.querySelector("[aria-invalid]")?.focus();
}

async function send(form, riddle = "") {
  const body = new URLSearchParams(new FormData(form));
  if (riddle) body.set("riddle", riddle);
  if (form.dataset.sure) body.set("sure", form.dataset.sure);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  const told = await answer.json();
  if (told.riddle && !riddle) return send(form, await solved(told.riddle));
  return told;
}

async function take(form) {
  const button = form.querySelector("button");
  button.setAttribute("aria-disabled", "true");
  show(form, { said: form.dataset.oneMoment, sure: form.dataset.sure });
  try {
    const told = await send(form);
    show(form, told);
    if (told.said) form.querySelector("[type=email]").value = "";
  } catch {
    show(form, { said: form.dataset.trouble });
  }
  button.removeAttribute("aria-disabled");
}

/* On the document: forms come with fragments, too. A field that is not filled in is told of beside it, as by us; a
   form that is being checked by the browser cannot be sent before that is over. */
document.addEventListener("invalid", (event) => {
  const { form } = event.target;
  if (!form?.matches("[data-sign-up]")) return;
  event.preventDefault();
  if (form.noValidate) return;
  form.noValidate = true;
  setTimeout(() => form.requestSubmit());
}, true);
document.addEventListener("submit", (event) => {
  if (!event.target.matches("[data-sign-up]")) return;
  event.preventDefault();
  take(event.target);
});
