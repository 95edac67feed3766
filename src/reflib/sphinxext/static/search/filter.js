// @ts-check
// A box above every table of names hides the rows that do not match; on the page of all entries, facets narrow it.
"use strict";

(function () {
  const { find } = /** @type {typeof import("./scorer")} */ (/** @type {any} */ (window).handbookSearch);
  const words = JSON.parse(/** @type {HTMLScriptElement} */ (document.currentScript).dataset.words || "{}");
  const FACETS = ["family", "status", "verified", "old"];

  for (const table of document.querySelectorAll("table.function-table, table.handbook-table")) {
    const rows = /** @type {HTMLTableRowElement[]} */ ([...table.querySelectorAll("tbody tr")]);
    const bar = document.createElement("div");
    bar.className = "table-filter";
    const input = Object.assign(document.createElement("input"), { type: "search", placeholder: words.filter });
    input.setAttribute("aria-label", words.filter);
    const count = document.createElement("output");
    const facets = table.classList.contains("all-entries") ? FACETS.map((name) => facet(name, rows)) : [];
    bar.append(input, ...facets, count);
    (table.closest(".table-wrapper") || table).before(bar);
    bar.addEventListener("input", apply);
    apply();

    function apply() {
      const names = matching(input.value);
      const text = input.value.trim().toLowerCase();
      const chosen = facets.map((select) => select.value).filter(Boolean);
      let shown = 0;
      for (const row of rows) {
        const name = row.querySelector("a")?.textContent || "";
        const found = !names || names.has(name) || (row.textContent || "").toLowerCase().includes(text);
        row.hidden = !(found && chosen.every((value) => row.classList.contains(value)));
        if (!row.hidden) shown++;
      }
      count.textContent = `${shown} / ${rows.length}`;
    }
  }

  /** The names the scorer finds for a query; null when nothing was asked. */
  function matching(/** @type {string} */ query) {
    if (!query.trim()) return null;
    const hits = find(query, 1000);
    return new Set(hits.filter((hit) => hit.score > hits[0].score - 60).map((hit) => hit.doc.name));
  }

  /** A choice among the classes `NAME-…` that the rows carry. */
  function facet(/** @type {string} */ name, /** @type {HTMLTableRowElement[]} */ rows) {
    const select = document.createElement("select");
    select.setAttribute("aria-label", words[name]);
    select.append(new Option(`${words[name]}: ${words.any}`, ""));
    const values = new Set(rows.flatMap((row) => [...row.classList].filter((value) => value.startsWith(`${name}-`))));
    for (const value of values) select.append(new Option(words[value] || value.slice(name.length + 1), value));
    return select;
  }
})();
