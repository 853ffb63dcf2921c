package dev.voicgen.worker;

import dev.voicgen.platform.service.ServiceMain;
import dev.voicgen.worker.narration.Narration;
import java.time.Duration;

/** A worker whose engine is away, as a process to be killed while its job waits. */
final class FailingWorker {

    private FailingWorker() {}

    public static void main(String[] args) {
        FakeSpeech speech =
                FakeSpeech.ending(job -> new Narration.TryAgain(Duration.ofSeconds(10), "the engine is away"));
        ServiceMain.run(
                "failing-worker", environment -> AudioWorker.start(AudioWorkerConfig.from(environment), speech));
    }
}
