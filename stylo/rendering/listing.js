(() => {
"use strict";

/* A heading becomes a button that sorts; rows without a value stay at the end. */
const table = document.querySelector("table.list"), body = table.tBodies[0];
const said = document.querySelector("output");
const heads = [...table.tHead.rows[0].cells];
document.querySelector(".sorts").hidden = false;

function sort(column, down) {
  const rows = [...body.rows].map((row) => [row.cells[column].dataset.v, row]);
  const numeric = rows.every(([v]) => v === "" || Number.isFinite(+v));
  const order = numeric ? (a, b) => a - b : (a, b) => a.localeCompare(b);
  rows.sort(([a], [b]) => (a === "" || b === "" ? (a === "") - (b === "") : (down ? -1 : 1) * order(a, b)));
  body.append(...rows.map(([, row]) => row));
}

heads.forEach((head, column) => {
  const name = head.querySelector("span"), button = document.createElement("button");
  button.type = "button";
  button.append(...name.childNodes);
  name.replaceWith(button);
  button.addEventListener("click", () => {
    const first = column === 0 ? "ascending" : "descending";
    const other = first === "ascending" ? "descending" : "ascending";
    const way = head.getAttribute("aria-sort") === first ? other : first;
    for (const h of heads) h.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", way);
    sort(column, way === "descending");
    said.textContent = `Sorted by ${button.textContent}, ${way}`;
  });
});
})();
