package org.geotimeline.bench.axon4;

import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import org.axonframework.common.jpa.EntityManagerProvider;
import org.axonframework.common.transaction.Transaction;
import org.axonframework.common.transaction.TransactionManager;
import org.jspecify.annotations.Nullable;

/** One JPA transaction a thread, with its entity manager. */
final class Transactions implements EntityManagerProvider, TransactionManager {

    /** Transactions for an engine with autocommit connections. */
    static final TransactionManager NONE = () -> new Joined();

    private static final ThreadLocal<@Nullable EntityManager> BOUND = new ThreadLocal<>();

    private final EntityManagerFactory factory;

    Transactions(EntityManagerFactory factory) {
        this.factory = factory;
    }

    @Override
    public EntityManager getEntityManager() {
        EntityManager manager = BOUND.get();
        if (manager == null) {
            throw new IllegalStateException("there is no transaction in this thread");
        }
        return manager;
    }

    @Override
    public Transaction startTransaction() {
        if (BOUND.get() != null) {
            return new Joined();
        }
        EntityManager manager = factory.createEntityManager();
        manager.getTransaction().begin();
        BOUND.set(manager);
        return new Own(manager);
    }

    /** A part of an enclosing transaction. */
    private record Joined() implements Transaction {

        @Override
        public void commit() {}

        @Override
        public void rollback() {}
    }

    private final class Own implements Transaction {

        private final EntityManager manager;

        Own(EntityManager manager) {
            this.manager = manager;
        }

        @Override
        public void commit() {
            end(manager.getTransaction()::commit);
        }

        @Override
        public void rollback() {
            end(manager.getTransaction()::rollback);
        }

        private void end(Runnable ending) {
            try {
                ending.run();
            } finally {
                BOUND.remove();
                manager.close();
            }
        }
    }
}
