package dev.voicgen.keyadmin.http;

import static dev.voicgen.keyadmin.KeyAdminFixture.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voicgen.keyadmin.KeyAdminFixture;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Nobody's wrong logins keep anybody else out. Each test's clients have addresses of their own. */
class LoginFromElsewhereIT {

    private static final Pattern DEVICE = Pattern.compile("Set-Cookie: (voicgen_device=[^;]+);");

    private final KeyAdminFixture platform = KeyAdminFixture.shared();

    @Test
    void many_wrong_logins_for_others_do_not_lock_one_address_for_all() throws IOException {
        String email = platform.newOwner();
        for (int i = 0; i < 55; i++) {
            assertStatus(login("127.0.1.1", "nobody-" + i + "@example.org", "a guess", ""), 401);
        }

        assertStatus(login("127.0.1.1", email, PASSWORD, ""), 200);
    }

    @Test
    void many_wrong_passwords_from_elsewhere_do_not_lock_the_owner_out() throws IOException {
        String email = platform.newOwner();
        List<String> statuses = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            statuses.add(login("127.0.2.1", email, "a guess", "").substring(9, 12));
        }

        assertThat(statuses).contains("429");
        assertStatus(login("127.0.2.2", email, PASSWORD, ""), 200);
    }

    @Test
    void a_browser_that_has_logged_in_before_has_tries_of_its_own() throws IOException {
        String email = platform.newOwner();
        Matcher device = DEVICE.matcher(login("127.0.3.1", email, PASSWORD, ""));
        assertThat(device.find()).isTrue();
        String cookie = device.group(1);
        for (int i = 0; i < 11; i++) {
            login("127.0.3.1", email, "a guess", "");
        }

        assertStatus(login("127.0.3.1", email, PASSWORD, ""), 429);
        assertStatus(login("127.0.3.1", email, PASSWORD, cookie.substring(0, cookie.length() - 3) + "xyz"), 429);
        assertStatus(login("127.0.3.1", email, PASSWORD, cookie), 200);
    }

    private static void assertStatus(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
    }

    private String login(String from, String email, String password, String cookie) throws IOException {
        URI url = platform.service().url();
        String body = "{\"email\":\"" + email + "\",\"password\":\"" + password + "\"}";
        String head = String.join(
                "\r\n",
                "POST /v1/auth/login HTTP/1.1",
                "Host: localhost",
                "Connection: close",
                "Content-Type: application/json",
                "Cookie: " + cookie,
                "Content-Length: " + body.length(),
                "",
                "");
        try (Socket socket = new Socket(url.getHost(), url.getPort(), InetAddress.getByName(from), 0)) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
