// Milliseconds a keystroke and right first hits, ours beside MiniSearch and Fuse.js on the same queries:
// node bench.cjs SCORER [FOLDER WITH node_modules] < {index, queries}
"use strict";
const { readFileSync } = require("node:fs");
const { createRequire } = require("node:module");
const [scorer, folder] = process.argv.slice(2);
const { prepare, search, normalise } = require(scorer);
const { index, queries } = JSON.parse(readFileSync(0, "utf8"));
const FIELDS = { name: 4, alias: 3, old: 2, params: 1, zh: 2, en: 2, messages: 1 };

/** The index with `count` entries: the real ones, then the same under new names. */
function grown(count) {
  const [names, pages, ...rest] = index.entries;
  const at = Array.from({ length: count }, (_, i) => i % names.length);
  const named = at.map((k, i) => (i < names.length ? names[k] : `${names[k]}_${Math.floor(i / names.length)}`));
  const columns = [named, at.map((k, i) => (i < names.length ? pages[k] : 0)), ...rest.map((column) => at.map((k) => column[k]))];
  return { ...index, entries: columns };
}

/** What the libraries are given: one record an entry, the same facts as ours. */
function records({ entries: [names, , en, zh, alias, params, old, errors] }) {
  return names.map((name, id) => ({
    id, name, en: en[id], zh: zh[id], alias: alias[id].join(" ; "), params: params[id], old: old[id].map((o) => o[0]).join(" ; "),
    messages: [...old[id].map((o) => o[1] || ""), ...errors[id]].join(" ; "),
  }));
}

/** Latin words, their parts, and pairs of Chinese characters: without them Chinese is not found at all. */
const split = (text) => (text.match(/[\u3400-\u9fff]+|[A-Za-z0-9]+/g) || []).flatMap((word) =>
  /[\u3400-\u9fff]/.test(word) && word.length > 2 ? Array.from({ length: word.length - 1 }, (_, i) => word.slice(i, i + 2)) : [word]);

const engines = { ours: (given) => { const ready = prepare(given); return (query) => search(ready, query).map((hit) => hit.doc.name); } };
if (folder) {
  const load = createRequire(folder + "/");
  const MiniSearch = load("minisearch"), Fuse = load("fuse.js");
  const plain = prepare(index);
  engines.MiniSearch = (given) => {
    const options = { prefix: true, fuzzy: 0.2, boost: FIELDS };
    const ready = new MiniSearch({ fields: Object.keys(FIELDS), storeFields: ["name"], tokenize: split, searchOptions: options });
    ready.addAll(records(given));
    return (query) => ready.search(normalise(plain, query)).map((hit) => hit.name);
  };
  engines["Fuse.js"] = (given) => {
    const keys = Object.entries(FIELDS).map(([name, weight]) => ({ name, weight }));
    const ready = new (Fuse.default || Fuse)(records(given), { keys, ignoreLocation: true });
    return (query) => ready.search(normalise(plain, query), { limit: 20 }).map((hit) => hit.item.name);
  };
}

/** A traceback is pasted, everything else typed: one search a character. */
const keystrokes = ({ query, kind }) => (kind === "traceback" ? [query] : Array.from(query, (_, i) => query.slice(0, i + 1)));

/** All queries, those of one kind spread out, since a slow engine is stopped on the way. */
const spread = [...queries.keys()].sort((a, b) => ((a * 0.618) % 1) - ((b * 0.618) % 1)).map((at) => queries[at]);

/** Sorted milliseconds of every keystroke, as far as `seconds` allow. */
function timed(find, seconds) {
  const times = [], stop = performance.now() + 1000 * seconds;
  for (const query of spread.flatMap(keystrokes)) {
    const start = performance.now();
    if (start > stop) break;
    find(query);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

for (const count of [index.entries[0].length, 4000]) {
  const given = grown(count);
  for (const [name, make] of Object.entries(engines)) {
    const find = make(given);
    timed(find, 2); // warm
    const times = timed(find, 15);
    const [half, most] = [0.5, 0.95].map((share) => times[Math.floor(share * (times.length - 1))].toFixed(2));
    console.log(`search in ${count} entries, ${name}: p50 ${half} ms, p95 ${most} ms over ${times.length} keystrokes`);
    if (count === 4000) continue;
    const right = queries.filter(({ query, expect }) => expect.includes(find(query)[0])).length;
    console.log(`    first hit right: ${((100 * right) / queries.length).toFixed(1)} % of ${queries.length}`);
  }
}
