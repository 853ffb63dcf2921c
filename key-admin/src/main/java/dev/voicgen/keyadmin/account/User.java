package dev.voicgen.keyadmin.account;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

/** A person who has logged in, as far as their rights go. */
public record User(long id, long accountId, String email, Role role) {

    /** What a user may do. The database and the API have the name in lower case. */
    public enum Role {
        /** Works on the sites of one account. */
        @JsonProperty("owner")
        OWNER,
        /** Runs the platform: sees every site and sets plans, subscriptions and accounts. */
        @JsonProperty("operator")
        OPERATOR
    }

    @JsonIgnore
    public boolean isOperator() {
        return role == Role.OPERATOR;
    }
}
