// @ts-check
// Find the old spellings of the handbook in a script, as `reflib check` does; both read the same patterns.
"use strict";

(function (root) {
  const { tokens } = root.pythonTokens || require("./python/tokens.js");
  const { parse } = root.pythonStatements || require("./python/statements.js");
  const { walk } = root.pythonScopes || require("./python/scopes.js");

  /**
   * @typedef {import("./python/expressions").Node} Node
   * @typedef {ReturnType<typeof walk>[number][1]} Scope
   * @typedef {{entry: string, page: string, today: string, message: string, use: string, note: string, without: string, match: string[]}} Old
   *   A record of an entry: its page, status, first line of the message, replacement, note in HTML, what a machine lacks where
   *   it fails, and patterns.
   * @typedef {{libraries: string[], conventions: Record<string, string>, torch: string[], records: Old[]}} Data
   * @typedef {{old: Old, tree: Node, name: string, rank: number}} Rule
   * @typedef {{byName: Map<string, Rule[]>, anything: Rule[], data: Data}} Rules
   * @typedef {{start: number, end: number, old: Old}} Finding Offsets of the outdated words.
   */

  const HOLE = "_", REST = "...", NUMBER = "int";
  const SEARCHED = new Set(["Name", "Attribute", "Call", "Subscript", "Assign", "AugAssign", "FunctionDef", "ClassDef"]);

  /** The patterns of all records by their last name, the most specific first. @param {Data} data @returns {Rules} */
  function rules(data) {
    const all = data.records.flatMap((old) => old.match.map((text) => {
      const tree = parse(text).body[0];
      const said = tokens(text).filter((token) => token.type !== "line" && token.text !== HOLE && token.text !== REST);
      return { old, tree, name: lastName(tree), rank: said.length };
    }));
    all.sort((a, b) => b.rank - a.rank);
    const anything = all.filter((rule) => rule.name === HOLE);
    const names = new Set(all.map((rule) => rule.name));
    return { byName: new Map([...names].map((name) => [name, all.filter((rule) => rule.name === name || rule.name === HOLE)])), anything, data };
  }

  /** All findings in a script, in reading order. @param {string} text @param {Rules} known @returns {Finding[]} */
  function check(text, known) {
    const nodes = walk(parse(text), known.data.conventions), library = libraries(known.data.libraries);
    /** @type {Map<number, Finding>} */
    const found = new Map();
    if (!speaksOfTorch(nodes, known.data.torch)) return [];
    for (const [node, scope] of nodes) {
      const said = new Set();
      for (const [rule, start, end] of hits(node, scope, known, library)) {
        if (!said.has(rule.old) && !found.has(start)) found.set(start, { start, end, old: rule.old });
        said.add(rule.old);
      }
    }
    return [...found.values()].sort((a, b) => a.start - b.start);
  }

  /** Whether a script uses torch; a fragment without any import is taken to. */
  function speaksOfTorch(/** @type {[Node, Scope][]} */ nodes, /** @type {string[]} */ torch) {
    const modules = nodes.flatMap(([node]) => {
      if (node.type === "Import") return node.names.map((/** @type {{name: string}} */ one) => one.name);
      return node.type === "ImportFrom" ? [node.module] : [];
    });
    if (!modules.length) return true;
    const names = nodes.flatMap(([node]) => (node.type === "Name" ? [node.id] : []));
    return [...modules, ...names].some((name) => torch.includes(name.split(".")[0]));
  }

  /** Tell the dotted names of libraries, such as `torch.cat`, from other expressions. */
  function libraries(/** @type {string[]} */ list) {
    /** @returns {string | null} */
    return function name(/** @type {Node} */ node) {
      const path = dotted(node);
      return path && list.includes(path.split(".")[0]) ? path : null;
    };
  }

  /** @param {Node} node @returns {string | null} */
  function dotted(node) {
    if (node.type === "Name") return node.id;
    const value = node.type === "Attribute" ? dotted(node.value) : null;
    return value && `${value}.${node.attr}`;
  }

  /** The name a node ends in: `cat` for `torch.cat(x)`, `data` for `loss.data[0]`. @param {Node} node @returns {string} */
  function lastName(node) {
    return node.id || node.attr || (node.type === "FunctionDef" && node.name) || (node.type === "ClassDef" && "class") || (node.func && lastName(node.func)) ||
      (node.type === "Subscript" && lastName(node.value)) || node.type;
  }

  /** The rules that a node breaks, the most specific first, each with where it is about.
   * @param {Node} node @param {Scope} scope @param {Rules} known @param {ReturnType<typeof libraries>} library
   * @returns {Generator<[Rule, number, number]>} */
  function* hits(node, scope, known, library) {
    if (node.type === "ImportFrom" && !node.module.startsWith(".")) {
      const whole = { name: node.module, start: node.start, end: node.end };
      for (const { name, start, end } of node.names.flatMap((/** @type {{name: string}} */ one) => [whole, { ...one, name: `${node.module}.${one.name}` }])) {
        for (const rule of known.byName.get(name.slice(name.lastIndexOf(".") + 1)) || []) if (library(rule.tree) === name) yield [rule, start, end];
      }
    } else if (SEARCHED.has(node.type) && !node.gone) {
      const name = scope.resolve(node.type === "Call" ? node.func : node) || lastName(node);
      for (const rule of known.byName.get(name.slice(name.lastIndexOf(".") + 1)) || known.anything) {
        const fits = library(rule.tree) ? node.type === "Name" || node.type === "Attribute" : rule.tree.type === node.type;
        if (fits && matcher(scope, library)(rule.tree, node)) yield [rule, ...place(rule.tree, node, library)];
      }
    }
  }

  /** What is out of date in a node: the first keyword that the pattern names, else the name of what is called.
   * @param {Node} pattern @param {Node} node @param {ReturnType<typeof libraries>} library @returns {[number, number]} */
  function place(pattern, node, library) {
    if (pattern.type === "Call" && node.type === "Call") {
      const named = pattern.keywords[0] && node.keywords.find((/** @type {{arg: string}} */ keyword) => keyword.arg === pattern.keywords[0].arg);
      return named ? [named.start, named.end] : place(pattern.func, node.func, library);
    }
    if (pattern.type === "Subscript" && node.type === "Subscript") return [place(pattern.value, node.value, library)[0], node.end];
    if (node.type === "Attribute" && !library(pattern)) return [node.at, node.end];
    return [node.start, node.end];
  }

  /** Whether a piece of a script, seen from a scope, is what a pattern describes: `reflib.check.match` in JavaScript.
   * @param {Scope} scope @param {ReturnType<typeof libraries>} library @returns {(pattern: Node, node: Node) => boolean} */
  function matcher(scope, library) {
    return matches;

    /** @returns {boolean} */
    function matches(/** @type {Node} */ pattern, /** @type {Node} */ node) {
      const full = library(pattern);
      if (full) return sameName(full, scope.resolve(node) || "");
      if (pattern.type === "Name") return pattern.id === HOLE || named(pattern.id, node);
      if (pattern.type !== node.type) return false;
      switch (pattern.type) {
        case "Call": return call(pattern, node);
        case "FunctionDef": return method(pattern, node);
        case "ClassDef": return some(pattern.bases, node.bases) && some(pattern.body, node.body);
        case "Constant": return pattern.kind === node.kind && pattern.value === node.value;
        case "List": return isRest(pattern.elts) || all(pattern.elts, node.elts);
        // a function of a module is not a method
        case "Attribute": return pattern.attr === node.attr && !(pattern.value.type === "Name" && scope.resolve(node)) && matches(pattern.value, node.value);
        case "Subscript": return matches(pattern.value, node.value) && matches(pattern.slice, node.slice);
        case "BinOp": return pattern.op === node.op && matches(pattern.left, node.left) && matches(pattern.right, node.right);
        case "Assign": return all(pattern.targets, node.targets) && matches(pattern.value, node.value);
        case "AugAssign": return pattern.op === node.op && matches(pattern.target, node.target) && matches(pattern.value, node.value);
        default: return pattern.type === "Pass";
      }
    }

    /** @returns {boolean} */
    function call(/** @type {Node} */ pattern, /** @type {Node} */ node) {
      if (pattern.func.type === "Name") {
        if (node.func.type !== "Name" || node.func.id !== pattern.func.id || scope.binder(node.func.id)) return false; // a builtin
      } else if (!matches(pattern.func, node.func)) return false;
      const open = isRest(pattern.args.slice(-1)), wanted = open ? pattern.args.slice(0, -1) : pattern.args;
      const starred = node.args.slice(0, wanted.length || undefined).some((/** @type {Node} */ value) => value.type === "Starred");
      if (starred && (wanted.length || !open)) return false;
      if (node.args.length < wanted.length || (!open && node.args.length > wanted.length)) return false;
      const given = new Map(node.keywords.map((/** @type {{arg: string, value: Node}} */ keyword) => [keyword.arg, keyword.value]));
      if (!open && given.size > pattern.keywords.length) return false;
      return wanted.every((/** @type {Node} */ want, /** @type {number} */ i) => matches(want, node.args[i])) &&
        pattern.keywords.every((/** @type {{arg: string, value: Node}} */ { arg, value }) => given.has(arg) && matches(value, given.get(arg)));
    }

    /** A method by its name and first parameter, undecorated: a static method is another thing. */
    function method(/** @type {Node} */ pattern, /** @type {Node} */ node) {
      const same = pattern.name === node.name && pattern.parameters[0] === node.parameters[0] && !node.decorators.length;
      return same && (isRest(pattern.body) || all(pattern.body, node.body));
    }

    function all(/** @type {Node[]} */ patterns, /** @type {Node[]} */ nodes) {
      return patterns.length === nodes.length && patterns.every((pattern, i) => matches(pattern, nodes[i]));
    }

    function some(/** @type {Node[]} */ patterns, /** @type {Node[]} */ nodes) {
      return patterns.every((pattern) => nodes.some((node) => matches(pattern, node)));
    }
  }

  /** Whether a list of arguments, items or statements is `...`. */
  function isRest(/** @type {Node[]} */ items) {
    return items.length === 1 && items[0].kind === REST;
  }

  function sameName(/** @type {string} */ pattern, /** @type {string} */ name) {
    const want = pattern.split("."), got = name.split(".");
    return want.length === got.length && want.every((part, i) => part === got[i] || part === HOLE);
  }

  /** `loss` as in `train_loss`, `lossD`, `loss_G`, `loss2`; not as in `losses`. */
  function named(/** @type {string} */ word, /** @type {Node} */ node) {
    if (word === NUMBER) return node.kind === "int";
    return ["Name", "Attribute", "Call"].includes(node.type) && new RegExp(`^(?:.*_)?${word}(?:_\\w{1,2}|[A-Z0-9])?$`, "u").test(lastName(node));
  }

  const api = { rules, check };
  root.handbookOutdated = api;
  if (typeof module !== "undefined") module.exports = api;
})(typeof window === "undefined" ? globalThis : window);
