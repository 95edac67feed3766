// Run texts through the page for old code: node resolve.cjs FOLDER < {data, index, texts} -> findings and answers of each.
"use strict";
const { readFileSync } = require("node:fs");
const [folder] = process.argv.slice(2);
const { rules, check } = require(`${folder}/outdated.js`);
const { read, answer } = require(`${folder}/pasted.js`);
const { prepare, search } = require(`${folder}/scorer.js`);
const { data, index, texts } = JSON.parse(readFileSync(0, "utf8"));
const known = rules(data), prepared = prepare(index);
const find = (query, limit) => search(prepared, query, limit);
const line = (text, start) => text.slice(0, start).split("\n").length;
console.log(JSON.stringify(texts.map((text) => {
  const { code, messages } = read(text);
  const findings = check(code, known).map(({ start, end, old }) => [line(text, start), data.records.indexOf(old), text.slice(start, end)]);
  const seen = new Set(findings.map(([, record]) => data.records[record].entry));
  const answers = messages.map((one) => [line(text, one.start), answer(one.text, find, data.records, seen)?.entry || null]);
  return { findings, answers };
})));
