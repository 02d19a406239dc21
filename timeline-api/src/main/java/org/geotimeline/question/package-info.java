/**
 * What is true of every question, written once for all: why a row is what it is, how two answers differ and why, and the
 * same answer as a file. A question is named as it is asked over HTTP, {@code stances?subject=TAL}, and is put to the very
 * method that answers it there.
 */
@NullMarked
package org.geotimeline.question;

import org.jspecify.annotations.NullMarked;
