// Shows the case where there is no net, and hands in what waits once there is one. It keeps the page of the case and the files of
// the look; what the register says goes past it untouched.
"use strict";
const NAME = "earnest-case-look";
const keep = async () => (await caches.open(NAME)).addAll([...FILES, SHELL]);
const shown = async () => (await (await caches.open(NAME)).match(SHELL)) ?? Response.error();

self.addEventListener("install", (event) => event.waitUntil(keep().then(() => self.skipWaiting())));
self.addEventListener("activate", (event) => event.waitUntil((async () => {
  const kept = await caches.open(NAME);
  for (const request of await kept.keys()) {
    const path = new URL(request.url).pathname;
    if (path !== SHELL && !FILES.includes(path)) await kept.delete(request);
  }
  await self.clients.claim();
})()));
self.addEventListener("fetch", (event) => {
  const { request } = event, address = new URL(request.url);
  if (request.method !== "GET" || address.origin !== location.origin) return;
  if (request.mode === "navigate" && address.pathname === CASE) {
    const down = (answer) => [502, 503, 504].includes(answer.status);
    event.respondWith(fetch(request).then((answer) => (down(answer) ? shown() : answer), shown));
  } else if (FILES.includes(address.pathname)) {
    event.respondWith(caches.match(address.pathname).then((kept) => kept ?? fetch(request)));
  }
});
self.addEventListener("sync", (event) => {
  if (event.tag === "earnest-case") event.waitUntil(self.carry.send());
});
self.addEventListener("message", (event) => {
  if (event.data === "send") event.waitUntil(self.carry.send());
  if (event.data === "keep") event.waitUntil(keep());
});
