package io.aerostat.client.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressesTest {
    @ParameterizedTest
    @Conformance("TIC-3")
    @CsvSource({
        "127.0.0.1, true",
        "127.1.2.3, true",
        "::1, true",
        "192.0.2.7, false",
        "0.0.0.0, false",
        "2001:db8::1, false"
    })
    void onlyLoopbackStaysWithinThisMachine(String address, boolean within) throws Exception {
        assertThat(Addresses.isOfThisMachine(new InetSocketAddress(InetAddress.getByName(address), 8080)))
                .isEqualTo(within);
    }

    @Test
    @Conformance("TIC-3")
    void soDoesADomainSocketButNoUnknownName() {
        assertThat(Addresses.isOfThisMachine(UnixDomainSocketAddress.of("/tmp/router.sock")))
                .isTrue();
        assertThat(Addresses.isOfThisMachine(InetSocketAddress.createUnresolved("localhost", 8080)))
                .isFalse();
    }
}
