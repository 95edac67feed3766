// @ts-check
// A script of Python as a tree that has every name, call and block in it; it never gives up on a script.
"use strict";

(function (root) {
  const { tokens, cursor } = root.pythonTokens || require("./tokens.js");
  const { expressions, mark, RESERVED, BITS } = root.pythonExpressions || require("./expressions.js");

  /** @typedef {import("./expressions").Node} Node */

  /** The module. @param {string} text @returns {Node} */
  function parse(text) {
    const at = cursor(text, tokens(text));
    const { make, other, many, expression, inCall, parameters } = expressions(at);
    const { word, accept, lineEnds, next, read, name, start: here } = at;

    return make("Module", 0, { body: block(0) });

    /** The lines indented by at least `indent`. */
    function block(/** @type {number} */ indent) {
      /** @type {Node[]} */
      const body = [];
      while (at.deeper() >= indent) {
        const mine = at.deeper();
        next();
        body.push(...line(mine));
      }
      return body;
    }

    /** The statements up to the end of a line. */
    function line(/** @type {number} */ indent) {
      /** @type {Node[]} */
      const body = [];
      while (!lineEnds()) {
        const before = read();
        if (!accept(";")) body.push(statement(indent));
        if (read() === before) next();
      }
      return body;
    }

    /** What follows the colon of a header: the rest of its line, or the deeper lines below. */
    function suite(/** @type {number} */ indent) {
      return lineEnds() ? block(indent + 1) : line(indent);
    }

    /** @returns {Node} */
    function statement(/** @type {number} */ indent) {
      const start = here(), first = word();
      if (accept("@")) return decorated(indent, start);
      if (first === "async" && ["def", "for", "with"].includes(word(1))) {
        next();
        const node = statement(indent);
        return node.type === "FunctionDef" ? { ...node, type: "AsyncFunctionDef" } : node;
      }
      if (accept("pass")) return make("Pass", start);
      if (accept("import")) return make("Import", start, { names: aliases() });
      if (accept("from")) return importFrom(start);
      if (accept("def")) return define(start, indent);
      if (accept("class")) return classify(start, indent);
      if (accept("for")) { const each = mark(many(BITS)); accept("in"); return rest(start, indent, each); }
      if (accept("del")) return rest(start, indent, mark(many(), "gone"));
      if (RESERVED.has(first)) { next(); return rest(start, indent); }
      const value = many();
      return assignment(start, value) || rest(start, indent, value);
    }

    /** @returns {Node | null} */
    function assignment(/** @type {number} */ start, /** @type {Node | null} */ first) {
      const op = word();
      if (!first) return null;
      if (op === "=") {
        const values = [first];
        while (accept("=")) values.push(many() || other(here()));
        const targets = values.slice(0, -1);
        targets.forEach((target) => mark(target));
        return make("Assign", start, { targets, value: values[values.length - 1] });
      }
      if (/^[^=<>!:]+=$|^<<=$|^>>=$/.test(op)) {
        next();
        return make("AugAssign", start, { target: mark(first), op: op.slice(0, -1), value: many() || other(here()) });
      }
      if (op !== ":" || !at.token(1).type || first.type === "Tuple") return null;
      next();
      const annotation = expression();
      return other(start, mark(first), annotation, accept("=") ? many() : null);
    }

    /** The rest of a statement, whatever it is, and the block below it. */
    function rest(/** @type {number} */ start, /** @type {number} */ indent, /** @type {(Node | null)[]} */ ...children) {
      while (!lineEnds() && word() !== ";") {
        const before = read();
        if (accept(":")) return other(start, ...children, ...suite(indent));
        children.push(accept("as") ? mark(expression(BITS)) : many());
        if (read() === before) next();
      }
      return children.length === 1 && children[0] ? children[0] : other(start, ...children);
    }

    /** @returns {Node} */
    function decorated(/** @type {number} */ indent, /** @type {number} */ start) {
      const decorators = [expression()];
      while (at.deeper() >= 0 && decorators.length) {
        next();
        if (!accept("@")) break;
        decorators.push(expression());
      }
      const node = statement(indent);
      return node.decorators ? { ...node, decorators: decorators.filter(Boolean) } : other(start, ...decorators, node);
    }

    function define(/** @type {number} */ start, /** @type {number} */ indent) {
      const called = name(), end = at.end();
      const { args, inner } = accept("(") ? parameters(")") : { args: [], inner: [] };
      const returns = accept("->") ? expression() : null;
      const body = accept(":") ? suite(indent) : [];
      const fields = { name: called, parameters: args, inner: [...inner, returns].filter(Boolean), body, decorators: [] };
      return { ...make("FunctionDef", start, fields), end };
    }

    function classify(/** @type {number} */ start, /** @type {number} */ indent) {
      const called = name(), end = at.end();
      const { args, keywords } = accept("(") ? inCall() : { args: [], keywords: [] };
      const body = accept(":") ? suite(indent) : [];
      return { ...make("ClassDef", start, { name: called, bases: args, keywords, body, decorators: [] }), end };
    }

    function importFrom(/** @type {number} */ start) {
      const module = dotted(), end = at.end();
      return { ...make("ImportFrom", start, { module, names: accept("import") ? aliases() : [] }), end };
    }

    /** Each name of an import, the name it is given, and where it stands. */
    function aliases() {
      /** @type {{name: string, as: string, start: number, end: number}[]} */
      const names = [];
      accept("(");
      while (!lineEnds() && word() !== ";" && !accept(")")) {
        const start = here(), imported = accept("*") ? "*" : dotted(), end = at.end();
        if (imported) names.push({ name: imported, as: accept("as") ? name() : "", start, end });
        else next();
      }
      return names;
    }

    function dotted() {
      let path = "";
      for (;;) {
        const part = word();
        if (part === "." || part === "...") path += part;
        else if (at.token().type === "name" && !RESERVED.has(part) && (!path || path.endsWith("."))) path += part;
        else return path;
        next();
      }
    }
  }

  const LISTS = ["decorators", "bases", "targets", "args", "elts", "inner", "children", "body"];
  const SINGLES = ["target", "left", "right", "func", "value", "slice"];

  /** The nodes directly inside a node. @param {Node} node @returns {Node[]} */
  function parts(node) {
    const singles = SINGLES.map((field) => node[field]).filter((part) => part?.type);
    const keywords = (node.keywords || []).map((/** @type {{value: Node}} */ keyword) => keyword.value);
    return [...singles, ...LISTS.flatMap((field) => node[field] || []), ...keywords];
  }

  const api = { parse, parts };
  root.pythonStatements = api;
  if (typeof module !== "undefined") module.exports = api;
})(typeof window === "undefined" ? globalThis : window);
