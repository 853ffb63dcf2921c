package dev.voicgen.keyadmin.site;

import dev.voicgen.contracts.value.Domain;
import java.util.List;

/** A site that is to be made. */
public record SiteDraft(String name, List<Domain> domains) {}
