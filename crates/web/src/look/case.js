// The page of the case: what is packed is read, forms are filled in and wait here, and of each it is said how it stands.
"use strict";
(async () => {
  const root = document.getElementById("case");
  if (!root) return;
  const carry = self.carry, account = document.body.dataset.account ?? "", tongue = document.documentElement.lang;
  const words = Object.fromEntries(
    [...document.querySelectorAll("#case-words > li")].map((it) => [it.dataset.word, it.textContent]));
  const say = (key, parts = {}) => (words[key] ?? key).replace(/\{(\w+)\}/g, (_, name) => parts[name] ?? "");
  const make = (tag, more = {}, ...inside) => {
    const made = Object.assign(document.createElement(tag), more);
    made.append(...inside.filter(Boolean));
    return made;
  };
  const moment = (at, more = { timeStyle: "short" }) => new Date(at).toLocaleString(tongue, { dateStyle: "medium", ...more });
  const button = (text, act, plain = true) => {
    const made = make("button", { type: "button", className: plain ? "button plain" : "button danger" }, text);
    made.addEventListener("click", act);
    return made;
  };
  root.hidden = false;
  const able = carry && self.isSecureContext && navigator.serviceWorker && navigator.locks && self.indexedDB;
  if (!able || !(await carry.tidy().then(() => true, () => false))) {
    root.append(make("p", { className: "soft" }, say("unable")));
    return;
  }
  document.getElementById("case-plain").hidden = true;
  const heading = document.querySelector("main > .heading");
  let cut = root.dataset.offline === "true", busy = "";
  if (account) await carry.claim(account);

  // Somebody is asked before words are lost.
  const sure = (text, yes, act) => {
    const dialog = make("dialog", {}, make("p", {}, text));
    const shut = () => dialog.remove();
    dialog.append(make("p", { className: "buttons" }, button(say("no"), shut), button(yes, () => { shut(); act(); }, false)));
    document.body.append(dialog);
    dialog.showModal();
  };
  const told = (form) => {
    if (form.state === "ready") return say(["door", "other", "ended", "post"].includes(form.why) ? form.why : form.tried ? "tried" : "ready");
    return form.state === "arrived" ? say("arrived", { at: moment(form.changed) }) : say(form.state);
  };
  const way = (form) => {
    if (form.why === "door") return make("a", { href: `${root.dataset.door}?next=/case` }, say("sign-in"));
    if (form.why === "post") return make("a", { href: `${root.dataset.posts}?next=/case` }, say("choose-post"));
    return null;
  };
  const isFrozen = (form) => form.tried || form.state === "sending";
  const line = (mark, isNow, ...inside) =>
    make("li", { className: isNow ? "now" : "" }, make("span", { className: "mark" }, mark), make("div", {}, ...inside));
  const part = (title, lines, none) => make("section", { className: "part" }, make("h2", {}, title),
    lines.length ? make("ul", { className: "items" }, ...lines) : make("p", { className: "soft" }, none));
  const go = (hash) => { if (location.hash === hash) draw(); else location.hash = hash; };

  const filledLine = (form) => {
    const gone = async () => { await carry.drop(form.number); await changed(); };
    const edit = async () => {
      if (form.state === "ready") await carry.put({ ...form, state: "open" });
      go(form.state === "open" || form.state === "ready" ? `#at=${encodeURIComponent(form.at_page)}` : `#form=${form.number}`);
    };
    const acts = make("p", { className: "buttons" });
    if (form.state !== "arrived" && !isFrozen(form)) acts.append(button(say(["open", "ready"].includes(form.state) ? "edit" : "look"), edit));
    if (!isFrozen(form)) acts.append(button(say("drop"), () => (form.state === "arrived" ? gone() : sure(say("drop-sure"), say("drop"), gone))));
    const record = form.state === "arrived" && form.place ? make("a", { href: form.place }, form.as || form.place) : null;
    const made = line(moment(form.changed), form.state !== "arrived",
      make("strong", {}, form.words), make("p", { className: "about", role: "status" }, `${told(form)} `, record, way(form)),
      form.state !== "arrived" && form.said ? make("p", { className: "soft" }, form.said) : null, acts);
    made.dataset.state = form.state;
    made.dataset.number = form.number;
    return made;
  };
  // What is filled in already is said where it could be filled in once more.
  const itemLine = (item, mine) => {
    const kept = mine.find((form) => form.at_page === item.at && form.state !== "arrived");
    return line(item.mark || "—", item.now,
      make("a", { href: `#at=${encodeURIComponent(item.at)}` }, item.words || item.title),
      item.about ? make("p", { className: "about" }, item.about) : null,
      kept ? make("p", { className: "soft" }, kept.state === "open" ? say("kept") : told(kept)) : null);
  };

  const overview = (whole, mine) => {
    const top = make("section", { className: "part" });
    if (whole) top.append(make("p", {}, say("packed", { at: moment(whole.made), name: whole.name, post: whole.post, until: moment(whole.until) })));
    else top.append(make("p", {}, say("not-packed")));
    const status = make("p", { className: "saved", role: "status" }, busy || say(cut ? "cut" : "there"));
    const unpack = async () => { for (const form of mine) await carry.drop(form.number); await carry.forget(); await changed(); };
    top.append(status, make("p", { className: "buttons no-print" }, button(say("pack"), () => refresh()),
      whole ? button(say("unpack"), () => (mine.some(carry.isLost) ? sure(say("sure"), say("yes"), unpack) : unpack())) : null));
    const items = whole?.items ?? [];
    return [top, part(say("filled"), mine.map(filledLine), say("empty")),
      part(say("work"), items.filter((it) => it.work).map((it) => itemLine(it, mine)), say("none")),
      items.some((it) => !it.work) ? part(say("read"), items.filter((it) => !it.work).map((it) => itemLine(it, mine)), "") : null];
  };

  const label = (control) => {
    const set = control.closest("fieldset")?.querySelector("legend") ?? control.labels?.[0];
    return (set?.firstChild?.textContent ?? control.name).trim();
  };
  const shown = (form) => {
    const isShown = (it) => it.name && !["hidden", "submit", "button", "file"].includes(it.type);
    return Object.fromEntries([...form.elements].filter(isShown).map((it) => [it.name, label(it)]));
  };
  const wordsOf = (form) => {
    const list = make("dl", { className: "facts" });
    for (const [name, value] of form.fields) {
      if (form.labels?.[name] && value) list.append(make("div", {}, make("dt", {}, form.labels[name]), make("dd", { className: "written" }, value)));
    }
    return list;
  };
  const collect = (form, by) => {
    const all = [...new FormData(form)].filter(([, value]) => typeof value === "string");
    return by?.name ? [...all, [by.name, by.value]] : all;
  };
  const fill = (form, fields) => {
    const left = [...fields];
    const take = (name) => { const at = left.findIndex(([of]) => of === name); return at < 0 ? undefined : left.splice(at, 1)[0][1]; };
    for (const it of form.elements) {
      if (!it.name || ["submit", "button", "file", "hidden"].includes(it.type)) continue;
      if (["checkbox", "radio"].includes(it.type)) it.checked = fields.some(([name, value]) => name === it.name && value === it.value);
      else it.value = take(it.name) ?? "";
    }
    for (const fold of form.querySelectorAll("details")) if ([...fold.querySelectorAll("input, textarea")].some((it) => it.type !== "radio" && it.type !== "checkbox" && it.value)) fold.open = true;
  };

  // A page as it was packed, or as the server answered: the ways within the case stay in it, what needs a net is left out.
  const article = (html, whole) => {
    const made = make("article");
    made.innerHTML = html;
    for (const it of made.querySelectorAll("form:not([method=post]), [name=later], script, .no-print, .crumbs")) it.remove();
    for (const more of made.querySelectorAll("button[name=more]")) more.replaceWith(make("span", { className: "soft" }, say("no-more")));
    for (const file of made.querySelectorAll("input[type=file]")) file.replaceWith(make("span", { className: "soft" }, say("no-files")));
    for (const link of made.querySelectorAll("a[href^='/']")) {
      const at = link.getAttribute("href");
      if (whole?.items.some((it) => it.at === at)) link.setAttribute("href", `#at=${encodeURIComponent(at)}`);
    }
    self.unseen?.(made);
    return made;
  };
  const bind = (made, { whole, item, entry, mine }) => {
    for (const form of made.querySelectorAll("form")) {
      const action = form.getAttribute("action");
      let kept = entry ?? mine.find((it) => it.at_page === item.at && it.action === action
        && (it.state === "open" || (it.state === "ready" && !it.tried)));
      if (kept && (["open", "ready"].includes(kept.state) || kept.edited)) fill(form, kept.fields);
      const line = form.querySelector(".saved") ?? form.appendChild(make("p", { className: "saved", role: "status" }));
      line.textContent = kept ? say("kept") : "";
      let timer = 0, going = false;
      const save = async (state, by) => {
        clearTimeout(timer);
        const now = Date.now();
        // What went out meanwhile, from another window, keeps its line: this is another one.
        const there = kept ? await carry.find(kept.number) : null;
        if (there && (there.state === "arrived" || isFrozen(there))) kept = { ...kept, number: carry.number(), state: "open", tried: false };
        kept ??= { number: carry.number(), owner: whole.owner, mark: whole.mark, at_page: item.at, words: item.words || item.title, state: "open", html: "", spent: 0, changed: now };
        kept.spent += Math.min(now - kept.changed, 300_000);
        Object.assign(kept, { action, fields: collect(form, by), labels: shown(form), changed: now, edited: true });
        if (!state && kept.state === "ready") kept.state = "open";
        if (state) Object.assign(kept, { state, why: "", said: "", edited: state !== "ready" });
        await carry.put(kept);
        await carry.note();
        line.textContent = say("kept");
      };
      const soon = () => { if (!going) { clearTimeout(timer); timer = setTimeout(save, 150); } };
      form.addEventListener("input", soon);
      form.addEventListener("change", soon);
      addEventListener("pagehide", () => { if (timer && !going && form.isConnected) save(); });
      form.addEventListener("submit", async (event) => {
        event.preventDefault();
        if (going) return;
        going = true;
        await save("ready", event.submitter);
        go("#");
        await deliver();
      });
    }
    return made;
  };

  const back = () => make("p", {}, make("a", { href: "#", className: "back" }, say("back")));
  const page = (whole, item, mine) => [back(), bind(article(item.html, whole), { whole, item, mine })];
  const answer = (whole, form, mine) => {
    const at = { whole, item: { at: form.at_page, words: form.words }, entry: form, mine };
    const status = make("p", { className: "notice error", role: "alert" }, `${say(form.state)} `, form.said ?? "");
    if (!form.html) return [back(), status, make("h2", {}, say("mine")), wordsOf(form)];
    if (form.state !== "conflict") return [back(), status, bind(article(form.html, whole), at)];
    const leave = button(say("leave"), () => sure(say("drop-sure"), say("leave"), async () => { await carry.drop(form.number); await changed(); go("#"); }));
    return [back(), status, make("h2", {}, say("mine")), wordsOf(form), make("p", {}, leave), make("h2", {}, say("now")), bind(article(form.html, whole), at)];
  };

  const draw = async () => {
    const [whole, all, owner] = [await carry.whole(), await carry.filled(), await carry.who()];
    const mine = all.filter((form) => String(form.owner) === owner);
    const asked = new URLSearchParams(location.hash.slice(1));
    const item = whole?.items.find((it) => it.at === asked.get("at"));
    const form = mine.find((it) => it.number === asked.get("form"));
    const inside = item ? page(whole, item, mine) : form ? answer(whole, form, mine) : overview(whole, mine);
    if (heading) heading.hidden = Boolean(item || form);
    root.replaceChildren(...inside.filter(Boolean));
    if (item || form) root.scrollIntoView();
  };
  const isFilling = () => /^#(at|form)=/.test(location.hash);
  // What stands there as it did is left as it is, so that nobody loses the place at which they are.
  let drawn = "";
  const changed = async () => {
    await carry.note();
    if (isFilling()) return;
    const now = JSON.stringify([busy, cut, (await carry.whole())?.made, await carry.who(), await carry.filled()]);
    if (now === drawn && root.childElementCount > 0) return;
    await draw();
    drawn = now;
  };
  const deliver = async () => {
    const registration = await navigator.serviceWorker.getRegistration();
    try { await registration?.sync?.register("earnest-case"); } catch { /* the page does it while it is open */ }
    const done = await carry.send();
    cut = !(await carry.reach());
    if (done.arrived > 0) await carry.pack();
    await changed();
  };
  const refresh = async () => {
    busy = say("packing");
    await changed();
    const end = await carry.pack();
    busy = end === "door" ? say("sign-in") : "";
    cut = end === "cut" || end === "later";
    await changed();
  };

  addEventListener("hashchange", () => { drawn = ""; return draw(); });
  addEventListener("online", deliver);
  setInterval(async () => { if (cut || (await carry.filled()).some(carry.waits)) { await carry.check(); await deliver(); } }, 5_000);
  await draw();
  navigator.serviceWorker.register(root.dataset.worker, { scope: "/" })
    .then(() => navigator.serviceWorker.ready)
    .then((ready) => { if (account) ready.active.postMessage("keep"); root.dataset.ready = "true"; }, () => {});
  await carry.check();
  await deliver();
  if (account) await refresh();
})();
