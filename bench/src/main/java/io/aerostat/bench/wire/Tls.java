package io.aerostat.bench.wire;

import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * The client's side of TLS on one connection. It trusts every certificate, because the messages of a load generator are
 * not secret.
 */
final class Tls {
    private static final SSLContext CONTEXT = context();

    private final SSLEngine engine;
    private final int largestPlain;
    private final int largestRecord;
    private final Bytes unread = new Bytes(0);
    private final Bytes received = new Bytes(0);
    private final Bytes encrypted = new Bytes(0);
    private final Bytes nothing = new Bytes(0);

    private Tls(SSLEngine engine) {
        this.engine = engine;
        engine.setUseClientMode(true);
        largestPlain = engine.getSession().getApplicationBufferSize();
        largestRecord = engine.getSession().getPacketBufferSize();
    }

    static Tls client() {
        return new Tls(CONTEXT.createSSLEngine());
    }

    /** Returns the decrypted bytes that have not been read. */
    Bytes received() {
        return received;
    }

    /** Adds received bytes, and decrypts all complete TLS records. */
    void receive(byte[] bytes, int length) throws SSLException {
        unread.add(bytes, 0, length);
        boolean more = true;
        while (more) {
            int at = received.grow(largestPlain);
            SSLEngineResult result = engine.unwrap(
                    ByteBuffer.wrap(unread.array(), unread.start(), unread.length()),
                    ByteBuffer.wrap(received.array(), at, largestPlain));
            received.shrink(largestPlain - result.bytesProduced());
            unread.take(result.bytesConsumed());
            runTasks();
            boolean answer = engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP;
            if (answer) {
                // There are no bytes to encrypt: this call only writes the next message of the handshake.
                encrypt(nothing);
            }
            more = (answer || result.bytesConsumed() > 0) && unread.length() > 0;
        }
    }

    /**
     * Encrypts as many bytes as the state of the handshake allows. Returns the bytes to send, those of the handshake
     * first.
     */
    Bytes encrypt(Bytes plain) throws SSLException {
        boolean more = true;
        while (more) {
            int at = encrypted.grow(largestRecord);
            SSLEngineResult result = engine.wrap(
                    ByteBuffer.wrap(plain.array(), plain.start(), plain.length()),
                    ByteBuffer.wrap(encrypted.array(), at, largestRecord));
            encrypted.shrink(largestRecord - result.bytesProduced());
            plain.take(result.bytesConsumed());
            runTasks();
            more = result.bytesProduced() > 0
                    && (plain.length() > 0 || engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP);
        }
        return encrypted;
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    private static SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, InsecureTrustManagerFactory.INSTANCE.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }
}
