#!/usr/bin/env bash
# Autobahn|Python 26.10.2 cannot answer a SCRAM challenge with the key derivation pbkdf2, although it accepts the name.
#
# Guess: both key derivations of WAMP-SCRAM work, argon2id and pbkdf2.
# Seen: with argon2id-13 (its own spelling), the client sends a proof. With pbkdf2, it passes the salt of the challenge,
# a base64 text as specified, undecoded to a function that accepts only bytes. So it fails with the ValueError "Invalid
# argument types", whatever the router sends. For these clients, a router must derive keys with argon2id. An absent
# channel binding must be left out or empty: null becomes the text "None" in the signed message.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
"$work/venv/bin/pip" install --quiet --disable-pip-version-check autobahn==26.10.2 argon2-cffi==25.1.0 passlib==1.7.4
cat >"$work/try.py" <<'PYTHON'
import base64
from autobahn.wamp.auth import AuthScram
from autobahn.wamp.types import Challenge


def attempt(**extra):
    client = AuthScram(authid="ann", password="secret")
    nonce = client.authextra["nonce"] + "c2VydmVy"
    salt = base64.b64encode(b"0123456789abcdef").decode()
    try:
        proof = client.on_challenge(None, Challenge("scram", {"nonce": nonce, "salt": salt, **extra}))
        signed = "signs c=" + client._auth_message.decode().split(",c=")[1].split(",")[0]
        return f"a proof of {len(base64.b64decode(proof))} octets, {signed}"
    except Exception as failure:
        return f"{type(failure).__name__}: {failure}"


print("argon2id-13:", attempt(kdf="argon2id-13", iterations=4, memory=512))
print("argon2id-13, channel_binding null:", attempt(kdf="argon2id-13", iterations=4, memory=512, channel_binding=None))
print("pbkdf2:", attempt(kdf="pbkdf2", iterations=4096))
PYTHON
cat >"$work/expected" <<'TEXT'
argon2id-13: a proof of 32 octets, signs c=
argon2id-13, channel_binding null: a proof of 32 octets, signs c=None
pbkdf2: ValueError: Invalid argument types
TEXT
"$work/venv/bin/python" "$work/try.py" | tee "$work/seen"
diff "$work/expected" "$work/seen"
# Output seen on 2026-11-29: the lines of `expected`.
