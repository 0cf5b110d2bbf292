package io.aerostat.router.dealer.callee;

import io.aerostat.protocol.error.ErrorUris;
import io.aerostat.protocol.message.Register;
import io.aerostat.protocol.message.Registered;
import io.aerostat.protocol.message.Unregister;
import io.aerostat.protocol.message.Unregistered;
import io.aerostat.protocol.option.RegisterOptions;
import io.aerostat.protocol.option.Revocation;
import io.aerostat.router.authorization.DisclosurePolicy;
import io.aerostat.router.dealer.callee.RegistrationTable.Refused;
import io.aerostat.router.dealer.offer.CalleeOffer;
import io.aerostat.router.peer.Refusal;
import io.aerostat.router.realm.DealerOptions;
import io.netty.util.collection.LongCollections;
import io.netty.util.collection.LongObjectHashMap;
import io.netty.util.collection.LongObjectMap;
import io.netty.util.concurrent.EventExecutor;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The part of a session that registers procedures: answers REGISTER and UNREGISTER, and holds the registrations.
 * Confined to the session's loop, except {@link #callee} and {@link #revoke}.
 */
public final class RegisteringSession {
    /** The refusal of a REGISTER or CALL that asks for disclosure, in a realm with {@link DisclosurePolicy#REFUSE}. */
    public static final Refusal DISCLOSURE_REFUSED =
            new Refusal(ErrorUris.DISCLOSE_ME_DISALLOWED, "the realm does not allow callers to be disclosed");

    /** The reason for a revocation that {@code force_reregister} causes; Crossbar.io uses the same URI. */
    static final String UNREGISTERED = "wamp.error.unregistered";

    /** Enough for most sessions, which hold few registrations; the table grows if necessary. */
    private static final int INITIAL_CAPACITY = 4;

    private final Callee callee;
    private final RegistrationTable registrations;
    private final SessionLoops loops;
    private final DealerOptions options;
    private final SessionSender sender;
    /** The registrations by id. Most sessions have none and share one empty map. */
    private LongObjectMap<RegisteredCallee> members = LongCollections.emptyMap();

    /** The requests that are deferred while a registration is ending; null before the first of them. */
    private @Nullable Queue<Runnable> deferred;

    /** The announcements of callees that the other nodes have not confirmed yet. */
    private final UnconfirmedChanges announcing = new UnconfirmedChanges();

    /** The withdrawals of callees that the other nodes have not confirmed yet. */
    private final UnconfirmedChanges withdrawing = new UnconfirmedChanges();

    private int retiring;
    private boolean holdsReading;
    private boolean left;

    public RegisteringSession(
            Callee callee,
            RegistrationTable registrations,
            SessionLoops loops,
            DealerOptions options,
            SessionSender sender) {
        this.callee = callee;
        this.registrations = registrations;
        this.loops = loops;
        this.options = options;
        this.sender = sender;
    }

    Callee callee() {
        return callee;
    }

    public int registrations() {
        return members.size();
    }

    public void register(Register register) {
        assert callee.peer().loop().inEventLoop();
        if (deferWhileRetiring(() -> register(register))) {
            return;
        }
        if (registrations.announcer().isShared() && RegistrationTable.isShared(register.procedure())) {
            registerEverywhere(register);
        } else {
            Refusal refusal = refusalOf(register);
            complete(
                    register,
                    refusal != null
                            ? new Refused(refusal)
                            : registrations.add(this, register.procedure(), register.options(), null));
        }
    }

    private void complete(Register register, RegistrationTable.Outcome outcome) {
        if (outcome instanceof RegistrationTable.Added added) {
            RegisteredCallee member = added.member();
            if (members.isEmpty()) {
                members = new LongObjectHashMap<>(INITIAL_CAPACITY);
            }
            members.put(member.registration().id(), member);
            added.evicted().forEach(evicted -> evicted.revoke(UNREGISTERED));
            sender.answer(
                    new Registered(register.request(), member.registration().id()));
            registrations.announce();
            member.registration().waiting().slotFreed();
        } else if (outcome instanceof Refused refused) {
            sender.refuse(Register.CODE, register.request(), refused.refusal());
        }
    }

    /**
     * Registers a procedure once the other nodes have learned of the callee (P26). If the offer of another node arrives
     * meanwhile, the request may still be refused.
     */
    private void registerEverywhere(Register register) {
        String procedure = register.procedure();
        RegisterOptions wanted = register.options();
        Runnable again = () -> register(register); // runs on the loop of this session
        if (announcing.defer(procedure, wanted.match(), again) || withdrawing.defer(procedure, wanted.match(), again)) {
            return;
        }
        Refusal refusal = refusalOf(register);
        if (refusal != null) {
            complete(register, new Refused(refusal));
            return;
        }
        RegistrationTable.Outcome outcome = registrations.announce(this, procedure, wanted);
        if (!(outcome instanceof RegistrationTable.Announced announced)) {
            complete(register, outcome);
            return;
        }
        CalleeOffer offer = announced.offer();
        announcing.begin(procedure, wanted.match());
        announced.known().thenRun(() -> {
            try {
                callee.peer().run(() -> completeAnnounced(register, offer));
            } catch (RejectedExecutionException e) {
                withdraw(offer); // session and loop have ended
            }
        });
    }

    private void completeAnnounced(Register register, CalleeOffer offer) {
        Runnable waiting = announcing.end(offer.procedure(), offer.match());
        if (left) {
            withdraw(offer);
            return;
        }
        RegistrationTable.Outcome outcome = registrations.add(this, register.procedure(), register.options(), offer);
        if (outcome instanceof Refused) {
            withdraw(offer);
        }
        complete(register, outcome);
        if (!left) {
            waiting.run();
        }
    }

    private void withdraw(CalleeOffer offer) {
        registrations
                .announcer()
                .withdraw(
                        offer.procedure(),
                        offer.match(),
                        offer.session(),
                        callee.peer().loop());
    }

    private @Nullable Refusal refusalOf(Register register) {
        if (register.options().discloseCaller()
                && options.disclosure() == DisclosurePolicy.REFUSE
                && !callee.peer().principal().isTrusted()) {
            return DISCLOSURE_REFUSED; // CID-3; but procedures of the router itself always get the caller's identity
        }
        int maximum = options.limits().registrationsPerSession();
        int present = members.size() + announcing.size();
        if (present >= maximum && !callee.peer().principal().isTrusted()) {
            return Refusal.ofLimit("registrations_per_session", maximum);
        }
        return null;
    }

    /**
     * Ends a registration. Invocations that have been sent may still complete (RPC-13, A-5). Calls that other loops
     * have already placed with this callee are sent before UNREGISTERED.
     */
    public void unregister(Unregister unregister) {
        assert callee.peer().loop().inEventLoop();
        if (deferWhileRetiring(() -> unregister(unregister))) {
            return;
        }
        RegisteredCallee member = members.get(unregister.registration());
        if (member == null || !registrations.remove(member)) {
            sender.refuse(
                    Unregister.CODE,
                    unregister.request(),
                    new Refusal(
                            ErrorUris.NO_SUCH_REGISTRATION,
                            "this session holds no registration " + unregister.registration())); // RPC-2
            return;
        }
        retire(
                member,
                () -> afterWithdrawal(member, () -> {
                    sender.answer(new Unregistered(unregister.request(), null));
                    registrations.announce();
                }));
    }

    /**
     * Runs a task on this loop when no other node has the callee any more. If the session ends first, the task does not
     * run.
     */
    private void afterWithdrawal(RegisteredCallee member, Runnable task) {
        CompletionStage<Void> known = member.withdrawal();
        if (known == null || known.toCompletableFuture().isDone()) {
            task.run();
            return;
        }
        RegistrationDetails details = member.registration().details();
        withdrawing.begin(details.uri(), details.match());
        known.thenRun(() -> {
            try {
                callee.peer().run(() -> {
                    Runnable waiting = withdrawing.end(details.uri(), details.match());
                    if (!left) {
                        task.run();
                        waiting.run();
                    }
                });
            } catch (RejectedExecutionException e) {
                return; // session and loop have ended
            }
        });
    }

    /**
     * Removes a registration from the session, after the table has removed the callee, and notifies the client if it
     * announced the feature (REV-1). Any thread.
     */
    public void revoke(RegisteredCallee member, @Nullable String reason) {
        callee.peer().run(() -> {
            if (members.get(member.registration().id()) == member) {
                retire(member, () -> {
                    if (callee.abilities().revocation()) {
                        sender.answer(new Unregistered(
                                0, new Revocation(member.registration().id(), reason)));
                    }
                });
            }
        });
    }

    /**
     * Closes a registration that the table has removed. Waits until every call that was placed with this callee has
     * arrived, and then notifies the client.
     */
    private void retire(RegisteredCallee member, Runnable tell) {
        members.remove(member.registration().id());
        member.registration().waiting().slotFreed();
        retiring++;
        Runnable close = () -> {
            if (!left) {
                member.close();
                tell.run();
                retiring--;
                resume();
            }
        };
        EventExecutor home = callee.peer().loop();
        if (member.registration().isBounded()) {
            // Two rounds are necessary: a waiting call gets its slot on one loop, passes through its caller's loop, and
            // then arrives here.
            loops.afterCommandsUnderWay(home, () -> loops.afterCommandsUnderWay(home, close));
        } else {
            loops.afterCommandsUnderWay(home, close);
        }
    }

    /**
     * Defers a request while a registration is ending. A session that joins the same registration again gets the same
     * id, so REGISTERED must come after UNREGISTERED.
     *
     * @return true if the request is deferred
     */
    private boolean deferWhileRetiring(Runnable request) {
        if (retiring == 0) {
            return false;
        }
        if (!holdsReading) {
            holdsReading = true;
            callee.peer().holdReading();
        }
        if (deferred == null) {
            deferred = new ArrayDeque<>();
        }
        deferred.add(request);
        return true;
    }

    private void resume() {
        Queue<Runnable> requests = deferred;
        if (requests == null) {
            return; // no request has ever been deferred, so reading is not paused
        }
        while (retiring == 0 && !requests.isEmpty()) {
            requests.remove().run(); // this may end the session, or call this method again, and so empty the queue
        }
        if (holdsReading && requests.isEmpty()) {
            holdsReading = false;
            callee.peer().releaseReading();
        }
    }

    private void forget(RegisteredCallee member) {
        members.remove(member.registration().id());
        member.close();
        member.registration().waiting().slotFreed();
    }

    public void leave() {
        left = true;
        if (deferred != null) {
            deferred.clear();
        }
        RegisteredCallee[] all = members.values().toArray(new RegisteredCallee[0]);
        Arrays.sort(
                all, Comparator.comparingLong(member -> member.registration().id()));
        for (RegisteredCallee member : all) {
            registrations.remove(member);
            forget(member);
        }
        registrations.announce();
    }
}
