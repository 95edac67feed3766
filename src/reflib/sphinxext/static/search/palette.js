// @ts-check
// The palette: Ctrl-K, ⌘K or `/` opens a dialog with one combobox; the scorer answers every keystroke.
"use strict";

(function () {
  const script = /** @type {HTMLScriptElement} */ (document.currentScript);
  const words = JSON.parse(script.dataset.words || "{}");
  const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  const base = document.documentElement.dataset.content_root || "./";
  const HISTORY = "handbook-visits";

  /** @type {import("./scorer").Prepared | undefined} */
  let prepared;
  /** @type {{name: string, page: string, text: string, reason?: {kind: string, text: string} | null}[]} */
  let rows = [];
  let active = 0;

  const dialog = document.createElement("dialog");
  dialog.className = "palette";
  dialog.setAttribute("aria-label", words.search);
  dialog.innerHTML = `
    <input type="search" role="combobox" aria-expanded="true" aria-controls="palette-list" aria-autocomplete="list"
      autocomplete="off" autocapitalize="off" spellcheck="false">
    <ul id="palette-list" role="listbox"></ul>
    <p class="palette-status" role="status"></p>`;
  const input = /** @type {HTMLInputElement} */ (dialog.querySelector("input"));
  const list = /** @type {HTMLUListElement} */ (dialog.querySelector("ul"));
  const status = /** @type {HTMLElement} */ (dialog.querySelector(".palette-status"));
  input.placeholder = words.placeholder;
  input.setAttribute("aria-label", words.search);
  list.setAttribute("aria-label", words.results);
  document.body.append(dialog);

  function open(query = "") {
    prepared = prepared || window.handbookSearch.prepare(window.handbookIndex);
    if (!dialog.open) dialog.showModal();
    input.value = query;
    update();
    input.focus();
  }

  /** Pages visited from here: {page: [name, count, last visit]}. */
  function visits() {
    try { return JSON.parse(localStorage.getItem(HISTORY) || "{}"); } catch { return {}; }
  }

  function remember(/** @type {{name: string, page: string}} */ row) {
    const all = visits();
    const [, count] = all[row.page] || ["", 0];
    all[row.page] = [row.name, count + 1, Date.now()];
    try { localStorage.setItem(HISTORY, JSON.stringify(all)); } catch { /* private windows have no storage */ }
  }

  /** What an empty box shows: the last pages, then the most used of the others. */
  function familiar() {
    const all = Object.entries(visits()).map(([page, [name, count, at]]) => ({ page, name, count, at }));
    const recent = [...all].sort((a, b) => b.at - a.at).slice(0, 5).map((row) => ({ ...row, text: words.recent }));
    const shown = new Set(recent.map((row) => row.page));
    const used = all.filter((row) => !shown.has(row.page)).sort((a, b) => b.count - a.count).slice(0, 5);
    return recent.concat(used.map((row) => ({ ...row, text: words.used })));
  }

  function update() {
    if (!prepared) return;
    const query = input.value;
    rows = !query.trim() ? familiar() : window.handbookSearch.search(prepared, query).map(({ doc, reason }) => ({
      name: doc.name || doc[language], page: doc.page, text: doc.name ? doc[language] : words.page, reason,
    }));
    active = 0;
    list.replaceChildren(...rows.map(option));
    const none = query.trim() ? words.none : words.hint;
    status.textContent = rows.length ? `${rows.length} ${words.results}` : none;
    mark();
  }

  function option(/** @type {typeof rows[number]} */ row, /** @type {number} */ index) {
    const item = document.createElement("li");
    item.id = `palette-${index}`;
    item.setAttribute("role", "option");
    const link = document.createElement("a");
    link.href = `${base}${row.page}.html`;
    link.tabIndex = -1;
    link.append(piece("palette-name", row.name), piece("palette-text", row.text.replace(/[`$]/g, "")));
    if (row.reason) link.append(piece("palette-reason", `${words[row.reason.kind]}: ${row.reason.text}`));
    link.addEventListener("click", () => remember(row));
    item.addEventListener("pointermove", () => { if (active !== index) { active = index; mark(); } });
    item.append(link);
    return item;
  }

  function piece(/** @type {string} */ name, /** @type {string} */ text) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  }

  function mark() {
    list.querySelectorAll("li").forEach((item, index) => item.setAttribute("aria-selected", String(index === active)));
    const current = list.children[active];
    if (current) { input.setAttribute("aria-activedescendant", current.id); current.scrollIntoView({ block: "nearest" }); }
    else input.removeAttribute("aria-activedescendant");
  }

  input.addEventListener("input", update);
  input.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229) return; // the keys belong to the input method
    const last = rows.length - 1;
    const moves = { ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last, PageDown: Math.min(active + 5, last), PageUp: Math.max(active - 5, 0) };
    if (event.key in moves) { active = moves[/** @type {keyof typeof moves} */ (event.key)]; mark(); event.preventDefault(); }
    else if (event.key === "Enter") { event.preventDefault(); list.children[active]?.querySelector("a")?.click(); }
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });

  document.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const field = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
    if ((event.key === "k" && (event.ctrlKey || event.metaKey)) || (event.key === "/" && !field && !event.ctrlKey && !event.altKey)) {
      event.preventDefault();
      open();
    }
  });
  document.addEventListener("click", (event) => {
    const opener = event.target instanceof Element && event.target.closest("[data-palette]");
    if (opener) { event.preventDefault(); open(); }
  });
  document.addEventListener("focusin", (event) => {
    const field = event.target;
    if (field instanceof HTMLInputElement && field.classList.contains("sidebar-search")) { field.blur(); open(field.value); }
  });
})();
