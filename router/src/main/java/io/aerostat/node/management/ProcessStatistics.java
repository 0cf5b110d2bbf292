package io.aerostat.node.management;

import com.sun.management.UnixOperatingSystemMXBean;
import io.netty.util.internal.PlatformDependent;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.util.LinkedHashMap;
import java.util.Map;

/** The resources that the process uses. Any thread. */
public final class ProcessStatistics {
    private ProcessStatistics() {}

    /** Returns the numbers by name. */
    public static Map<String, Object> read() {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put(
                "heap_used",
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        numbers.put("heap_after_gc", heapAfterGc());
        numbers.put("direct_memory", directMemory());
        numbers.put("threads", ManagementFactory.getThreadMXBean().getThreadCount());
        if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix) {
            numbers.put("descriptors", unix.getOpenFileDescriptorCount());
        }
        return numbers;
    }

    /** Returns the size of the heap in use after the last garbage collection. */
    private static long heapAfterGc() {
        long used = 0;
        for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
            MemoryUsage after = pool.getType() == MemoryType.HEAP ? pool.getCollectionUsage() : null;
            used += after == null ? 0 : after.getUsed();
        }
        return used;
    }

    /**
     * Returns the size of the direct memory in use. Netty allocates outside the JDK's pools if it can, and counts that
     * memory itself; otherwise, Netty and the JDK report the same number.
     */
    private static long directMemory() {
        long pools = 0;
        for (BufferPoolMXBean pool : ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class)) {
            pools += pool.getName().equals("direct") ? pool.getMemoryUsed() : 0;
        }
        return Math.max(pools, PlatformDependent.usedDirectMemory());
    }
}
