// Without network: an expense is sealed for the server and waits on the phone, unreadable to all,
// this phone included. It is sent by itself when the network is back. [data-draft] on the form,
// [data-offline] on the box that speaks about it. Without this script the form is a plain form.

const box = document.querySelector("[data-offline]");
const form = document.querySelector("form[data-draft]");
const able = window.isSecureContext && crypto?.subtle && "indexedDB" in window;
const SENDING = 20_000;
const UNDO = 60_000;
const ROOM = 1024; // heads are filled up to this, so that their length tells nothing
const text = new TextEncoder();
const bytes = (coded) =>
  Uint8Array.from(atob(coded.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));

// --- What waits: opaque bytes under the key of the expense --------------------------------------

const store = () =>
  new Promise((resolve, reject) => {
    const asked = indexedDB.open("waiting", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("boxes", { keyPath: "key" });
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
const boxes = async (mode, act) => {
  const open = await store();
  try {
    return await new Promise((resolve, reject) => {
      const move = open.transaction("boxes", mode, { durability: "strict" });
      const asked = act(move.objectStore("boxes"));
      move.oncomplete = () => resolve(asked.result);
      move.onerror = move.onabort = () => reject(move.error);
    });
  } finally {
    open.close();
  }
};
const keep = (row) => boxes("readwrite", (rows) => rows.put(row));
const drop = (key) => boxes("readwrite", (rows) => rows.delete(key));
const all = () => boxes("readonly", (rows) => rows.getAll());
const one = (key) => boxes("readonly", (rows) => rows.get(key));

// --- Sealing -----------------------------------------------------------------------------------

const packed = async (said) => {
  const fields = [];
  const files = [];
  const contents = [];
  for (const [name, value] of said) {
    if (name === "csrfmiddlewaretoken" || name === "key") continue;
    if (typeof value === "string") {
      fields.push([name, value]);
    } else if (value.size) {
      files.push({ name, filename: "photo", type: value.type, size: value.size });
      contents.push(await value.arrayBuffer());
    }
  }
  const head = text.encode(JSON.stringify({ fields, files }));
  const length = Math.ceil(head.length / ROOM) * ROOM;
  const full = new Uint8Array(4 + length).fill(0x20);
  new DataView(full.buffer).setUint32(0, length);
  full.set(head, 4);
  return new Blob([full, ...contents]).arrayBuffer();
};
const sealed = async (said, key, { owner, keyId, publicKey }) => {
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const house = await crypto.subtle.importKey("raw", bytes(publicKey), curve, false, []);
  const once = await crypto.subtle.generateKey(curve, false, ["deriveBits"]);
  const point = await crypto.subtle.exportKey("raw", once.publicKey);
  const agreed = await crypto.subtle.deriveBits({ name: "ECDH", public: house }, once.privateKey, 256);
  const secret = await crypto.subtle.importKey("raw", agreed, "HKDF", false, ["deriveKey"]);
  const cipher = await crypto.subtle.deriveKey(
    { name: "HKDF", hash: "SHA-256", salt: point, info: text.encode("cerchia box 1") },
    secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"],
  );
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const additionalData = text.encode(`${keyId}:${owner}:${key}`);
  const closed = await crypto.subtle.encrypt(
    { name: "AES-GCM", iv, additionalData }, cipher, await packed(said),
  );
  return new Blob([point, iv, closed]).arrayBuffer();
};

// --- Sending -----------------------------------------------------------------------------------

const address = () => box.dataset.send;
const whose = async () => {
  const answer = await fetch(address(), {
    redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(SENDING),
  });
  return answer.ok ? answer.json() : null; // not signed in: it waits until then
};
const body = (row, token) => {
  const said = new FormData();
  said.set("csrfmiddlewaretoken", token);
  said.set("key", row.key);
  said.set("key_id", row.keyId);
  said.set("sealed", new Blob([row.sealed]), "sealed");
  return said;
};
// "saved", "kept", "refused" or "unreadable" as the server says it; null when nothing is sure.
const send = async (row, token) => {
  const answer = await fetch(address(), {
    method: "POST", body: body(row, token), redirect: "manual",
    signal: AbortSignal.timeout(SENDING),
  });
  const known = (answer.headers.get("Content-Type") || "").includes("json");
  return known ? answer.json() : null;
};
const settle = async (row, said) => {
  if (!said) return;
  if (said.state === "saved" || said.state === "kept") await drop(row.key);
  else await keep({ ...row, failed: true });
};
const alone = (act) => (navigator.locks ? navigator.locks.request("waiting", act) : act());

// Sends all that waits, one after the other; what the server refused only when asked to.
const sendAll = ({ failedToo = false } = {}) => alone(async () => {
  const rows = await all();
  let sent = 0;
  if (rows.length && navigator.onLine) {
    const door = await whose().catch(() => null);
    for (const row of rows) {
      if (!door || row.owner !== door.owner || (row.failed && !failedToo)) continue;
      const said = await send(row, door.token).catch(() => null);
      await settle(row, said);
      if (said?.state === "saved" || said?.state === "kept") sent += 1;
    }
  }
  await show(sent);
});

// --- What is said ------------------------------------------------------------------------------

const part = (name) => box.querySelector(`[data-${name}]`);
const counted = (name, n) => {
  const place = part(name);
  if (!place) return;
  place.hidden = !n;
  const number = place.querySelector("[data-n]");
  if (number) number.textContent = n;
};
const mine = (rows) => rows.filter((row) => !box.dataset.owner || row.owner === box.dataset.owner);
const show = async (sent = 0) => {
  const rows = mine(await all());
  const failed = rows.filter((row) => row.failed);
  const none = part("none");
  if (none) none.hidden = navigator.onLine;
  counted("waiting", rows.length - failed.length);
  counted("failed", failed.length);
  counted("arrived", sent);
  const waits = document.querySelector("[data-stage] .tag");
  if (waits && sent) waits.hidden = true;
  if (failed.length) part("failed").dataset.key = failed[0].key;
};

const openAsPage = async (key) => {
  const row = await one(key);
  const door = await whose().catch(() => null);
  if (!row || !door) return;
  const paper = document.createElement("form");
  Object.assign(paper, { method: "post", action: address(), enctype: "multipart/form-data" });
  paper.hidden = true;
  const files = new DataTransfer();
  files.items.add(new File([row.sealed], "sealed"));
  for (const [name, value] of [...body(row, door.token), ["page", "1"]]) {
    const field = document.createElement("input");
    field.name = name;
    if (typeof value === "string") {
      field.value = value;
    } else {
      field.type = "file";
      field.files = files.files;
    }
    paper.append(field);
  }
  document.body.append(paper);
  paper.submit();
};

const listen = () => {
  part("again")?.addEventListener("click", () => sendAll({ failedToo: true }));
  part("open")?.addEventListener("click", () => openAsPage(part("failed").dataset.key));
  part("throw")?.addEventListener("click", async () => {
    if (!confirm(part("throw").dataset.sure)) return;
    await drop(part("failed").dataset.key);
    await show();
  });
  addEventListener("online", () => sendAll());
  addEventListener("offline", () => show());
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) sendAll();
  });
};

// --- The form ----------------------------------------------------------------------------------

const words = () => {
  const aim = form.querySelector("input[name=objective]:checked");
  return {
    sum: form.elements.amount.value,
    aim: aim?.closest("label")?.querySelector("bdi")?.textContent || "",
  };
};
const work = (pressed) => {
  const word = pressed?.querySelector("span");
  if (!word || !pressed.dataset.busy) return;
  pressed.setAttribute("aria-busy", "true");
  [word.textContent, pressed.dataset.busy] = [pressed.dataset.busy, word.textContent];
};
const rest = () => {
  delete form.dataset.sent;
  const pressed = document.querySelector("[aria-busy]");
  work(pressed);
  pressed?.removeAttribute("aria-busy");
};
const saidOnPhone = (key) => {
  const template = document.querySelector("template[data-kept]");
  const main = document.getElementById("main");
  const dock = document.querySelector(".dock");
  const { sum, aim } = words();
  const page = template.content.cloneNode(true);
  page.querySelector("h1").tabIndex = -1;
  page.querySelector("[data-what]").textContent = aim;
  page.querySelector("[data-sum]").textContent = `${sum.trim()}\u00a0€`;
  const stage = document.createElement("div");
  stage.className = "stack";
  stage.dataset.stage = "";
  stage.append(page);
  const hidden = [...main.children, dock].filter((shown) => shown && shown !== box);
  hidden.forEach((shown) => { shown.hidden = true; });
  main.append(stage);
  const back = () => {
    stage.remove();
    hidden.forEach((shown) => { shown.hidden = false; });
    rest();
  };
  stage.querySelector("[data-another]").addEventListener("click", () => {
    form.reset();
    form.elements.key.value = crypto.randomUUID();
    back();
    form.elements.amount.focus();
  });
  const undo = stage.querySelector("[data-undo]");
  undo.addEventListener("click", async () => {
    if (await one(key)) {
      await drop(key);
      back();
      await show();
    } else {
      undo.hidden = true;
    }
  });
  setTimeout(() => { undo.hidden = true; }, UNDO);
  stage.querySelector("h1").focus();
};

const save = async (submitter) => {
  const said = new FormData(form, submitter);
  const key = form.elements.key.value;
  const row = {
    key,
    owner: box.dataset.owner,
    keyId: box.dataset.keyId,
    sealed: await sealed(said, key, box.dataset),
  };
  await keep(row);
  navigator.storage?.persist?.().catch(() => {});
  const answer = navigator.onLine
    ? await alone(() => send(row, form.elements.csrfmiddlewaretoken.value).catch(() => null))
    : null;
  if (!answer) {
    await show();
    saidOnPhone(key);
  } else {
    await drop(key);
    if (answer.state === "saved" || answer.state === "kept") location.assign(answer.url);
    else form.submit(); // the plain form says what is missing, with all that was typed
  }
};

if (form && box && able) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.name || form.dataset.sent) return; // "ask the others" needs the network
    if (!form.elements.amount.value.trim()) return;
    event.preventDefault();
    form.dataset.sent = "yes";
    work(event.submitter);
    save(event.submitter).catch(() => form.submit());
  });
}

if (box && able) {
  listen();
  const gone = document.querySelector("[data-saved-key]")?.dataset.savedKey;
  (gone ? drop(gone) : Promise.resolve()).then(() => show()).then(() => sendAll()).catch(() => {});
}

if ("serviceWorker" in navigator) {
  navigator.serviceWorker.register("/sw.js").catch(() => {});
  window.caches?.open("language")
    .then((kept) => kept.put("/senza-rete/lingua", new Response(document.documentElement.lang)))
    .catch(() => {});
}
