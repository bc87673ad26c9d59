(() => {
"use strict";

const sheet = JSON.parse(document.getElementById("sheet").textContent);
const at = (id) => document.getElementById(id);
const said = document.querySelector("output");
const column = (name) => sheet.columns.indexOf(name);
const MARK = column("mark"), NOTE = column("note"), WHO = column("annotator");
let marks, notes, here, fetched = true, kept = true;

/* Progress stays in this browser, one store for each annotator. */
const store = () => `stylo marks ${sheet.hash} ${at("who").value.trim()}`;

function load() {
  marks = sheet.cells.map((row) => row[MARK]);
  notes = sheet.cells.map((row) => row[NOTE]);
  here = 0;
  try {
    const old = JSON.parse(localStorage.getItem(store()) || "null");
    if (old) ({ marks, notes, here } = old);
  } catch { kept = false; }
  tell();
}

function keep() {
  fetched = false;
  try {
    localStorage.setItem(store(), JSON.stringify({ marks, notes, here }));
    localStorage.setItem(`stylo annotator ${sheet.hash}`, at("who").value);
    kept = true;
  } catch { kept = false; }
  tell();
}

function tell() {
  at("kept").textContent = kept
    ? "Marks are kept in this browser as you go."
    : "This browser keeps nothing: download the marks before you close the page.";
}

function show() {
  const item = sheet.items[here], done = marks.filter((m) => m !== "").length;
  at("place").textContent = `${here + 1} of ${sheet.items.length} · ${done} marked` +
    (item.label ? ` · type: ${item.label}` : "");
  at("told").textContent = item.told;
  at("question").textContent = item.hit
    ? "Is the marked hit right?"
    : `Beside what is marked: how many more ${sheet.what} in this sentence?`;
  at("passage").replaceChildren(...item.passage.map(([text, kind]) => {
    const piece = document.createElement("bdi");
    piece.className = kind;
    piece.textContent = text;
    return piece;
  }));
  at("hit").hidden = !item.hit;
  at("sentence").hidden = item.hit;
  for (const button of document.querySelectorAll("[data-mark]"))
    button.setAttribute("aria-pressed", button.dataset.mark === marks[here]);
  at("note").value = notes[here];
  at("done").value = done;
  at("back").disabled = here === 0;
  at("on").disabled = here === sheet.items.length - 1;
}

function go(to) {
  here = Math.max(0, Math.min(sheet.items.length - 1, to));
  show();
  at("item").focus({ preventScroll: true });
  at("passage").querySelector(":not(.around)").scrollIntoView({ block: "nearest" });
}

function gap() {
  const order = sheet.items.map((_, i) => (here + 1 + i) % sheet.items.length);
  const next = order.find((i) => marks[i] === "");
  if (next === undefined) said.textContent = "Everything is marked: download the marks.";
  else go(next);
}

function mark(value) {
  if (!(sheet.items[here].hit ? /^[ynu]?$/ : /^[0-9u]?$/).test(value)) return;
  marks[here] = value;
  said.textContent = value === "" ? "Mark taken away" : `${here + 1}: ${value}`;
  const last = here === sheet.items.length - 1;
  if (value === "" || last) show();
  else go(here + 1);
  keep();
  if (value !== "" && marks.every((m) => m !== "")) said.textContent = "Everything is marked: download the marks.";
}

/* As the file was written: no cell that a spreadsheet takes for a formula, quotes doubled. */
const safe = (text) => (/^['=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text);
const cell = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

function save() {
  const who = at("who").value.trim();
  const rows = sheet.cells.map((old, i) => {
    const row = [...old];
    row[MARK] = marks[i];
    row[NOTE] = safe(notes[i]);
    row[WHO] = safe(who);
    return row;
  });
  const text = "\ufeff" + [sheet.columns, ...rows].map((row) => row.map(cell).join(",") + "\n").join("");
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type: "text/csv" }));
  link.download = `${sheet.file}${who ? "-" + who.replace(/[^\p{L}\p{N}]+/gu, "-") : ""}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  fetched = true;
  said.textContent = `Saved as ${link.download}`;
}

for (const button of document.querySelectorAll("[data-mark]"))
  button.addEventListener("click", () => mark(button.dataset.mark));
at("back").addEventListener("click", () => go(here - 1));
at("on").addEventListener("click", () => go(here + 1));
at("gap").addEventListener("click", gap);
at("clear").addEventListener("click", () => mark(""));
at("save").addEventListener("click", save);
at("note").addEventListener("input", () => { notes[here] = at("note").value; keep(); });
at("who").addEventListener("change", () => { load(); show(); keep(); });

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input")) {
    if (event.key === "Escape" || event.key === "Enter") at("item").focus();
    return;
  }
  const key = event.key;
  if (/^[0-9ynu]$/i.test(key)) mark(key.toLowerCase());
  else if (key === "ArrowLeft") go(here - 1);
  else if (key === "ArrowRight") go(here + 1);
  else if (key === "Backspace") mark("");
  else if (key === "g") gap();
  else if (key === "t") at("note").focus();
  else if (key === "d") save();
  else return;
  event.preventDefault();
});

addEventListener("beforeunload", (event) => {
  if (!kept && !fetched) event.preventDefault();
});

try { at("who").value = localStorage.getItem(`stylo annotator ${sheet.hash}`) || ""; } catch { kept = false; }
load();
show();
})();
