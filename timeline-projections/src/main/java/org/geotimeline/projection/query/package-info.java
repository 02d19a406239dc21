/**
 * What a view asks and answers with: a {@link org.geotimeline.projection.query.CellQuery} over a {@link
 * org.geotimeline.projection.query.StepTable}, under {@link org.geotimeline.projection.query.Clocks}, as an {@link
 * org.geotimeline.projection.query.Answer}.
 */
@NullMarked
package org.geotimeline.projection.query;

import org.jspecify.annotations.NullMarked;
