package dev.voicgen.worker.webhook;

import java.net.UnknownHostException;

/** A receiver's address is one that may not be called. */
final class RefusedAddress extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    /** @param kind of address; the address itself stays with us, since a receiver's owner is not to map our network */
    RefusedAddress(String kind) {
        super("the receiver's address may not be called: " + kind);
    }
}
