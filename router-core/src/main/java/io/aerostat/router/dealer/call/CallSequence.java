package io.aerostat.router.dealer.call;

import io.aerostat.protocol.id.Ids;
import io.aerostat.protocol.message.Call;
import io.aerostat.router.realm.RequestOrder;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Distinguishes a new CALL from a further CALL of a progressive call that has ended (PCI-7, PCI-9). Remembers the most
 * recent calls that ended before their caller had sent the last CALL. Confined to the caller's loop.
 */
final class CallSequence {
    enum Verdict {
        NEW,
        /** The CALL belongs to a call that has ended, and is dropped without an answer. */
        STALE,
        OUT_OF_ORDER
    }

    private static final int REMEMBERED = 1_024;

    private final RequestOrder order;
    private long watermark;
    private @Nullable Set<Long> endedOpen;

    CallSequence(RequestOrder order) {
        this.order = order;
    }

    /** Decides how to treat a CALL that does not belong to a pending call. */
    Verdict judge(Call call) {
        if (takeEndedOpen(call)) {
            return Verdict.STALE;
        }
        // With lenient request order, the CALL begins a new call even if its id is not higher than the last id, because
        // the client draws its ids at random.
        if (order == RequestOrder.STRICT && call.request() <= watermark && watermark != Ids.MAX) {
            return Verdict.OUT_OF_ORDER;
        }
        watermark = call.request();
        return Verdict.NEW;
    }

    /** Records the end of a call for which the caller may still send further CALLs. */
    void endedOpen(long request) {
        Set<Long> ended = endedOpen;
        if (ended == null) {
            ended = new LinkedHashSet<>();
            endedOpen = ended;
        } else if (ended.size() >= REMEMBERED) {
            Iterator<Long> oldest = ended.iterator();
            oldest.next();
            oldest.remove();
        }
        ended.add(request);
    }

    /**
     * Checks whether a CALL belongs to a call that ended before its caller had sent the last CALL. When that last CALL
     * arrives, the sequence forgets the call.
     */
    private boolean takeEndedOpen(Call call) {
        Set<Long> ended = endedOpen;
        if (ended == null) {
            return false;
        }
        return call.options().progress() ? ended.contains(call.request()) : ended.remove(call.request());
    }
}
