package dev.voicgen.platform.http;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One field of an {@link Input}: absent, wrong, or there. What is wrong with it is noted once, in the words of Laravel's
 * validation; further rules then say nothing more.
 */
public final class Field<T> {

    private final Input input;
    private final String name;
    private final T value;

    Field(Input input, String name, T value) {
        this.input = input;
        this.name = name;
        this.value = value;
    }

    /** Notes a fault where the field is absent. */
    public Field<T> required() {
        if (value == null && !input.isFaulty(name)) {
            input.fault(name, "is required.");
        }
        return this;
    }

    /** @param rule what holds where {@code reading} finds nothing in it, such as "must be a valid URL." */
    public <U> Field<U> as(Function<? super T, Optional<U>> reading, String rule) {
        return read(reading, "The " + input.label(name) + " field " + rule);
    }

    /** @param rule what holds where {@code isRight} does not */
    public Field<T> when(Predicate<? super T> isRight, String rule) {
        return as(found -> Optional.of(found).filter(isRight), rule);
    }

    /** As {@link #as}, where one of a few values is chosen; {@code hint} says which there are. */
    public <U> Field<U> selected(Function<? super T, Optional<U>> reading, String hint) {
        return read(reading, "The selected " + input.label(name) + " is invalid. " + hint);
    }

    public Optional<T> get() {
        return Optional.ofNullable(value);
    }

    /** {@code harmless} where the field is absent or wrong. */
    public T orElse(T harmless) {
        return value == null ? harmless : value;
    }

    private <U> Field<U> read(Function<? super T, Optional<U>> reading, String otherwise) {
        if (value == null) {
            return new Field<>(input, name, null);
        }
        Optional<U> found = reading.apply(value);
        if (found.isEmpty()) {
            input.reject(name, otherwise);
        }
        return new Field<>(input, name, found.orElse(null));
    }
}
