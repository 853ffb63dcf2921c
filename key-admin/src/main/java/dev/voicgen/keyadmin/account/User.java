package dev.voicgen.keyadmin.account;

/** A person who has logged in, as far as their rights go. */
public record User(long id, long accountId, String email, Role role) {

    public boolean isOperator() {
        return role == Role.OPERATOR;
    }
}
