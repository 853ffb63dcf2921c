package dev.voicgen.keyadmin.revocation;

/** One rule of the protocol taken out. */
enum Mutation {
    NO_WAIT(ModelState.Mishap.SUSPENSION),
    WAIT_SHORTER_THAN_A_LEASE(ModelState.Mishap.LEAVING),
    LEASE_FROM_WHEN_THE_PROBE_CAME_BACK(ModelState.Mishap.LEAVING),
    ACKNOWLEDGE_BEFORE_APPLYING(ModelState.Mishap.LEAVING),
    FORGET_AN_INSTANCE_THAT_MAY_HOLD_A_LEASE(ModelState.Mishap.LEAVING),
    ANSWER_BEFORE_HAVING_READ_ALL_BEFORE_THE_SNAPSHOT(ModelState.Mishap.LEAVING),
    LOOK_INTO_THE_MAP_BEFORE_ASKING_FOR_THE_LEASE(ModelState.Mishap.LEAVING),
    LEAVE_BEFORE_ENDING_THE_LEASE(ModelState.Mishap.LEAVING),
    IGNORE_THAT_THE_MACHINE_WAS_SUSPENDED(ModelState.Mishap.SUSPENSION),
    COMPACT_WHAT_A_RESTARTED_READER_NEEDS(ModelState.Mishap.RESTART);

    private final ModelState.Mishap shownBy;

    Mutation(ModelState.Mishap shownBy) {
        this.shownBy = shownBy;
    }

    /** What has to go wrong for the rule to matter, or anything where delays are enough. */
    ModelState.Mishap shownBy() {
        return shownBy;
    }
}
