// Offers names of units while one is typed. Without this script the server asks which one is meant.
"use strict";
(() => {
  const PAUSE = 250;
  for (const input of document.querySelectorAll("input[data-units]:not([list])")) {
    const names = document.createElement("datalist");
    names.id = `${input.id}-names`;
    input.after(names);
    input.setAttribute("list", names.id);
    let timer = 0;
    const offer = async (typed) => {
      try {
        const answer = await fetch(`${input.dataset.units}?q=${encodeURIComponent(typed)}`);
        // Whoever typed on has asked for something else by now.
        if (!answer.ok || input.value.trim() !== typed) return;
        names.replaceChildren(...(await answer.json()).map((name) => new Option(name, name)));
      } catch { /* nothing is offered */ }
    };
    input.addEventListener("input", () => {
      clearTimeout(timer);
      const typed = input.value.trim();
      if (typed) timer = setTimeout(offer, PAUSE, typed);
    });
  }
})();
