#!/usr/bin/env bash
# Wampy.js 8.0.2 reads every 64-bit integer of CBOR as a JavaScript number and rounds it, while its MessagePack keeps
# the value.
#
# Guess: if one serializer of a client can express a value, its other serializers can, too; an integer beyond 2^53
# becomes a BigInt or an error.
# Seen: over CBOR, 2^53 + 1 becomes 2^53, and 2^64 - 1 becomes 18446744073709552000, without an error; a BigInt of 2^64
# is written as a double. Over MessagePack, 2^53 + 1 stays a BigInt. So whether large counters keep their value depends
# on the serializer that the router chooses.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm install --silent --no-audit --no-fund --ignore-scripts wampy@8.0.2
cat >try.mjs <<'JAVASCRIPT'
import { CborSerializer } from "wampy/CborSerializer.js";
import { MsgpackSerializer } from "wampy/MsgpackSerializer.js";

const shown = (value) => `${typeof value} ${value}`;
const cbor = new CborSerializer();
const msgpack = new MsgpackSerializer();
const bytes = (hex) => Uint8Array.from(Buffer.from(hex, "hex"));
console.log("CBOR 2^53 + 1:", shown(await cbor.decode(bytes("1b0020000000000001"))));
console.log("CBOR 2^64 - 1:", shown(await cbor.decode(bytes("1bffffffffffffffff"))));
console.log("CBOR writes 2^64 as:", Buffer.from(await cbor.encode(2n ** 64n)).toString("hex"));
console.log("MessagePack 2^53 + 1:", shown(await msgpack.decode(bytes("cf0020000000000001"))));
JAVASCRIPT
cat >expected <<'TEXT'
CBOR 2^53 + 1: number 9007199254740992
CBOR 2^64 - 1: number 18446744073709552000
CBOR writes 2^64 as: fb43f0000000000000
MessagePack 2^53 + 1: bigint 9007199254740993
TEXT
CBOR_NATIVE_ACCELERATION_DISABLED=true node try.mjs | tee seen
diff expected seen
# Output seen on 2026-11-29: the lines of `expected`.
