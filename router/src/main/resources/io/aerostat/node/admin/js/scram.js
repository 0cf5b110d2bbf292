/**
 * WAMP-SCRAM: the user proves to know the password without sending it, and the node proves to know the credential. Uses
 * @noble/hashes, because browsers do not have Argon2, and offer their cryptography only to pages from HTTPS or from the
 * machine itself.
 */

import { argon2idAsync } from "../lib/noble/argon2.js";
import { hmac } from "../lib/noble/hmac.js";
import { pbkdf2Async } from "../lib/noble/pbkdf2.js";
import { sha256 } from "../lib/noble/sha2.js";

const KEY_BYTES = 32;
const ROUNDS = { least: 4096, most: 1_000_000 };
const MEMORY = { least: 8, most: 256 * 1024 };
/** The bounds of the work of Argon2: passes × KiB. */
const WORK = { least: 16 * 1024, most: 4 * 1024 * 1024 };

const utf8 = (text) => new TextEncoder().encode(text);
const toBase64 = (bytes) => btoa(String.fromCharCode(...bytes));
const fromBase64 = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
const signature = (key, message) => hmac(sha256, key, utf8(message));

/** Prepares a name or password as SASLprep does (RFC 4013), without refusing prohibited characters. */
function prepared(text) {
  return text
    .replace(/[\u00a0\u1680\u2000-\u200b\u202f\u205f\u3000]/g, " ")
    .replace(/[\u00ad\u034f\u1806\u180b-\u180d\u200c\u200d\u2060\ufe00-\ufe0f\ufeff]/g, "")
    .normalize("NFKC");
}

function within(name, value, { least, most }) {
  if (!(value >= least && value <= most)) {
    throw new Error(`SCRAM: ${name}: found ${value} (expected ${least} to ${most})`);
  }
}

/**
 * Returns the password, hashed with the cost in a challenge, which can take seconds. Rejects if the cost is too low to
 * protect the password, or too high for a browser.
 */
export async function saltedPassword(password, { salt, kdf, iterations, memory }) {
  const text = prepared(password);
  if (kdf === "pbkdf2") {
    within("iterations", iterations, ROUNDS);
    return pbkdf2Async(sha256, text, fromBase64(salt), { c: iterations, dkLen: KEY_BYTES });
  }
  if (kdf === "argon2id13") {
    within("memory", memory, MEMORY);
    within("iterations * memory", iterations * memory, WORK);
    return argon2idAsync(text, fromBase64(salt), { t: iterations, m: memory, p: 1, dkLen: KEY_BYTES });
  }
  throw new Error(`SCRAM: kdf: found “${kdf}” (expected pbkdf2 or argon2id13)`);
}

/**
 * Returns the answer to a challenge (signature and extra), and the verifier that the node must send in WELCOME.
 *
 * `salted` is what `saltedPassword` returned. Throws if the challenge does not continue the client's nonce.
 */
export function answer(authid, salted, clientNonce, challenge) {
  const both = String(challenge.nonce ?? "");
  if (!both.startsWith(clientNonce) || both.length === clientNonce.length) {
    throw new Error("SCRAM: nonce: found another one (expected the page's with the node's after it)");
  }
  const clientKey = signature(salted, "Client Key");
  const name = prepared(authid).replaceAll("=", "=3D").replaceAll(",", "=2C");
  const exchanged =
    `n=${name},r=${clientNonce},r=${both},s=${challenge.salt},i=${challenge.iterations},c=${btoa("n,,")},r=${both}`;
  const mask = signature(sha256(clientKey), exchanged);
  return {
    signature: toBase64(clientKey.map((byte, i) => byte ^ mask[i])),
    extra: { nonce: both, channel_binding: null, cbind_data: null },
    verifier: toBase64(signature(signature(salted, "Server Key"), exchanged)),
  };
}
