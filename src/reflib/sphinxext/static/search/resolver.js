// @ts-check
// The page for old code: what is outdated in a pasted text is marked in place and answered below its line.
// Nothing leaves the page; every answer is a record that the build shipped in old.js.
"use strict";

(function () {
  /** @typedef {{start: number, end: number, entry: string, page: string, old: import("./outdated").Old | null}} Answer */

  const box = document.querySelector(".resolver");
  if (!box) return;
  const words = JSON.parse(/** @type {HTMLScriptElement} */ (document.currentScript).dataset.words || "{}");
  const base = document.documentElement.dataset.content_root || "./";
  const input = /** @type {HTMLTextAreaElement} */ (box.querySelector("textarea"));
  const button = /** @type {HTMLButtonElement} */ (box.querySelector("button"));
  const summary = /** @type {HTMLElement} */ (box.querySelector(".resolver-summary"));
  const output = /** @type {HTMLElement} */ (box.querySelector(".resolver-output"));
  const known = window.handbookOutdated.rules(window.handbookOld);
  const STATES = ["raises", "never existed", "warns", "works"], PAUSE = 200;
  let timer = 0;

  input.addEventListener("input", () => { clearTimeout(timer); timer = window.setTimeout(update, PAUSE); });
  button.addEventListener("click", () => { input.value = button.dataset.example || ""; update(); });
  update(); // a browser may have kept the text

  function update() {
    const text = input.value.replace(/\r\n?/g, "\n");
    const { code, messages } = window.handbookPasted.read(text);
    /** @type {Answer[]} */
    const answers = window.handbookOutdated.check(code, known).map(({ start, end, old }) => ({ start, end, old, entry: old.entry, page: old.page }));
    const seen = new Set(answers.map(({ entry }) => entry));
    for (const { start, end, text: said } of messages) {
      const found = window.handbookPasted.answer(said, search, window.handbookOld.records, seen);
      if (found) answers.push({ start, end, ...found });
    }
    answers.sort((a, b) => a.start - b.start);
    summary.textContent = text.trim() ? counts(answers) : "";
    output.hidden = !text.trim();
    output.replaceChildren(...(text.trim() ? draw(text, answers) : []));
  }

  const search = (/** @type {string} */ query, /** @type {number} */ limit) => window.handbookSearch?.find(query, limit) || [];

  function counts(/** @type {Answer[]} */ answers) {
    if (!answers.length) return words.none;
    const each = STATES.map((state) => /** @type {[string, number]} */ ([words[state], answers.filter(({ old }) => old?.today === state).length]));
    return words.found + (each.filter(([, count]) => count).map((one) => one.join(" ")).join(" · ") || answers.length);
  }

  /** The text in blocks: lines up to one with marks, then the notes on it. */
  function draw(/** @type {string} */ text, /** @type {Answer[]} */ answers) {
    /** @type {HTMLElement[]} */
    const drawn = [];
    const told = new Set();
    let block = element("pre", "resolver-code"), at = 0;
    text.replace(/\s+$/, "").split("\n").forEach((line, index) => {
      const here = answers.filter(({ start }) => start >= at && start <= at + line.length);
      block.append(drawLine(line, at, here, index + 1));
      at += line.length + 1;
      if (!here.length) return;
      drawn.push(block, ...here.map((one) => { const first = !told.has(one.old); told.add(one.old); return note(one, text, first); }));
      block = element("pre", "resolver-code");
    });
    if (block.childNodes.length) drawn.push(block);
    return drawn;
  }

  function drawLine(/** @type {string} */ line, /** @type {number} */ at, /** @type {Answer[]} */ answers, /** @type {number} */ number) {
    const row = element("span", "resolver-line");
    row.dataset.line = String(number);
    let done = 0;
    answers.forEach(({ start, end, old }, index) => {
      const from = start - at, to = Math.min(end - at, line.length, answers[index + 1] ? answers[index + 1].start - at : line.length);
      row.append(line.slice(done, from), element("mark", state(old), line.slice(from, to)));
      done = to;
    });
    row.append(line.slice(done) + "\n");
    return row;
  }

  /** What happens today and what to write instead; the message and the note stand with the first of a kind only. */
  function note(/** @type {Answer} */ { start, end, entry, page, old }, /** @type {string} */ text, /** @type {boolean} */ first) {
    const box = element("div", `resolver-note ${state(old)}`), head = element("p", "");
    const link = Object.assign(document.createElement("a"), { href: `${base}${page}.html#${old ? "old" : "example"}`, textContent: entry });
    head.append(element("code", "", text.slice(start, end).split("\n")[0]), " ");
    if (old) head.append(element("span", `today ${old.today.split(" ")[0]}`, words[old.today] + (old.without && ` (${old.without})`)), " ");
    head.append(link);
    box.append(head);
    if (!old) return box;
    if (first && old.message) box.append(element("pre", "message", old.message));
    box.append(element("p", "use", words.use), element("pre", "replacement", old.use));
    if (first && old.note) box.append(Object.assign(element("p", "hint"), { innerHTML: old.note }));
    return box;
  }

  function state(/** @type {import("./outdated").Old | null} */ old) {
    return !old || old.without ? "works" : old.today.split(" ")[0];
  }

  function element(/** @type {string} */ tag, /** @type {string} */ name, text = "") {
    return Object.assign(document.createElement(tag), { className: name, textContent: text });
  }
})();
