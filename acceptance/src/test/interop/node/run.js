/**
 * Runs the checks with one client: `node run.js CLIENT`. ROUTER_URL is the router's address. Prints a line for each
 * serializer and check: `RESULT<tab>serializer<tab>check<tab>ok|absent|failed<tab>why`, where absent means that the
 * client does not have the feature.
 */

import { CHECKS } from "./checks.js";

const client = await import(`./${process.argv[2]}.js`);
const url = process.env.ROUTER_URL;
const DEADLINE = 60_000;

let names = 0;
const unique = () => `interop.${process.argv[2]}_${process.pid}_${++names}`;

function withDeadline(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${DEADLINE} ms`)), DEADLINE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

const oneLine = (text) => String(text).replace(/\s+/g, " ").slice(0, 600);

console.log(`CLIENT\t${client.NAME}\t${client.VERSION}`);
for (const serializer of client.SERIALIZERS) {
  const open = (who = { method: "anonymous" }) => client.open(url, serializer, who);
  for (const [name, check] of Object.entries(CHECKS)) {
    const absent = client.ABSENT[name]?.(serializer);
    let outcome = ["absent", absent];
    if (!absent) {
      try {
        await withDeadline(check({ open, unique }));
        outcome = ["ok", ""];
      } catch (failure) {
        outcome = ["failed", oneLine(failure.stack ?? JSON.stringify(failure))];
      }
    }
    console.log(["RESULT", serializer, name, ...outcome].join("\t"));
  }
}
console.log("DONE");
process.exit(0);
