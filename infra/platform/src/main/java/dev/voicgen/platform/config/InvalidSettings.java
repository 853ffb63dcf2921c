package dev.voicgen.platform.config;

import java.util.List;

/** The environment does not describe a service that could run. */
public final class InvalidSettings extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidSettings(List<String> faults) {
        super(String.join("; ", faults));
    }
}
