// Keeps the shell of the pages, and nothing of anybody: files, the page for when there is no
// network, the neutral pages of the quick exit. What says "no-store" is never kept, and all that is
// kept was asked for without saying who asks. `TOLD` stands above, written by the server.

const SHELL = `shell-${TOLD.version}`;
const SPEAKS = "language";
const files = new Set(TOLD.files);
const pages = new Set(TOLD.pages);

const keep = async (address) => {
  const answer = await fetch(address, { credentials: "omit", cache: "no-cache" });
  const said = answer.headers.get("Cache-Control") || "";
  if (!answer.ok || answer.redirected || said.includes("no-store")) return;
  await (await caches.open(SHELL)).put(address, answer);
};

const language = async () => {
  const kept = await caches.match("/senza-rete/lingua", { cacheName: SPEAKS });
  return kept ? kept.text() : "it";
};

const withoutNetwork = async (path) => {
  const address = pages.has(path) ? path : `${TOLD.offline}?lingua=${await language()}`;
  const kept = await caches.match(address, { cacheName: SHELL });
  return kept || Response.error();
};

self.addEventListener("install", (event) => {
  const all = [...files, ...pages].map((address) => keep(address).catch(() => {}));
  event.waitUntil(Promise.all(all).then(() => self.skipWaiting()));
});

self.addEventListener("activate", (event) => {
  const tidy = async () => {
    const names = await caches.keys();
    const old = names.filter((name) => name !== SHELL && name !== SPEAKS);
    await Promise.all(old.map((name) => caches.delete(name)));
    await self.clients.claim();
  };
  event.waitUntil(tidy());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    event.respondWith(fetch(request).catch(() => withoutNetwork(pathname)));
  } else if (request.method === "GET" && files.has(pathname)) {
    event.respondWith(
      fetch(request).catch(() => caches.match(pathname, { cacheName: SHELL })),
    );
  }
});
