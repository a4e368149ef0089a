package io.github.ipvlanctl.service;

import io.github.ipvlanctl.error.Failure;
import io.github.ipvlanctl.iproute2.Transaction;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** A change made of {@code ip}'s steps. */
public final class Prepared<T> implements Preparation<T> {
    private final Transaction transaction;
    private final Runnable before;
    private final LongConsumer meanwhile;
    private final Runnable onFailure;
    private final Supplier<T> lookAgain;

    Prepared(Transaction transaction, Supplier<T> lookAgain) {
        this(transaction, () -> {}, taken -> {}, () -> {}, lookAgain);
    }

    /**
     * The same.
     *
     * @param before is run before the first command
     * @param meanwhile is told, as a user is, how many steps have been taken
     * @param onFailure is run when a command has failed, after the undoing
     */
    Prepared(
            Transaction transaction,
            Runnable before,
            LongConsumer meanwhile,
            Runnable onFailure,
            Supplier<T> lookAgain) {
        this.transaction = transaction;
        this.before = before;
        this.meanwhile = meanwhile;
        this.onFailure = onFailure;
        this.lookAgain = lookAgain;
    }

    @Override
    public List<String> commands() {
        return transaction.shellText();
    }

    @Override
    public long size() {
        return transaction.size();
    }

    @Override
    public T run(LongConsumer progress) {
        before.run();
        try {
            return transaction.run(meanwhile.andThen(progress), lookAgain);
        } catch (Failure failure) {
            onFailure.run();
            throw failure;
        }
    }
}
