package io.aerostat.bench.process;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Reads numbers from the JVM in which a router runs. */
public final class RouterJvm implements AutoCloseable {
    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final ThreadMXBean threads;

    @SuppressWarnings("BanJNDI") // Safe: the address comes from a process of the same user.
    public RouterJvm(long pid) throws IOException {
        String address;
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid));
            address = machine.startLocalManagementAgent();
            machine.detach();
        } catch (AttachNotSupportedException e) {
            throw new IOException("--jvm: process " + pid + " cannot be attached to: " + e.getMessage(), e);
        }
        connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
        MBeanServerConnection server = connector.getMBeanServerConnection();
        memory = ManagementFactory.getPlatformMXBean(server, MemoryMXBean.class);
        threads = ManagementFactory.getPlatformMXBean(server, ThreadMXBean.class);
    }

    /** Returns the number of bytes that the live threads have allocated since their start. */
    public long allocatedBytes() {
        long sum = 0;
        for (long bytes : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
            sum += Math.max(0, bytes);
        }
        return sum;
    }

    /** Returns the size of the heap after a full collection. */
    public long liveHeapBytes() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    /** Returns the size of the memory that the JVM has committed for its heap. */
    public long committedHeapBytes() {
        return memory.getHeapMemoryUsage().getCommitted();
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
