/**
 * The present version of AutobahnJS, which uses the WebSocket of Node.js. Node.js 22 has a WebSocket, and Node.js 20
 * has one with --experimental-websocket.
 */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import autobahn from "autobahn26";
import { clientOf } from "./autobahn-client.js";

const version = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("autobahn26/package.json"))).version;
const platform = `on Node.js ${process.versions.node.split(".")[0]}`;

export const { NAME, VERSION, SERIALIZERS, ABSENT, ABSENT_EVERYDAY, open, openLasting } = clientOf(autobahn, `${version} ${platform}`);
