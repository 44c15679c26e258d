/* SPDX-License-Identifier: MIT */
/* Any bytes as a theme and as a logo. */
#include "target.h"

#include "house_load.h"
#include "logo.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *at, size_t length)
{
    struct arena *arena = arena_create();
    struct diags *diags = diags_create(), *logo_diags = diags_create();
    struct bytes bytes = target_exact(at, length);
    struct logo_colours colours;
    const struct house *house =
        house_load(arena, "fuzz.json", target_path(arena, "tests/themes"), bytes, NULL, diags);
    const struct scene *logo = logo_parse(arena, "fuzz.svg", bytes, 24, &colours, logo_diags);
    free((void *)bytes.at); /* nothing may be borrowed from it */
    target_check_diags(diags, house);
    target_check_diags(logo_diags, logo);
    if (logo) {
        struct str out = str_init(arena);
        scene_dump(logo, &out);
        REQUIRE(colours.count <= LOGO_COLOURS && scene_height(logo) > 0);
    }
    diags_destroy(logo_diags);
    diags_destroy(diags);
    arena_destroy(arena);
    return 0;
}
