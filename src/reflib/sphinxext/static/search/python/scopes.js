// @ts-check
// What the names of a script mean: imports and aliases, seen from the scope they are used in (`reflib.check.names`).
"use strict";

(function (root) {
  const { parts } = root.pythonStatements || require("./statements.js");

  /**
   * @typedef {import("./expressions").Node} Node
   * @typedef {string | Node | null} Meaning A dotted name, an expression that the name is short for, or null for anything else.
   */

  const SCOPES = new Set(["FunctionDef", "AsyncFunctionDef", "Lambda", "ClassDef"]);
  const DEPTH = 8;

  class Scope {
    /** @param {Node} node @param {Scope | null} parent @param {Record<string, string>} conventions What fragments take for granted. */
    constructor(node, parent, conventions) {
      this.parent = parent;
      this.isClass = node.type === "ClassDef";
      this.conventions = conventions;
      /** @type {Map<string, Meaning[]>} */
      this.bound = new Map();
      for (const [name, meaning] of bindings(node)) {
        const meanings = this.bound.get(name);
        if (meanings) meanings.push(meaning);
        else this.bound.set(name, [meaning]);
      }
    }

    /** The full dotted name of an expression; null for anything local. @param {Node} node @returns {string | null} */
    resolve(node, depth = 0) {
      if (node.type === "Attribute") {
        const value = this.resolve(node.value, depth);
        return value && `${value}.${node.attr}`;
      }
      return node.type === "Name" ? this.lookup(node.id, depth) : null;
    }

    /** The scope that binds a name, if the script does. @param {string} name @returns {Scope | null} */
    binder(name) {
      for (let scope = /** @type {Scope | null} */ (this); scope; scope = scope.parent) {
        if ((scope === this || !scope.isClass) && scope.bound.has(name)) return scope;
      }
      return null;
    }

    /** @param {string} name @param {number} depth @returns {string | null} */
    lookup(name, depth) {
      const scope = this.binder(name);
      if (!scope) return Object.hasOwn(this.conventions, name) ? this.conventions[name] : null;
      const meanings = /** @type {Meaning[]} */ (scope.bound.get(name)), first = meanings[0];
      if (first && typeof first === "object") return meanings.length === 1 && depth < DEPTH ? scope.resolve(first, depth + 1) : null;
      return meanings.every((meaning) => meaning === first) ? first : null;
    }
  }

  /** Every node of a script with the scope it stands in, parents first.
   * @param {Node} tree @param {Record<string, string>} conventions @returns {[Node, Scope][]} */
  function walk(tree, conventions) {
    /** @type {[Node, Scope][]} */
    const found = [], stack = [/** @type {[Node, Scope]} */ ([tree, new Scope(tree, null, conventions)])];
    for (let top = stack.pop(); top; top = stack.pop()) {
      const [node, scope] = top;
      found.push(top);
      const inner = SCOPES.has(node.type) ? new Scope(node, scope, conventions) : scope;
      for (const part of parts(node).reverse()) stack.push([part, inner]);
    }
    return found;
  }

  /** @param {Node} scope @returns {[string, Meaning][]} */
  function bindings(scope) {
    /** @type {[string, Meaning][]} */
    const found = (scope.parameters || []).map((/** @type {string} */ name) => [name.replace("*", ""), null]);
    const aliases = new Set(), stack = parts(scope).reverse();
    for (let node = stack.pop(); node; node = stack.pop()) {
      if (node.type === "Import") for (const { name, as } of node.names) found.push(as ? [as, name] : [name.split(".")[0], name.split(".")[0]]);
      else if (node.type === "ImportFrom") for (const { name, as } of node.names) found.push([as || name, `${node.module}.${name}`]);
      else if (node.type === "Assign" && node.targets.length === 1 && node.targets[0].type === "Name" && ["Name", "Attribute"].includes(node.value.type)) {
        aliases.add(node.targets[0]);
        found.push([node.targets[0].id, node.value]);
      } else if (node.type === "Name" && (node.stored || node.gone) && !aliases.has(node)) found.push([node.id, null]);
      else if (node.name) found.push([node.name, null]);
      if (!SCOPES.has(node.type)) stack.push(...parts(node).reverse());
    }
    return found;
  }

  const api = { walk };
  root.pythonScopes = api;
  if (typeof module !== "undefined") module.exports = api;
})(typeof window === "undefined" ? globalThis : window);
