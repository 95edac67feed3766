// @ts-check
// Expressions of Python as a tree, by precedence climbing; what cannot be read is left out.
"use strict";

(function (root) {
  const { tokens, cursor } = root.pythonTokens || require("./tokens.js");

  /**
   * @typedef {{type: string, start: number, end: number, [field: string]: any}} Node Types and fields are those of
   *   Python's `ast`; a piece that no pattern asks for is "Other", with its parts as `children`.
   * @typedef {ReturnType<typeof import("./tokens").cursor>} Cursor
   */

  const OPERATORS = ["or", "and", "not", "in is < > == != <= >= <>", "|", "^", "&", "<< >>", "+ -", "* / // % @", "", "**"];
  const LEVEL = new Map(OPERATORS.flatMap((row, level) => row.split(" ").map((op) => /** @type {[string, number]} */ ([op, level + 3]))));
  const ANY = 1, CHOICE = 2, OR = 3, NOT = 5, COMPARE = 6, BITS = 7, UNARY = 13, POWER = 14;
  const DEEPEST = 200;
  const RESERVED = new Set(("and as assert break class continue def del elif else except finally for from global if import in is nonlocal or pass " +
    "raise return try while with").split(" "));

  /** Mark what is assigned to ("stored") or deleted ("gone"). @param {Node | null} node @returns {Node | null} */
  function mark(node, how = "stored") {
    if (node?.type === "Tuple" || node?.type === "List") node.elts.forEach((/** @type {Node} */ one) => mark(one, how));
    else if (node?.type === "Starred") mark(node.value, how);
    else if (node) node[how] = true;
    return node;
  }

  /** Functions that read expressions at a cursor. @param {Cursor} at */
  function expressions(at) {
    const { word, token, accept, lineEnds, next, read, start: here } = at;
    let depth = 0;

    /** @returns {Node} */
    const make = (/** @type {string} */ type, /** @type {number} */ start, fields = {}) => ({ type, start, end: at.end(), ...fields });
    const other = (/** @type {number} */ start, /** @type {(Node | null)[]} */ ...children) => make("Other", start, { children: children.filter(Boolean) });

    /** Expressions with commas between: one, or a tuple. @returns {Node | null} */
    function many(level = ANY) {
      const start = here(), first = element(level);
      if (!first || word() !== ",") return first;
      const elts = [first];
      while (accept(",")) {
        const one = element(level);
        if (!one) break;
        elts.push(one);
      }
      return make("Tuple", start, { elts });
    }

    /** @returns {Node | null} */
    function element(level = ANY) {
      const start = here();
      if (!accept("*") && !accept("**")) return expression(level);
      return make("Starred", start, { value: expression(BITS) || other(start) });
    }

    /** An expression whose operators bind at least as tightly as `level`; null for none. @returns {Node | null} */
    function expression(level = ANY) {
      if (depth > DEEPEST) { next(); return null; }
      depth++;
      const start = here();
      let left = primary();
      for (let more = Boolean(left); more;) {
        const op = word() === "not" && word(1) === "in" ? "in" : word() === "not" ? "" : word();
        const binds = LEVEL.get(op) || 0;
        if (op === ":=" && level <= ANY) { next(); left = other(start, mark(left), expression(CHOICE)); }
        else if (op === "if" && level <= CHOICE) { next(); left = other(start, left, expression(OR), accept("else") ? expression(CHOICE) : null); }
        else if (op && binds >= level) {
          if (next().text === "not" || (op === "is" && word() === "not")) next();
          const right = expression(binds === POWER ? UNARY : binds + 1);
          left = binds > COMPARE && right ? make("BinOp", start, { left, op, right }) : other(start, left, right);
        } else more = false;
      }
      depth--;
      return left;
    }

    /** @returns {Node | null} */
    function primary() {
      const start = here(), { type, text } = token();
      if (type === "string") return trailers(strings(start), start);
      if (type === "number") {
        next();
        const kind = /^\d[\d_]*$|^0[xob]/i.test(text) ? "int" : "number";
        return trailers(make("Constant", start, { kind, value: text }), start);
      }
      if (accept("...")) return make("Constant", start, { kind: "...", value: "..." });
      if (accept("-") || accept("+") || accept("~")) return other(start, expression(UNARY));
      if (accept("(")) return trailers(brackets(")", start), start);
      if (accept("[")) return trailers(brackets("]", start), start);
      if (accept("{")) return trailers(brackets("}", start), start);
      if (type !== "name" || RESERVED.has(text)) return null;
      next();
      if (text === "lambda") {
        const { args, inner } = parameters(":");
        return make("Lambda", start, { parameters: args, inner, body: [expression(CHOICE)].filter(Boolean) });
      }
      if (text === "not") return other(start, expression(NOT));
      if (text === "await") return other(start, expression(UNARY));
      if (text === "yield") { accept("from"); return other(start, many()); }
      const constant = /^(?:True|False|None)$/.test(text);
      return trailers(constant ? make("Constant", start, { kind: text, value: text }) : make("Name", start, { id: text }), start);
    }

    /** What follows a value: `.name`, `(…)`, `[…]`. */
    function trailers(/** @type {Node} */ node, /** @type {number} */ start) {
      for (;;) {
        if (word() === "." && token(1).type === "name") {
          next();
          const { text, at } = next();
          node = make("Attribute", start, { value: node, attr: text, at });
        } else if (accept("(")) { const given = inCall(); node = make("Call", start, { func: node, ...given }); }
        else if (accept("[")) node = subscript(node, start);
        else return node;
      }
    }

    /** The arguments of a call, after its bracket. */
    function inCall() {
      /** @type {Node[]} */
      const args = [];
      /** @type {{arg: string | null, value: Node, start: number, end: number}[]} */
      const keywords = [];
      while (!lineEnds() && !accept(")")) {
        const start = here(), before = read();
        const arg = token().type === "name" && word(1) === "=" ? token().text : null;
        if (arg) { next(); next(); keywords.push({ arg, value: expression() || other(here()), start, end: at.end() }); }
        else if (accept("**")) keywords.push({ arg: null, value: expression(BITS) || other(start), start, end: at.end() });
        else {
          const value = element();
          if (value) args.push(clauses(value, start));
        }
        if (!accept(",") && read() === before) next();
      }
      return { args, keywords };
    }

    /** Names of parameters, a star before the collecting ones, and the expressions among them. */
    function parameters(/** @type {string} */ close) {
      /** @type {string[]} */
      const args = [];
      /** @type {(Node | null)[]} */
      const inner = [];
      while (!lineEnds() && !accept(close)) {
        const star = accept("*") || accept("**") ? "*" : "", name = at.name();
        if (name) args.push(star + name);
        else if (!star) next();
        if (close === ")" && accept(":")) inner.push(expression());
        if (accept("=")) inner.push(expression());
      }
      return { args, inner: inner.filter(Boolean) };
    }

    /** An element with the `for … in … if …` of its comprehension, if it has any. */
    function clauses(/** @type {Node} */ value, /** @type {number} */ start) {
      /** @type {(Node | null)[]} */
      const children = [value];
      for (;;) {
        if (word() === "async" && word(1) === "for") next();
        if (accept("for")) { children.push(mark(many(BITS))); if (accept("in")) children.push(expression(OR)); }
        else if (accept("if")) children.push(expression(OR));
        else return children.length > 1 ? other(start, ...children) : value;
      }
    }

    /** What a pair of brackets holds, after the first. */
    function brackets(/** @type {string} */ close, /** @type {number} */ start) {
      /** @type {Node[]} */
      const elts = [];
      let commas = 0, plain = close !== "}";
      while (!lineEnds() && !accept(close)) {
        const before = read(), from = here(), value = element(), whole = value && clauses(value, from);
        if (whole) { plain = plain && whole === value; elts.push(whole); }
        if (accept("as")) { const name = mark(expression(BITS)); if (name) elts.push(name); }
        if (accept(",")) commas++;
        else if (accept(":")) plain = false;
        else if (read() === before) next();
      }
      if (close === ")" && elts.length === 1 && !commas) return elts[0];
      return plain ? make(close === ")" ? "Tuple" : "List", start, { elts }) : other(start, ...elts);
    }

    function subscript(/** @type {Node} */ value, /** @type {number} */ start) {
      const from = here();
      /** @type {Node[]} */
      const parts = [];
      let commas = 0, colons = 0;
      while (!lineEnds() && !accept("]")) {
        const before = read(), part = element();
        if (part) parts.push(part);
        if (accept(",")) commas++;
        else if (accept(":")) colons++;
        else if (read() === before) next();
      }
      const slice = colons ? other(from, ...parts) : commas || !parts.length ? make("Tuple", from, { elts: parts }) : parts[0];
      return make("Subscript", start, { value, slice });
    }

    /** Neighbouring strings make one; formatted ones hold expressions. */
    function strings(/** @type {number} */ start) {
      let value = "", formatted = false;
      /** @type {(Node | null)[]} */
      const children = [];
      while (token().type === "string") {
        const { text, at: from } = next();
        const [before, prefix, quote] = /** @type {RegExpMatchArray} */ (text.match(/^(\w*)("""|'''|"|')/));
        const inside = text.endsWith(quote) ? text.slice(before.length, -quote.length) : text.slice(before.length);
        value += inside;
        if (!/[ft]/i.test(prefix)) continue;
        formatted = true;
        for (const hole of inside.matchAll(/\{\{|\{([^{}]+)/g)) {
          const first = from + before.length + hole.index;
          if (hole[1]) children.push(expressions(cursor(at.text, tokens(at.text, first + 1, first + hole[0].length).slice(1))).many());
        }
      }
      return formatted ? other(start, ...children) : make("Constant", start, { kind: "str", value });
    }

    return { make, other, many, expression, inCall, parameters };
  }

  const api = { expressions, mark, RESERVED, BITS };
  root.pythonExpressions = api;
  if (typeof module !== "undefined") module.exports = api;
})(typeof window === "undefined" ? globalThis : window);
