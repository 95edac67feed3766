// @ts-check
// One scorer for the palette, the table filter and the tests: every entry is scored for every keystroke.
"use strict";

/**
 * @typedef {import("./documents").Doc} Doc
 * @typedef {import("./documents").Match} Match
 * @typedef {import("./documents").Prepared} Prepared
 * @typedef {import("./documents").Reason} Reason
 * @typedef {{doc: Doc, score: number, reason: Reason | null}} Hit
 */

(function () {
  const root = /** @type {any} */ (globalThis);
  /** @type {typeof import("./documents")} */
  const documents = typeof require === "undefined" ? root.handbookDocuments : require("./documents.js");
  const { HAN, flatten, lastPart, stem, lettersOf, tokens, messageWords, prepare } = documents;

  function bits(/** @type {number} */ mask) {
    let count = 0;
    for (; mask; mask &= mask - 1) count++;
    return count;
  }

  /** Damerau-Levenshtein distance, or `limit + 1` when it is larger. */
  function distance(/** @type {string} */ a, /** @type {string} */ b, /** @type {number} */ limit) {
    if (Math.abs(a.length - b.length) > limit) return limit + 1;
    let before = /** @type {number[]} */ ([]), previous = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= b.length; j++) {
        let value = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) value = Math.min(value, before[j - 2] + 1);
        row.push(value);
        if (value < least) least = value;
      }
      if (least > limit) return limit + 1;
      before = previous;
      previous = row;
    }
    return previous[b.length];
  }

  const NONE = /** @type {Match} */ ([0, null]);

  /** What is asked of every entry, worked out once a token. */
  function analyse(/** @type {string} */ token) {
    const [owner, method] = token.split(".");
    return {
      token, flat: flatten(token), root: stem(token), last: lastPart(token), flatLast: flatten(lastPart(token)), torch: "torch." + token, dotted: "." + token,
      onTensor: Boolean(method) && !/^(torch|torchvision|nn|np|optim)$/.test(owner), plain: /^[a-z]+$/.test(token), letters: lettersOf(lastPart(token)),
      forms: [...new Set([stem(token), lastPart(token), flatten(token), flatten(lastPart(token))])],
    };
  }

  /** Score of a Latin token against an entry, and why. */
  function latin(/** @type {Doc} */ doc, /** @type {ReturnType<typeof analyse>} */ asked) {
    const { token, flat, root, last, flatLast, torch, dotted } = asked;
    if (!asked.forms.some((form) => doc.latin.includes(form))) return asked.plain ? /** @type {Match} */ ([sounds(doc, token), null]) : NONE;
    /** @type {Match} */
    let best = NONE;
    const offer = (/** @type {number} */ score, /** @type {Reason | null} */ reason) => { if (score > best[0]) best = [score, reason]; };
    const length = token.length;
    if (!doc.isPage) {
      if (doc.low === token || doc.low === torch) return /** @type {Match} */ ([100, null]);
      if (asked.onTensor && doc.last === last && doc.low.startsWith("torch.tensor.")) offer(97, null);
      if (doc.last === token) offer(96, null);
      else if (doc.low.endsWith(dotted)) offer(92, null);
      else if (length > 2 && doc.flat === flatLast) offer(90, null);
      else if (doc.last.startsWith(token)) offer(66 + (22 * length) / doc.last.length, null);
      else if (length > 2 && doc.flat.startsWith(flat)) offer(62 + (22 * flat.length) / doc.flat.length, null);
      else if (doc.low.startsWith(token)) offer(58 + (15 * length) / doc.low.length, null);
      else if (length > 1 && doc.parts.some((part) => part.startsWith(token))) offer(54 + (10 * length) / doc.last.length, null);
      else if (length > 2 && doc.low.includes(token)) offer(46, null);
      doc.oldNames.forEach((old, k) => {
        if (old === token || old === torch || doc.oldLast[k] === token) offer(old === doc.low ? 40 : 94, { kind: "old", text: doc.old[k] });
        else if (length > 3 && doc.oldLast[k].startsWith(token)) offer(old === doc.low ? 30 : 57, { kind: "old", text: doc.old[k] });
        else if (length > 3 && doc.oldLow[k].includes(token)) offer(74, { kind: "old", text: doc.old[k] });
      });
      if (doc.params.includes(token)) offer(70, { kind: "param", text: token });
      else if (length > 2 && doc.params.some((param) => param.startsWith(token))) offer(40, { kind: "param", text: token });
    }
    for (const alias of doc.aliases) {
      if (alias === token || alias === torch || (alias.endsWith(token) && lastPart(alias) === token)) offer(95, { kind: "alias", text: alias });
      else if (length > 2 && lastPart(alias).startsWith(token)) offer(56, { kind: "alias", text: alias });
      else if (length > 2 && alias.includes(token)) offer(50, { kind: "alias", text: alias });
    }
    if (best[0] < 44 && length > 1) {
      const at = doc.words.findIndex((word) => word === token || word === root);
      if (at >= 0) offer(42 - Math.min(at, 12), null);
      else if (length > 2) {
        const near = doc.words.findIndex((word) => word.startsWith(root));
        if (near >= 0) offer(36 - Math.min(near, 12), null);
      }
    }
    if (best[0] < 50 && asked.plain) offer(sounds(doc, token), null);
    return best;
  }

  /** Score of a Latin token that nothing holds against an entry, as a typing error. */
  function misspelt(/** @type {Doc} */ doc, /** @type {ReturnType<typeof analyse>} */ { token, last, letters }) {
    if (token.length < 4 || doc.isPage) return NONE;
    const limit = token.length > 7 ? 2 : 1;
    let edits = limit + 1;
    for (const [word, mask] of doc.spellings) {
      // Each edit changes at most two letters of the set: most words need no closer look.
      if (Math.abs(word.length - last.length) <= limit && bits(mask ^ letters) <= 2 * limit) edits = Math.min(edits, distance(last, word, limit));
    }
    return edits <= limit ? /** @type {Match} */ ([40 - 6 * edits, null]) : NONE;
  }

  /** Score of a token as pinyin, whole or by initials; syllables count from where they start. */
  function sounds(/** @type {Doc} */ doc, /** @type {string} */ token) {
    let best = 0;
    if (token.length > 1 && doc.sound.includes(token)) doc.readings.forEach((reading, k) => {
      const bonus = k ? 6 : 0;
      if (token.length > 3) {
        for (let at = reading.full.indexOf(token); at >= 0; at = reading.full.indexOf(token, at + 1)) {
          if (!reading.starts.has(at)) continue;
          const whole = reading.starts.has(at + token.length) || at + token.length === reading.full.length || reading.full[at + token.length] === " ";
          best = Math.max(best, bonus + (whole ? 50 : 34) + (10 * token.length) / reading.full.length - Math.min(at, 40) / 8);
        }
      }
      if (token.length < 8) {
        const at = reading.initials.indexOf(token);
        if (at >= 0) best = Math.max(best, bonus + (token.length > 2 ? 30 : 22) + (10 * token.length) / reading.initials.length - at / 8);
      }
    });
    return best;
  }

  /** Score of a Chinese token, and why: an alias, a stretch of the summary, or most of its character pairs. */
  function chinese(/** @type {Doc} */ doc, /** @type {string} */ token, /** @type {boolean} */ fuzzy) {
    let best = 0, called = "";
    for (const alias of doc.aliases) {
      let score = 0;
      if (alias === token) score = 97;
      else if (alias.includes(token)) score = 66 + (14 * token.length) / alias.length;
      else if (token.includes(alias) && alias.length > 1) score = 64 + (30 * alias.length) / token.length;
      else if (fuzzy && alias.length === token.length && token.length > 2 && oneOff(alias, token)) score = 60;
      if (score > best) { best = score; called = alias; }
    }
    const at = best < 97 ? doc.zh.indexOf(token) : -1;
    const stretch = at >= 0 ? 52 + (28 * token.length) / doc.zh.length - Math.min(at, 20) / 4 : 0;
    if (stretch > best) return /** @type {Match} */ ([stretch, null]);
    if (best) return /** @type {Match} */ ([best, { kind: "alias", text: called }]);
    if (token.length < 3) return NONE;
    let hits = 0, seen = 0;
    for (let i = 0; i + 1 < token.length; i++) if (doc.zh.includes(token.slice(i, i + 2))) hits++;
    for (const character of token) if (doc.zh.includes(character)) seen++;
    const pairs = hits / (token.length - 1), all = seen / token.length;
    return all === 1 || pairs >= 0.5 ? /** @type {Match} */ ([16 + 22 * pairs + 12 * all - doc.zh.length / 20, null]) : NONE;
  }

  /** Whether two texts of one length differ in one character. */
  const oneOff = (/** @type {string} */ a, /** @type {string} */ b) => [...a].filter((character, k) => character !== b[k]).length === 1;

  /** Entries whose messages share the words of a pasted error or traceback. */
  function byMessage(/** @type {Prepared} */ prepared, /** @type {string} */ text) {
    const lines = text.trim().split("\n");
    const line = lines.reverse().find((one) => /^\s*[\w.]*(Error|Warning|Exception)\b/.test(one)) || lines[0];
    const words = [...new Set(messageWords(line))];
    const shared = new Map();
    for (const word of words) for (const at of prepared.messagesWith.get(word) || []) shared.set(at, (shared.get(at) || 0) + 1);
    /** @type {Map<Doc, Hit>} */
    const hits = new Map();
    for (const [at, count] of shared) {
      const { doc, text, length } = prepared.messages[at];
      const score = (100 * count * count) / (words.length * Math.min(length, words.length + 6)) + (text.startsWith(line.trim()) ? 20 : 0);
      if (score > Math.max(30, hits.get(doc)?.score || 0)) hits.set(doc, { doc, score, reason: { kind: "message", text } });
    }
    return [...hits.values()];
  }

  /** Full-width to half-width, traditional to simplified, lower case. */
  function normalise(/** @type {Prepared} */ prepared, /** @type {string} */ query) {
    return [...query.normalize("NFKC")].map((c) => prepared.simplified.get(c) || c).join("").toLowerCase().trim();
  }

  const EXPAND = [[/^f\./, "torch.nn.functional."], [/^nn\./, "torch.nn."], [/^optim\./, "torch.optim."], [/^np\./, "torch."]];

  /** @param {Prepared} prepared @param {string} query @param {number} [limit] @returns {Hit[]} */
  function search(prepared, query, limit = 20) {
    const asked = normalise(prepared, query);
    if (!asked) return [];
    const isMessage = /(error|warning|exception)\b/.test(asked) || (asked.length > 40 && !HAN.test(asked));
    let hits = isMessage ? byMessage(prepared, query.normalize("NFKC")) : [];
    if (!hits.length) {
      const call = asked.match(/^([\w.]+)\((.*)$/s);
      const head = call ? [call[1], ...(call[2].match(/\w+(?==)/g) || [])] : null;
      const list = (head || tokens(asked)).map((token) => EXPAND.reduce((t, [from, to]) => t.replace(/** @type {RegExp} */ (from), /** @type {string} */ (to)), token));
      const name = flatten(asked);
      hits = byTokens(prepared, list, false).concat(prepared.docs.filter((doc) => list.length === 1 && name !== list[0] && doc.flat === name && !doc.isPage)
        .map((doc) => ({ doc, score: 95 - doc.prior, reason: null })));
      if (hits.length < 3) {
        const found = new Set(hits.map((hit) => hit.doc));
        hits = hits.concat(byTokens(prepared, list, true).filter((hit) => !found.has(hit.doc)).map((hit) => ({ ...hit, score: hit.score - 30 })));
      }
    }
    hits.sort((a, b) => b.score - a.score || a.doc.name.length - b.doc.name.length || a.doc.i - b.doc.i);
    return hits.slice(0, limit);
  }

  /** The score of a token against every entry; kept, since the next keystroke asks for the other tokens again. */
  function column(/** @type {Prepared} */ prepared, /** @type {string} */ token, /** @type {boolean} */ fuzzy) {
    const key = (fuzzy ? "~" : "=") + token;
    let found = prepared.columns.get(key);
    if (!found) {
      const asked = analyse(token), han = HAN.test(token), score = fuzzy ? misspelt : latin;
      found = prepared.docs.map((doc) => (han ? chinese(doc, token, fuzzy) : score(doc, asked)));
      if (prepared.columns.size > 200) prepared.columns.clear();
      prepared.columns.set(key, found);
    }
    return found;
  }

  /** Entries that match the tokens: all of them, or, for a `loose` search, the more the better, typing errors allowed. */
  function byTokens(/** @type {Prepared} */ prepared, /** @type {string[]} */ list, /** @type {boolean} */ loose) {
    const joined = list.length > 1 ? flatten(list.join("")) : "";
    const asked = new Set(list.map(stem)), han = list.filter((token) => HAN.test(token));
    const columns = list.map((token) => {
      const strict = column(prepared, token, false);
      // Only a word that nothing holds may be a typing error.
      return loose && !strict.some(([score]) => score > 0) ? column(prepared, token, true) : strict;
    });
    // A word that few entries have says more than one that many have.
    const weights = columns.map((column) => {
      const matches = column.reduce((count, [score]) => count + (score > 0 ? 1 : 0), 0);
      return list.length > 1 ? Math.log(2 + prepared.docs.length / (1 + matches)) : 1;
    });
    const whole = weights.reduce((sum, weight) => sum + weight, 0);
    /** @type {Hit[]} */
    const hits = [];
    prepared.docs.forEach((doc, row) => {
      let total = 0, covered = 0, matched = 0;
      /** @type {Reason | null} */
      let reason = null;
      columns.forEach((column, k) => {
        const [score, why] = column[row];
        if (score > 0) { total += score * weights[k]; covered += weights[k]; matched++; reason = reason || why; }
      });
      if (joined && !doc.isPage && doc.flat === joined) { total = 95 * whole; covered = whole; matched = list.length; }
      else if (doc.phrases.some((phrase) => phrase.every((word) => asked.has(word) || han.some((token) => token.includes(word))))) {
        total = Math.max(total, 90 * whole); covered = whole; matched = list.length;
      }
      if (!matched || (!loose && matched < list.length)) return;
      hits.push({ doc, score: (total / whole) * (covered / whole) - doc.prior, reason });
    });
    return hits;
  }

  /** @type {Prepared | undefined} */
  let own;
  /** The entries and pages of this site, made ready when first asked for. */
  const site = () => (own = own || prepare(root.handbookIndex));
  const find = (/** @type {string} */ query, /** @type {number} */ limit = 20) => search(site(), query, limit);

  const api = { prepare, search, normalise, site, find };
  root.handbookSearch = api;
  if (typeof module !== "undefined") module.exports = api;
})();
