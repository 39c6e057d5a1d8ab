// The theme acts at once by CSS; this saves it, so that the next page and the next device begin with it.
document.addEventListener("change", (event) => {
  const radio = event.target;
  if (!(radio instanceof HTMLInputElement) || radio.name !== "theme") return;
  if (radio.value === "auto") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = radio.value;
  const form = radio.closest("form[data-save-at-once]");
  if (form) fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin" });
});
