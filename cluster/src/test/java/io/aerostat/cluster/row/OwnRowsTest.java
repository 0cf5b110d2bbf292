package io.aerostat.cluster.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.aerostat.cluster.engine.NodeId;
import io.aerostat.cluster.link.ClusterNode;
import io.aerostat.cluster.link.Member;
import io.aerostat.cluster.link.SendOutcome;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnRowsTest {
    private static final int LARGEST_RECORD = 64 * 1024;

    private final List<Integer> sizes = new ArrayList<>();

    private ClusterNode node() {
        return (ClusterNode) Proxy.newProxyInstance(
                ClusterNode.class.getClassLoader(), new Class<?>[] {ClusterNode.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("send")) {
                        sizes.add(((ByteBuffer) arguments[3]).remaining());
                    }
                    return SendOutcome.ACCEPTED;
                });
    }

    @Test
    void aNewcomerGetsLargeRowsInRecordsThatAreNotTooLarge() {
        OwnRows rows = new OwnRows(1, node());
        for (int i = 0; i < 20; i++) {
            byte[] key = ("row " + i).getBytes(StandardCharsets.UTF_8);
            int value = i % 2 == 0 ? 20_000 : LARGEST_RECORD - key.length - RowFormat.OVERHEAD;
            rows.put(key, new byte[value], 0);
        }

        rows.follow(new Member(new NodeId("other"), 1));

        assertThat(sizes)
                .hasSizeGreaterThan(1)
                .allSatisfy(size -> assertThat(size).isLessThanOrEqualTo(LARGEST_RECORD));
    }
}
