/** Errors as answers: every exception becomes a problem of RFC 9457, with one sentence for each fault. */
@NullMarked
package org.geotimeline.api.problem;

import org.jspecify.annotations.NullMarked;
