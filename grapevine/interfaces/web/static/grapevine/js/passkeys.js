// Wires the forms that speak to a passkey. The ceremony itself is the library's (mfa/js/webauthn.js).
// A form says data-passkey="add", "use" or "login", its data-options hold what the server asks of the authenticator.
const wire = { add: "addForm", use: "authenticateForm", login: "loginForm" };
const works = window.isSecureContext && "PublicKeyCredential" in window;

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const kind = form.dataset.passkey;
  const button = form.querySelector("button[data-passkey-go]") ?? document.querySelector("button[data-passkey-go]");
  if (!works) {
    form.querySelector("[data-passkey-cannot]")?.removeAttribute("hidden");
    continue;
  }
  window.allauth.webauthn.forms[wire[kind]]({
    ids: { [kind === "use" ? "authenticate" : kind]: button.id, credential: form.elements.credential.id,
           passwordless: form.elements.passwordless?.id },
    data: form.dataset.options ? JSON.parse(form.dataset.options) : undefined,
  });
  for (const part of document.querySelectorAll("[data-passkey-can]")) part.hidden = false;
}

// Closing the browser's own window is no fault; anything else is said where the member looks.
document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  const place = document.querySelector("[data-passkey-said]");
  if (!place) return;
  const known = event.detail.exception?.name === "InvalidStateError";
  place.textContent = known ? "That device has a passkey for you already."
    : "The passkey was not used. Try again, or take another way in.";
  place.hidden = false;
});
