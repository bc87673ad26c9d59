(() => {
"use strict";

/* Draw the marks that a heavy page holds as a table (stylo.rendering.mark_table): two numbers each, how
   far it is from the mark before it, and its sort: "5 h7 m" is five long, with these classes. A number
   ends with the first character from "?" onwards; a line break counts one. */
function draw(root, text, sorts) {
  const table = root.querySelector(".marks");
  if (!table) return;
  for (const note of text.querySelectorAll(".cut")) note.remove();
  const codes = table.textContent;
  let at = 0, here = 0;
  const number = () => {
    let n = 0, code;
    while ((code = codes.charCodeAt(at++)) < 63) n = n * 20 + code - 39;
    return n * 64 + code - 63;
  };
  sorts = sorts.map((sort) => [parseInt(sort), sort.slice(sort.indexOf(" ") + 1)]);
  let start = number(), [size, kind] = sorts[number()];
  const walk = document.createTreeWalker(text, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
  const parts = [];
  while (walk.nextNode()) {
    const node = walk.currentNode;
    if (node.nodeName === "BR" || (node.nodeType === 3 && node.parentNode !== text)) parts.push(node);
  }
  for (let part of parts) {
    if (part.nodeType !== 3) { here++; continue; }
    while (start < here + part.length) {
      const words = start > here ? part.splitText(start - here) : part;
      part = words.splitText(size);
      const mark = document.createElement("mark");
      mark.className = kind;
      words.replaceWith(mark);
      mark.append(words);
      here = start + size;
      if (at >= codes.length) return;
      start = here + number();
      [size, kind] = sorts[number()];
    }
    here += part.length;
  }
}

/* Every mark names its kinds in its class: a letter, or a letter and a number, "h7 m". */
function setup(root) {
  const [table, sorts] = JSON.parse(root.querySelector(".why").textContent);
  const text = root.querySelector(".text");
  draw(root, text, sorts);
  const steps = root.querySelector(".steps");
  const said = steps.querySelector("output");
  const tip = document.createElement("div");
  tip.className = "tip";
  tip.id = "stylo-tip";
  tip.hidden = true;
  tip.setAttribute("role", "tooltip");
  root.append(tip);
  let shown = null, here = null, closing = 0;
  const away = root.querySelector("fieldset input[value=G]");
  const fate = (mark) => (mark.closest("del") ? "went: " : mark.closest("ins") ? "came: " : "");

  const on = () => [...root.querySelectorAll("fieldset input:checked")].map((i) => i.value);
  const names = (mark) => [...mark.classList].filter((c) => c in table);
  const seen = (mark, letters) => names(mark).some((c) => letters.includes(c[0]));
  const visible = () => {
    const letters = on().filter((v) => v !== "Q");
    if (!letters.length) return [];
    return [...text.querySelectorAll(letters.map((v) => `mark[class*=${v}]`).join())]
      .filter((mark) => seen(mark, letters) && !(away && !away.checked && mark.closest("del")));
  };
  const told = (mark) => {
    const letters = on();
    return names(mark).filter((c) => letters.includes(c[0])).map((c) => table[c]);
  };

  function show(mark) {
    clearTimeout(closing);
    const lines = told(mark);
    if (!lines.length) return hide();
    if (shown && shown !== mark) shown.removeAttribute("aria-describedby");
    shown = mark;
    mark.removeAttribute("title");
    mark.setAttribute("aria-describedby", tip.id);
    tip.replaceChildren(...lines.map(([kind, type, why]) => {
      const line = document.createElement("p"), name = document.createElement("b");
      name.textContent = fate(mark) + (kind === type ? kind : `${kind} · ${type}`);
      line.append(name, ` — ${why}`);
      return line;
    }));
    tip.hidden = false;
    const box = root.getBoundingClientRect(), at = mark.getClientRects()[0];
    if (!at) return;
    const wide = tip.offsetWidth, tall = tip.offsetHeight;
    const left = Math.min(Math.max(at.left - box.left, 8), Math.max(root.clientWidth - wide - 8, 8));
    const above = at.bottom + tall + 10 > innerHeight && at.top - tall - 8 > 0;
    tip.style.left = `${left}px`;
    tip.style.top = `${(above ? at.top - tall - 8 : at.bottom + 7) - box.top}px`;
  }
  function hide() {
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    tip.hidden = true;
  }
  const later = () => { clearTimeout(closing); closing = setTimeout(hide, 200); };
  const markOf = (event) => event.target.closest && event.target.closest(".text mark");

  text.addEventListener("pointerover", (event) => {
    const mark = markOf(event);
    if (mark) show(mark); else if (shown) later();
  });
  text.addEventListener("pointerleave", later);
  tip.addEventListener("pointerenter", () => clearTimeout(closing));
  tip.addEventListener("pointerleave", later);
  text.addEventListener("focusin", (event) => { const mark = markOf(event); if (mark) { here = mark; show(mark); } });
  text.addEventListener("focusout", later);
  text.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (mark && seen(mark, on())) { enter(mark); mark.focus(); }
  });

  /* One stop for the tab key; the arrows go from one piece of evidence to the next. */
  function enter(mark) {
    for (const old of text.querySelectorAll("[tabindex]")) if (old !== mark) old.removeAttribute("tabindex");
    if (mark) mark.tabIndex = 0;
  }
  function next(list, by) {
    const at = list.indexOf(here);
    if (at >= 0) return list[(at + by + list.length) % list.length];
    return by > 0 ? list[0] : list[list.length - 1];
  }
  text.addEventListener("keydown", (event) => {
    if (!markOf(event) || event.altKey || event.ctrlKey || event.metaKey) return;
    const list = visible();
    const to = {
      ArrowRight: () => next(list, 1), ArrowDown: () => next(list, 1),
      ArrowLeft: () => next(list, -1), ArrowUp: () => next(list, -1),
      Home: () => list[0], End: () => list[list.length - 1],
    }[event.key];
    if (!to || !list.length) return;
    event.preventDefault();
    const mark = to();
    enter(mark);
    mark.focus();
  });
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hide(); });

  function point(mark) {
    for (const old of text.querySelectorAll("[data-now]")) delete old.dataset.now;
    here = mark;
    mark.dataset.now = "";
    enter(mark);
    mark.scrollIntoView({ block: "center" });
    show(mark);
  }

  steps.hidden = false;
  steps.addEventListener("click", (event) => {
    const by = +(event.target.dataset.step || 0), list = visible();
    if (!by) return;
    if (!list.length) { said.textContent = "No evidence is switched on."; return; }
    point(next(list, by));
    const what = told(here).map(([kind, type]) => (kind === type ? kind : `${kind}, ${type}`)).join("; ");
    said.textContent = `${list.indexOf(here) + 1} of ${list.length}: “${here.textContent}” (${fate(here)}${what})`;
  });
  root.querySelector("fieldset").addEventListener("change", () => {
    hide();
    for (const old of text.querySelectorAll("[data-now]")) delete old.dataset.now;
    const list = visible();
    enter(list.includes(here) ? here : list[0]);
    said.textContent = `${list.length} pieces of evidence shown`;
  });
  enter(visible()[0]);

  /* A strip is a map: a click goes to that place. */
  function go(place) {
    if (!place) return;
    place.scrollIntoView({ block: "center" });
    place.classList.remove("flash");
    requestAnimationFrame(() => place.classList.add("flash"));
  }
  for (const strip of root.querySelectorAll(".strip")) {
    strip.dataset.go = "";
    strip.addEventListener("click", (event) => {
      const box = strip.getBoundingClientRect();
      const parts = [...text.children], sizes = parts.map((p) => p.textContent.length + 2);
      let left = (event.clientX - box.left) / box.width * sizes.reduce((a, b) => a + b, 0);
      go(parts.find((_, i) => (left -= sizes[i]) < 0));
    });
  }
  /* A link of a reason switches its kind on, and goes to the very words. */
  root.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("a[href^='#p']");
    if (!link) return;
    event.preventDefault();
    const place = text.querySelector(link.getAttribute("href")), kind = link.dataset.mark;
    const box = kind && root.querySelector(`fieldset input[value=${kind}]`);
    if (!place || !box) return go(place);
    if (!box.checked) box.click();
    const found = [...place.querySelectorAll("mark")].filter((mark) => seen(mark, [kind]));
    const mark = found.find((one) => link.textContent.includes(one.textContent)) || found[0];
    if (mark) point(mark); else go(place);
  });
  const others = root.querySelector(".others");
  if (others && root.clientWidth >= 920) others.open = true;
}

/* In a notebook: out of the reach of its style sheets, in its colours. */
function adopt(host) {
  const part = (name) => host.querySelector(`script.stylo-${name}`).textContent;
  const shadow = host.attachShadow({ mode: "open" });
  const style = document.createElement("style"), root = document.createElement("div");
  style.textContent = part("css");
  root.className = "stylo inside";
  root.innerHTML = part("shell");
  const text = root.querySelector(".text");
  for (const made of host.querySelectorAll(".stylo-text sup")) made.remove();
  for (const p of [...host.querySelectorAll(".stylo-text>*")]) {
    for (const plain of p.querySelectorAll("span:not(.quoted)")) {
      const mark = document.createElement("mark");
      mark.className = plain.className;
      mark.append(...plain.childNodes);
      plain.replaceWith(mark);
    }
    for (const styled of [p, ...p.querySelectorAll("[style]")]) styled.removeAttribute("style");
    p.id = `p${p.dataset.n}`;
    text.append(p);
  }
  host.replaceChildren();
  host.setAttribute("style", "all:initial!important;display:block!important");
  shadow.append(style, root);
  const dark = () => {
    for (let at = host; at; at = at.parentElement) {
      const rgba = getComputedStyle(at).backgroundColor.match(/[\d.]+/g).map(Number);
      if (rgba.length < 4 || rgba[3] > 0.5) return 0.299 * rgba[0] + 0.587 * rgba[1] + 0.114 * rgba[2] < 128;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches;
  };
  const paint = () => { root.style.colorScheme = dark() ? "dark" : "light"; };
  paint();
  const watch = new MutationObserver(() => (host.isConnected ? setTimeout(paint, 50) : watch.disconnect()));
  for (const at of [document.documentElement, document.body]) watch.observe(at, { attributes: true });
  setup(root);
}

const page = document.querySelector("body>.stylo");
if (page && page.querySelector(".marks")) requestAnimationFrame(() => setTimeout(() => setup(page)));
else if (page) setup(page);
for (const host of document.querySelectorAll(".stylo-report")) if (!host.shadowRoot) adopt(host);
})();
