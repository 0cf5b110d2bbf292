/**
 * Sends values of JavaScript to the Java client, which returns them: `node values.js CLIENT`. ROUTER_URL is the
 * router's address. Prints a line for each serializer and value, in the form of run.js; the last field is the returned
 * value. A line says "failed" only if the value has ended the session.
 */

import assert from "node:assert/strict";
import { setImmediate as afterCallbacks } from "node:timers/promises";
import { inspect } from "node:util";

const client = await import(`./${process.argv[2]}.js`);
const url = process.env.ROUTER_URL;
const DEADLINE = 30_000;

/** Each value is written as source text, which is also its name. */
const VALUES = [
  "null",
  "undefined",
  "[1, undefined, 2]",
  "{ a: undefined }",
  "2 ** 53 - 1",
  "2 ** 53",
  "2 ** 64",
  "300n",
  "2n ** 53n + 1n",
  "2n ** 64n - 1n",
  "2n ** 64n",
  "-(2n ** 64n)",
  "0.1",
  "-0",
  "1e300",
  "NaN",
  "Infinity",
  '"smørrebrød"',
  '"\\0a"',
  '"\\ud800"',
  "Uint8Array.of(1, 2, 3)",
  "Buffer.of(1, 2, 3)",
  "Uint8Array.of(1, 2, 3).buffer",
  "Float64Array.of(1.5)",
  "new Date(1700000000000)",
  "new Date(1700000000123)",
  "new Date(-1000)",
  '{ 1: "a" }',
  'new Map([["a", 1]])',
  'new Map([[1, "a"]])',
  "new Set([1, 2])",
  '{ a: [1, { b: new Date(1700000000000), c: [Buffer.of(1), 2 ** 40] }] }',
];

const NOT_SENT = "not sent";
const valueOf = (source) => new Function(`return (${source});`)();
const shown = (value) => inspect(value, { depth: null, breakLength: Infinity, compact: true });

class Late extends Error {}

function withDeadline(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Late(`not done within ${DEADLINE} ms`)), DEADLINE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

/**
 * Called with the failure if AutobahnJS cannot encode a value. AutobahnJS does not report this failure to the caller:
 * the call never ends, and Node.js reports an unhandled rejection, which would end this program.
 */
let lose = () => {};
process.on("unhandledRejection", (failure) => lose({ cause: failure, stray: true }));
process.on("uncaughtException", (failure) => lose({ cause: failure, stray: true }));

async function echo(session, value) {
  const lost = new Promise((_, reject) => {
    lose = reject;
  });
  lost.catch(() => {});
  try {
    const { args } = await withDeadline(Promise.race([session.call("interop.peer.echo", [value], {}), lost]));
    return shown(args[0]) === shown(value) ? "as sent" : `\`${shown(args[0])}\``;
  } catch (failure) {
    if (failure instanceof Late) {
      throw failure;
    }
    if (failure.error) {
      return failure.error === "wamp.error.invalid_argument" ? "refused" : `error \`${failure.error}\``;
    }
    return failure.stray ? "not sent, the call never ends" : NOT_SENT;
  }
}

console.log(`CLIENT\t${client.NAME}\t${client.VERSION.split(" ")[0]}`);
for (const serializer of client.SERIALIZERS) {
  let session;
  for (const source of VALUES) {
    let came;
    let outcome;
    try {
      session ??= await withDeadline(client.open(url, serializer, { method: "anonymous" }));
      const { id } = session;
      came = await echo(session, valueOf(source));
      await afterCallbacks();
      if (came === NOT_SENT && session.id !== id) {
        // Wampy.js ends its own session when it cannot encode a value.
        came += ", the client closes its connection";
        session = undefined;
      } else {
        const { args } = await withDeadline(session.call("interop.peer.echo", ["still here"], {}));
        assert.deepEqual(args, ["still here"]);
        assert.equal(session.id, id);
      }
      outcome = ["ok", came];
    } catch (failure) {
      outcome = ["failed", `${came}, then ${failure?.stack ?? JSON.stringify(failure)}`];
      session = undefined;
    }
    console.log(["RESULT", serializer, source, ...outcome].map((field) => field.replace(/\s+/g, " ")).join("\t"));
  }
}
console.log("DONE");
process.exit(0);
