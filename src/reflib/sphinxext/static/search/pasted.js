// @ts-check
// What readers paste: a script, a session with prompts, a traceback. Its code, its error messages, and who answers those.
"use strict";

(function (root) {
  const { tokens } = root.pythonTokens || require("./python/tokens.js");

  /**
   * @typedef {{start: number, end: number, text: string}} Message
   * @typedef {import("./outdated").Old} Old
   */

  const ERROR = /^(?:E\s+|\S+:\d+: )?((?:\w+\.)*\w*(?:Error|Warning|Exception): .+)$/;
  const FURNITURE = /^Traceback \(|^\s*File ".*", line \d+|^\s*[~^]+\s*$|^-{20,}|^<ipython-input/;
  const PROMPT = /^(?:>>> ?|\.\.\. ?|In \[\d+\]: ?|\s+\.\.\.: ?)/;
  const ARROW = /^-+> *\d+ /m;
  /** What tells one message from another of its kind: quoted words and called functions. */
  const TELLING = /(?<!\w)['"`]([^'"`]+)['"`]|[\w.]+\(\)/g;
  const HITS = 5;
  const NUMBERED = /^(?:-+>)? *\d+ /;

  /** The code of a text, all else blank, so that places stay; and its error messages.
   * @param {string} text @returns {{code: string, messages: Message[]}} */
  function read(text) {
    const lines = text.split("\n");
    const session = lines.some((line) => /^(?:>>> |In \[\d+\]: )/.test(line)), arrows = ARROW.test(text);
    const failed = lines.some((line) => ERROR.test(line) || FURNITURE.test(line));
    const strings = failed ? tokens(text).filter((token) => token.type === "string" && token.text.includes("\n")) : [];
    /** @type {Message[]} */
    const messages = [];
    let start = 0;
    const code = lines.map((line) => {
      const at = start, inside = strings.some((token) => token.at < at && at < token.at + token.text.length);
      start += line.length + 1;
      const error = !inside && line.match(ERROR), prompt = line.match(arrows ? NUMBERED : PROMPT);
      if (error) messages.push({ start: at + line.length - error[1].length, end: at + line.length, text: error[1] });
      if (error || (failed && !inside && FURNITURE.test(line)) || (session && !prompt)) return " ".repeat(line.length);
      return (session || arrows) && prompt ? " ".repeat(prompt[0].length) + line.slice(prompt[0].length) : line;
    });
    return { code: code.join("\n"), messages };
  }

  /** The record whose message a text is, and the entry to read; the entry alone where an example shows the message.
   * @param {string} text @param {(query: string, limit: number) => import("./scorer").Hit[]} search @param {Old[]} records
   * @param {Set<string>} seen Entries to prefer among those that share a message.
   * @returns {{entry: string, page: string, old: Old | null} | null} */
  function answer(text, search, records, seen) {
    const told = records.filter(({ message }) => message && text.startsWith(message));
    const best = (/** @type {Old[]} */ list) => list.find(({ entry }) => seen.has(entry)) || list[0];
    if (told.length) return answered(best(told));
    for (const { doc, reason } of search(text, HITS)) {
      if (reason?.kind !== "message") continue;
      const known = reason.text; // the beginning of a message
      const close = records.filter(({ message }) => message && (message.startsWith(known) || known.startsWith(message)));
      const old = best(close.filter((one) => (one.entry === doc.name || seen.has(one.entry)) && agrees(one.message, text)));
      if (old) return answered(old);
      if (!close.length && agrees(known, text)) return { entry: doc.name, page: doc.page, old: null };
    }
    return null;
  }

  const answered = (/** @type {Old} */ old) => ({ entry: old.entry, page: old.page, old });

  function agrees(/** @type {string} */ known, /** @type {string} */ text) {
    return (known.match(TELLING) || []).every((word) => text.includes(word));
  }

  const api = { read, answer };
  root.handbookPasted = api;
  if (typeof module !== "undefined") module.exports = api;
})(typeof window === "undefined" ? globalThis : window);
