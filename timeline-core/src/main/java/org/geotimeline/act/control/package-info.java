/** Acts that change who rules, how a state or an organisation is named, and what is decreed. */
@NullMarked
package org.geotimeline.act.control;

import org.jspecify.annotations.NullMarked;
