// A passkey answers the question of the page. [data-passkey] on the form: "get" or "create".

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const question = ({ publicKey }) => ({
  publicKey: {
    ...publicKey,
    challenge: bytes(publicKey.challenge),
    ...(publicKey.user && { user: { ...publicKey.user, id: bytes(publicKey.user.id) } }),
    ...Object.fromEntries(
      ["allowCredentials", "excludeCredentials"]
        .filter((list) => publicKey[list])
        .map((list) => [list, publicKey[list].map((one) => ({ ...one, id: bytes(one.id) }))]),
    ),
  },
});

const answer = (credential) => {
  const said = credential.response;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: Object.fromEntries(
      parts.filter((part) => said[part]).map((part) => [part, text(said[part])]),
    ),
  };
};

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  const failed = form.querySelector("[data-passkey-failed]");
  form.querySelector("button[type=button]").addEventListener("click", async () => {
    if (!form.reportValidity()) return;
    failed.hidden = true;
    const asked = JSON.parse(document.getElementById("passkey-question").textContent);
    try {
      const credential = await navigator.credentials[form.dataset.passkey](question(asked));
      form.elements.credential.value = JSON.stringify(answer(credential));
      form.submit();
    } catch {
      failed.hidden = false;
    }
  });
});
