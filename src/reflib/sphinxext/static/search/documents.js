// @ts-check
// The search index made ready: every entry and page a document that holds what the scorer compares a query with.
// A classic script, since browsers refuse modules from a folder; node's tests take it as CommonJS.
"use strict";

/**
 * @typedef {{kind: string, text: string}} Reason Why a row matched: a field's kind and its text.
 * @typedef {{i: number, name: string, page: string, en: string, zh: string, isPage: boolean,
 *   low: string, last: string, flat: string, parts: string[], words: string[], aliases: string[], phrases: string[][], params: string[],
 *   old: string[], oldNames: string[], oldLast: string[], oldLow: string[], spellings: [string, number][], latin: string, sound: string, readings: Reading[], prior: number}} Doc
 * @typedef {{full: string, initials: string, starts: Set<number>}} Reading
 * @typedef {{doc: Doc, text: string, length: number}} Message
 * @typedef {readonly [number, Reason | null]} Match A score and why.
 * @typedef {{docs: Doc[], messages: Message[], messagesWith: Map<string, number[]>, simplified: Map<string, string>, columns: Map<string, Match[]>}} Prepared
 */

(function () {
  const HAN = /[\u3400-\u9fff]/;
  const STOP = new Set(
    ("how do i to a an the of in is are with for my on and can use using does it what which when from into by " +
      "pytorch way get make that this be not should have want need there out me of 怎么 怎样 如何 什么 一个 的 把 用 中 里 怎么办 请问 pytorch中")
      .split(" "));

  const flatten = (/** @type {string} */ s) => s.replace(/[._\s]/g, "");
  const lastPart = (/** @type {string} */ s) => s.slice(s.lastIndexOf(".") + 1);

  /** An English word without its ending, so that `gradients` finds `gradient`. */
  const stem = (/** @type {string} */ word) => (word.length > 3 && !HAN.test(word) ? word.replace(/(ing|ed|es|s)$/, "") : word);

  /** The dotted name that a spelling such as `torch.cat(xs, dimension=0)` calls. */
  const nameOf = (/** @type {string} */ s) => (s.match(/^[\w.]+/) || [""])[0].toLowerCase();

  /** The words of a query or an alias, without those that say nothing. */
  function tokens(/** @type {string} */ query) {
    const words = query.split(/[^\w.\u3400-\u9fff]+/).flatMap((word) => word.match(/[\u3400-\u9fff]+|[\w.]+/g) || []);
    const cleaned = words.map((word) => {
      if (!HAN.test(word)) return word.replace(/^\.+|\.+$/g, "");
      let text = word;
      for (const stop of STOP) if (HAN.test(stop) && text.length > stop.length) text = text.split(stop).join("");
      return text;
    }).filter(Boolean);
    const kept = cleaned.filter((word) => !STOP.has(word));
    return [...new Set(kept.length ? kept : cleaned)];
  }

  /** @param {any} index @returns {Prepared} */
  function prepare(index) {
    const pinyin = new Map();
    for (const [, sound, characters] of index.pinyin.matchAll(/([a-z]+)([^|]+)/g)) for (const one of characters) pinyin.set(one, sound);
    const simplified = new Map();
    for (let i = 0; i < index.simplified.length; i += 2) simplified.set(index.simplified[i], index.simplified[i + 1]);
    /** @type {Message[]} */
    const messages = [];
    const messagesWith = new Map();
    const entries = index.entries[0].map((/** @type {string} */ name, /** @type {number} */ i) => {
      const [, page, en, zh, alias, params, old, errors] = index.entries.map((/** @type {any[]} */ column) => column[i]);
      const made = doc(i, name, page || name, en, zh, alias, params ? params.toLowerCase().split(" ") : [], old);
      const sentences = alias.filter((/** @type {string} */ one) => messageWords(one).length > 3); // as older releases worded it
      for (const text of [...old.map((/** @type {string[]} */ one) => one[1]), ...errors, ...sentences]) if (text) remember(made, text);
      return made;
    });
    const pages = index.pages.map((/** @type {string[]} */ row, /** @type {number} */ i) =>
      doc(entries.length + i, "", row[0], row[1], row[2], [], [], []));
    return { docs: entries.concat(pages), messages, messagesWith, simplified, columns: new Map() };

    /** Note a message under each of its words, so that a pasted one meets only those that share some. */
    function remember(/** @type {Doc} */ doc, /** @type {string} */ text) {
      const words = messageWords(text);
      for (const word of new Set(words)) {
        if (!messagesWith.has(word)) messagesWith.set(word, []);
        messagesWith.get(word).push(messages.length);
      }
      messages.push({ doc, text, length: words.length });
    }

    function doc(/** @type {number} */ i, /** @type {string} */ name, /** @type {string} */ page,
      /** @type {string} */ en, /** @type {string} */ zh, /** @type {string[]} */ alias, /** @type {string[]} */ params,
      /** @type {string[][]} */ old) {
      const low = name.toLowerCase();
      const aliases = alias.map((s) => s.toLowerCase());
      const chinese = [zh, ...aliases.filter((s) => HAN.test(s))];
      const segments = lastPart(name).replace(/([a-z0-9])([A-Z])/g, "$1 $2").toLowerCase().split(/[_\s]+/);
      const depth = (name.match(/\./g) || []).length;
      const aliasWords = aliases.map((alias) => tokens(alias).map(stem));
      const oldNames = old.map((o) => nameOf(o[0]));
      const spelled = new Set([lastPart(low), flatten(lastPart(low)), ...[...oldNames, ...aliases].map(lastPart), ...aliasWords.flat()]);
      const method = /^torch\.Tensor\.|\.__\w+__$/.test(name) ? 5 : 0;
      const flat = flatten(lastPart(low)), words = en.toLowerCase().match(/[a-z0-9_]+/g) || [];
      const readings = chinese.map((s) => reading(s, pinyin)), oldLow = old.map((o) => o[0].toLowerCase());
      return {
        i, name, page, en, zh, isPage: !name, low, last: lastPart(low), flat,
        parts: segments, words, aliases, params, phrases: aliasWords.filter((words) => words.length > 1),
        old: old.map((o) => o[0]), oldNames, oldLast: oldNames.map(lastPart), oldLow,
        spellings: [...spelled].map((word) => /** @type {[string, number]} */ ([word, lettersOf(word)])),
        // All that a token is looked for in, at once: most entries hold none of it.
        latin: [low, flat, ...words, ...aliases, ...params, ...oldLow].join(" "), sound: readings.map(({ full, initials }) => `${full} ${initials}`).join(" "),
        readings, prior: depth * 1.2 + method + (name ? 0 : 9),
      };
    }
  }

  /** The pinyin of a text, its initials, and where in it a syllable starts. */
  function reading(/** @type {string} */ text, /** @type {Map<string, string>} */ pinyin) {
    let full = "", initials = "";
    const starts = new Set();
    for (const character of text) {
      const sound = pinyin.get(character);
      if (!sound) { full += " "; initials += " "; continue; }
      starts.add(full.length);
      full += sound;
      initials += sound[0];
    }
    return { full, initials, starts };
  }

  /** The set of letters of a word as 26 bits. */
  function lettersOf(/** @type {string} */ word) {
    let mask = 0;
    for (let i = 0; i < word.length; i++) {
      const code = word.charCodeAt(i) - 97;
      if (code >= 0 && code < 26) mask |= 1 << code;
    }
    return mask;
  }

  /** Words of a message that carry meaning. */
  const messageWords = (/** @type {string} */ s) => s.toLowerCase().match(/[a-z_][a-z0-9_.]+/g) || [];

  const api = { HAN, flatten, lastPart, stem, lettersOf, tokens, messageWords, prepare };
  /** @type {any} */ (globalThis).handbookDocuments = api;
  if (typeof module !== "undefined") module.exports = api;
})();
