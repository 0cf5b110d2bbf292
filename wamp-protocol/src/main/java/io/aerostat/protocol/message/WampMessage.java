package io.aerostat.protocol.message;

/** A message of WAMP v2, basic and advanced profile (MSG-1). Immutable; equal by content except for payload bytes. */
public sealed interface WampMessage
        permits Hello,
                Welcome,
                Abort,
                Challenge,
                Authenticate,
                Goodbye,
                ErrorMessage,
                Publish,
                Published,
                Subscribe,
                Subscribed,
                Unsubscribe,
                Unsubscribed,
                Event,
                EventReceived,
                Call,
                Cancel,
                Result,
                Register,
                Registered,
                Unregister,
                Unregistered,
                Invocation,
                Interrupt,
                Yield {

    /** The type code, the first element on the wire. */
    int code();
}
