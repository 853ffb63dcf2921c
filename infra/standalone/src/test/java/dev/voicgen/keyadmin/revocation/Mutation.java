package dev.voicgen.keyadmin.revocation;

import dev.voicgen.keyadmin.revocation.ModelState.Mishap;

/** One rule of the protocol taken out. */
enum Mutation {
    NO_WAIT(Mishap.SUSPENSION),
    WAIT_SHORTER_THAN_A_LEASE(Mishap.LEAVING),
    LEASE_FROM_WHEN_THE_PROBE_CAME_BACK(Mishap.LEAVING),
    ACKNOWLEDGE_BEFORE_APPLYING(Mishap.LEAVING),
    FORGET_AN_INSTANCE_THAT_MAY_HOLD_A_LEASE(Mishap.LEAVING),
    ANSWER_BEFORE_HAVING_READ_ALL_BEFORE_THE_SNAPSHOT(Mishap.LEAVING),
    LOOK_INTO_THE_MAP_BEFORE_ASKING_FOR_THE_LEASE(Mishap.LEAVING),
    LEAVE_BEFORE_ENDING_THE_LEASE(Mishap.LEAVING),
    IGNORE_THAT_THE_MACHINE_WAS_SUSPENDED(Mishap.SUSPENSION),
    COMPACT_WHAT_A_RESTARTED_READER_NEEDS(Mishap.RESTART);

    private final Mishap shownBy;

    Mutation(Mishap shownBy) {
        this.shownBy = shownBy;
    }

    /** What has to go wrong for the rule to matter, or anything where delays are enough. */
    Mishap shownBy() {
        return shownBy;
    }
}
