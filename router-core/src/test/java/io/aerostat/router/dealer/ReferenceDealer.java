package io.aerostat.router.dealer;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.option.CancelMode;
import io.aerostat.protocol.option.InvocationPolicy;
import io.aerostat.protocol.uri.MatchPolicy;
import io.aerostat.router.dealer.callee.Registration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A dealer in its simplest form: one thread, no tables except maps, and a check of the clock in place of timers. It
 * returns the messages that each session should receive, as text. Like the real dealer, it gives a free slot to a
 * waiting call only at the end of a step.
 */
final class ReferenceDealer {
    static final class Session {
        final long id;
        final boolean interruptible;
        final boolean progressiveResults;
        final boolean progressiveInvocations;
        final boolean reroutes;
        final boolean revocable;
        final List<String> sent = new ArrayList<>();
        final Map<Long, Invocation> invocations = new TreeMap<>();
        final Map<Long, Call> calls = new TreeMap<>();
        final Map<Long, Member> places = new TreeMap<>();
        final Set<Long> endedOpen = new HashSet<>();
        long lastInvocation;
        boolean live = true;

        Session(
                long id,
                boolean interruptible,
                boolean progressiveResults,
                boolean progressiveInvocations,
                boolean reroutes,
                boolean revocable) {
            this.id = id;
            this.interruptible = interruptible;
            this.progressiveResults = progressiveResults;
            this.progressiveInvocations = progressiveInvocations;
            this.reroutes = reroutes;
            this.revocable = revocable;
        }

        private void send(String message) {
            if (live) {
                sent.add(message);
            }
        }
    }

    private static final class Registration {
        final long id;
        final String pattern;
        final MatchPolicy match;
        final InvocationPolicy policy;
        final List<Member> members = new ArrayList<>();
        final Deque<Call> waiting = new ArrayDeque<>();
        int turn;
        boolean everBounded;

        Registration(long id, String pattern, MatchPolicy match, InvocationPolicy policy) {
            this.id = id;
            this.pattern = pattern;
            this.match = match;
            this.policy = policy;
        }

        private boolean covers(String procedure) {
            return switch (match) {
                case EXACT -> pattern.equals(procedure);
                case PREFIX -> procedure.startsWith(pattern);
                case WILDCARD -> {
                    String[] wanted = pattern.split("\\.", -1);
                    String[] found = procedure.split("\\.", -1);
                    boolean fits = wanted.length == found.length;
                    for (int i = 0; fits && i < wanted.length; i++) {
                        fits = wanted[i].isEmpty() || wanted[i].equals(found[i]);
                    }
                    yield fits;
                }
            };
        }

        /**
         * Returns a text that gives the rank of the pattern: of two patterns that match a procedure, the pattern with
         * the greater text serves the call (PBR-4).
         */
        private String rank() {
            return switch (match) {
                case EXACT -> "3";
                case PREFIX -> "2" + (char) pattern.length();
                case WILDCARD -> {
                    // The lengths of the literal runs, in order.
                    StringBuilder runs = new StringBuilder("1\0");
                    for (String component : pattern.split("\\.", -1)) {
                        int last = runs.length() - 1;
                        if (component.isEmpty()) {
                            runs.append('\0');
                        } else {
                            runs.setCharAt(last, (char) (runs.charAt(last) + 1));
                        }
                    }
                    yield runs.toString();
                }
            };
        }
    }

    static final class Member {
        private final Session session;
        private final Registration registration;
        private final long bound;
        private int busy;

        private Member(Session session, Registration registration, long bound) {
            this.session = session;
            this.registration = registration;
            this.bound = bound;
        }

        private boolean hasPlace() {
            return bound == 0 || busy < bound;
        }
    }

    static final class Invocation {
        private final long id;
        private final Call call;
        private final Member member;
        private boolean abandoned;

        private Invocation(long id, Call call, Member member) {
            this.id = id;
            this.call = call;
            this.member = member;
        }
    }

    static final class Call {
        final Session caller;
        final long request;
        final String procedure;
        private final boolean wantsProgress;
        private final boolean progressive;
        private final long timeout;
        private final String tag;
        private final List<Member> tried = new ArrayList<>();
        private final List<String> kept = new ArrayList<>();
        boolean open;
        private @Nullable Registration waitsFor;
        private @Nullable Invocation at;
        private long deadline;
        private boolean movable = true;
        private boolean killed;

        private Call(
                Session caller,
                long request,
                String procedure,
                boolean receive,
                boolean progress,
                long timeout,
                String tag) {
            this.caller = caller;
            this.request = request;
            this.procedure = procedure;
            this.wantsProgress = receive;
            this.progressive = progress;
            this.open = progress;
            this.timeout = timeout;
            this.tag = tag;
        }

        private boolean fits(Member member) {
            return !tried.contains(member) && (!progressive || member.session.progressiveInvocations);
        }
    }

    private final List<Registration> registrations = new ArrayList<>();
    private final Deque<Runnable> putOff = new ArrayDeque<>();
    private final int maximumWaiting;
    private long lastRegistration;
    long now;

    ReferenceDealer(int maximumWaiting) {
        this.maximumWaiting = maximumWaiting;
    }

    /** Ends a step. */
    void settle() {
        for (Runnable next = putOff.poll(); next != null; next = putOff.poll()) {
            next.run();
        }
    }

    private @Nullable Registration serving(String procedure) {
        return registrations.stream()
                .filter(registration -> registration.covers(procedure))
                .max(Comparator.comparing(Registration::rank))
                .orElse(null);
    }

    void register(
            Session session,
            long request,
            String pattern,
            MatchPolicy match,
            InvocationPolicy policy,
            long bound,
            boolean force) {
        Registration present = registrations.stream()
                .filter(one -> one.match == match && one.pattern.equals(pattern))
                .findAny()
                .orElse(null);
        if (present != null && force) {
            registrations.remove(present);
            List<Member> evicted = List.copyOf(present.members);
            present.members.clear();
            close(present);
            Registration created = create(pattern, match, policy);
            for (Member member : evicted) {
                member.session.places.remove(present.id);
                if (member.session.revocable) {
                    member.session.send("REVOKED " + present.id);
                }
            }
            enter(session, request, created, bound);
        } else if (present == null) {
            enter(session, request, create(pattern, match, policy), bound);
        } else if (present.policy != policy || policy == InvocationPolicy.SINGLE) {
            boolean isTaken = present.policy == InvocationPolicy.SINGLE || present.policy == policy;
            session.send("ERROR 64 " + request + " "
                    + (isTaken
                            ? ErrorUris.PROCEDURE_ALREADY_EXISTS
                            : ErrorUris.PROCEDURE_EXISTS_WITH_DIFFERENT_INVOCATION_POLICY));
        } else if (present.members.stream().anyMatch(member -> member.session == session)) {
            session.send("REGISTERED " + request + " " + present.id);
        } else {
            enter(session, request, present, bound);
        }
    }

    private Registration create(String pattern, MatchPolicy match, InvocationPolicy policy) {
        Registration created = new Registration(++lastRegistration, pattern, match, policy);
        registrations.add(created);
        return created;
    }

    private void enter(Session session, long request, Registration registration, long bound) {
        Member member = new Member(session, registration, bound);
        registration.members.add(member);
        registration.everBounded |= bound > 0;
        session.places.put(registration.id, member);
        session.send("REGISTERED " + request + " " + registration.id);
        handOut(registration);
    }

    void unregister(Session session, long request, long id) {
        Member member = session.places.remove(id);
        if (member == null) {
            session.send("ERROR 66 " + request + " " + ErrorUris.NO_SUCH_REGISTRATION);
        } else {
            drop(member);
            session.send("UNREGISTERED " + request);
        }
    }

    /** Revokes a registration of the session, as another session or the meta API may do. */
    void revoke(Session session, long id) {
        Member member = session.places.remove(id);
        if (member != null) {
            drop(member);
            if (session.revocable) {
                session.send("REVOKED " + id);
            }
        }
    }

    private void drop(Member member) {
        Registration registration = member.registration;
        int position = registration.members.indexOf(member);
        registration.members.remove(position);
        if (position < registration.turn) {
            registration.turn--;
        }
        if (registration.members.isEmpty()) {
            registrations.remove(registration);
            close(registration);
        }
        handOut(registration);
    }

    private void close(Registration registration) {
        for (Call call = registration.waiting.poll(); call != null; call = registration.waiting.poll()) {
            turnCame(call, null);
        }
    }

    void call(
            Session caller,
            long request,
            String procedure,
            boolean receive,
            boolean progress,
            long timeout,
            String tag) {
        Call active = caller.calls.get(request);
        if (active != null) {
            proceed(active, progress, tag);
            return;
        }
        if (caller.endedOpen.contains(request)) {
            if (!progress) {
                caller.endedOpen.remove(request);
            }
            return;
        }
        Call call = new Call(caller, request, procedure, receive, progress, timeout, tag);
        caller.calls.put(request, call);
        place(call);
    }

    private void place(Call call) {
        Registration registration = serving(call.procedure);
        if (registration == null) {
            fail(call, ErrorUris.NO_SUCH_PROCEDURE);
        } else {
            place(call, registration);
        }
    }

    private void proceed(Call call, boolean progress, String tag) {
        call.open = progress;
        if (call.waitsFor != null) {
            call.kept.add((progress ? "progress " : "") + tag);
            return;
        }
        call.movable = false;
        Invocation at = call.at;
        if (at != null) {
            sendInvocation(at, (progress ? "progress " : "") + tag);
        }
    }

    private void sendInvocation(Invocation at, String rest) {
        boolean asks = at.call.wantsProgress && at.member.session.progressiveResults;
        Registration registration = at.member.registration;
        boolean names = registration.match != MatchPolicy.EXACT;
        at.member.session.send("INVOCATION " + at.id + " " + registration.id + " "
                + (names ? "<" + at.call.procedure + "> " : "") + (asks ? "receive " : "") + rest);
    }

    private void place(Call call, Registration registration) {
        // The call must also not overtake a call of the same caller that has a slot but has not used it yet.
        boolean queues = !registration.waiting.isEmpty()
                || (registration.everBounded
                        && call.caller.calls.values().stream().anyMatch(other -> other.waitsFor != null));
        Member member = queues ? null : pick(call, registration);
        if (member != null) {
            invoke(call, member);
        } else if (registration.members.stream().noneMatch(call::fits)) {
            failUnserved(call, registration);
        } else if (registration.waiting.size() >= maximumWaiting) {
            fail(call, ErrorUris.MAX_CONCURRENCY_REACHED);
        } else {
            arm(call);
            call.waitsFor = registration;
            registration.waiting.add(call);
            handOut(registration);
        }
    }

    private @Nullable Member pick(Call call, Registration registration) {
        int count = registration.members.size();
        for (int i = 0; i < count; i++) {
            int position = switch (registration.policy) {
                case ROUNDROBIN -> (registration.turn + i) % count;
                case LAST -> count - 1 - i;
                default -> i;
            };
            Member member = registration.members.get(position);
            if (call.fits(member) && member.hasPlace()) {
                registration.turn = (position + 1) % count;
                member.busy++;
                return member;
            }
        }
        return null;
    }

    private void handOut(Registration registration) {
        while (!registration.waiting.isEmpty()) {
            Call first = registration.waiting.element();
            Member member = pick(first, registration);
            if (member == null && registration.members.stream().anyMatch(first::fits)) {
                return;
            }
            registration.waiting.remove();
            turnCame(first, member);
        }
    }

    private void turnCame(Call call, @Nullable Member member) {
        putOff.add(() -> {
            Registration registration = call.waitsFor;
            if (registration == null) {
                if (member != null) {
                    free(member);
                }
            } else if (member == null && registration.members.isEmpty() && call.tried.isEmpty()) {
                call.waitsFor = null;
                place(call);
            } else if (member == null) {
                failUnserved(call, registration);
            } else {
                call.waitsFor = null;
                invoke(call, member);
            }
        });
    }

    private void failUnserved(Call call, Registration registration) {
        fail(
                call,
                !call.tried.isEmpty()
                        ? ErrorUris.NO_AVAILABLE_CALLEE
                        : registration.members.isEmpty()
                                ? ErrorUris.NO_SUCH_PROCEDURE
                                : ErrorUris.FEATURE_NOT_SUPPORTED);
    }

    private void arm(Call call) {
        if (call.timeout > 0 && call.deadline == 0) {
            call.deadline = now + call.timeout;
        }
    }

    private void invoke(Call call, Member member) {
        arm(call);
        if (!member.session.places.containsValue(member)) {
            free(member);
            place(call);
            return;
        }
        Invocation at = new Invocation(++member.session.lastInvocation, call, member);
        member.session.invocations.put(at.id, at);
        call.at = at;
        call.movable &= member.session.reroutes;
        sendInvocation(at, (call.progressive ? "progress " : "") + call.tag);
        List<String> kept = List.copyOf(call.kept);
        call.kept.clear();
        for (String chunk : kept) {
            call.movable = false;
            sendInvocation(at, chunk);
        }
    }

    private void free(Member member) {
        member.busy--;
        handOut(member.registration);
    }

    /** Ends an invocation at its callee. */
    private void finish(Invocation at) {
        at.member.session.invocations.remove(at.id);
        free(at.member);
    }

    void progress(Session callee, long id, String tag) {
        Invocation at = callee.invocations.get(id);
        if (at != null && !at.abandoned && at.call.wantsProgress) {
            at.call.movable = false;
            if (at.call.deadline > 0) {
                at.call.deadline = now + at.call.timeout;
            }
            at.call.caller.send("RESULT " + at.call.request + " progress " + tag);
        }
    }

    void result(Session callee, long id, String tag) {
        Invocation at = callee.invocations.get(id);
        if (at != null) {
            finish(at);
            if (!at.abandoned) {
                end(at.call);
                at.call.caller.send("RESULT " + at.call.request + " " + tag);
            }
        }
    }

    void error(Session callee, long id, String uri) {
        Invocation at = callee.invocations.get(id);
        if (at == null) {
            return;
        }
        finish(at);
        Call call = at.call;
        if (at.abandoned) {
            return;
        }
        if (uri.equals(ErrorUris.UNAVAILABLE) && callee.reroutes && call.movable && !call.killed) {
            call.tried.add(at.member);
            call.at = null;
            place(call, at.member.registration);
        } else {
            fail(call, uri);
        }
    }

    void cancel(Session caller, long request, CancelMode mode) {
        Call call = caller.calls.get(request);
        if (call == null) {
            return;
        }
        Invocation at = call.at;
        boolean interruptible = at != null && at.member.session.interruptible;
        if (at != null && interruptible && !call.killed && mode == CancelMode.KILL) {
            call.killed = true;
            at.member.session.send("INTERRUPT " + at.id + " kill");
        } else if (!(call.killed && mode == CancelMode.KILL)) {
            giveUp(call, mode == CancelMode.KILLNOWAIT, ErrorUris.CANCELED);
        }
    }

    /** Returns the earliest deadline, or 0 if no call has a deadline. */
    long nextDeadline(Iterable<Session> sessions) {
        long next = 0;
        for (Session session : sessions) {
            for (Call call : session.calls.values()) {
                if (call.deadline > 0 && (next == 0 || call.deadline < next)) {
                    next = call.deadline;
                }
            }
        }
        return next;
    }

    void expire(Iterable<Session> sessions) {
        for (Session session : sessions) {
            for (Call call : List.copyOf(session.calls.values())) {
                if (call.deadline > 0 && call.deadline <= now) {
                    giveUp(call, true, ErrorUris.TIMEOUT);
                }
            }
        }
    }

    private void giveUp(Call call, boolean interrupt, String error) {
        end(call);
        abandon(call, interrupt);
        call.caller.send("ERROR 48 " + call.request + " " + error);
    }

    private void abandon(Call call, boolean interrupt) {
        Invocation at = call.at;
        if (at == null) {
            return;
        }
        if (interrupt && !call.killed && at.member.session.interruptible) {
            at.member.session.send("INTERRUPT " + at.id + " killnowait");
            finish(at);
        } else if (at.member.bound == 0) {
            finish(at);
        } else {
            at.abandoned = true;
        }
    }

    private void fail(Call call, String error) {
        end(call);
        call.caller.send("ERROR 48 " + call.request + " " + error);
    }

    private void end(Call call) {
        call.caller.calls.remove(call.request);
        call.deadline = 0;
        Registration registration = call.waitsFor;
        if (registration != null) {
            call.waitsFor = null;
            registration.waiting.remove(call);
            handOut(registration);
        }
        if (call.open) {
            call.caller.endedOpen.add(call.request);
        }
    }

    void leave(Session session) {
        session.live = false;
        for (Member member : List.copyOf(session.places.values())) {
            session.places.remove(member.registration.id);
            drop(member);
        }
        List<Invocation> unanswered = List.copyOf(session.invocations.values());
        session.invocations.clear();
        for (Invocation at : unanswered) {
            free(at.member);
            if (!at.abandoned) {
                fail(at.call, ErrorUris.CANCELED);
            }
        }
        for (Call call : List.copyOf(session.calls.values())) {
            end(call);
            abandon(call, true);
        }
    }
}
