package dev.voicgen.bench.admission;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Counts what a quota-stream has decided, by its metrics. */
record DecisionCounter(HttpClient http, URI metrics) {

    private static final String COUNTER = "admission_decisions_total";

    static DecisionCounter of(URI quotaStream) {
        return new DecisionCounter(HttpClient.newHttpClient(), quotaStream.resolve("/metrics"));
    }

    long count() {
        try {
            String page = http.send(HttpRequest.newBuilder(metrics).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
            return (long) page.lines()
                    .filter(line -> line.startsWith(COUNTER))
                    .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException("no metrics at " + metrics, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
