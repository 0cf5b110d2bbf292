package io.aerostat.node.config;

import io.aerostat.host.container.ContainerJvm;
import java.util.List;
import java.util.Optional;

/**
 * Warns that a container's heap is too small for the largest message that it may receive: a single call could end the
 * container by an OutOfMemoryError.
 *
 * @param origin the place of the container in the configuration file
 * @param message the present size of the heap, and a size that is large enough
 */
public record HeapAdvice(Origin origin, String message) {
    /** The largest message that the client in a container accepts from any router. */
    private static final int CLIENT_LIMIT = 1 << 24;

    /**
     * The number of copies of a message in memory, including garbage, while a component answers it with a message of
     * the same size. This number was measured.
     */
    private static final int COPIES = 8;

    /** Returns advice for each container whose heap is too small. */
    public static List<HeapAdvice> of(NodeConfiguration node) {
        int largest = Math.min(CLIENT_LIMIT, largestMessage(node));
        long needed = mebibytes((long) COPIES * largest);
        return node.workers(ContainerWorker.class).stream()
                .flatMap(container -> of(container, largest, needed).stream())
                .toList();
    }

    private static Optional<HeapAdvice> of(ContainerWorker container, int largest, long needed) {
        long heap = ContainerJvm.maxHeap(container.jvmOptions()) >> 20;
        if (heap >= needed) {
            return Optional.empty();
        }
        return Optional.of(new HeapAdvice(
                container.origin(),
                "found a heap of " + heap + " MiB and messages of up to " + mebibytes(largest)
                        + " MiB, of which one may end the container by OutOfMemoryError (expected -Xmx" + needed
                        + "m or more in \"jvm_options\", or a smaller \"max_message_size\" of the transports)"));
    }

    private static long mebibytes(long bytes) {
        return bytes + (1 << 20) - 1 >> 20;
    }

    /**
     * Returns the size of the largest message that the routers of this node accept and can therefore send to a
     * container. If the node has no router, returns the largest size that a client accepts.
     */
    private static int largestMessage(NodeConfiguration node) {
        return node.workers(RouterWorker.class).stream()
                .flatMap(RouterWorker::wampServices)
                .mapToInt(service -> service.connection().maxMessageSize())
                .max()
                .orElse(CLIENT_LIMIT);
    }
}
