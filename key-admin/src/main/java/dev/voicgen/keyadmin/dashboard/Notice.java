package dev.voicgen.keyadmin.dashboard;

import dev.voicgen.keyadmin.http.Effects.IfPending;
import dev.voicgen.keyadmin.revocation.Confirmation;

/**
 * What a page says about the change that led to it.
 *
 * @param done false where the change is stored but not known to hold everywhere
 */
public record Notice(boolean done, String title, String text) {

    /** @param text of a change that is done */
    static Notice of(Confirmation confirmation, String title, String text, IfPending ifPending) {
        return confirmation instanceof Confirmation.Pending
                ? new Notice(false, "Not confirmed yet", ifPending.message())
                : new Notice(true, title, text);
    }

    /** Of a change that ends keys: how far it is known to have come. */
    static Notice ofEndedKeys(Confirmation confirmation, String title, IfPending ifPending) {
        return of(confirmation, title, Words.confirmation(confirmation), ifPending);
    }

    int status() {
        return done ? 200 : 503;
    }
}
