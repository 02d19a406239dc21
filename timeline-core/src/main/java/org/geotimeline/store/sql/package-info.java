/**
 * What code around a statement needs, in every module: {@link org.geotimeline.store.sql.Sql} lends a connection or runs a
 * transaction, {@link org.geotimeline.store.sql.Backoff} says how long a retry waits. Statements stay where their tables are.
 */
@NullMarked
package org.geotimeline.store.sql;

import org.jspecify.annotations.NullMarked;
