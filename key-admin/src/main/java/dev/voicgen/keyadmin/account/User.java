package dev.voicgen.keyadmin.account;

import com.fasterxml.jackson.annotation.JsonIgnore;

/** A person who has logged in, as far as their rights go. */
public record User(long id, long accountId, String email, Role role) {

    @JsonIgnore
    public boolean isOperator() {
        return role == Role.OPERATOR;
    }
}
