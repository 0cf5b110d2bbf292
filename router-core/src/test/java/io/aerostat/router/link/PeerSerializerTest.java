package io.aerostat.router.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializers;
import io.aerostat.protocol.serializer.UbjsonDialect;
import io.aerostat.router.session.TransportInfo;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that a UBJSON peer gets answers in its own byte order, or is refused (SER-8). */
@Conformance("SER-8")
class PeerSerializerTest {
    private static TransportInfo transport(@Nullable String userAgent) {
        return new TransportInfo(
                "tcp",
                "websocket",
                "tcp4:192.0.2.1:1",
                "tcp4:192.0.2.2:2",
                false,
                "wamp.2.ubjson",
                userAgent == null ? Map.of() : Map.of("user-agent", userAgent),
                null,
                List.of());
    }

    private static byte[] hello(Serialization writtenIn, @Nullable String agent, Map<String, Object> extra)
            throws Exception {
        ByteBuf out = Unpooled.buffer();
        Serializers.of(writtenIn)
                .encode(
                        new Hello(
                                "realm1",
                                new HelloDetails(
                                        Roles.complete(Set.of(Role.CALLER)), agent, List.of(), null, null, extra)),
                        out);
        return ByteBufUtil.getBytes(out);
    }

    @ParameterizedTest
    @CsvSource({
        "AutobahnPython/26.10.2, , , BJDATA",
        "AutobahnPython/25.12.2, , , UBJSON",
        "AutobahnPython/25.12.2, , BJDATA, UBJSON",
        ", Aerostat, , UBJSON",
        ", AutobahnPython-26.10.2, , BJDATA",
        "curl/8, AutobahnPython-25.12.2, BJDATA, UBJSON",
        ", , CLASSIC, UBJSON",
        ", , BJDATA, BJDATA",
        "curl/8, mine, BJDATA, BJDATA",
    })
    void thePeerIsAnsweredInTheDialectThatItSpeaks(
            @Nullable String userAgent,
            @Nullable String agent,
            @Nullable UbjsonDialect configured,
            Serialization dialect)
            throws Exception {
        PeerSerializer serializer =
                PeerSerializer.of(Serialization.UBJSON, Optional.ofNullable(configured), transport(userAgent));

        Hello read = (Hello) serializer.decode(
                hello(dialect, agent, Map.of("x", List.of(-129L, 1.5))), DecodeLimits.DEFAULT);

        assertThat(serializer.current().serialization()).isEqualTo(dialect);
        assertThat(read.details().authextra()).isEqualTo(Map.of("x", List.of(-129L, 1.5)));
    }

    @Test
    void aHelloWithTypesOfBjdataSaysItAll() throws Exception {
        PeerSerializer serializer = PeerSerializer.of(Serialization.UBJSON, Optional.empty(), transport(null));

        serializer.decode(hello(Serialization.BJDATA, null, Map.of("x", 1000L)), DecodeLimits.DEFAULT);

        assertThat(serializer.current().serialization()).isEqualTo(Serialization.BJDATA);
    }

    @Test
    void aPeerThatDoesNotTellIsRefusedRatherThanMisread() {
        PeerSerializer serializer = PeerSerializer.of(Serialization.UBJSON, Optional.empty(), transport("curl/8"));

        assertThatThrownBy(() -> serializer.decode(hello(Serialization.UBJSON, null, Map.of()), DecodeLimits.DEFAULT))
                .isInstanceOf(ProtocolViolation.class)
                .hasMessageContaining("ubjson_dialect");
        // The reason must be readable in either byte order, so the reason must be shorter than 256 bytes.
        assertThatThrownBy(() -> serializer.decode(hello(Serialization.UBJSON, "mine", Map.of()), DecodeLimits.DEFAULT))
                .satisfies(refused -> assertThat(refused.getMessage().length()).isLessThan(256));
    }

    @Test
    void nobodyElseIsAsked() throws Exception {
        PeerSerializer serializer = PeerSerializer.of(Serialization.CBOR, Optional.empty(), transport(null));

        serializer.decode(hello(Serialization.CBOR, null, Map.of()), DecodeLimits.DEFAULT);

        assertThat(serializer.current()).isSameAs(Serializers.of(Serialization.CBOR));
    }
}
