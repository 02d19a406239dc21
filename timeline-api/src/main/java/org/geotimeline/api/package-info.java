/**
 * The application and its server. The rooms below hold what is true of all requests: recording, clocks, problems, operations
 * and the description of the API. A question's own view lies with its projection.
 */
@NullMarked
package org.geotimeline.api;

import org.jspecify.annotations.NullMarked;
