package io.aerostat.cluster.nats;

import com.sun.management.OperatingSystemMXBean;
import io.aerostat.cluster.Cluster;
import io.aerostat.cluster.ClusterOptions;
import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.DownReason;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.NodeListener;
import io.aerostat.cluster.link.RecordKind;
import io.aerostat.cluster.link.RecordListener;
import io.aerostat.cluster.link.ThreadTimer;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/**
 * A node in a JVM of its own. With the argument {@code echo}, it answers each record with a record of 64 bytes. With
 * {@code caller}, it keeps some records in flight, and prints the cost of a record with its answer.
 *
 * <p>Arguments: address of the NATS server, {@code echo} or {@code caller}, {@code batched} or {@code single}, records
 * in flight, number of records.
 */
final class LinkLoad implements RecordListener, NodeListener {
    private static final int WARM_UP_SHARE = 4;

    private final Cluster cluster;
    private final boolean echoes;
    private final boolean batched;
    private final int inFlight;
    private final long total;
    private final CountDownLatch done = new CountDownLatch(1);
    private final byte[] content = new byte[64];
    private long answered;
    private long startedAt;
    private long cpuAtStart;

    private LinkLoad(String url, boolean echoes, boolean batched, int inFlight, long total) {
        this.echoes = echoes;
        this.batched = batched;
        this.inFlight = inFlight;
        this.total = total;
        NodeId id = new NodeId(echoes ? "echo" : "caller");
        cluster = new Cluster(
                ClusterOptions.of("load", id, 2),
                new NatsEngine(NatsOptions.of(url), "load", id, ClusterOptions.DEFAULT_LANES),
                new ThreadTimer("timer"),
                new SecureRandom()::nextLong);
        cluster.node().addNodeListener(this);
        cluster.node().setRecordListener(RecordKind.REALM, this);
        cluster.start();
    }

    public static void main(String[] arguments) throws InterruptedException {
        LinkLoad load = new LinkLoad(
                arguments[0],
                arguments[1].equals("echo"),
                arguments[2].equals("batched"),
                Integer.parseInt(arguments[3]),
                Long.parseLong(arguments[4]));
        load.done.await();
        load.cluster.close();
    }

    @Override
    public void nodeUp(Member member) {
        System.out.println("up " + member.node());
        if (!echoes) {
            Thread first = new Thread(() -> begin(member));
            first.start();
        }
    }

    private void begin(Member member) {
        for (int i = 0; i < inFlight; i++) {
            send(member);
        }
        cluster.node().flush();
    }

    @Override
    public void nodeDown(Member member, DownReason reason) {
        System.out.println("down " + member.node() + " " + reason);
        if (echoes && reason == DownReason.LEFT) {
            done.countDown();
        }
    }

    @Override
    public void record(Member from, int lane, ByteBuffer record) {
        answered++;
        if (answered == total / WARM_UP_SHARE) {
            startedAt = System.nanoTime();
            cpuAtStart = cpu();
        }
        if (answered == total) {
            report();
        }
        if (echoes || answered + inFlight <= total) {
            send(from);
        }
    }

    private void send(Member to) {
        cluster.node().send(to, 1, RecordKind.REALM, ByteBuffer.wrap(content));
        if (!batched) {
            cluster.node().flush();
        }
    }

    @Override
    public void batchEnd(Member from, int lane) {
        cluster.node().flush();
    }

    private void report() {
        long records = total - total / WARM_UP_SHARE;
        double seconds = (System.nanoTime() - startedAt) / 1e9;
        System.out.printf(
                Locale.ROOT,
                "%s %s %d in flight: %.0f records/s, %.2f us of CPU for each, %s%n",
                echoes ? "echo" : "caller",
                batched ? "batched" : "single",
                inFlight,
                records / seconds,
                (cpu() - cpuAtStart) / 1e3 / records,
                cluster.statistics());
        if (!echoes) {
            done.countDown();
        }
    }

    private static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
