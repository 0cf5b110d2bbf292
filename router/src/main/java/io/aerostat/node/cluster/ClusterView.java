package io.aerostat.node.cluster;

import io.aerostat.cluster.Cluster;
import io.aerostat.cluster.ClusterHealth;
import io.aerostat.cluster.link.LinkStatistics;
import io.aerostat.cluster.link.Member;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** One node's view of its cluster, as values that operators read and that a command compares between nodes. */
final class ClusterView {
    private ClusterView() {}

    /** Returns the node's health, a digest of each live node's rows, and the traffic of the node's links. */
    static Map<String, Object> of(Cluster cluster) {
        ClusterHealth health = cluster.health();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("cluster", cluster.options().name());
        view.put("node", cluster.options().node().toString());
        view.put("ready", health.isReady());
        view.put("reasons", health.reasons());
        view.put("rows", rows(cluster));
        view.put("links", links(cluster.statistics()));
        return view;
    }

    private static Map<String, String> rows(Cluster cluster) {
        Map<String, String> rows = new TreeMap<>();
        rows.put(cluster.options().node().toString(), cluster.rows().ownDigest().toString());
        for (Member member : cluster.node().members()) {
            rows.put(member.node().toString(), cluster.rows().digest(member).toString());
        }
        return rows;
    }

    private static Map<String, Object> links(LinkStatistics numbers) {
        Map<String, Object> links = new LinkedHashMap<>();
        links.put("messages_sent", numbers.messagesSent());
        links.put("records_sent", numbers.recordsSent());
        links.put("bytes_sent", numbers.bytesSent());
        links.put("messages_received", numbers.messagesReceived());
        links.put("records_received", numbers.recordsReceived());
        links.put("bytes_received", numbers.bytesReceived());
        links.put("stale_messages", numbers.staleMessages());
        links.put("malformed_messages", numbers.malformedMessages());
        Map<String, Long> lost = new TreeMap<>();
        numbers.linksLost().forEach((reason, count) -> lost.put(reason.name().toLowerCase(Locale.ROOT), count));
        links.put("lost", lost);
        return links;
    }
}
