package dev.voicgen.worker;

import dev.voicgen.platform.service.ServiceMain;

/** A worker that comes to the middle of its first job and no further, as a process to be killed there. */
final class StuckWorker {

    private StuckWorker() {}

    public static void main(String[] args) {
        FakeSpeech speech = FakeSpeech.stepwise('a');
        speech.goOn(2);
        ServiceMain.run("stuck-worker", environment -> AudioWorker.start(AudioWorkerConfig.from(environment), speech));
    }
}
