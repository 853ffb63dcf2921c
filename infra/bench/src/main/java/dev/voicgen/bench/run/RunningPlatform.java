package dev.voicgen.bench.run;

import dev.voicgen.ingress.IngressApi;
import dev.voicgen.ingress.IngressConfig;
import dev.voicgen.keyadmin.KeyAdmin;
import dev.voicgen.keyadmin.KeyAdminConfig;
import dev.voicgen.quota.QuotaStream;
import dev.voicgen.quota.QuotaStreamConfig;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;

/**
 * The services without workers, in this process: what is queued stays queued, so that speech synthesis, which would take
 * every cycle it is given, is not what is measured.
 */
public final class RunningPlatform implements AutoCloseable {

    private static final String EMAIL = "operator@example.org";
    private static final String PASSWORD = "correct horse battery";

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<IngressApi> ingresses = new ArrayList<>();
    private final Backends backends;
    private final Map<String, String> settings;
    private final AdminClient admin;

    private RunningPlatform(Backends backends) throws IOException {
        this.backends = backends;
        this.settings = backends.settings();
        settings.put("VOICGEN_AUDIO_DIR", backends.newDirectory("audio").toString());
        settings.put("VOICGEN_STATE_DIR", backends.newDirectory("state").toString());
        settings.put("VOICGEN_OPERATOR_EMAIL", EMAIL);
        settings.put("VOICGEN_OPERATOR_PASSWORD", PASSWORD);
        parts.push(QuotaStream.start(QuotaStreamConfig.from(settings)));
        KeyAdmin keyAdmin = KeyAdmin.start(KeyAdminConfig.from(settings));
        parts.push(keyAdmin);
        this.admin = AdminClient.login(keyAdmin.url(), EMAIL, PASSWORD);
        addIngress();
    }

    /** Returns when it is warm; one ingress. */
    public static RunningPlatform start() throws IOException {
        return new RunningPlatform(Backends.start());
    }

    /** Starts one more. */
    public void addIngress() {
        IngressApi ingress = IngressApi.start(IngressConfig.from(settings));
        parts.push(ingress);
        ingresses.add(ingress);
    }

    public int port() {
        return ingresses.get(0).url().getPort();
    }

    public AdminClient admin() {
        return admin;
    }

    public Backends backends() {
        return backends;
    }

    @Override
    public void close() throws Exception {
        while (!parts.isEmpty()) {
            parts.pop().close();
        }
        backends.close();
    }
}
