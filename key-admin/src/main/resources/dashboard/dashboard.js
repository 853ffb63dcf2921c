// Small comforts on top of pages that work without scripts: copy buttons, focus where something new appeared, and questions
// that can be taken back where they stand.
"use strict";

function prepare(root) {
  root.querySelectorAll("[data-copy]").forEach((button) => { button.hidden = false; });
  const focus = root.querySelector("[data-focus]");
  if (focus) {
    focus.focus();
  }
}

async function copy(button) {
  const box = button.closest(".newkey");
  const secret = box.querySelector(".secret");
  getSelection().selectAllChildren(secret);
  let copied = false;
  try {
    await navigator.clipboard.writeText(secret.textContent);
    copied = true;
  } catch (withoutPermissionOrHttps) {
    copied = document.execCommand("copy");
  }
  button.textContent = copied ? "Copied" : "Press Ctrl+C";
}

// What was pressed for a question, by the place in which the question then stands.
const askedBy = new WeakMap();

// Takes a question away that was put into the page, and says whether there was one.
function takeBack(ask) {
  const place = ask && ask.parentElement;
  const opener = place && askedBy.get(place);
  if (!opener) {
    return false;
  }
  place.replaceChildren();
  opener.focus({ preventScroll: true });
  return true;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    copy(button);
  }
  const cancel = event.target.closest("[data-cancel]");
  if (cancel && takeBack(cancel.closest(".ask"))) {
    event.preventDefault();
  }
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    takeBack(document.activeElement.closest(".ask"));
  }
});
document.addEventListener("htmx:beforeSwap", (event) => {
  if (event.detail.requestConfig.verb === "get") {
    askedBy.set(event.detail.target, event.detail.requestConfig.elt);
  }
});
document.addEventListener("htmx:afterSwap", (event) => prepare(document.contains(event.target) ? event.target : document));
document.addEventListener("htmx:sendError", () => {
  const page = document.getElementById("page");
  const problem = document.createElement("p");
  problem.className = "problem";
  problem.setAttribute("role", "alert");
  problem.textContent = "The server cannot be reached. Nothing is known to have changed; look again before repeating.";
  page.prepend(problem);
});
prepare(document);
