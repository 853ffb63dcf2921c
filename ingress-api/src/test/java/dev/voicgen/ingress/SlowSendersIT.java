package dev.voicgen.ingress;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.contracts.site.Integration;
import dev.voicgen.contracts.site.Plan;
import dev.voicgen.contracts.site.RequestLimits;
import dev.voicgen.contracts.site.Verdict;
import dev.voicgen.contracts.site.VoiceTier;
import dev.voicgen.ingress.testing.Sites;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** However many clients keep a body back, on whatever route, the others are served. */
class SlowSendersIT {

    private static final Plan OPEN = new Plan(
            "open", null, true, new RequestLimits(1_000_000, 1_000_000, 1_000_000, 1_000_000), VoiceTier.GROWTH, null);
    /** More than there are threads for requests. */
    private static final int SENDERS = 300;
    /** More than what a server gathers at once where it is careless. */
    private static final int SENT_BYTES = 64 * 1024 + 1;

    private static final URI NO_DASHBOARD = URI.create("http://127.0.0.1:1");
    private static final List<String> ROUTES = List.of(
            "POST /v1/public/events",
            "POST /v1/auth/login",
            "PATCH /v1/sites/1",
            "POST /v1/events/track",
            "POST /v1/audio/generate",
            "POST /v1/audio/bulk");

    private static RunningIngress ingress;
    private static Sites.SiteWithKey site;

    private final List<Socket> senders = new ArrayList<>();

    @BeforeAll
    static void start() throws Exception {
        ingress = RunningIngress.forwardingTo(Optional.of(NO_DASHBOARD));
        site = ingress.sites.add(Sites.with(OPEN, Sites.ACTIVE, Integration.REST));
        ingress.admission.script(
                site.site().siteId(), request -> Optional.of(new Verdict.Queued(request.requestId(), 1, null)));
    }

    @AfterAll
    static void stop() {
        ingress.close();
    }

    @AfterEach
    void hangUp() throws IOException {
        for (Socket sender : senders) {
            sender.close();
        }
    }

    @Test
    void those_who_fall_silent_inside_a_body_do_not_keep_others_from_being_served() throws Exception {
        for (int i = 0; i < SENDERS; i++) {
            send(connect(), head(i) + " ".repeat(SENT_BYTES));
        }

        assertOthersAreServed();
    }

    @Test
    void those_whose_body_drips_do_not_keep_others_from_being_served() throws Exception {
        for (int i = 0; i < SENDERS; i++) {
            send(connect(), head(i) + " ".repeat(SENT_BYTES));
        }
        Thread drip = new Thread(this::drip, "drip");
        drip.start();
        try {
            assertOthersAreServed();
        } finally {
            drip.interrupt();
            drip.join();
        }
    }

    private static void assertOthersAreServed() throws Exception {
        Client client = ingress.client();
        assertThat(client.get("/healthz").status()).isEqualTo(200);
        assertThat(client.generate(
                                site,
                                "{\"post_id\":\"1\",\"content\":\"%s\"}"
                                        .formatted("The harbour was quiet all morning. ".repeat(3)))
                        .status())
                .isEqualTo(202);
    }

    private static String head(int sender) {
        return String.join(
                "\r\n",
                ROUTES.get(sender % ROUTES.size()) + " HTTP/1.1",
                "Host: localhost",
                "X-API-Key: " + site.key().reveal(),
                "Content-Type: application/json",
                "Content-Length: 100000",
                "",
                "");
    }

    /** A byte of each at a time, with a pause: it is their number that counts, not what they send. */
    private void drip() {
        while (!Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            for (Socket sender : senders) {
                try {
                    send(sender, " ");
                } catch (IOException refused) {
                    // It was let go.
                }
            }
        }
    }

    private Socket connect() throws IOException {
        URI url = ingress.client().url();
        Socket socket = new Socket(url.getHost(), url.getPort());
        senders.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
