/** The last version of AutobahnJS that contains a WebSocket client. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import autobahn from "autobahn";
import { clientOf } from "./autobahn-client.js";

const version = JSON.parse(readFileSync(createRequire(import.meta.url).resolve("autobahn/package.json"))).version;

export const { NAME, VERSION, SERIALIZERS, ABSENT, ABSENT_EVERYDAY, open, openLasting } = clientOf(autobahn, version);
