package io.aerostat.bench.micro;

import io.aerostat.protocol.error.NotExpressible;
import io.aerostat.protocol.error.ProtocolViolation;
import io.aerostat.protocol.message.Call;
import io.aerostat.protocol.message.Event;
import io.aerostat.protocol.message.WampMessage;
import io.aerostat.protocol.option.CallOptions;
import io.aerostat.protocol.option.EventDetails;
import io.aerostat.protocol.payload.Payload;
import io.aerostat.protocol.payload.PayloadValues;
import io.aerostat.protocol.payload.Serialization;
import io.aerostat.protocol.serializer.DecodeLimits;
import io.aerostat.protocol.serializer.Serializer;
import io.aerostat.protocol.serializer.Serializers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The cost of reading a CALL, writing an EVENT, and transcoding a payload. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class CodecBenchmark {
    @Param({"JSON", "MSGPACK", "CBOR"})
    public Serialization serialization = Serialization.JSON;

    @Param({"16", "1024"})
    public int size = 16;

    private Serializer serializer = Serializers.of(serialization);
    private byte[] call = {};
    private WampMessage event = new Event(1, 1, EventDetails.NONE, Payload.EMPTY);
    private Payload foreign = Payload.EMPTY;
    private final ByteBuf out = Unpooled.buffer(4096);

    @Setup
    public void encode() throws NotExpressible {
        serializer = Serializers.of(serialization);
        PayloadValues values = new PayloadValues(List.of("x".repeat(size), 4711, true), Map.of());
        ByteBuf buffer = Unpooled.buffer(size + 256);
        serializer.encode(new Call(1, CallOptions.NONE, "com.example.procedure", serializer.payload(values)), buffer);
        call = ByteBufUtil.getBytes(buffer);
        event = new Event(7, 123_456_789, EventDetails.NONE, serializer.payload(values));
        Serialization other = serialization == Serialization.JSON ? Serialization.MSGPACK : Serialization.JSON;
        foreign = Serializers.of(other).payload(values);
    }

    @Benchmark
    public WampMessage decodeCall() throws ProtocolViolation {
        return serializer.decode(call, 0, call.length, DecodeLimits.DEFAULT);
    }

    @Benchmark
    public ByteBuf encodeEvent() throws NotExpressible {
        serializer.encode(event, out.clear());
        return out;
    }

    /** A payload caches its other forms, so each invocation uses a new payload. */
    @Benchmark
    public ByteBuf transcodeEvent() throws NotExpressible {
        Payload payload = Payload.validated(
                foreign.serialization(), foreign.array(), foreign.offset(), foreign.size(), foreign.elements());
        serializer.encode(new Event(7, 123_456_789, EventDetails.NONE, payload), out.clear());
        return out;
    }
}
