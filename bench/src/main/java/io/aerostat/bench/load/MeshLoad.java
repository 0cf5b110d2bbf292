package io.aerostat.bench.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Publishers with one topic each, and the same number of subscribers, each subscribed to all topics. One operation is a
 * delivered event.
 */
final class MeshLoad implements Workload.Load {
    private final Run run;
    private final LoadOptions options;
    private final List<Publisher> publishers = new ArrayList<>();
    private final List<Subscriber> subscribers = new ArrayList<>();
    private final long[] received;
    private boolean stopped;

    MeshLoad(Run run, LoadOptions options) {
        this.run = run;
        this.options = options;
        this.received = new long[options.callers()];
    }

    @Override
    public Row run() throws IOException {
        int size = options.callers();
        List<String> topics =
                IntStream.range(0, size).mapToObj(i -> "bench.mesh.t" + i).toList();
        for (int i = 0; i < size; i++) {
            Publisher publisher = new Publisher(run, options, i, topics.get(i));
            publishers.add(publisher);
            run.loop.connect(options.endpoint(), options.encoding(), publisher);
            Subscriber subscriber = new Subscriber(run, options, topics, false, size, this::received);
            subscribers.add(subscriber);
            run.loop.connect(options.endpoint(), options.peerEncoding(), subscriber);
        }
        run.await(
                "subscriptions",
                () -> publishers.stream().allMatch(Publisher::isReady)
                        && subscribers.stream().allMatch(Subscriber::isReady));
        for (int i = 0; i < options.inFlight(); i++) {
            publishers.forEach(publisher -> publisher.publish(System.nanoTime()));
        }
        Row row = run.measure("mesh", null);
        stopped = true;
        run.await("the last events", this::everythingArrived);
        return row;
    }

    private boolean everythingArrived() {
        return IntStream.range(0, received.length)
                .allMatch(i -> received[i] == publishers.get(i).published() * subscribers.size());
    }

    private void received(int sender, long sequence) {
        received[sender]++;
        run.completed(publishers.get(sender).startNanos(sequence));
        if (!stopped && received[sender] % subscribers.size() == 0) {
            publishers.get(sender).publish(System.nanoTime());
        }
    }
}
