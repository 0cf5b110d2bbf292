package io.aerostat.router.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.DefaultEventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EndedTransportsTest {
    private final EndedTransports ended = new EndedTransports();

    /** A loop may be shut down between a check of its state and the next call. */
    @Test
    void nothingIsKeptIfTheLoopIsShutDownMeanwhile() {
        DefaultEventLoop loop = new DefaultEventLoop() {
            @Override
            public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
                throw new RejectedExecutionException("shut down");
            }

            @Override
            public <V> ScheduledFuture<V> schedule(Callable<V> command, long delay, TimeUnit unit) {
                throw new RejectedExecutionException("shut down");
            }
        };
        try {
            ended.add("id", loop);

            assertThat(ended.contains("id")).isFalse();
        } finally {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }

    @Test
    void anIdIsKeptForAWhile() {
        DefaultEventLoop loop = new DefaultEventLoop();
        try {
            ended.add("id", loop);

            assertThat(ended.contains("id")).isTrue();
            assertThat(ended.contains("other")).isFalse();
        } finally {
            loop.shutdownGracefully(0, 0, TimeUnit.SECONDS).syncUninterruptibly();
        }
    }
}
