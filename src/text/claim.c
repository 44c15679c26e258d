/* SPDX-License-Identifier: MIT */
/* claim: what a process does once that draws letters with nothing else. By itself, so that a library goes
 * without. */
#include "text.h"

#include <fontconfig/fontconfig.h>

void text_claim_process(void)
{
    FcConfig *none = FcConfigCreate();
    FcConfigSetCurrent(none);
    FcConfigDestroy(none);
}
