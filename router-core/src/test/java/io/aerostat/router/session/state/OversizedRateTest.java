package io.aerostat.router.session.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.feature.Role;
import io.aerostat.protocol.feature.Roles;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Hello;
import io.aerostat.protocol.message.Publish;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.HelloDetails;
import io.aerostat.router.Acceptors;
import io.aerostat.router.Router;
import io.aerostat.router.authorization.Role.AllowingAll;
import io.aerostat.router.link.OversizedMessage;
import io.aerostat.router.listener.Access;
import io.aerostat.router.realm.RealmDefinition;
import io.aerostat.router.realm.RealmOptions;
import io.aerostat.router.session.RateLimit;
import io.aerostat.router.session.RateLimits;
import io.netty.channel.DefaultEventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests that requests which are too large to receive count for the rate limit of their session (P29). */
@Conformance("P29")
class OversizedRateTest {
    private static final RateLimit TWO = new RateLimit(1, Duration.ofDays(1), 2);

    private final DefaultEventLoop loop = new DefaultEventLoop();
    private final Router router = Router.builder()
            .realm(new RealmDefinition(
                    "realm1",
                    RealmOptions.DEFAULT.withRates(Map.of("anonymous", RateLimits.ofSession(TWO))),
                    List.of(new AllowingAll("anonymous"))))
            .eventLoops(1)
            .start();
    private final FakeLink link = new FakeLink(loop, Acceptors.of(router, Access.ANONYMOUS));

    @AfterEach
    void close() {
        router.close(Duration.ZERO).join();
        loop.shutdownGracefully(0, 1, TimeUnit.SECONDS);
    }

    private String refusal(int code, long request) {
        loop.submit(() -> link.handler().onOversized(new OversizedMessage(code, request, true)))
                .syncUninterruptibly();
        return link.take(ErrorMessage.class).error();
    }

    @Test
    void anOversizedRequestNeedsATokenLikeAnyOther() {
        link.send(new Hello(
                "realm1",
                new HelloDetails(
                        Roles.complete(Set.of(Role.CALLER, Role.PUBLISHER)), null, List.of(), null, null, Map.of())));
        link.take(Welcome.class);

        assertThat(refusal(Call.CODE, 1)).isEqualTo("wamp.error.payload_size_exceeded");
        assertThat(refusal(Publish.CODE, 2)).isEqualTo("wamp.error.payload_size_exceeded");
        assertThat(refusal(Call.CODE, 3)).isEqualTo("wamp.error.too_many_requests");
        assertThat(refusal(Publish.CODE, 4)).isEqualTo("wamp.error.too_many_requests");

        assertThat(router.statistics().realms().get(0).roles().get(0).tooFast())
                .isEqualTo(Map.of("call", 1L, "publish", 1L));
    }
}
