package io.aerostat.protocol.framing;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.negotiation.Subprotocol;
import io.aerostat.protocol.payload.Serialization;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubprotocolTest {
    @ParameterizedTest
    @CsvSource({
        "wamp.2.json, JSON, false, true",
        "wamp.2.msgpack, MSGPACK, false, false",
        "wamp.2.cbor, CBOR, false, false",
        "wamp.2.ubjson, UBJSON, false, false",
        "wamp.2.json.batched, JSON, true, true",
        "wamp.2.cbor.batched, CBOR, true, false"
    })
    void aSubprotocolIsFoundByItsName(String name, Serialization serialization, boolean batched, boolean text) {
        Subprotocol subprotocol = new Subprotocol(serialization, batched);

        assertThat(Subprotocol.ofName(name)).contains(subprotocol);
        assertThat(subprotocol.name()).isEqualTo(name);
        assertThat(subprotocol.isText()).isEqualTo(text);
    }

    /** WS-3: the order of the client's list decides. */
    @Test
    void theFirstOfTheClientsListThatIsSupported() {
        List<Subprotocol> supported =
                List.of(Subprotocol.unbatched(Serialization.JSON), Subprotocol.unbatched(Serialization.CBOR));

        assertThat(Subprotocol.choose(List.of("mqtt", "wamp.2.msgpack", "wamp.2.cbor", "wamp.2.json"), supported))
                .contains(Subprotocol.unbatched(Serialization.CBOR));
        assertThat(Subprotocol.choose(List.of("wamp.2.msgpack", "WAMP.2.JSON"), supported))
                .isEmpty();
        assertThat(Subprotocol.choose(List.of(), supported)).isEmpty();
    }

    @Test
    void offersMayBeInOneHeaderOrSeveral() {
        assertThat(Subprotocol.offered(List.of("wamp.2.json, wamp.2.cbor,,", " mqtt ")))
                .containsExactly("wamp.2.json", "wamp.2.cbor", "mqtt");
    }
}
