// Cerchia: what every page does with scripts. Without them all pages work as plain forms and links.
// Nothing is written in the browser's storage here. Hooks are data attributes; no inline code.

const LOCK_AFTER = 5 * 60 * 1000;
const THRICE_WITHIN = 1500;

const euros = (cents) => {
  const whole = Math.trunc(Math.abs(cents) / 100).toString().replace(/\B(?=(\d{3})+(?!\d))/g, ".");
  const rest = (Math.abs(cents) % 100).toString().padStart(2, "0");
  return `${cents < 0 ? "\u2212" : ""}${whole},${rest}\u00a0€`;
};

// The cents of "38,5", "38.50", "1.234,50" or "٣٨٫٥"; null when it is not an amount yet.
const cents = (typed) => {
  const western = typed
    .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
    .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
    .replace(/[\s\u00a0€'’]/g, "")
    .replace("٫", ",")
    .replace("٬", "");
  if (!/^\d+([.,]\d+)*$/.test(western)) return null;
  const cut = Math.max(western.lastIndexOf(","), western.lastIndexOf("."));
  const decimals = cut < 0 ? "" : western.slice(cut + 1);
  const thousands = decimals.length > 2;
  const whole = (cut < 0 || thousands ? western : western.slice(0, cut)).replace(/[.,]/g, "");
  return Number(whole) * 100 + (thousands ? 0 : Number(decimals.padEnd(2, "0")));
};

// Quick exit: away at once, the session ends in the background. [data-exit] on its form.
const exitForm = document.querySelector("form[data-exit]");
const leave = () => {
  navigator.sendBeacon(exitForm.action, new FormData(exitForm));
  document.documentElement.hidden = true;
  document.title = "\u2026";
  location.replace(exitForm.dataset.exit);
};
if (exitForm) {
  exitForm.addEventListener("submit", (event) => {
    event.preventDefault();
    leave();
  });
  let presses = [];
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    if (event.key !== "Shift") {
      presses = [];
      return;
    }
    presses = [...presses, event.timeStamp].filter((at) => event.timeStamp - at < THRICE_WITHIN);
    if (presses.length === 3) leave();
  });
}

// Lock: five minutes out of sight, then the PIN. [data-lock] on the body.
const lockAt = document.body.dataset.lock;
if (lockAt) {
  let hiddenSince = null;
  let timer = 0;
  const lock = () => {
    document.documentElement.hidden = true;
    location.replace(lockAt);
  };
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) {
      hiddenSince = Date.now();
      timer = setTimeout(lock, LOCK_AFTER);
      return;
    }
    clearTimeout(timer);
    if (hiddenSince !== null && Date.now() - hiddenSince >= LOCK_AFTER) lock();
    hiddenSince = null;
  });
}
// A page kept by the browser's Back is asked for again, so that it is never seen after signing out.
addEventListener("pageshow", (event) => {
  if (event.persisted && (exitForm || lockAt)) location.reload();
});

// Listen: the recorded reading if there is one, else the voice of the phone. [data-listen].
const listen = document.querySelector("[data-listen]");
const say = (text) => {
  const line = document.getElementById("messages");
  if (!line) return;
  const notice = document.createElement("p");
  notice.className = "notice note";
  notice.textContent = text;
  line.replaceChildren(notice);
};
const pieces = (root) =>
  [...root.querySelectorAll("h1,h2,h3,p,li,label,dt,dd,blockquote,legend,td,th,.what")]
    .filter((one) => one.offsetParent && !one.querySelector("p,li,h2,h3,blockquote,.what,label"))
    .map((one) => ({
      text: one.innerText.trim(),
      lang: one.closest("[lang]")?.lang || document.documentElement.lang,
    }))
    .filter((one) => one.text);
if (listen && ("speechSynthesis" in window || listen.dataset.recorded)) {
  listen.hidden = false;
  let recorded = null;
  const speaking = (on) => listen.setAttribute("aria-pressed", String(on));
  const hush = () => {
    recorded?.pause();
    window.speechSynthesis?.cancel();
    speaking(false);
  };
  const readAloud = () => {
    const page = document.documentElement.lang.split("-")[0];
    const voices = speechSynthesis.getVoices();
    if (voices.length && !voices.some((voice) => voice.lang.toLowerCase().startsWith(page))) {
      say(listen.dataset.sorry);
      return;
    }
    const said = pieces(document.querySelector(listen.dataset.listen)).map((piece) => {
      const utterance = new SpeechSynthesisUtterance(piece.text);
      utterance.lang = piece.lang;
      utterance.rate = 0.9;
      return utterance;
    });
    if (!said.length) return;
    said.at(-1).addEventListener("end", () => speaking(false));
    said.forEach((utterance) => speechSynthesis.speak(utterance));
    speaking(true);
  };
  listen.addEventListener("click", () => {
    if (listen.getAttribute("aria-pressed") === "true") {
      hush();
    } else if (listen.dataset.recorded) {
      recorded ??= new Audio(listen.dataset.recorded);
      recorded.onended = () => speaking(false);
      recorded.play().then(() => speaking(true), () => say(listen.dataset.sorry));
    } else {
      readAloud();
    }
  });
  addEventListener("pagehide", hush);
}

// A voice in place of its link. [data-play].
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-play]");
  if (!link) return;
  event.preventDefault();
  link.sound ??= new Audio(link.href);
  if (link.sound.paused) link.sound.play().catch(() => location.assign(link.href));
  else link.sound.pause();
});

// What will be left, live while one types. [data-after] with the ids of amount and tiles.
const effects = () => {
  document.querySelectorAll("[data-after]").forEach((line) => {
    const amount = document.getElementById(line.dataset.amount || "");
    if (!amount) return;
    const chosen = line.dataset.choice
      && document.querySelector(`input[name="${CSS.escape(line.dataset.choice)}"]:checked`);
    const start = Number(chosen?.dataset.left ?? line.dataset.left);
    const left = start - (cents(amount.value) ?? 0);
    const own = line.querySelector("[data-own]");
    const plenty = left >= 0 || !own;
    line.classList.toggle("short", left < 0);
    const enough = line.querySelector("[data-plenty]");
    if (chosen?.dataset.text) enough.textContent = chosen.dataset.text;
    enough.hidden = !plenty;
    if (own) own.hidden = plenty;
    const sum = line.querySelector("[data-sum] bdi") || line.querySelector("[data-sum]");
    sum.textContent = euros(plenty ? left : -left);
  });
};
if (document.querySelector("[data-after]")) {
  document.addEventListener("input", effects);
  addEventListener("pageshow", effects);
}

// A photo shows itself small before it is sent. [data-shot].
document.addEventListener("change", async (event) => {
  const shot = event.target.closest?.("[data-shot]");
  const file = event.target.files?.[0];
  if (!shot || !file) return;
  const state = shot.querySelector("[role=status]");
  state.className = "state ok";
  state.textContent = state.dataset.taken;
  shot.querySelector("[data-word]").textContent = state.dataset.again;
  const canvas = shot.querySelector("canvas");
  if (!canvas || !file.type.startsWith("image/")) return;
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return;
  const scale = Math.max(canvas.width / picture.width, canvas.height / picture.height);
  const [width, height] = [picture.width * scale, picture.height * scale];
  canvas.getContext("2d").drawImage(
    picture, (canvas.width - width) / 2, (canvas.height - height) / 2, width, height,
  );
  canvas.hidden = false;
  canvas.parentElement.querySelector(".ic")?.remove();
});

// A form is sent once. The button says that it works, and takes presses again if one comes back.
const resting = new Map();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.matches("[hx-post]")) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  setTimeout(() => delete form.dataset.sent, 8000); // an answer that is a file keeps the page
  const pressed = event.submitter;
  if (!pressed?.dataset.busy) return;
  const word = pressed.querySelector("span") || pressed;
  resting.set(pressed, word.textContent);
  pressed.style.setProperty("min-inline-size", `${pressed.offsetWidth}px`);
  pressed.setAttribute("aria-busy", "true");
  word.textContent = pressed.dataset.busy;
});
addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent);
  resting.forEach((text, pressed) => {
    pressed.removeAttribute("aria-busy");
    (pressed.querySelector("span") || pressed).textContent = text;
  });
  resting.clear();
});

// The summary of errors takes the focus, also when htmx brings it. [data-focus].
const toErrors = (root) => root.querySelector?.("[data-focus]")?.focus();
toErrors(document);
document.addEventListener("htmx:afterSwap", (event) => toErrors(event.detail.elt));
