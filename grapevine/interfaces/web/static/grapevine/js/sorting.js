// One key sorts one person: a letter presses the button that bears it. The keys can be switched off below the buttons.
const on = document.getElementById("sort-keys");

document.addEventListener("keydown", (event) => {
  if (!on?.checked || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select, dialog, [contenteditable]")) return;
  const button = document.querySelector(`#sorting button[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (!button) return;
  event.preventDefault();
  button.click();
});

// Whoever pressed a button keeps their place: the same button of the next person; else the name is where one is.
document.addEventListener("htmx:afterSwap", () => {
  if (document.activeElement !== document.body) return;
  const name = document.getElementById("sort-name");
  name?.setAttribute("tabindex", "-1");
  name?.focus({ preventScroll: true });
});
