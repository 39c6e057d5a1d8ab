// One box ticks everybody on the page.
document.addEventListener("change", (event) => {
  if (!event.target.matches("[data-tick-all]")) return;
  for (const box of document.querySelectorAll(".tick input")) box.checked = event.target.checked;
});
