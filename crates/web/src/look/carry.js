// The case on this device: what is kept, for how long, and how what was filled in is handed in. Runs in pages and in the worker.
"use strict";
self.carry = (() => {
  const DAY = 86_400_000, CARRIED = 7 * DAY, FILLED = 14 * DAY, PATIENCE = 60_000;
  const BASE = "earnest-case", LOCK = "earnest-case";
  const CONTENT = "/case/content.json", STANDING = "/case/standing";

  const open = () => new Promise((done, fail) => {
    const asked = indexedDB.open(BASE, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("whole");
      asked.result.createObjectStore("filled", { keyPath: "number" });
    };
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => fail(asked.error);
  });
  // One act on one shelf: it is kept on the disk once this has ended, or not at all.
  const act = async (shelf, mode, work) => {
    const base = await open();
    try {
      return await new Promise((done, fail) => {
        const writing = base.transaction(shelf, mode, { durability: "strict" });
        const asked = work(writing.objectStore(shelf));
        writing.oncomplete = () => done(asked?.result);
        writing.onerror = writing.onabort = () => fail(writing.error);
      });
    } finally { base.close(); }
  };
  const whole = () => act("whole", "readonly", (shelf) => shelf.get("one"));
  const filled = async () =>
    (await act("filled", "readonly", (shelf) => shelf.getAll())).sort((one, other) => one.changed - other.changed);
  const find = (number) => act("filled", "readonly", (shelf) => shelf.get(number));
  const put = (form) => act("filled", "readwrite", (shelf) => shelf.put(form));
  const drop = (number) => act("filled", "readwrite", (shelf) => shelf.delete(number));
  const forget = () => act("whole", "readwrite", (shelf) => shelf.delete("one"));
  const number = () =>
    [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const waits = (form) => form.state === "ready" || form.state === "sending";
  const isLost = (form) => form.state !== "arrived";

  // What is too old leaves the device before anybody is shown anything.
  const tidy = async (now = Date.now()) => {
    const kept = await whole();
    if (kept && !(now < kept.until)) await forget();
    for (const form of await filled()) {
      const days = form.state === "arrived" ? CARRIED : FILLED;
      if (!(now - form.changed < days)) await drop(form.number);
    }
  };
  // Whoever is signed in now sees nothing that was packed for somebody else; what those filled in waits for them, unseen.
  const who = () => act("whole", "readonly", (shelf) => shelf.get("who"));
  const claim = async (account) => {
    const kept = await whole();
    if (kept && String(kept.owner) !== String(account)) await forget();
    await act("whole", "readwrite", (shelf) => shelf.put(String(account), "who"));
  };
  // A note in sight of every page: whose case it is, until when, and how much waits.
  const note = async () => {
    if (!self.localStorage) return;
    const [kept, all, owner] = [await whole(), await filled(), await who()];
    try {
      if (!kept && all.length === 0) localStorage.removeItem(BASE);
      else localStorage.setItem(BASE, JSON.stringify({ owner, until: kept?.until ?? 0, waits: all.filter((form) => waits(form) && String(form.owner) === owner).length }));
    } catch { /* without a note the page of the case says what waits */ }
  };
  // Of an account nothing stays. What others filled in and did not hand in waits for them, unseen: whether there is any.
  const wipe = async (account) => {
    const all = await filled(), isTheirs = (form) => String(form.owner) !== String(account) && isLost(form);
    if (all.some(isTheirs)) {
      for (const form of all) if (!isTheirs(form)) await drop(form.number);
      await forget();
      await act("whole", "readwrite", (shelf) => shelf.delete("who"));
      return true;
    }
    await new Promise((done) => {
      const asked = indexedDB.deleteDatabase(BASE);
      asked.onsuccess = asked.onerror = asked.onblocked = done;
    });
    if (self.caches) for (const name of await caches.keys()) if (name.startsWith(BASE)) await caches.delete(name);
    return false;
  };

  const ask = async (address, more = {}) => {
    const answer = await fetch(address, { cache: "no-store", credentials: "same-origin", ...more });
    const told = (answer.headers.get("content-type") ?? "").startsWith("application/json");
    return told && !answer.redirected ? await answer.json() : { state: answer.redirected ? "door" : "later" };
  };
  // How the owner of a form stands; nothing where there is no net.
  const standing = async ({ owner, mark }) => {
    try { return await ask(`${STANDING}?owner=${owner}&mark=${mark}`); } catch { return undefined; }
  };
  // Whether anybody answers.
  const reach = () => standing({ owner: 0, mark: "" });
  const pack = async () => {
    let told;
    try { told = await ask(CONTENT); } catch { return "cut"; }
    if (!told.items) return told.state;
    const made = Date.now();
    const days = Math.min(told.days, CARRIED / DAY);
    await act("whole", "readwrite", (shelf) => shelf.put({ ...told, made, until: made + days * DAY }, "one"));
    await claim(told.owner);
    return "packed";
  };

  const get = (form, name) => form.fields.find(([of]) => of === name)?.[1];
  const set = (form, name, value) => {
    const field = form.fields.find(([of]) => of === name);
    if (field && value) field[1] = String(value);
  };
  // Nobody overtakes themselves: what waits for the same record, and was made no earlier, comes after what has just arrived.
  const follows = (other, form) => waits(other) && !other.tried && other.owner === form.owner
    && other.action === form.action && Number(get(other, "seen")) >= form.seen;
  // What was tried once goes out with the same words under the same number until its end is known.
  const deliver = async (form, here) => {
    if (!form.tried) {
      set(form, "opened", new Date(Date.parse(here.now) - Math.min(form.spent ?? 0, DAY - 1000)).toISOString());
      form.seen = Number(get(form, "seen"));
    }
    Object.assign(form, { state: "sending", why: "", tried: true });
    await put(form);
    const body = new URLSearchParams(form.fields);
    for (const [name, value] of [["csrf", here.csrf], ["once", form.number], ["from-case", form.owner]]) body.set(name, value);
    let told;
    const broken = new AbortController(), timer = setTimeout(() => broken.abort(), PATIENCE);
    try {
      told = await ask(form.action, { method: "POST", body, signal: broken.signal });
    } catch { told = { state: "later" }; } finally { clearTimeout(timer); }
    const { state, html, words, place, as, at } = told;
    if (state === "arrived") Object.assign(form, { state, place, as, at, html: "", fields: [], changed: Date.now() });
    else if (["refused", "conflict", "asks"].includes(state)) {
      // Nothing was done: it is sent anew with other words, or put away.
      Object.assign(form, { state, said: words ?? "", html: html || form.html, tried: false, edited: false });
    } else Object.assign(form, { state: "ready", why: state === "later" ? "" : state, tried: state === "later" });
    await put(form);
    return told;
  };
  // Hands in what waits: one page or worker at a time, and each thing once.
  const send = () => navigator.locks.request(LOCK, async () => {
    await tidy();
    const known = new Map();
    let arrived = 0;
    const all = (await filled()).filter(waits);
    for (const form of all) {
      if (!known.has(form.owner)) known.set(form.owner, await standing(form));
      const here = known.get(form.owner);
      if (!here || here.state === "later") { if (form.state !== "ready") await put({ ...form, state: "ready", why: "" }); continue; }
      if (here.state === "here") {
        const told = await deliver(form, here);
        if (told.state === "arrived") {
          arrived += 1;
          for (const other of all) if (follows(other, form)) { set(other, "seen", told.seen); await put(other); }
        }
      } else await put({ ...form, state: "ready", why: here.state });
    }
    return { arrived };
  });
  // A case whose owner may nothing any more is taken off the device; where nobody can be asked it stays for its days.
  const check = async () => {
    const kept = await whole();
    if (!kept) return undefined;
    const here = await standing(kept);
    if (here?.state === "ended" || here?.state === "other") await forget();
    return here;
  };
  return { whole, who, note, filled, find, put, drop, forget, number, waits, isLost, tidy, claim, wipe, reach, pack, send, check };
})();
