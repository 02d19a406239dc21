/** Tests of questions that every view answers in the same way, over HTTP and in SQL. */
@NullMarked
package org.geotimeline.question;

import org.jspecify.annotations.NullMarked;
