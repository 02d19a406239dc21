/** What a server is made of: its settings, its connections, the ledger with its projections, and the public feed. */
@NullMarked
package org.geotimeline.api.server;

import org.jspecify.annotations.NullMarked;
