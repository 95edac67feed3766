// @ts-check
// Python in pieces: old scripts, snippets and Python 2 alike; what is not Python becomes pieces too.
// A classic script, since browsers refuse modules from a folder; node's tests take it as CommonJS.
"use strict";

(function (root) {
  /**
   * @typedef {{type: string, text: string, at: number}} Token `at` is an offset in the text. Before a logical line
   *   stands a token of the type "line", whose text is the indentation in spaces.
   */

  const PIECE = new RegExp([
    /(?<space>[ \t\f\r]+|\\\r?\n|#[^\n]*)/, /(?<newline>\n)/,
    /(?<string>[rRbBuUfFtT]{0,2}(?:"""(?:\\[^]|[^])*?(?:"""|$)|'''(?:\\[^]|[^])*?(?:'''|$)|"(?:\\[^]|[^"\\\n])*"?|'(?:\\[^]|[^'\\\n])*'?))/,
    /(?<number>(?:0[xXoObB][\da-fA-F_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:[eE][+-]?\d+)?)[jJlL]?)/,
    /(?<name>[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Nd}_]*)/,
    /(?<op>\.\.\.|\*\*=|\/\/=|>>=|<<=|->|:=|<>|[-+*\/%@&|^<>=!]=|\*\*|\/\/|<<|>>|[^])/,
  ].map((part) => part.source).join("|"), "gu");
  const TYPES = ["newline", "string", "number", "name", "op"];
  /** Words that no bracket can hold: where a line begins with one, an open bracket was never closed. */
  const RECOVER = new Set("def class import while with try return raise assert del global except finally pass break continue elif".split(" "));
  const TAB = 8;

  /** @param {string} text @param {number} [from] @param {number} [to] @returns {Token[]} */
  function tokens(text, from = 0, to = text.length) {
    /** @type {Token[]} */
    const found = [];
    let depth = 0, fresh = true, start = from;
    for (const match of text.slice(from, to).matchAll(PIECE)) {
      const at = from + match.index, groups = /** @type {Record<string, string>} */ (match.groups), piece = match[0];
      if (groups.space) continue;
      if (groups.newline) { fresh = true; start = at + 1; continue; }
      if (fresh && (!depth || RECOVER.has(piece))) {
        depth = 0;
        found.push({ type: "line", text: indentation(text.slice(start, at)), at });
      }
      fresh = false;
      if ("([{".includes(piece)) depth++;
      else if (")]}".includes(piece)) depth = Math.max(0, depth - 1);
      found.push({ type: TYPES.find((type) => groups[type]) || "op", text: piece, at });
    }
    return found;
  }

  function indentation(/** @type {string} */ before) {
    let width = 0;
    for (const character of before) width = character === "\t" ? (Math.floor(width / TAB) + 1) * TAB : width + 1;
    return " ".repeat(width);
  }

  /** A place in a list of tokens. @param {string} text @param {Token[]} list */
  function cursor(text, list) {
    let i = 0;
    /** The token `ahead`, or an empty one at the end of the logical line. */
    const token = (ahead = 0) => (list[i + ahead] && list[i + ahead].type !== "line" ? list[i + ahead] : { type: "", text: "", at: text.length });
    const self = {
      text, token,
      word: (ahead = 0) => (["name", "op"].includes(token(ahead).type) ? token(ahead).text : ""),
      lineEnds: () => !token().type,
      next: () => list[i++] || token(),
      accept: (/** @type {string} */ word) => self.word() === word && Boolean(++i),
      name: () => (token().type === "name" ? list[i++].text : ""),
      /** The number of tokens read, by which loops tell that they are stuck. */
      read: () => i,
      start: () => (list[i] || token()).at,
      end: () => (i ? list[i - 1].at + list[i - 1].text.length : 0),
      /** The indentation of the next line; -1 at the end of the text or within a line. */
      deeper: () => (list[i]?.type === "line" ? list[i].text.length : -1),
      finished: () => i >= list.length,
    };
    return self;
  }

  const api = { tokens, cursor };
  root.pythonTokens = api;
  if (typeof module !== "undefined") module.exports = api;
})(typeof window === "undefined" ? globalThis : window);
