/** Acts by which parties bind themselves or give: agreements, aid, prisoners. */
@NullMarked
package org.geotimeline.act.agreement;

import org.jspecify.annotations.NullMarked;
