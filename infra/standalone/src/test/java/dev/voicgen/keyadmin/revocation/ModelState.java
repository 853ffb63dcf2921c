package dev.voicgen.keyadmin.revocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A moment in the life of one revocation: two instances, a log, and key-admin, each of which takes its next step whenever
 * it likes or never. The smallest step of time is a second, half a lease, and time begins to pass with the revocation: a lease
 * from a probe of long before would only end earlier.
 *
 * @param mishap what goes wrong besides delays
 * @param answered the call that revokes has returned; whatever is sent from now on must be refused
 */
record ModelState(int now, ModelLog log, List<ModelNode> nodes, ModelReader admin, Mishap mishap, boolean answered) {

    /** What may go wrong besides delays, one thing in one life. */
    enum Mishap {
        /** The machine of instance 0 stands still, with its monotonic clock. */
        SUSPENSION,
        /** Instance 1 is closed. */
        LEAVING,
        /** key-admin forgets everything and reads the log from its beginning. */
        RESTART
    }

    private static final int SECONDS = 3;
    private static final int SUSPENDED_SECONDS = 2;

    /** A step and where it leads. */
    record Step(String what, ModelState to) {}

    static ModelState initial(Mishap mishap) {
        return new ModelState(
                0,
                ModelLog.INITIAL,
                List.of(ModelNode.running(0), ModelNode.unborn(1)),
                ModelReader.INITIAL,
                mishap,
                false);
    }

    /** Whether an instance lets in the old key with a request that was sent after the answer. */
    boolean isBroken(Set<Mutation> mutations) {
        return answered
                && nodes.stream().anyMatch(node -> (node.hasOldKey() || node.found()) && node.trusts(now, mutations));
    }

    List<Step> steps(Set<Mutation> mutations) {
        List<Step> steps = new ArrayList<>();
        if (log.revocation() >= 0 && now < SECONDS) {
            steps.add(new Step("a second passes", at(now + 1)));
            ModelNode sleeper = nodes.get(0);
            if (mishap == Mishap.SUSPENSION && sleeper.suspendedSeconds() < SUSPENDED_SECONDS) {
                steps.add(new Step(
                        "a second passes over a suspended machine", at(now + 1).with(sleeper.suspended())));
            }
        }
        for (ModelNode node : nodes) {
            addSteps(steps, node, mutations);
        }
        if (!answered) {
            addSteps(steps, mutations);
        }
        return steps.stream()
                .map(step -> new Step(step.what(), step.to().simplified()))
                .toList();
    }

    private void addSteps(List<Step> steps, ModelNode node, Set<Mutation> mutations) {
        if (node.applied() < log.end()) {
            // One instance reads record by record; the other, to keep this small, whatever there is.
            int end = node.index() == 0 ? node.applied() + 1 : log.end();
            ModelNode reading = node;
            for (int offset = node.applied(); offset < end; offset++) {
                reading = reading.apply(now, log.at(offset), mutations);
            }
            steps.add(new Step(node.name() + " applies all before offset " + end, with(reading)));
        }
        if (node.underWay() != null) {
            steps.add(new Step("the record of " + node.name() + " is appended", appended(node)));
        } else if (!answered && node.beats() < ModelNode.BEATS - node.index()) {
            ModelNode sending = node.issue(now, log, mutations);
            // One instance's records may be long under way; the other's, to keep this small, are not.
            steps.add(new Step(node.name() + " sends a probe", node.index() == 0 ? with(sending) : appended(sending)));
        }
        if (mishap == Mishap.LEAVING
                && node.index() == 1
                && node.underWay() == null
                && node.beats() != ModelNode.LEFT) {
            steps.add(new Step(node.name() + " leaves", appended(node.leave(mutations))));
        }
        if (answered
                && node.hasOldKey()
                && !node.found()
                && mutations.contains(Mutation.LOOK_INTO_THE_MAP_BEFORE_ASKING_FOR_THE_LEASE)) {
            steps.add(new Step("a request finds the old key at " + node.name(), with(node.looked())));
        }
    }

    private void addSteps(List<Step> steps, Set<Mutation> mutations) {
        if (log.revocation() < 0) {
            steps.add(new Step("the revocation is appended", with(log.with(new ModelLog.Snapshot(false)))));
        }
        if (admin.position() < log.end()) {
            String reads = "key-admin reads offset " + admin.position();
            steps.add(new Step(reads, with(admin.read(now, log, mutations))));
            steps.add(new Step(
                    reads + " after a pause in which it forgot who was idle",
                    with(admin.forget(now, mutations).read(now, log, mutations))));
        }
        if (mishap == Mishap.RESTART && !admin.restarted() && admin.position() > 0) {
            steps.add(new Step("key-admin starts anew", with(admin.startedAnew())));
        }
        if (admin.mayAnswer(now, log, mutations)) {
            steps.add(
                    new Step("key-admin answers", new ModelState(now, log, nodes, ModelReader.ANSWERED, mishap, true)));
        }
    }

    private ModelState appended(ModelNode node) {
        return with(log.with(node.underWay())).with(node.sent());
    }

    private ModelState at(int later) {
        return new ModelState(later, log, nodes, admin, mishap, answered);
    }

    private ModelState with(ModelLog longer) {
        return new ModelState(now, longer, nodes, admin, mishap, answered);
    }

    private ModelState with(ModelReader reader) {
        return new ModelState(now, log, nodes, reader, mishap, answered);
    }

    private ModelState with(ModelNode changed) {
        List<ModelNode> all = new ArrayList<>(nodes);
        all.set(changed.index(), changed);
        return new ModelState(now, log, List.copyOf(all), admin, mishap, answered);
    }

    private ModelState simplified() {
        List<ModelNode> simpler =
                nodes.stream().map(node -> node.simplified(now, log, answered)).toList();
        boolean mayRestart = mishap == Mishap.RESTART && !admin.restarted() && !answered;
        return new ModelState(
                now, mayRestart ? log : log.simplified(simpler, admin.position()), simpler, admin, mishap, answered);
    }
}
