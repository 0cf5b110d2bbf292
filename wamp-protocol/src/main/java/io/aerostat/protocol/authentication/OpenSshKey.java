package io.aerostat.protocol.authentication;

import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPrivateKeyUtil;
import org.jspecify.annotations.Nullable;

/** Reads private keys in OpenSSH's own format with Bouncy Castle. Stateless; any thread. */
final class OpenSshKey {
    private OpenSshKey() {}

    /** Returns the seed of an Ed25519 key; null for a key of another type. */
    static byte @Nullable [] seed(byte[] blob) {
        AsymmetricKeyParameter key = OpenSSHPrivateKeyUtil.parsePrivateKeyBlob(blob);
        return key instanceof Ed25519PrivateKeyParameters ed25519 ? ed25519.getEncoded() : null;
    }
}
