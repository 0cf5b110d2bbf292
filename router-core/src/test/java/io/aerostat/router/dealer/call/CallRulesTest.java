package io.aerostat.router.dealer.call;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.realm.DealerOptions;
import io.aerostat.router.testing.FakePeer;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallRulesTest {
    @ParameterizedTest
    @CsvSource({"1.5, false, 2", "0.2, false, 1", "0, false, 0", "1.5, true, 1500", "0.0004, true, 1", "2, true, 2000"})
    @Conformance("TMO-1")
    void aTimeMayHaveAFraction(double asked, boolean inSeconds, long millis) throws Exception {
        CallOptions options = CallOptions.read(Map.of("timeout", asked));
        CallRules rules = new CallRules(DealerOptions.DEFAULT.withTimeoutsInSeconds(inSeconds), FakePeer.ALL_ROLES);
        assertThat(rules.refusalOf(options, Permit.PLAIN)).isNull();
        assertThat(rules.timeoutOf(options)).isEqualTo(millis);
    }
}
