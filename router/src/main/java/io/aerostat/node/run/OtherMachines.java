package io.aerostat.node.run;

import io.aerostat.router.listener.ListeningEndpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Checks which endpoints other machines can connect to. May look up a host name, so it must not run on an event loop.
 */
final class OtherMachines {
    private OtherMachines() {}

    /**
     * Checks whether other machines can connect to the endpoint; if its host name is unknown, assumes that they can.
     */
    static boolean canReach(ListeningEndpoint endpoint) {
        return endpoint.accept(new ListeningEndpoint.Visitor<>() {
            @Override
            public Boolean tcp(ListeningEndpoint.Tcp tcp) {
                try {
                    return !InetAddress.getByName(tcp.host()).isLoopbackAddress();
                } catch (UnknownHostException e) {
                    return true;
                }
            }

            @Override
            public Boolean unix(ListeningEndpoint.Unix unix) {
                return false;
            }
        });
    }
}
