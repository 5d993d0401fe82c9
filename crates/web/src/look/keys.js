// On every page: "/" leads to the search box and Esc back; what a device keeps for somebody else is taken off it; whoever signs out
// while something is not handed in is asked. Without this script everything is reached all the same.
"use strict";
(() => {
  const MARK = "earnest-case", ALONE = "#find";
  const body = document.body.dataset;
  const boxes = () => [...document.querySelectorAll("main [role=search] input[name=q], #find")];
  const box = () => boxes().find((it) => it.getClientRects().length > 0);
  const TICKED = ["button", "submit", "reset", "checkbox", "radio", "file", "range", "color", "image"];
  const isTyped = (it) => Boolean(it) && (it.isContentEditable || it.matches("textarea, select")
    || it.matches("input") && !TICKED.includes(it.type));
  let from = null;
  document.addEventListener("keydown", (event) => {
    const at = document.activeElement;
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "/" && !isTyped(at)) {
      const find = box(), way = document.querySelector("a.find");
      if (!find && !way) return;
      event.preventDefault();
      if (!find) { location.assign(way.href + ALONE); return; }
      from = at === document.body ? null : at;
      find.focus();
      find.select();
    } else if (event.key === "Escape" && boxes().includes(at)) {
      event.preventDefault();
      if (from?.isConnected) from.focus();
      else { at.blur(); document.querySelector("main")?.focus({ preventScroll: true }); }
      from = null;
    }
  });
  if (location.hash === ALONE) box()?.focus();

  // Not seen: one press in the place of a sign that is to be known.
  self.unseen = (within) => {
    for (const input of within.querySelectorAll("input[data-unseen]")) {
      if (input.nextElementSibling?.matches(".unseen")) continue;
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button plain unseen";
      button.textContent = input.dataset.unseen;
      button.setAttribute("aria-label", `${input.dataset.unseen}: ${input.labels?.[0]?.firstChild?.textContent.trim() ?? ""}`);
      button.addEventListener("click", () => {
        input.value = "-";
        input.dispatchEvent(new Event("input", { bubbles: true }));
        const fold = input.closest(".field")?.nextElementSibling;
        if (!fold?.matches("details")) return;
        fold.open = true;
        fold.querySelector("input, textarea")?.focus();
      });
      input.after(button);
    }
  };
  self.unseen(document);

  let mark = null;
  try { mark = JSON.parse(localStorage.getItem(MARK)); } catch { /* nothing is kept where nothing can be read */ }
  if (!mark) return;
  const load = () => (self.carry ? Promise.resolve() : new Promise((done, fail) => {
    const script = document.createElement("script");
    script.src = body.carry;
    script.onload = done;
    script.onerror = fail;
    document.head.append(script);
  }));
  const another = body.account && String(mark.owner) !== body.account;
  const isOld = mark.until > 0 && !(Date.now() < mark.until);
  const isCase = document.getElementById("case");
  if (!isCase && (!body.account || another || mark.waits > 0 || isOld)) {
    load().then(async () => {
      await self.carry.tidy();
      // Whoever is not signed in perhaps may not be any more: then nothing stays.
      if (body.account) await self.carry.claim(body.account);
      else await self.carry.check();
      await self.carry.send();
      await self.carry.note();
    }).catch(() => { /* the page of the case says what waits */ });
  }

  // Signing out takes the case off the device; what is not handed in is asked about.
  const out = document.querySelector("form[action='/sign-out']");
  let going = false;
  const leave = async () => {
    going = true;
    try {
      await load();
      if (await self.carry.wipe(body.account)) {
        localStorage.clear();
        await self.carry.note();
        out.append(Object.assign(document.createElement("input"), { type: "hidden", name: "others", value: "wait" }));
      } else localStorage.removeItem(MARK);
    } catch { /* the server's answer clears the rest */ }
    out.submit();
  };
  const asked = () => {
    const dialog = document.createElement("dialog"), words = document.createElement("p");
    words.textContent = out.dataset.ask;
    const button = (text, plain, act) => {
      const made = document.createElement("button");
      made.type = "button";
      made.className = plain ? "button plain" : "button danger";
      made.textContent = text;
      made.addEventListener("click", () => { dialog.remove(); act(); });
      return made;
    };
    const buttons = document.createElement("p");
    buttons.className = "buttons";
    buttons.append(button(out.dataset.stay, true, () => {}), button(out.dataset.go, false, leave));
    dialog.append(words, buttons);
    document.body.append(dialog);
    dialog.showModal();
  };
  out?.addEventListener("submit", (event) => {
    if (going) return;
    event.preventDefault();
    load().then(() => self.carry.filled()).then((all) => (all.some((form) => String(form.owner) === body.account && self.carry.isLost(form)) ? asked() : leave()), leave);
  });
})();
