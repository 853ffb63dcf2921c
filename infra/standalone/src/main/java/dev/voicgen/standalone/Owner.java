package dev.voicgen.standalone;

import java.io.IOException;
import java.nio.file.Files;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * The login of the operator who owns a data directory. The first start makes it and keeps it in the directory, so that
 * later starts can show it.
 */
record Owner(String email, String password) {

    private static final int PASSWORD_BYTES = 18;

    /** The owner of {@code data}; made and kept where it has none. */
    static Owner of(DataDirectory data) throws IOException {
        if (Files.exists(data.owner())) {
            return PrivateJson.read(data.owner(), Owner.class);
        }
        Owner owner = invent();
        PrivateJson.write(data.owner(), owner);
        return owner;
    }

    /** Hides the password. */
    @Override
    public String toString() {
        return "Owner[" + email + "]";
    }

    private static Owner invent() {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        String password = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        return new Owner("operator@voicgen.local", password);
    }
}
