package io.aerostat.router.dealer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Cancel;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.CancelOptions;
import io.aerostat.protocol.option.ErrorDetails;
import io.aerostat.protocol.option.Passthru;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.YieldOptions;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.router.authorization.Permit;
import io.aerostat.router.peer.RouterPayload;
import io.aerostat.router.testing.FakeLoop;
import io.aerostat.router.testing.FakePeer;
import java.util.List;

/** A client of a {@link TestDealer}: acts on its loop, lets all loops run, and returns received messages. */
public final class DealerClient {
    public final TestDealer realm;
    public final FakePeer peer;
    public final FakeLoop loop;
    public final DealerSession session;
    private long lastRequest;

    public DealerClient(TestDealer realm, FakePeer peer, FakeLoop loop, DealerSession session) {
        this.realm = realm;
        this.peer = peer;
        this.loop = loop;
        this.session = session;
    }

    public long id() {
        return peer.id();
    }

    private void say(Runnable action) {
        loop.enter(action);
        realm.settle();
    }

    /** Registers and returns the id of the registration. */
    public long register(String procedure, RegisterOptions options) {
        requestRegister(procedure, options);
        List<WampMessage> received = peer.received();
        Registered registered = (Registered) received.stream()
                .filter(Registered.class::isInstance)
                .findFirst()
                .orElseThrow(() -> new AssertionError("not registered: " + received));
        received.remove(registered);
        return registered.registration();
    }

    public long register(String procedure) {
        return register(procedure, RegisterOptions.NONE);
    }

    public void requestRegister(String procedure, RegisterOptions options) {
        long request = ++lastRequest;
        say(() -> session.register(new Register(request, options, procedure)));
    }

    public void unregister(long registration) {
        long request = ++lastRequest;
        say(() -> session.unregister(new Unregister(request, registration)));
    }

    public long call(String procedure) {
        return call(procedure, CallOptions.NONE);
    }

    public long call(String procedure, CallOptions options) {
        return call(procedure, options, Permit.PLAIN);
    }

    public long call(String procedure, CallOptions options, Permit permit) {
        long request = ++lastRequest;
        call(request, procedure, options, permit, RouterPayload.text("argument " + request));
        return request;
    }

    public void call(long request, String procedure, CallOptions options) {
        call(request, procedure, options, Permit.PLAIN, Payload.EMPTY);
    }

    public void call(long request, String procedure, CallOptions options, Permit permit, Payload payload) {
        say(() -> session.call(new Call(request, options, procedure, payload), permit));
    }

    public void cancel(long request, CancelMode mode) {
        say(() -> session.cancel(new Cancel(request, new CancelOptions(mode))));
    }

    public void yield(long invocation) {
        this.yield(invocation, YieldOptions.NONE, Payload.EMPTY);
    }

    public void progress(long invocation) {
        this.yield(invocation, new YieldOptions(true, Passthru.NONE), Payload.EMPTY);
    }

    public void yield(long invocation, YieldOptions options, Payload payload) {
        say(() -> session.yield(new Yield(invocation, options, payload)));
    }

    public void error(long invocation, String uri) {
        error(invocation, uri, ErrorDetails.NONE, Payload.EMPTY);
    }

    public void error(long invocation, String uri, ErrorDetails details, Payload payload) {
        say(() -> session.error(new ErrorMessage(Invocation.CODE, invocation, details, uri, payload)));
    }

    public void leave() {
        peer.end();
        say(session::leave);
    }

    /** Returns the messages that have arrived since the last call, in order. */
    public List<WampMessage> take() {
        return peer.take();
    }

    /** Returns the only message that has arrived since the last call. */
    public <M extends WampMessage> M only(Class<M> type) {
        List<WampMessage> taken = peer.take();
        assertThat(taken).singleElement().isInstanceOf(type);
        return type.cast(taken.get(0));
    }

    public Invocation invoked() {
        return only(Invocation.class);
    }

    /**
     * Returns the URI of the only ERROR that has arrived since the last call, which must answer a call with this
     * request id.
     */
    public String failed(long request) {
        ErrorMessage error = only(ErrorMessage.class);
        assertThat(error.requestType()).isEqualTo(Call.CODE);
        assertThat(error.request()).isEqualTo(request);
        return error.error();
    }

    /** Checks that nothing has arrived since the last call. */
    public void silent() {
        assertThat(peer.take()).isEmpty();
        assertThat(peer.violation()).isNull();
    }
}
