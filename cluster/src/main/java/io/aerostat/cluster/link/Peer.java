package io.aerostat.cluster.link;

import io.aerostat.cluster.frame.NodeIdentity;
import org.jspecify.annotations.Nullable;

/** Another node of the cluster, with or without a link. Owned by {@link Membership}, under its lock. */
final class Peer {
    private NodeIdentity identity;
    private @Nullable Link link;
    private long announcedAt;

    Peer(NodeIdentity identity, long now) {
        this.identity = identity;
        this.announcedAt = now;
    }

    NodeIdentity identity() {
        return identity;
    }

    void setIdentity(NodeIdentity identity) {
        this.identity = identity;
    }

    @Nullable
    Link link() {
        return link;
    }

    void setLink(@Nullable Link link) {
        this.link = link;
    }

    long announcedAt() {
        return announcedAt;
    }

    void setAnnouncedAt(long now) {
        announcedAt = now;
    }
}
