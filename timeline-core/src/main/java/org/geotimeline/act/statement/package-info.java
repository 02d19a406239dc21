/** Acts of speech: statements, conditions, accusations and denials, pledges. A claim is not a fact. */
@NullMarked
package org.geotimeline.act.statement;

import org.jspecify.annotations.NullMarked;
