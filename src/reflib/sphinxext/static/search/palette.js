// @ts-check
// The palette: Ctrl-K, ⌘K, `/` or the search box opens a dialog with one combobox; every keystroke is answered.
"use strict";

(function () {
  const { site, find } = /** @type {typeof import("./scorer")} */ (/** @type {any} */ (window).handbookSearch);
  const words = JSON.parse(/** @type {HTMLScriptElement} */ (document.currentScript).dataset.words || "{}");
  const language = document.documentElement.lang.startsWith("zh") ? "zh" : "en";
  const colon = language === "zh" ? "：" : ": ";
  const base = document.documentElement.dataset.content_root || "./";
  const HISTORY = "handbook-visits";

  /** @typedef {ReturnType<typeof find>[number]["doc"]} Doc */
  let active = 0;

  const dialog = document.createElement("dialog");
  dialog.className = "palette";
  dialog.setAttribute("aria-label", words.search);
  dialog.innerHTML = `
    <div class="palette-bar">
      <input type="search" role="combobox" aria-expanded="false" aria-controls="palette-list" aria-autocomplete="list"
        autocomplete="off" autocapitalize="off" spellcheck="false">
      <button type="button">×</button>
    </div>
    <div id="palette-list" role="listbox"></div>
    <p class="palette-status" role="status"></p>`;
  const element = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (dialog.querySelector(selector));
  const input = /** @type {HTMLInputElement} */ (element("input"));
  const list = element("#palette-list"), status = element(".palette-status"), close = element("button");
  input.placeholder = words.placeholder;
  input.setAttribute("aria-label", words.search);
  list.setAttribute("aria-label", words.results);
  close.setAttribute("aria-label", words.close);
  document.body.append(dialog);

  function open(query = "") {
    if (!dialog.open) dialog.showModal(); // which also brings the focus back on closing
    input.value = query;
    update();
    input.focus();
  }

  /** Pages opened from here: {page: [count, last visit]}. @returns {Record<string, [number, number]>} */
  function visits() {
    try { return JSON.parse(localStorage.getItem(HISTORY) || "{}"); } catch { return {}; }
  }

  function remember(/** @type {string} */ page) {
    const all = visits();
    all[page] = [(all[page] || [0])[0] + 1, Date.now()];
    try { localStorage.setItem(HISTORY, JSON.stringify(all)); } catch { /* private windows have no storage */ }
  }

  /** What an empty box shows: the last pages, then the most used of the others. */
  function familiar() {
    const all = visits();
    const known = site().docs.filter((doc) => doc.page in all);
    const recent = known.sort((a, b) => all[b.page][1] - all[a.page][1]).slice(0, 5);
    const used = known.slice(5).sort((a, b) => all[b.page][0] - all[a.page][0]).slice(0, 5);
    return [...recent.map((doc) => option(doc, words.recent)), ...used.map((doc) => option(doc, words.used))];
  }

  function update() {
    const asked = Boolean(input.value.trim());
    const options = !asked ? familiar() : find(input.value).map(({ doc, reason }) =>
      option(doc, doc.isPage ? words.page : doc[language], reason && words[reason.kind] + colon + reason.text));
    options.forEach((link, index) => { link.id = `palette-${index}`; });
    list.replaceChildren(...options);
    list.hidden = !options.length;
    input.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = !asked ? words.hint : options.length ? words.results + colon + options.length : words.none;
    mark(0);
  }

  function option(/** @type {Doc} */ doc, /** @type {string} */ text, /** @type {string | null} */ reason = null) {
    const link = document.createElement("a");
    link.href = `${base}${doc.page}.html`;
    link.tabIndex = -1; // the focus stays in the box
    link.setAttribute("role", "option");
    link.append(piece("palette-name", doc.name || doc[language]), piece("palette-text", text));
    if (reason) link.append(piece("palette-reason", reason));
    link.addEventListener("click", () => { remember(doc.page); dialog.close(); });
    link.addEventListener("pointermove", () => mark([...list.children].indexOf(link)));
    return link;
  }

  function piece(/** @type {string} */ name, /** @type {string} */ text) {
    const span = document.createElement("span");
    span.className = name;
    span.textContent = text;
    return span;
  }

  /** Make one option the active one. */
  function mark(/** @type {number} */ index) {
    active = index;
    [...list.children].forEach((link, at) => link.setAttribute("aria-selected", String(at === active)));
    input.setAttribute("aria-activedescendant", list.children[active]?.id || "");
    list.children[active]?.scrollIntoView({ block: "nearest" });
  }

  /** Whether a key belongs to the input method; Safari says so by the code alone. */
  const composing = (/** @type {KeyboardEvent} */ event) => event.isComposing || event.keyCode === 229;

  input.addEventListener("input", update);
  input.addEventListener("keydown", (event) => {
    const last = list.children.length - 1;
    if (composing(event) || last < 0) return;
    /** @type {Record<string, number>} */
    const moves = {
      ArrowDown: active < last ? active + 1 : 0, ArrowUp: active > 0 ? active - 1 : last,
      PageDown: Math.min(active + 5, last), PageUp: Math.max(active - 5, 0),
    };
    if (event.key in moves) mark(moves[event.key]);
    else if (event.key === "Enter") /** @type {HTMLElement} */ (list.children[active]).click();
    else return;
    event.preventDefault();
  });
  close.addEventListener("click", () => dialog.close());
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); }); // beside it

  const within = (/** @type {Event} */ event, /** @type {string} */ selector) =>
    event.target instanceof Element ? event.target.closest(selector) : null;

  document.addEventListener("keydown", (event) => {
    if (composing(event)) return;
    const control = event.ctrlKey || event.metaKey;
    const summons = control ? /^k$/i.test(event.key) : event.key === "/" && !within(event, "input, textarea, select, [contenteditable]");
    if (!summons || event.altKey) return;
    event.preventDefault();
    if (dialog.open) dialog.close();
    else open();
  });

  // The box beside every page opens the palette by a click or the first character, not by passing focus.
  document.addEventListener("click", (event) => {
    if (within(event, "[data-palette], .sidebar-search")) open();
  });
  for (const kind of ["input", "compositionend"]) {
    document.addEventListener(kind, (event) => {
      const box = /** @type {HTMLInputElement | null} */ (within(event, ".sidebar-search"));
      if (!box || /** @type {InputEvent} */ (event).isComposing) return;
      open(box.value);
      box.value = "";
    });
  }
})();
