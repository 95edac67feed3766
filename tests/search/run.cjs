// Run queries through the scorer: node run.cjs scorer.js index.json queries.json -> the first three names of each.
"use strict";
const { readFileSync } = require("node:fs");
const [scorer, index, queries] = process.argv.slice(2);
const { prepare, search } = require(require("node:path").resolve(scorer));
const prepared = prepare(JSON.parse(readFileSync(index, "utf8")));
const found = JSON.parse(readFileSync(queries, "utf8")).map(({ query }) => search(prepared, query, 3).map((hit) => hit.doc.name));
console.log(JSON.stringify(found));
