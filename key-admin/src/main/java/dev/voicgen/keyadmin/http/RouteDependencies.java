package dev.voicgen.keyadmin.http;

import dev.voicgen.catalog.CatalogVoice;
import dev.voicgen.keyadmin.account.AccountChanges;
import dev.voicgen.keyadmin.site.SiteChanges;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;

/** The parts of the service that routes and pages work with. Thread-safe. */
public record RouteDependencies(Jdbi jdbi, VisibleSites visible, SiteChanges changes, AccountChanges accounts) {

    public RouteDependencies(Jdbi jdbi, SiteChanges changes, AccountChanges accounts) {
        this(jdbi, new VisibleSites(jdbi), changes, accounts);
    }

    /** Reads from one table, on a connection of its own. */
    public <T, R> R read(Class<T> table, Function<T, R> query) {
        return jdbi.withExtension(table, query::apply);
    }

    /** All voices, by language. */
    public List<CatalogVoice> voices() {
        return read(CatalogVoice.Table.class, CatalogVoice.Table::all).stream()
                .sorted(Comparator.comparing(voice -> voice.language().code()))
                .toList();
    }
}
