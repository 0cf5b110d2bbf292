package io.aerostat.router.authentication.account;

import io.aerostat.router.authentication.AuthenticationRequest;
import io.aerostat.router.session.TransportInfo;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes the dictionary {@code details.transport} that authenticators get, with the keys of Crossbar.io
 * (docs/reference/crossbar.md#authenticators).
 */
final class TransportDetails {
    private TransportDetails() {}

    static Map<String, @Nullable Object> of(AuthenticationRequest request) {
        TransportInfo transport = request.transport();
        Map<String, @Nullable Object> details = new LinkedHashMap<>();
        details.put("channel_type", transport.channelType());
        details.put("channel_framing", transport.framing());
        details.put("channel_serializer", request.serialization().wireName());
        details.put("own", transport.own());
        details.put("peer", transport.peer());
        details.put("is_server", true);
        details.put("is_secure", transport.isSecure());
        details.put("websocket_protocol", transport.websocketProtocol());
        details.put("http_headers_received", transport.httpHeaders());
        details.put("http_cbtid", transport.cookie());
        // An older name, which existing authenticators still read.
        details.put("cbtid", transport.cookie());
        Map<String, @Nullable Object> certificate = transport.peerCertificates().isEmpty()
                ? null
                : PeerCertificate.of(transport.peerCertificates().get(0));
        details.put("peer_cert", certificate);
        // An older name, which existing authenticators still read.
        details.put("client_cert", certificate);
        return details;
    }
}
