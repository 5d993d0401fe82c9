// Keeps a form while it is filled in: on the server, and on this device only while the server can't be reached.
// Without this script the form works all the same; its second button keeps it.
"use strict";
(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const words = form.dataset;
  const line = form.querySelector(".saved");
  const mark = "earnest-draft ";
  const shelf = `${mark}${words.owner} ${words.draft}`;
  const PAUSE = 1200, AGAIN = 8000, WEEK = 7 * 24 * 60 * 60 * 1000;
  let base = words.base, timer = 0;
  let changed = false, sending = false, cut = false, ended = false, going = false;

  const say = (text, ...more) => {
    if (line.textContent !== text || more.length) line.replaceChildren(text, ...more);
  };
  const fields = () => {
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") body.append(name, value);
    return body;
  };
  // A browser may refuse to keep anything: then there is no copy, and nothing else changes.
  const read = (name) => {
    try { return JSON.parse(localStorage.getItem(name)); } catch { return null; }
  };
  const drop = (name) => {
    try { localStorage.removeItem(name); } catch { /* nothing was kept */ }
  };
  const keep = () => {
    const body = fields();
    body.delete("csrf");
    try { localStorage.setItem(shelf, JSON.stringify({ at: Date.now(), base, body: `${body}` })); } catch { /* as above */ }
  };
  const send = (body, from) => {
    body.set("csrf", form.elements.csrf.value);
    body.set("base", from);
    return fetch("/drafts", { method: "POST", body });
  };
  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };
  // Somebody (perhaps the same person on another device) kept it since: the person decides, nothing is written over.
  const ask = (take) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button plain";
    button.textContent = words.take;
    button.addEventListener("click", take);
    say(words.elsewhere, button);
  };

  const save = async () => {
    if (sending || ended) return;
    clearTimeout(timer);
    sending = true;
    changed = false;
    let again = false;
    try {
      const answer = await send(fields(), base);
      cut = false;
      if (answer.ok) {
        const told = await answer.json();
        base = told.base;
        drop(shelf);
        say(told.words);
      } else if (answer.status === 410) {
        ended = true;
        drop(shelf);
      } else if (answer.status === 409) {
        keep();
        ask(() => { base = "*"; save(); });
      } else if (answer.status === 422) {
        say((await answer.json()).words);
      } else {
        again = true;
      }
    } catch {
      cut = true;
      again = true;
    }
    sending = false;
    if (again) {
      keep();
      say(words.kept);
    }
    if (changed) later(PAUSE); else if (again) later(AGAIN);
  };

  // A copy that never reached the server goes there first; then the form opens from it.
  const restore = async (copy) => {
    let answer;
    try { answer = await send(new URLSearchParams(copy.body), copy.base); } catch { return; }
    if (answer.ok) {
      drop(shelf);
      location.replace(words.draft);
    } else if (answer.status === 410) {
      drop(shelf);
    } else if (answer.status === 409) {
      ask(() => restore({ ...copy, base: "*" }));
    }
  };

  form.addEventListener("input", () => { changed = true; later(PAUSE); });
  form.addEventListener("change", () => { changed = true; later(PAUSE); });
  form.addEventListener("submit", async (event) => {
    if (going) return;
    clearTimeout(timer);
    if (changed || cut) keep();
    if (!cut && navigator.onLine) {
      going = true;
      return;
    }
    // Without a connection the page would be lost: it stays, and goes as soon as the server answers.
    event.preventDefault();
    await save();
    if (cut) return;
    going = true;
    form.requestSubmit(event.submitter);
  });
  addEventListener("online", () => { if (cut || changed) save(); });
  addEventListener("pagehide", () => { if (changed && !going) keep(); });
  document.addEventListener("visibilitychange", () => { if (document.hidden && changed && !going) save(); });

  for (const name of Object.keys(localStorageOrNothing())) {
    if (name.startsWith(mark) && !(Date.now() - read(name)?.at < WEEK)) drop(name);
  }
  function localStorageOrNothing() {
    try { return localStorage; } catch { return {}; }
  }
  if (words.again === "true") save();
  else {
    const copy = read(shelf);
    if (copy) restore(copy);
  }
})();
