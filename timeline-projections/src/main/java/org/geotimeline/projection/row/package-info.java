/**
 * How the row of a question is declared: a record whose components say what they mean. {@link RowShape} reads rows from what
 * a projection has stored and writes them back; {@link RowSchema} describes them to clients. JSON, JSON Schema, OpenAPI, the
 * columns of CSV and of SQL all follow from the one record.
 */
@NullMarked
package org.geotimeline.projection.row;

import org.jspecify.annotations.NullMarked;
