/** The form of events in the file: MessagePack. Any thread. Must not depend on the engine. */
@NullMarked
package io.aerostat.store.record;

import org.jspecify.annotations.NullMarked;
