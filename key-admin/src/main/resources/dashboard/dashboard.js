// Two small comforts on top of pages that work without scripts: copy buttons, and focus where something new appeared.
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

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-copy]");
  if (button) {
    copy(button);
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
