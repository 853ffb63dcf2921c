package dev.voicgen.standalone;

import dev.voicgen.ingress.IngressApi;
import dev.voicgen.ingress.IngressConfig;
import dev.voicgen.keyadmin.KeyAdmin;
import dev.voicgen.keyadmin.KeyAdminConfig;
import dev.voicgen.platform.service.Service;
import dev.voicgen.quota.QuotaStream;
import dev.voicgen.quota.QuotaStreamConfig;
import dev.voicgen.worker.AudioWorker;
import dev.voicgen.worker.AudioWorkerConfig;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** The four services in this process, on any Kafka and PostgreSQL. Thread-safe. */
public final class Services implements AutoCloseable {

    private final Parts parts;
    private final KeyAdmin keyAdmin;
    private final IngressApi ingress;
    private final List<Service> all;
    private final Optional<KeyAdmin.FirstSite> firstSite;

    private Services(
            Parts parts,
            KeyAdmin keyAdmin,
            IngressApi ingress,
            List<Service> all,
            Optional<KeyAdmin.FirstSite> firstSite) {
        this.parts = parts;
        this.keyAdmin = keyAdmin;
        this.ingress = ingress;
        this.all = all;
        this.firstSite = firstSite;
    }

    /**
     * Starts all four and returns when they are warm.
     *
     * @param settings as each service finds them in its environment
     * @param sockets of the two that are called from outside
     * @param owner made, with a demo site, where the database has no user yet
     * @param parts where they go as they are started
     * @param progress gets the name of each step
     * @throws RuntimeException where one of them does not start; nothing is left running
     */
    static Services start(
            Map<String, String> settings, PublicSockets sockets, Owner owner, Parts parts, Consumer<String> progress) {
        try {
            progress.accept("Starting quota-stream, audio-worker and key-admin");
            CompletableFuture<QuotaStream> quota =
                    parts.start(() -> QuotaStream.start(QuotaStreamConfig.from(settings)));
            CompletableFuture<AudioWorker> worker =
                    parts.start(() -> AudioWorker.start(AudioWorkerConfig.from(settings)));
            CompletableFuture<KeyAdmin> keyAdmin = parts.start(
                    () -> KeyAdmin.start(KeyAdminConfig.from(settings).on(sockets.dashboard())));
            parts.await(quota, worker, keyAdmin);
            progress.accept("Starting and warming ingress-api");
            CompletableFuture<IngressApi> ingress = parts.start(
                    () -> IngressApi.start(IngressConfig.from(settings).on(sockets.api())));
            parts.await(ingress);
            // Last: a start that fails or is stopped must not have made a key that was never shown.
            CompletableFuture<Optional<KeyAdmin.FirstSite>> firstSite =
                    parts.run(() -> keyAdmin.join().createFirstSite(owner.email(), owner.password()));
            parts.await(firstSite);
            List<Service> all = List.of(quota.join(), worker.join(), keyAdmin.join(), ingress.join());
            return new Services(parts, keyAdmin.join(), ingress.join(), all, firstSite.join());
        } catch (RuntimeException e) {
            parts.close();
            throw e;
        }
    }

    public URI apiUrl() {
        return ingress.url();
    }

    public URI dashboardUrl() {
        return keyAdmin.url();
    }

    /** Where each service answers for its health and its metrics. */
    List<URI> urls() {
        return all.stream().map(Service::url).toList();
    }

    /** The demo site and its key, where this start made them. */
    public Optional<KeyAdmin.FirstSite> firstSite() {
        return firstSite;
    }

    @Override
    public void close() {
        parts.close();
    }
}
