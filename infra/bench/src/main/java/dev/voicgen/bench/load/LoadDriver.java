package dev.voicgen.bench.load;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.voicgen.contracts.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The driver's process: a plan a line on its input, a result a line on its output, until the input ends. */
public final class LoadDriver {

    private LoadDriver() {}

    public static void main(String[] args) throws IOException, InterruptedException {
        ObjectMapper json = Json.mapper();
        BufferedReader plans = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = plans.readLine(); line != null; line = plans.readLine()) {
            LoadResult result = new LoadRun(json.readValue(line, LoadPlan.class)).run();
            System.out.println(json.writeValueAsString(result));
        }
    }
}
