/**
 * Stored steps: the tables of one projection with its token, the rule by which rows only grow, the writing of a batch, the one
 * probe that answers a question, and the digest.
 */
@NullMarked
package org.geotimeline.projection.runtime.steps;

import org.jspecify.annotations.NullMarked;
