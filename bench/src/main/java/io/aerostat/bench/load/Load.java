package io.aerostat.bench.load;

import java.io.IOException;

/** One load on one router, run once. */
interface Load {
    /** The row, which the run may still judge as failed. */
    Row run() throws IOException;
}
