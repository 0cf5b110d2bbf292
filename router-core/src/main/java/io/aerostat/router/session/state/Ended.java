package io.aerostat.router.session.state;

import io.aerostat.protocol.message.WampMessage;
import io.aerostat.router.link.OversizedMessage;

/** The last state. Nothing more is sent, and incoming messages are ignored. */
final class Ended implements ConnectionState {
    @Override
    public void onMessage(WampMessage message) {}

    @Override
    public void onOversized(OversizedMessage message) {}

    @Override
    public void onShutDown(String reason) {}

    @Override
    public String toString() {
        return "ended";
    }
}
