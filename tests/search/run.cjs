// Run queries through the scorer: node run.cjs SCORER < {index, queries} -> the first three hits of each.
"use strict";
const { readFileSync } = require("node:fs");
const { prepare, search } = require(process.argv[2]);
const { index, queries } = JSON.parse(readFileSync(0, "utf8"));
const prepared = prepare(index);
console.log(JSON.stringify(queries.map((query) => search(prepared, query, 3).map(({ doc, reason }) => ({ name: doc.name, reason })))));
