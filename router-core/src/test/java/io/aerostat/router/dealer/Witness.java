package io.aerostat.router.dealer;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.ErrorMessage;
import io.aerostat.protocol.message.Interrupt;
import io.aerostat.protocol.message.Invocation;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Result;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.message.Yield;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.dealer.offer.CalleeAbilities;
import io.aerostat.router.testing.FakePeer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches all messages from and to the clients of a realm, and fails at the first message that must not occur: a second
 * answer, a result out of order, an invocation of a session that is not registered, or an interrupt without a reason.
 * The witness does not depend on the implementation of the dealer.
 */
final class Witness {
    /** A call, as its caller sees it. */
    static final class SeenCall {
        final Party caller;
        final long number; // the number of the call among all calls of its caller
        final long saidAt; // the number of this CALL among all CALLs and REGISTERED messages
        final Call first;
        final List<Payload> chunks = new ArrayList<>();
        boolean open;
        boolean canceled;
        boolean ended;
        int progressSeen;
        long lastHeardAt;

        @Nullable
        SeenInvocation at;

        boolean moved;

        private SeenCall(Party caller, long number, long saidAt, Call first, long now) {
            this.caller = caller;
            this.number = number;
            this.saidAt = saidAt;
            this.first = first;
            this.lastHeardAt = now;
            this.open = first.options().progress();
        }
    }

    /** An invocation, as its callee sees it. */
    static final class SeenInvocation {
        final long id;
        final SeenCall call;
        final Party callee;
        final long registration;
        final List<Payload> progress = new ArrayList<>();
        int chunksSeen = 1;

        @Nullable
        Payload result;

        @Nullable
        String error;

        boolean interrupted;

        private SeenInvocation(long id, SeenCall call, Party callee, long registration) {
            this.id = id;
            this.call = call;
            this.callee = callee;
            this.registration = registration;
        }

        boolean isAnswered() {
            return result != null || error != null;
        }
    }

    /** One session, with the messages from and to it. */
    static final class Party {
        final long id;
        final CalleeAbilities abilities;
        final Map<Long, SeenCall> calls = new TreeMap<>();
        final Map<Long, SeenInvocation> invocations = new TreeMap<>();
        final Set<Long> registrations = new HashSet<>();
        private final Map<Long, Register> asked = new HashMap<>();
        private final Map<Long, Long> unregistering = new HashMap<>();
        private final Map<Long, List<SeenInvocation>> byCaller = new HashMap<>();
        private long lastInvocation;
        private long callNumber;
        boolean left;

        Party(long id, CalleeAbilities abilities) {
            this.id = id;
            this.abilities = abilities;
        }
    }

    private final LongSupplier clock;
    private final Map<Payload, SeenCall> calls = new IdentityHashMap<>();
    private final Map<Payload, SeenInvocation> answers = new IdentityHashMap<>();
    private final Set<Long> bounded = new HashSet<>();
    private final Map<Long, Register> registered = new HashMap<>();
    private final Map<Long, Long> registeredAt = new HashMap<>();
    private final List<Party> parties = new ArrayList<>();
    private boolean someoneWent;
    private boolean aSessionEnded;
    private long lastEvent;
    private boolean somethingFailed;

    Witness(LongSupplier clock) {
        this.clock = clock;
    }

    Party joins(FakePeer peer) {
        Party party = new Party(peer.id(), CalleeAbilities.of(peer.roles()));
        parties.add(party);
        peer.onMessage(message -> isSent(party, message));
        return party;
    }

    // Messages from the clients

    void says(Party party, Register register) {
        party.asked.put(register.request(), register);
        someoneWent |= register.options().forceReregister();
    }

    void unregisters() {
        someoneWent = true;
    }

    void says(Party party, Unregister unregister) {
        someoneWent = true;
        party.unregistering.put(unregister.request(), unregister.registration());
    }

    void says(Party party, Call call) {
        SeenCall seen = party.calls.get(call.request());
        if (seen == null) {
            seen = new SeenCall(party, ++party.callNumber, ++lastEvent, call, clock.getAsLong());
            party.calls.put(call.request(), seen);
        }
        seen.chunks.add(call.payload());
        seen.open = call.options().progress();
        calls.put(call.payload(), seen);
    }

    void cancels(SeenCall call) {
        call.canceled = true;
    }

    void says(SeenInvocation invocation, Yield yield) {
        answers.put(yield.payload(), invocation);
        if (!yield.options().progress()) {
            invocation.result = yield.payload();
        } else if (invocation.call.first.options().receiveProgress()) {
            invocation.progress.add(yield.payload());
        }
    }

    void fails(SeenInvocation invocation, String error) {
        invocation.error = error;
    }

    void leaves(Party party) {
        party.left = true;
        aSessionEnded = true;
        someoneWent = true;
    }

    void messageIsLost() {
        somethingFailed = true;
    }

    // Messages to the clients

    private void isSent(Party party, WampMessage message) {
        require(!party.left, "nothing after its end", party, message);
        if (message instanceof Invocation invocation) {
            isInvoked(party, invocation);
        } else if (message instanceof Result result) {
            hasResult(party, result);
        } else if (message instanceof ErrorMessage error) {
            if (error.requestType() == Call.CODE) {
                hasError(party, error);
            }
        } else if (message instanceof Interrupt interrupt) {
            isInterrupted(party, interrupt);
        } else if (message instanceof Registered registered) {
            party.registrations.add(registered.registration());
            Register asked = party.asked.remove(registered.request());
            require(asked != null, "the answer to a REGISTER", party, message);
            if (asked != null) {
                this.registered.put(registered.registration(), asked);
                registeredAt.putIfAbsent(registered.registration(), ++lastEvent);
                if (asked.options().concurrency() > 0) {
                    bounded.add(registered.registration());
                }
            }
        } else if (message instanceof Unregistered unregistered && unregistered.revocation() == null) {
            Long registration = party.unregistering.remove(unregistered.request()); // ORD-8
            require(
                    registration != null && party.registrations.remove(registration),
                    "the answer to an UNREGISTER",
                    party,
                    message);
        } else if (message instanceof Unregistered unregistered && unregistered.revocation() != null) {
            require(
                    party.registrations.remove(unregistered.revocation().id()),
                    "the revocation of what it holds",
                    party,
                    message);
        }
    }

    private void isInvoked(Party party, Invocation message) {
        SeenCall call = calls.get(message.payload());
        if (call == null) {
            throw new AssertionError(party.id + " is sent a payload that nobody called with: " + message);
        }
        SeenInvocation known = party.invocations.get(message.request());
        if (known != null) {
            require(known.call == call && !known.isAnswered(), "more of an open invocation", party, message);
            require(call.chunks.get(known.chunksSeen) == message.payload(), "the next chunk", party, message); // ORD-6
            known.chunksSeen++;
            return;
        }
        require(message.request() == party.lastInvocation + 1, "the next id", party, message); // ID-5
        require(call.chunks.get(0) == message.payload(), "the first chunk first", party, message);
        require(party.registrations.contains(message.registration()), "a registration that it holds", party, message);
        Register asked = registered.get(message.registration());
        boolean named = asked != null && asked.options().match() != MatchPolicy.EXACT;
        require(
                asked != null && covers(asked, call.first.procedure()),
                "a registration that covers " + call.first.procedure(),
                party,
                message);
        require(
                named
                        ? call.first.procedure().equals(message.details().procedure())
                        : message.details().procedure() == null,
                "the procedure named for patterns only",
                party,
                message); // PBR-5
        require(!call.first.options().progress() || party.abilities.progressiveInvocations(), "PCI-5", party, message);
        SeenInvocation before = call.at;
        if (before != null) {
            require(
                    ErrorUris.UNAVAILABLE.equals(before.error) && before.callee.abilities.reroute(),
                    "a call that nobody else serves",
                    party,
                    message);
            call.moved = true;
        }
        SeenInvocation invocation = new SeenInvocation(message.request(), call, party, message.registration());
        call.at = invocation;
        party.lastInvocation = message.request();
        party.invocations.put(message.request(), invocation);
        party.byCaller
                .computeIfAbsent(call.caller.id, caller -> new ArrayList<>())
                .add(invocation);
    }

    private static boolean covers(Register asked, String procedure) {
        return switch (asked.options().match()) {
            case EXACT -> asked.procedure().equals(procedure);
            case PREFIX -> procedure.startsWith(asked.procedure());
            case WILDCARD -> procedure.matches(asked.procedure().replaceAll("^(?=\\.)|(?<=\\.)(?=\\.|$)", "[^.]+"));
        };
    }

    private void hasResult(Party party, Result message) {
        SeenCall call = open(party, message.request(), message);
        SeenInvocation answerer = answers.get(message.payload());
        if (answerer == null || answerer.call != call) {
            throw new AssertionError(party.id + " is sent a result that nobody gave for this call: " + message);
        }
        if (message.details().progress()) {
            require(call.first.options().receiveProgress(), "progress that it asked for", party, message); // PCR-6
            require(
                    answerer.progress.get(call.progressSeen) == message.payload(),
                    "the next progressive result",
                    party,
                    message); // ORD-6
            call.progressSeen++;
            call.lastHeardAt = clock.getAsLong();
        } else {
            require(answerer.result == message.payload(), "the final result", party, message);
            require(answerer.progress.size() == call.progressSeen, "all progress before the end", party, message);
            call.ended = true;
        }
    }

    private void hasError(Party party, ErrorMessage message) {
        SeenCall call = open(party, message.request(), message);
        call.ended = true;
        SeenInvocation at = call.at;
        boolean isPlausible = switch (message.error()) {
            case ErrorUris.CANCELED ->
                call.canceled || somethingFailed || (at == null ? aSessionEnded && isOvertaken(call) : someoneWent);
            case ErrorUris.TIMEOUT ->
                call.first.options().timeout() > 0
                        && clock.getAsLong() - call.lastHeardAt
                                >= call.first.options().timeout() * 1_000_000;
            case ErrorUris.NO_SUCH_PROCEDURE -> at == null;
            case ErrorUris.MAX_CONCURRENCY_REACHED -> at == null || ErrorUris.UNAVAILABLE.equals(at.error);
            case ErrorUris.FEATURE_NOT_SUPPORTED -> call.first.options().progress() && at == null;
            case ErrorUris.NO_AVAILABLE_CALLEE -> at != null && ErrorUris.UNAVAILABLE.equals(at.error);
            case ErrorUris.PAYLOAD_SIZE_EXCEEDED, ErrorUris.INVALID_ARGUMENT, ErrorUris.NETWORK_FAILURE ->
                somethingFailed;
            default -> at != null && message.error().equals(at.error);
        };
        require(isPlausible, "an error with a reason", party, message);
    }

    /**
     * Checks whether the caller has made a later call. A callee may already have got the later call, and then must not
     * get this one (ORD-3).
     */
    private static boolean isOvertaken(SeenCall call) {
        return call.caller.calls.values().stream().anyMatch(later -> later.number > call.number);
    }

    private static SeenCall open(Party party, long request, WampMessage message) {
        SeenCall call = party.calls.get(request);
        if (call == null || call.ended) {
            throw new AssertionError(party.id + " is sent a second answer, or one to nothing: " + message); // P1
        }
        return call;
    }

    private void isInterrupted(Party party, Interrupt message) {
        SeenInvocation invocation = party.invocations.get(message.request());
        if (invocation == null) {
            throw new AssertionError(party.id + " is interrupted in nothing: " + message);
        }
        SeenCall call = invocation.call;
        require(party.abilities.interruptible(), "no interrupt, which it does not know", party, message); // CAN-5
        require(!invocation.isAnswered(), "no interrupt after its answer", party, message);
        require(!invocation.interrupted, "one interrupt", party, message);
        boolean isPlausible =
                call.canceled || call.caller.left || call.first.options().timeout() > 0 || somethingFailed;
        require(isPlausible, "an interrupt with a reason", party, message);
        invocation.interrupted = true;
    }

    // Checks at the end

    /** P1: checks that every caller whose session still exists has got its answers. */
    void requireAllAnswered() {
        for (Party party : parties) {
            for (SeenCall call : party.calls.values()) {
                if (!party.left && !call.ended) {
                    throw new AssertionError(party.id + " waits for ever for the answer to " + call.first);
                }
            }
        }
    }

    /**
     * P22, ORD-3: checks that each callee has got each caller's calls in order. Calls that may have waited for a slot
     * must be in order only if they have the same procedure and registration.
     */
    void requireOrder() {
        for (Party callee : parties) {
            callee.byCaller.forEach((caller, invocations) -> {
                List<SeenInvocation> unmoved =
                        invocations.stream().filter(seen -> !seen.call.moved).toList();
                requireIncreasing(
                        callee,
                        unmoved.stream()
                                .filter(seen -> !mayHaveWaited(seen.call))
                                .toList());
                unmoved.stream()
                        .filter(seen -> mayHaveWaited(seen.call) && !isOlderThanTheRegistration(seen))
                        .collect(Collectors.groupingBy(seen -> seen.registration + " " + seen.call.first.procedure()))
                        .values()
                        .forEach(ofOneProcedure -> requireIncreasing(callee, ofOneProcedure));
            });
        }
    }

    /**
     * Checks whether the call is older than the registration. An older call has first waited at another registration,
     * so later calls may have overtaken it.
     */
    private boolean isOlderThanTheRegistration(SeenInvocation seen) {
        return seen.call.saidAt < registeredAt.get(seen.registration);
    }

    /**
     * Checks whether the call may have waited at a registration with limited concurrency, even if that registration was
     * removed before a callee got the call.
     */
    private boolean mayHaveWaited(SeenCall call) {
        return bounded.stream().anyMatch(id -> covers(registered.get(id), call.first.procedure()));
    }

    private static void requireIncreasing(Party callee, List<SeenInvocation> invocations) {
        for (int i = 1; i < invocations.size(); i++) {
            SeenCall one = invocations.get(i - 1).call;
            SeenCall next = invocations.get(i).call;
            if (one.number >= next.number) {
                throw new AssertionError(
                        callee.id + " saw call " + one.number + " of " + one.caller.id + " before " + next.number);
            }
        }
    }

    private static void require(boolean holds, String expected, Party party, WampMessage found) {
        if (!holds) {
            throw new AssertionError(party.id + ": found " + found + " (expected " + expected + ")");
        }
    }
}
