package dev.voicgen.keyadmin.account;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.Optional;

/**
 * Argon2id with 19 MiB, two passes and one lane: the first choice of the OWASP Password Storage Cheat Sheet. The
 * parameters are part of each hash, so they can be raised while older hashes stay valid. Thread-safe.
 */
public final class Passwords {

    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int HASH_BYTES = 32;
    private static final int SALT_BYTES = 16;
    private static final Argon2Function ARGON2ID =
            Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);

    /** Checked in place of the hash of a user that does not exist, so that both cases take the same time. */
    private final String nobodysHash = hash("nobody has this password");

    /** The hash of {@code password} under a fresh salt, with its parameters. Takes tens of milliseconds. */
    public String hash(String password) {
        return Password.hash(password).addRandomSalt(SALT_BYTES).with(ARGON2ID).getResult();
    }

    /** Whether {@code password} belongs to {@code hash}; without a hash it does not, after the same time. */
    boolean matches(String password, Optional<String> hash) {
        String compared = hash.orElse(nobodysHash);
        boolean same = Password.check(password, compared).with(Argon2Function.getInstanceFromHash(compared));
        return same && hash.isPresent();
    }
}
