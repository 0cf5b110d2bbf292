package io.aerostat.router.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.conformance.Conformance;
import io.aerostat.protocol.message.Welcome;
import io.aerostat.protocol.option.WelcomeDetails;
import io.aerostat.router.connection.AdmissionControl;
import io.aerostat.router.connection.Newcomer;
import io.aerostat.router.listener.Access;
import io.aerostat.router.listener.AdmissionLimits;
import io.aerostat.router.listener.PathService;
import io.aerostat.router.listener.Transport;
import io.aerostat.router.time.Deadline;
import io.aerostat.router.transport.EchoAcceptor;
import io.aerostat.router.transport.TestServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoopGroup;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Tests how long a connection of a long-poll session waits for its turns. Each request of a session may use another
 * connection.
 */
@Conformance("P7")
class LongPollNewcomerTest {
    private final EchoAcceptor acceptor = new EchoAcceptor();
    private final WebSite site = new WebSite(
            new Transport.Web(Map.of("lp", PathService.LongPoll.of(Access.ANONYMOUS))),
            TestServer.environment(
                    acceptor,
                    new DefaultEventLoopGroup(1),
                    new AdmissionControl(AdmissionLimits.DEFAULT),
                    Runnable::run,
                    Set.of()));
    private final EmbeddedChannel channel = new EmbeddedChannel(new Newcomer(), new HttpServerCodec());

    {
        channel.pipeline().addLast(new HttpConnection(channel, () -> site, new Deadline(channel.eventLoop())));
    }

    @AfterEach
    void end() {
        channel.finishAndReleaseAll();
    }

    @Test
    void aConnectionIsANewcomerUntilItBringsWelcome() {
        String session = open();
        assertThat(post(session + "/send", "[48,1,{},\"a.b\"]")).startsWith("HTTP/1.1 204 ");
        assertThat(post(session + "/receive", "")).endsWith("[48,1,{},\"a.b\"]");
        assertThat(isNewcomer()).isTrue();

        acceptor.last().link.write(new Welcome(1, WelcomeDetails.NONE));

        assertThat(post(session + "/receive", "")).contains("[2,1,{");
        assertThat(isNewcomer()).isFalse();
    }

    private boolean isNewcomer() {
        return channel.pipeline().get(Newcomer.class) != null;
    }

    private String open() {
        String reply = post("/lp/open", "{\"protocols\":[\"wamp.2.json\"]}");
        Matcher matcher = Pattern.compile("\"transport\":\"([^\"]+)\"").matcher(reply);
        assertThat(matcher.find()).as(reply).isTrue();
        return "/lp/" + matcher.group(1);
    }

    private String post(String target, String body) {
        String request = "POST " + target + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                + "\r\n\r\n" + body;
        channel.writeInbound(Unpooled.copiedBuffer(request, US_ASCII));
        channel.runPendingTasks();
        StringBuilder reply = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            reply.append(out.toString(US_ASCII));
            out.release();
        }
        return reply.toString();
    }
}
