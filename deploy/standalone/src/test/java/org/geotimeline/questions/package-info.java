/**
 * The language of the questions in {@code questions/qa.json} and {@code questions/seed_checklist.csv}: what is asked of
 * a running server, and what its answers have to say. The language is described in {@code qa.json} under
 * {@code language}; where that leaves room, the rules here are those of the tool that asks the same questions by hand,
 * so that both always come to one verdict. An assertion that is not understood, or that meets an answer of a shape
 * nobody thought of, does not hold.
 */
@NullMarked
package org.geotimeline.questions;

import org.jspecify.annotations.NullMarked;
