package io.aerostat.protocol.framing;

import io.aerostat.protocol.error.ProtocolViolation;

/** Ignores everything that a framing reads. Tests override the methods that they need. */
class IgnoringReceiver implements FrameReceiver {
    @Override
    public void message(byte[] bytes) {}

    @Override
    public void ping(byte[] payload) {}

    @Override
    public void pong() {}

    @Override
    public void peerCloses(int code, String reason) {}

    @Override
    public void oversized(byte[] head) {}

    @Override
    public void violation(ProtocolViolation violation) {}

    @Override
    public void broken(String why) {}
}
