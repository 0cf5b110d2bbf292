package io.aerostat.node.config;

import java.util.Optional;

/**
 * How permessage-deflate is negotiated.
 *
 * @param requestNoContextTakeover whether clients are asked to compress each message for itself
 * @param requestMaxWindowBits the largest window that clients are asked to use; empty: not asked
 * @param noContextTakeover whether this side compresses each message for itself
 * @param maxWindowBits the largest window that this side uses
 * @param memoryLevel how much memory this side compresses with
 */
public record DeflateOptions(
        boolean requestNoContextTakeover,
        Optional<Integer> requestMaxWindowBits,
        boolean noContextTakeover,
        Optional<Integer> maxWindowBits,
        Optional<Integer> memoryLevel) {}
